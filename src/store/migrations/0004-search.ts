import { sql, type Kysely } from 'kysely';

/**
 * Search, the indexes that keep the timeline fast, and who withdrew a statement. The words are made by src/search/, so that every script is cut the same
 * way on every server; what is waiting to be indexed is filled in by the tick, in batches.
 */
const STATEMENTS = [
  // One row an item: the words of its current document.
  `create table tumen.document_search (
    item_id bigint primary key references tumen.item (id) on delete cascade,
    document_id bigint not null references tumen.document (id) on delete cascade,
    at timestamptz not null,
    lang text not null,
    words tsvector not null
  )`,
  // A search for a common word reads many rows: their words stay out of the way until one is ranked.
  `alter table tumen.document_search set (toast_tuple_target = 128)`,
  `create index document_search_words on tumen.document_search using gin (words)`,
  `create index document_search_at on tumen.document_search (at desc, item_id desc)`,
  `create index document_search_document on tumen.document_search (document_id)`,

  `create table tumen.event_search (
    event_id bigint primary key references tumen.event (id) on delete cascade,
    indexed_at timestamptz not null,
    words tsvector not null
  )`,
  `create index event_search_words on tumen.event_search using gin (words)`,

  `create index event_timeline on tumen.event
    ((coalesce(date_from, (first_published at time zone 'UTC')::date)), id) where type is not null`,
  // Null: the source no longer says it; 'reanalysis': our rules no longer find it there.
  `alter table tumen.statement add column withdrawn_by text check (withdrawn_by in ('reanalysis'))`,
  `create index statement_standing on tumen.statement (event_id) where withdrawn_at is null`,
  `create index statement_quantity on tumen.statement (event_id) where quantity is not null`,
  `create index statement_document on tumen.statement (document_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
