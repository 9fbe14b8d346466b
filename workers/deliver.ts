import { setTimeout as sleep } from 'node:timers/promises';
import { joinWaitingAlerts } from '../src/join-alerts.ts';
import { defineWorker } from '../src/queue/worker.ts';
import {
  clearRejections,
  deliveryById,
  isSuppressed,
  recordDelivery,
  recordRejection,
  takeDelivery,
  type DeliveryResult,
} from '../src/store/deliveries.ts';
import { later } from '../src/store/sql.ts';
import { messageOf } from '../src/errors.ts';

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
/** With the waits above about four days: a mail server that is down over a weekend loses nothing. */
const MAX_TRIES = 100;

/**
 * Sends one message to one recipient. A worker killed between the server's acceptance and our record sends that one
 * message again, under the same Message-ID; a worker killed at any other moment sends nothing twice and loses nothing.
 */
export default defineWorker('deliver', async ({ deliveryId: askedId }, app) => {
  const { db } = app.database;
  const deliveryId = (await joinWaitingAlerts(app, askedId)) ?? askedId;
  if (!(await takeDelivery(db, deliveryId, app.clock()))) return { outcome: 'taken or done' };
  const delivery = await deliveryById(db, deliveryId);
  if (!delivery) return { outcome: 'gone' };
  const finish = async (result: DeliveryResult) => {
    await insistently(() => recordDelivery(db, deliveryId, result, app.clock()));
    const { kind, channel, tries } = delivery;
    if (result.state !== 'sent')
      app.log.warn({ delivery: deliveryId, kind, channel, tries, reason: result.error }, 'not sent');
    return { outcome: result.state, kind, channel, tries };
  };
  if (await isSuppressed(db, delivery.subscriber_id, delivery.channel))
    return finish({ state: 'suppressed', error: 'opted out or suppressed' });
  const subscriber = app.subscribers.find((each) => each.id === delivery.subscriber_id) ?? null;
  const outcome = await app.channels.send(delivery, subscriber).catch((error: unknown) => ({
    outcome: 'retryLater' as const,
    reason: messageOf(error),
    delayMs: null,
  }));
  const isMail = delivery.channel === 'email'; // only what happens to a mailbox speaks for or against mail to it
  if (outcome.outcome === 'sent') {
    const done = await finish({ state: 'sent', providerId: outcome.providerId }); // first of all: until then it may be sent again
    if (isMail) await clearRejections(db, delivery.subscriber_id);
    return done;
  }
  if (outcome.outcome === 'rejected') {
    const done = await finish({ state: 'failed', error: outcome.reason });
    if (isMail) await recordRejection(db, delivery.subscriber_id, app.clock());
    return done;
  }
  if (delivery.tries >= MAX_TRIES)
    return finish({ state: 'failed', error: `given up after ${delivery.tries} tries: ${outcome.reason}` });
  const waitMs = outcome.delayMs ?? Math.min(FIRST_RETRY_MS * 2 ** (delivery.tries - 1), LONGEST_RETRY_MS);
  return finish({ state: 'pending', error: outcome.reason, nextTryAt: later(app.clock(), waitMs) });
});

/** Less than a worker holds a delivery: after that another one may have it. */
const INSIST_MS = 60_000;
const LONGEST_PAUSE_MS = 1_000;

/**
 * What a server accepted and we cannot note is sent again. A database that restarts is back within seconds, so the note is tried
 * until it is; then the error is the queue's.
 */
async function insistently(note: () => Promise<void>): Promise<void> {
  const until = performance.now() + INSIST_MS;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await note();
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(pauseMs);
    }
  }
}
