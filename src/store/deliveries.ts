import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { json, later } from './sql.ts';
import type { Delivery, DeliveryKind } from './tables.ts';

export interface NewDelivery {
  kind: DeliveryKind;
  subjectId: string;
  subjectRevision: number;
  subscriberId: string;
  channel: string;
  recipient: string;
  /** What the channel sends; see src/channels/. */
  message: unknown;
  /** Fixed for the delivery, so that a message that was sent twice is recognised as one. */
  messageId: string;
  /** Not before: the end of quiet hours, or now. */
  sendAt: string;
}

/** Puts messages in the outbox; one that is there already (same kind, subject, revision, channel, recipient) stays as it is. */
export async function addDeliveries(
  trx: Trx,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<number[]> {
  if (deliveries.length === 0) return [];
  const rows = await trx
    .insertInto('delivery')
    .values(
      deliveries.map((delivery) => ({
        kind: delivery.kind,
        subject_id: delivery.subjectId,
        subject_revision: delivery.subjectRevision,
        subscriber_id: delivery.subscriberId,
        channel: delivery.channel,
        recipient: delivery.recipient,
        message: json(delivery.message),
        message_id: delivery.messageId,
        next_try_at: delivery.sendAt,
        sending_since: null,
        created_at: now.toISOString(),
        sent_at: null,
        provider_id: null,
        last_error: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

export async function deliveryById(db: Db, id: number): Promise<Delivery | undefined> {
  return db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Longer than any channel takes; after it a worker that died in the middle is made up for. */
const SENDING_LEASE_MS = 3 * 60_000;

/** Takes a pending delivery for sending; false where another worker has it or it is done. */
export async function takeDelivery(db: Db, id: number, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('delivery')
    .set((eb) => ({ sending_since: now.toISOString(), tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where((eb) =>
      eb.or([eb('sending_since', 'is', null), eb('sending_since', '<=', later(now, -SENDING_LEASE_MS))]),
    )
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type DeliveryResult =
  | { state: 'sent'; providerId: string | null }
  | { state: 'failed' | 'suppressed'; error: string }
  | { state: 'pending'; error: string; nextTryAt: string };

export async function recordDelivery(db: Db, id: number, result: DeliveryResult, now: Date): Promise<void> {
  await db
    .updateTable('delivery')
    .set({
      state: result.state,
      sending_since: null,
      sent_at: result.state === 'sent' ? now.toISOString() : null,
      provider_id: result.state === 'sent' ? result.providerId : null,
      last_error: result.state === 'sent' ? null : result.error.slice(0, 500),
      ...(result.state === 'pending' ? { next_try_at: result.nextTryAt } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** Pending deliveries whose time has come and that nobody is sending. */
export async function dueDeliveries(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: number; tries: number }[]> {
  return db
    .selectFrom('delivery')
    .select(['id', 'tries'])
    .where('state', '=', 'pending')
    .where('next_try_at', '<=', now.toISOString())
    .where((eb) =>
      eb.or([eb('sending_since', 'is', null), eb('sending_since', '<=', later(now, -SENDING_LEASE_MS))]),
    )
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
}

/** An alert or escalation is "EVENT-REVISION-SUBSCRIBER", a burst "FIRST-SUBSCRIBER". */
const SENT_ID = /^(?<subject>\d{1,15})(?:-(?<revision>\d{1,6}))?-(?<subscriber>[a-z0-9][a-z0-9-]{0,39})$/u;

/** The mail of one or several alerts as it was made; null where there is none. */
export async function alertHtml(
  db: Db,
  kind: Exclude<DeliveryKind, 'digest'>,
  id: string,
): Promise<string | null> {
  const { subject, revision = '1', subscriber } = SENT_ID.exec(id)?.groups ?? {};
  if (!subject || !subscriber) return null;
  const row = await db
    .selectFrom('delivery')
    .select(sql<string | null>`message->>'html'`.as('html'))
    .where('kind', '=', kind)
    .where('channel', '=', 'email')
    .where('subject_id', '=', subject)
    .where('subject_revision', '=', Number(revision))
    .where('subscriber_id', '=', subscriber)
    .executeTakeFirst();
  return row?.html ?? null;
}

/** Opted out of everything; or, for mail, a mailbox that refused so often that no more goes there (chats still do). */
export async function isSuppressed(db: Db, subscriberId: string, channel: string): Promise<boolean> {
  const row = await db
    .selectFrom('subscriber_state')
    .select(['opted_out_at', 'suppressed_at'])
    .where('subscriber_id', '=', subscriberId)
    .executeTakeFirst();
  if (row?.opted_out_at) return true;
  return channel === 'email' && Boolean(row?.suppressed_at);
}

/** A mailbox that refuses three messages running is gone or shut; more mail would harm the sender's name. */
const MAX_REJECTIONS = 3;

export async function recordRejection(db: Db, subscriberId: string, now: Date): Promise<void> {
  await db
    .insertInto('subscriber_state')
    .values({
      subscriber_id: subscriberId,
      next_due: null,
      last_due: null,
      rejections: 1,
      opted_out_at: null,
      suppressed_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('subscriber_id').doUpdateSet({
        rejections: sql<number>`subscriber_state.rejections + 1`,
        suppressed_at: sql<string>`case when subscriber_state.rejections + 1 >= ${MAX_REJECTIONS} then ${now.toISOString()}::timestamptz end`,
      }),
    )
    .execute();
}

export async function clearRejections(db: Db, subscriberId: string): Promise<void> {
  await db
    .updateTable('subscriber_state')
    .set({ rejections: 0 })
    .where('subscriber_id', '=', subscriberId)
    .execute();
}

export async function deliveriesSince(db: Db, since: string): Promise<Delivery[]> {
  return db.selectFrom('delivery').selectAll().where('created_at', '>=', since).orderBy('id').execute();
}
