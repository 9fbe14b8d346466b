import type { App } from './app.ts';
import { dueSlots, nextDue } from './publish/schedule.ts';
import type { Subscriber } from './publish/subscribers.ts';
import { setDue, subscriberStates, type SubscriberState } from './store/digests.ts';

/**
 * Enqueues the digests whose slot has come. A subscriber that is new waits for their first slot; one whose slots were
 * missed gets the latest of them once (src/publish/schedule.ts has the limit).
 */
export async function enqueueDueDigests(app: App): Promise<number> {
  const now = app.clock();
  const states = await subscriberStates(app.database.db);
  let enqueued = 0;
  for (const subscriber of app.subscribers) {
    const state = states.get(subscriber.id);
    if (!state?.lastDue) {
      await welcome(app, subscriber, now);
      continue;
    }
    const slots = dueSlots(subscriber, new Date(state.lastDue), now);
    for (const slot of slots) {
      const { subscriberId, edition, localDate, slot: hour } = slot;
      await app.queues.add('digest', { subscriberId, edition, localDate, slot: hour });
      enqueued += 1;
    }
  }
  return enqueued;
}

async function welcome(app: App, subscriber: Subscriber, now: Date): Promise<void> {
  await setDue(app.database.db, stateFrom(subscriber, now));
}

/** What is known of a subscriber's slots once everything up to `served` has been served. */
export function stateFrom(subscriber: Subscriber, served: Date): SubscriberState {
  const next = nextDue(subscriber, served);
  return {
    subscriberId: subscriber.id,
    nextDue: next?.due.toISOString() ?? null,
    lastDue: served.toISOString(),
  };
}
