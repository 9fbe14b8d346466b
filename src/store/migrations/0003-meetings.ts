import { sql, type Kysely } from 'kysely';

/** Meetings of the Security Council that documents tell of, and the rows that they add to its record. */
const STATEMENTS = [
  `create table tumen.meeting (
    document_id bigint primary key references tumen.document (id) on delete cascade,
    number bigint,
    resumption bigint not null,
    day date,
    source text not null check (source in ('record', 'press')),
    rows jsonb not null
  )`,
  `create index meeting_number on tumen.meeting (number)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
