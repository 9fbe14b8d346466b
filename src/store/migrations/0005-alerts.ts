import { sql, type Kysely } from 'kysely';

/** Alerts by reader: what each was told, so that several can become one message, and when it goes on to the next person. */
const STATEMENTS = [
  `create table tumen.alert (
    event_id bigint not null references tumen.event (id) on delete cascade,
    revision integer not null,
    subscriber_id text not null,
    view jsonb not null,
    created_at timestamptz not null,
    escalate_at timestamptz,
    escalated_at timestamptz,
    primary key (event_id, revision, subscriber_id)
  )`,
  `create index alert_created on tumen.alert (created_at)`,
  `create index alert_escalation on tumen.alert (escalate_at) where escalate_at is not null and escalated_at is null`,
  `alter table tumen.delivery drop constraint delivery_state_check`,
  `alter table tumen.delivery add constraint delivery_state_check
     check (state in ('pending', 'sent', 'failed', 'suppressed', 'joined'))`,
  // Deferred, because a restored backup brings members before the message that carries them.
  `alter table tumen.delivery add column joined_id bigint references tumen.delivery (id) on delete set null
     deferrable initially deferred`,
  `create index delivery_joined on tumen.delivery (joined_id) where joined_id is not null`,
  `create index delivery_alerts on tumen.delivery (recipient, created_at) where kind = 'alert'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
