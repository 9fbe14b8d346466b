import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { DeliveryKind } from './tables.ts';

export interface SentMessage {
  kind: DeliveryKind;
  /** Id of the digest; of an alert or escalation "EVENT-REVISION-SUBSCRIBER", of a burst "FIRST-SUBSCRIBER". */
  id: string;
  subject: string;
  subscriber: string;
  at: string;
  /** Of its deliveries: how many reached somebody, wait, or never will. */
  sent: number;
  pending: number;
  failed: number;
}

/** Digests and alerts, the latest first; alerts that went out as one message are one. */
export async function sentMessages(db: Db, limit: number, offset: number): Promise<SentMessage[]> {
  const { rows } = await sql<SentMessage>`
    select m.*, count(*) filter (where d.state = 'sent') as sent, count(*) filter (where d.state = 'pending') as pending,
           count(*) filter (where d.state in ('failed', 'suppressed')) as failed
    from ((select 'digest' as kind, id::text as id, id::text as subject_id, 1 as revision, subject, subscriber_id as subscriber,
                  created_at as at from tumen.digest)
          union all
          (select distinct on (kind, subject_id, subject_revision, subscriber_id) kind,
                  concat_ws('-', subject_id, case when kind <> 'burst' then subject_revision end, subscriber_id), subject_id, subject_revision,
                  coalesce(message->>'subject', message->>'title', ''), subscriber_id, created_at
           from tumen.delivery where kind <> 'digest' and state <> 'joined'
           order by kind, subject_id, subject_revision, subscriber_id, (channel <> 'email'), id)) m
    left join tumen.delivery d on d.kind = m.kind and d.subject_id = m.subject_id and d.subject_revision = m.revision
      and d.subscriber_id = m.subscriber
    group by m.kind, m.id, m.subject_id, m.revision, m.subject, m.subscriber, m.at
    order by m.at desc, m.id limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

/** How many digests and alerts there are. */
export async function countSent(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from tumen.digest)
         + (select count(distinct (kind, subject_id, subject_revision, subscriber_id)) from tumen.delivery
            where kind <> 'digest' and state <> 'joined') as n`.execute(db);
  return rows[0]?.n ?? 0;
}
