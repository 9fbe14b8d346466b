/** The index of words: what waits to be indexed, and what a search finds. The words are made by src/search/. */
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { anyOf } from './sql.ts';

export interface WaitingText {
  documentId: number;
  itemId: number;
  title: string;
  text: string;
  lang: string;
  at: string;
}

/** Transactions that number a document overlap by far less than this. */
const OVERLAP = 1_000;

/** Current documents that are not in the index yet, in the order of their ids. */
export async function unindexedDocuments(db: Db, limit: number): Promise<WaitingText[]> {
  const { rows } = await sql<WaitingText>`
    select d.id as "documentId", d.item_id as "itemId", d.title, d.text, d.lang,
           coalesce(d.published, d.published_day::timestamptz, d.created_at) as at
    from tumen.document d
    where d.current and d.id > (select coalesce(max(document_id), 0) - ${OVERLAP} from tumen.document_search)
      and not exists (select 1 from tumen.document_search s where s.document_id = d.id)
    order by d.id limit ${limit}`.execute(db);
  return rows;
}

export interface DocumentWords {
  documentId: number;
  itemId: number;
  lang: string;
  at: string;
  /** The literal of a tsvector. */
  words: string;
}

/** Enters documents in the index; each takes the place of the earlier reading of its item. */
export async function indexDocuments(db: Db | Trx, documents: readonly DocumentWords[]): Promise<void> {
  await sql`
    insert into tumen.document_search (item_id, document_id, at, lang, words)
    select "itemId", "documentId", at, lang, words::tsvector
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb)
      as d ("itemId" bigint, "documentId" bigint, at timestamptz, lang text, words text)
    on conflict (item_id) do update
      set document_id = excluded.document_id, at = excluded.at, lang = excluded.lang, words = excluded.words`.execute(
    db,
  );
}

export interface WaitingEvent {
  id: number;
  updatedAt: string;
}

/** Events that are not in the index, or have changed since they were put there. */
export async function unindexedEvents(db: Db, limit: number): Promise<WaitingEvent[]> {
  const { rows } = await sql<WaitingEvent>`
    select e.id, e.updated_at as "updatedAt" from tumen.event e
    left join tumen.event_search x on x.event_id = e.id
    where e.type is not null and (x.event_id is null or x.indexed_at < e.updated_at)
    order by e.id limit ${limit}`.execute(db);
  return rows;
}

/** Enters events in the index as they were at `updatedAt`. */
export async function indexEvents(
  db: Db | Trx,
  events: readonly (WaitingEvent & { words: string })[],
): Promise<void> {
  await sql`
    insert into tumen.event_search (event_id, indexed_at, words)
    select id, "updatedAt", words::tsvector
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (id bigint, "updatedAt" timestamptz, words text)
    on conflict (event_id) do update set indexed_at = excluded.indexed_at, words = excluded.words`.execute(
    db,
  );
}

export interface DocumentQuery {
  tsquery: string;
  languages: readonly string[];
  /** "newest" by publication; "best" by how often and where the words stand, among the newest COUNTED. */
  order: 'newest' | 'best';
  limit: number;
  offset: number;
}

export interface FoundDocument {
  id: number;
  title: string;
  text: string;
  lang: string;
  outlet: string;
  url: string | null;
  at: string;
}

/** Counting further tells nobody anything; ranking further takes seconds for a common word. */
export const COUNTED = 1_000;

/** Documents that a search finds, one page of them; `total` is at most COUNTED + 1, which means "more than". */
export async function findDocuments(
  db: Db,
  query: DocumentQuery,
): Promise<{ total: number; documents: FoundDocument[] }> {
  const languages = query.languages.length > 0 ? sql`and lang = any(${[...query.languages]}::text[])` : sql``;
  const { rows } = await sql<{ document_id: number; rank: number }>`
    select document_id, ${query.order === 'best' ? sql`ts_rank(words, q)` : sql`0`} as rank
    from tumen.document_search, (select ${query.tsquery}::tsquery as q) as asked
    where words @@ q ${languages} order by at desc, item_id desc limit ${COUNTED + 1}`.execute(db);
  const found = query.order === 'best' ? rows.toSorted((a, b) => b.rank - a.rank) : rows; // stable: the newest first among equals
  const ids = found.slice(query.offset, query.offset + query.limit).map((row) => row.document_id);
  return { total: rows.length, documents: await documentsByIds(db, ids) };
}

/** The beginning of a text: a snippet of it is shown. */
const READ = 60_000;

async function documentsByIds(db: Db, ids: readonly number[]): Promise<FoundDocument[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FoundDocument>`
    select d.id, d.title, left(d.text, ${READ}) as text, d.lang, i.outlet, i.url,
           coalesce(d.published, d.published_day::timestamptz, d.created_at) as at
    from tumen.document d join tumen.item i on i.id = d.item_id
    where d.id = ${anyOf(ids, 'bigint')}`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
