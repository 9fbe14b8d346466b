import { sql, type Kysely } from 'kysely';

/** Links of mails: to raw pages, and what readers answer by one click, a verdict on an event or that they have seen an alert. */
const STATEMENTS = [
  // What made the revision: the founding report, or what a later statement changed.
  `alter table tumen.alert_decision add column change text not null default 'status'
     check (change in ('new', 'status', 'figure', 'confirmation'))`,
  `create index snapshot_sha256 on tumen.snapshot (sha256)`,
  `create table tumen.verdict (
    event_id bigint not null references tumen.event (id) on delete cascade,
    subscriber_id text not null,
    verdict text not null check (verdict in ('not_relevant', 'wrong')),
    given_at timestamptz not null,
    primary key (event_id, subscriber_id)
  )`,
  `create table tumen.acknowledgement (
    event_id bigint not null references tumen.event (id) on delete cascade,
    subscriber_id text not null,
    given_at timestamptz not null,
    primary key (event_id, subscriber_id)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
