import type { App } from './app.ts';
import { messageFor } from './publish/addressing.ts';
import { burstMessage } from './publish/messages.ts';
import { recipientOf, type Address } from './channels/posts.ts';
import { rankEvents } from './publish/select.ts';
import type { Subscriber } from './publish/subscribers.ts';
import type { AlertView, BurstView } from './publish/views.ts';
import type { Trx } from './store/database.ts';
import {
  alertsSentSince,
  joinAlerts,
  untriedAlert,
  waitingAlerts,
  type AlertDelivery,
} from './store/joined-alerts.ts';
import { later } from './store/sql.ts';

/** Every alert waits this long for others of the same pass: little beside what fetching and linking take. */
export const GATHER_MS = 1_500;
/** Alerts within this time count towards a burst. */
export const BURST_WINDOW_MS = 5 * 60_000;
/** What a mail holds with the evidence of each, and what the shortest chat message holds at all. */
const MOST_IN_MAIL = 40;
const MOST_IN_CHAT = 10;

/**
 * Joins an alert with those that wait for the same address, where they are more than its reader wants one by one (`joinAlertsOver`).
 * Returns the joint message, which then stands in the outbox in their place, or null. A program that gets webhooks gets every alert
 * by itself.
 */
export async function joinWaitingAlerts(app: App, deliveryId: number): Promise<number | null> {
  const now = app.clock();
  return app.database.transaction(async (trx) => {
    const alert = await untriedAlert(trx, deliveryId);
    const subscriber = app.subscribers.find(({ id }) => id === alert?.subscriber_id);
    const address = subscriber?.channels.find(
      (each) => recipientOf(subscriber.id, each) === alert?.recipient,
    );
    if (!alert || !subscriber || !address || address.kind === 'webhook') return null;
    const waiting = await waitingAlerts(trx, alert, later(now, gatherMs(app)));
    const sent = await alertsSentSince(trx, alert, later(now, -BURST_WINDOW_MS));
    const isBurst = waiting.length > 1 && waiting.length + sent > subscriber.joinAlertsOver;
    if (!isBurst || waiting[0]?.id !== alert.id) return null;
    const members = waiting.slice(0, address.kind === 'email' ? MOST_IN_MAIL : MOST_IN_CHAT);
    const views = members.map(({ view }) => view as AlertView); // as this program kept it
    return join(trx, app, { subscriber, address, alert }, { ids: members.map(({ id }) => id), views }, now);
  });
}

/** How far ahead of its time an alert may be joined: what waits longer waits for the end of quiet hours. */
export function gatherMs({ config }: App): number {
  return Math.max(GATHER_MS, config.alertGatherMs);
}

async function join(
  trx: Trx,
  app: App,
  to: { subscriber: Subscriber; address: Address; alert: AlertDelivery },
  members: { ids: number[]; views: AlertView[] },
  now: Date,
): Promise<number> {
  const { subscriber, address, alert } = to;
  const id = String(Math.min(...members.ids));
  const view = burstView(app, subscriber, id, members.views, now);
  const message = messageFor(address, view, burstMessage(view, app.config.mailFrom));
  return joinAlerts(trx, alert, members.ids, { id, message, messageId: message.messageId }, now);
}

/**
 * Each event once, as it stands now: whoever reads of a new report and of what changed in it in one message has read one report,
 * and what was new to the reader is still new.
 */
export function latestOfEach(alerts: readonly AlertView[]): AlertView[] {
  const byEvent = new Map<string, AlertView>();
  for (const alert of alerts.toSorted((a, b) => a.revision - b.revision)) {
    const first = byEvent.get(alert.event.id);
    byEvent.set(alert.event.id, first ? { ...alert, reason: first.reason } : alert);
  }
  return [...byEvent.values()];
}

function burstView(
  app: App,
  subscriber: Subscriber,
  id: string,
  alerts: readonly AlertView[],
  now: Date,
): BurstView {
  const { publicUrl } = app.config;
  const latest = latestOfEach(alerts);
  const ranked = rankEvents(latest.map(({ event }) => event));
  return {
    id,
    subscriber,
    alerts: ranked
      .flatMap((event) => latest.filter((alert) => alert.event === event))
      .map((alert) => ({ ...alert, subscriber })),
    generatedAt: now.toISOString(),
    archiveUrl:
      publicUrl && subscriber.email
        ? app.links.urlOf(publicUrl, { do: 'read', kind: 'burst', id: `${id}-${subscriber.id}` })
        : null,
    acknowledgeAll: publicUrl
      ? app.links.urlOf(publicUrl, { do: 'acknowledgeAll', subscriber: subscriber.id, burst: id })
      : null,
    unsubscribe: app.channels.unsubscribe(subscriber),
  };
}
