import type { Db } from './database.ts';
import type { VerdictTable } from './tables.ts';

/** No more mail of any kind for this reader; only their own words (or an operator's in the database) undo it. */
export async function optOut(db: Db, subscriberId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await db
    .insertInto('subscriber_state')
    .values({
      subscriber_id: subscriberId,
      next_due: null,
      last_due: null,
      opted_out_at: at,
      suppressed_at: null,
    })
    .onConflict((conflict) => conflict.column('subscriber_id').doUpdateSet({ opted_out_at: at }))
    .execute();
}

/** A reader's verdict on an event; their later one replaces it. False where there is no such event. */
export async function giveVerdict(
  db: Db,
  given: { eventId: number; subscriberId: string; verdict: VerdictTable['verdict'] },
  now: Date,
): Promise<boolean> {
  if (!(await eventExists(db, given.eventId))) return false;
  const { verdict } = given;
  const at = now.toISOString();
  await db
    .insertInto('verdict')
    .values({ event_id: given.eventId, subscriber_id: given.subscriberId, verdict, given_at: at })
    .onConflict((conflict) =>
      conflict.columns(['event_id', 'subscriber_id']).doUpdateSet({ verdict, given_at: at }),
    )
    .execute();
  return true;
}

/** Notes that a reader has seen the alerts about an event so far. False where there is no such event. */
export async function acknowledge(
  db: Db,
  eventId: number,
  subscriberId: string,
  now: Date,
): Promise<boolean> {
  if (!(await eventExists(db, eventId))) return false;
  const at = now.toISOString();
  await db
    .insertInto('acknowledgement')
    .values({ event_id: eventId, subscriber_id: subscriberId, given_at: at })
    .onConflict((conflict) => conflict.columns(['event_id', 'subscriber_id']).doUpdateSet({ given_at: at }))
    .execute();
  return true;
}

async function eventExists(db: Db, eventId: number): Promise<boolean> {
  const row = await db.selectFrom('event').select('id').where('id', '=', eventId).executeTakeFirst();
  return row !== undefined;
}
