import { sql, type Kysely } from 'kysely';

/** Chinese characters are folded to one form: the tick fills the index anew, a batch at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('delete from tumen.document_search').execute(db);
  await sql.raw('delete from tumen.event_search').execute(db);
}
