/** Alerts that wait in the outbox and go out as one message. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';
import { json } from './sql.ts';
import type { Delivery } from './tables.ts';

export type AlertDelivery = Pick<Delivery, 'id' | 'subscriber_id' | 'channel' | 'recipient'>;

/** The alert as long as nobody has tried to send it: what was tried may have arrived, and is never joined with others. */
export async function untriedAlert(trx: Trx, id: number): Promise<AlertDelivery | undefined> {
  return trx
    .selectFrom('delivery')
    .select(['id', 'subscriber_id', 'channel', 'recipient'])
    .where('id', '=', id)
    .where('kind', '=', 'alert')
    .where('state', '=', 'pending')
    .where('tries', '=', 0)
    .executeTakeFirst();
}

export interface WaitingAlert {
  id: number;
  view: unknown;
}

/**
 * The untried alerts to the address of `alert` that may go out by `until`, itself first, with what they say. Locked until the
 * transaction ends: two workers never join the same alert.
 */
export async function waitingAlerts(
  trx: Trx,
  { id, subscriber_id, recipient }: AlertDelivery,
  until: string,
): Promise<WaitingAlert[]> {
  const { rows } = await sql<WaitingAlert>`
    select d.id, a.view from tumen.delivery d
    join tumen.alert a on a.event_id::text = d.subject_id and a.revision = d.subject_revision and a.subscriber_id = d.subscriber_id
    where d.kind = 'alert' and d.recipient = ${recipient} and d.subscriber_id = ${subscriber_id} and d.state = 'pending' and d.tries = 0 and d.next_try_at <= ${until}
    order by (d.id <> ${id}), d.id for update of d`.execute(trx);
  return rows;
}

/** How many alerts that were made since an instant have gone to the address, alone or joined, or are on their way. */
export async function alertsSentSince(
  trx: Trx,
  { subscriber_id, recipient }: AlertDelivery,
  since: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from tumen.delivery
    where kind = 'alert' and recipient = ${recipient} and subscriber_id = ${subscriber_id} and created_at > ${since}
      and (tries > 0 or state <> 'pending')`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** Puts the joint message of some alerts in the outbox and takes these out of it, in one step. Returns the message's id. */
export async function joinAlerts(
  trx: Trx,
  { subscriber_id, channel, recipient }: AlertDelivery,
  members: readonly number[],
  burst: { id: string; message: unknown; messageId: string },
  now: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('delivery')
    .values({
      kind: 'burst',
      subject_id: burst.id,
      subject_revision: 1,
      subscriber_id,
      channel,
      recipient,
      message: json(burst.message),
      message_id: burst.messageId,
      next_try_at: now.toISOString(),
      sending_since: null,
      created_at: now.toISOString(),
      sent_at: null,
      provider_id: null,
      last_error: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('delivery')
    .set({ state: 'joined', joined_id: id })
    .where('id', 'in', [...members])
    .execute();
  return id;
}
