import { sql, type Kysely } from 'kysely';

/** Votes of the Security Council that a source tells outside any document: vote records of the Library, yearly tables. */
const STATEMENT = `create table tumen.council_vote (
  feed_id text not null,
  row_id text not null,
  row jsonb not null,
  recorded_at timestamptz not null,
  primary key (feed_id, row_id)
)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENT).execute(db);
}
