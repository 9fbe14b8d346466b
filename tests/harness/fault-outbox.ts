/** An outbox full of digests and alerts to many readers, for tests of what becomes of it. */
import { alertViewFor } from '../../src/alerting.ts';
import type { App } from '../../src/app.ts';
import { installBaseline } from '../../src/baseline/install.ts';
import { deliveriesFor } from '../../src/publish/addressing.ts';
import { alertMessage } from '../../src/publish/messages.ts';
import type { EventView } from '../../src/publish/event-view.ts';
import { addDeliveries, type NewDelivery } from '../../src/store/deliveries.ts';
import { addReaderAlerts } from '../../src/store/reader-alerts.ts';
import { timelineEventIds } from '../../src/store/timeline.ts';
import { eventsKnown } from '../../src/timeline.ts';

const ALERTS_EACH = 10;

/** Puts digests and ten alerts for every subscriber in the outbox, due now; returns how many deliveries that is. */
export async function fillOutbox(app: App, digestsEach: number): Promise<number> {
  await installBaseline(app);
  const ids = (await timelineEventIds(app.database.db, {})).slice(-ALERTS_EACH);
  const events = await eventsKnown(app, ids, null);
  const now = app.clock();
  let count = 0;
  for (const subscriber of app.subscribers) {
    const digests = Array.from({ length: digestsEach }, (_, n) =>
      digestDelivery(subscriber.id, n, app.config, now),
    );
    const added = await app.database.transaction(async (trx) => {
      const alerts = events.map((event) => alertTo(app, subscriber, event, now));
      await addReaderAlerts(
        trx,
        alerts.map(({ alert }) => alert),
        now,
      );
      return addDeliveries(trx, [...alerts.flatMap(({ deliveries }) => deliveries), ...digests], now);
    });
    count += added.length;
    await app.queues.addAll(
      'deliver',
      added.map((deliveryId) => ({ deliveryId, attempt: 0 })),
    );
  }
  return count;
}

function alertTo(app: App, subscriber: App['subscribers'][number], event: EventView, now: Date) {
  const why = { rule: 'alert: immediate', words: [] };
  const view = alertViewFor(
    app,
    subscriber,
    { event, revision: 1, reason: 'new', why, escalation: null },
    now,
  );
  const subject = { kind: 'alert', id: event.id, revision: 1, sendAt: now } as const;
  return {
    alert: { eventId: Number(event.id), revision: 1, subscriberId: subscriber.id, view, escalateAt: null },
    deliveries: deliveriesFor(view, alertMessage(view, app.config.mailFrom), subject),
  };
}

function digestDelivery(subscriber: string, n: number, { mailFrom }: App['config'], now: Date): NewDelivery {
  const domain = /@([^>]+)/u.exec(mailFrom)?.[1] ?? 'example.org';
  const messageId = `<digest-${subscriber}-${n}@${domain}>`;
  const recipient = `${subscriber}@example.org`;
  return {
    kind: 'digest',
    subjectId: `${subscriber}-${n}`,
    subjectRevision: 1,
    subscriberId: subscriber,
    channel: 'email',
    recipient,
    message: { kind: 'digest', messageId, date: now.toISOString(), to: { name: subscriber, address: recipient }, subject: `Digest ${n}`, text: 'A digest.', html: '<p>A digest.</p>', attachments: [], unsubscribe: { mailto: null, url: null }, references: [] },
    messageId,
    sendAt: now.toISOString(),
  }; // prettier-ignore
}
