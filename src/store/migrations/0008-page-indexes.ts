import { sql, type Kysely } from 'kysely';

/**
 * Indexes for pages that look at many events. From its newest end the timeline needs one of its own: read backwards, the other
 * puts events without a day first. With it a common word is looked for along the timeline until a page is full, instead of in
 * every event. And what stood on a day in the past is answered from an index alone, without the statements' own pages.
 */
const STATEMENTS = [
  `create index event_newest on tumen.event
    ((coalesce(date_from, (first_published at time zone 'UTC')::date)) desc nulls last, id desc) where type is not null`,
  `create index statement_known on tumen.statement (recorded_at, event_id, withdrawn_at)`,
  `drop index tumen.statement_recorded`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
