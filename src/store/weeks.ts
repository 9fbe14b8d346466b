/** What a weekly edition compares: events by when they were first reported, and what changed its status. */
import { sql } from 'kysely';
import type { Category, MentionType, Status } from '../taxonomy.ts';
import type { Db, Trx } from './database.ts';

export interface ReportedEvent {
  type: MentionType;
  category: Category;
  facilitators: string[];
  confidence: number;
  status: Status;
  /** When it was first reported, else first seen. */
  reported: string;
}

/** Events that were first reported from `from` to before `to` and were known at `now`; curated ones are no reports. */
export async function eventsReportedBetween(
  trx: Trx,
  from: string,
  to: string,
  now: Date,
): Promise<ReportedEvent[]> {
  const at = now.toISOString();
  const { rows } = await sql<ReportedEvent>`
    select e.type, e.category, e.facilitators, e.confidence, e.status, coalesce(e.first_published, e.first_seen_at) as reported
    from tumen.event e
    where e.type is not null and e.origin <> 'curated' and e.first_seen_at <= ${at}
      and coalesce(e.first_published, e.first_seen_at) >= ${from} and coalesce(e.first_published, e.first_seen_at) < ${to}
      and exists (select 1 from tumen.statement s where s.event_id = e.id and s.recorded_at <= ${at}
                  and (s.withdrawn_at is null or s.withdrawn_at > ${at}))`.execute(trx);
  return rows;
}

/** When Tumen had first read a feed, or null. */
export async function watchingSince(db: Db | Trx): Promise<string | null> {
  const row = await db
    .selectFrom('feed_state')
    .select((eb) => eb.fn.min('seeded_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}

export interface ChangedStatus {
  eventId: number;
  from: Status;
  to: Status;
  by: string | null;
  at: string;
}

/**
 * Events whose status live reports changed between two instants: from what it was at first to what it was at last, with who
 * brought the last change. One that ends where it began is none.
 */
export async function statusChangesBetween(trx: Trx, from: string, to: string): Promise<ChangedStatus[]> {
  const rows = await trx
    .selectFrom('status_change')
    .innerJoin('statement', 'statement.id', 'status_change.statement_id')
    .select([
      'status_change.event_id',
      'status_change.from_status',
      'status_change.to_status',
      'status_change.at',
      'statement.source_actor',
      'statement.outlet',
    ])
    .where('status_change.at', '>=', from)
    .where('status_change.at', '<', to)
    .where('statement.origin', '=', 'live')
    .where('statement.withdrawn_at', 'is', null)
    .orderBy('status_change.id')
    .execute();
  const byEvent = new Map<number, ChangedStatus>();
  for (const { event_id: eventId, from_status, to_status, at, source_actor, outlet } of rows) {
    const before = byEvent.get(eventId)?.from ?? from_status;
    if (before)
      byEvent.set(eventId, { eventId, from: before, to: to_status, by: source_actor ?? outlet, at });
  }
  return [...byEvent.values()].filter((change) => change.from !== change.to);
}
