/** Alerts by reader: one row an event, revision and reader, whatever messages carry it. */
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { json } from './sql.ts';

export interface ReaderAlert {
  eventId: number;
  revision: number;
  subscriberId: string;
  /** What the reader was told, as this program keeps it. */
  view: unknown;
  /** When it goes on to the next person unless it is acknowledged; null: never. */
  escalateAt: string | null;
}

/** Notes alerts; one that is there already stays as it is. Returns those that are new. */
export async function addReaderAlerts<T extends ReaderAlert>(
  trx: Trx,
  alerts: readonly T[],
  now: Date,
): Promise<T[]> {
  if (alerts.length === 0) return [];
  const rows = await trx
    .insertInto('alert')
    .values(
      alerts.map((alert) => ({
        event_id: alert.eventId,
        revision: alert.revision,
        subscriber_id: alert.subscriberId,
        view: json(alert.view),
        created_at: now.toISOString(),
        escalate_at: alert.escalateAt,
        escalated_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['event_id', 'revision', 'subscriber_id'])
    .execute();
  const added = new Set(rows.map((row) => `${row.event_id} ${row.revision} ${row.subscriber_id}`));
  return alerts.filter((alert) => added.has(`${alert.eventId} ${alert.revision} ${alert.subscriberId}`));
}

/** How many alerts each reader was told of since an instant. */
export async function alertCountsSince(trx: Trx, since: string): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('alert')
    .select((eb) => ['subscriber_id', eb.fn.countAll<number>().as('n')])
    .where('created_at', '>', since)
    .groupBy('subscriber_id')
    .execute();
  return new Map(rows.map((row) => [row.subscriber_id, row.n]));
}

/** An alert whose reader has not answered in time, and nobody else has. */
export interface OverdueAlert {
  eventId: number;
  revision: number;
  subscriberId: string;
  view: unknown;
}

/**
 * Takes the alerts that nobody acknowledged in time and marks them as passed on: each is returned once. Whoever acknowledged the
 * event since the alert was made, its reader or another, has it in hand.
 */
export async function takeOverdueAlerts(trx: Trx, now: Date, limit: number): Promise<OverdueAlert[]> {
  const at = now.toISOString();
  const { rows } = await sql<{ event_id: number; revision: number; subscriber_id: string; view: unknown }>`
    update tumen.alert a set escalated_at = ${at}
    where (a.event_id, a.revision, a.subscriber_id) in (
      select o.event_id, o.revision, o.subscriber_id from tumen.alert o
      where o.escalate_at <= ${at} and o.escalated_at is null
        and not exists (
          select 1 from tumen.acknowledgement k where k.event_id = o.event_id and k.given_at >= o.created_at)
      order by o.escalate_at limit ${limit} for update skip locked)
    returning a.event_id, a.revision, a.subscriber_id, a.view`.execute(trx);
  return rows.map((row) => ({
    eventId: row.event_id,
    revision: row.revision,
    subscriberId: row.subscriber_id,
    view: row.view,
  }));
}

/** The events of the alerts that one message carries, for its one-click acknowledgement. */
export async function eventsOfBurst(db: Db, subscriberId: string, burst: string): Promise<number[]> {
  const rows = await db
    .selectFrom('delivery as member')
    .innerJoin('delivery as burst', 'burst.id', 'member.joined_id')
    .select('member.subject_id')
    .distinct()
    .where('burst.kind', '=', 'burst')
    .where('burst.subject_id', '=', burst)
    .where('burst.subscriber_id', '=', subscriberId)
    .execute();
  return rows.map((row) => Number(row.subject_id));
}
