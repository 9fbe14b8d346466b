import { alertDue } from '../src/publish/schedule.ts';
import { wantsEvent } from '../src/publish/select.ts';
import type { AlertActions, AlertReason, AlertView, EventView } from '../src/publish/views.ts';
import type { Subscriber } from '../src/publish/subscribers.ts';
import type { App } from '../src/app.ts';
import { defineWorker } from '../src/queue/worker.ts';
import { decideAlert, pendingDecision, type PendingDecision } from '../src/store/alerts.ts';
import type { Trx } from '../src/store/database.ts';
import { addDeliveries, dueDeliveries, type NewDelivery } from '../src/store/deliveries.ts';
import { eventViews } from '../src/store/event-views.ts';
import { deliveriesFor } from '../src/publish/addressing.ts';
import { alertMessage } from '../src/publish/messages.ts';

/** News that reaches us later than this after its publication is for the digest: an alert says "now". */
const MAX_AGE_MS = 72 * 3_600_000;
/** An event that others told of longer ago than this is known; only a change of its status is new. */
const KNOWN_AFTER_MS = 14 * 86_400_000;

/** Decides once for an event's revision whether it is worth an alert, and puts one message a subscriber in the outbox. */
export default defineWorker('alert', async ({ eventId, revision }, app) => {
  const now = app.clock();
  const reason = await app.database.transaction(async (trx) => {
    const pending = await pendingDecision(trx, eventId, revision);
    if (!pending) return null;
    const against = reasonAgainst(pending, revision, now);
    const decision = against
      ? { alert: false, reason: against }
      : { alert: true, reason: revision === 1 ? 'new' : 'status' };
    await decideAlert(trx, eventId, revision, decision, now);
    if (decision.alert) await enqueueAlerts(trx, app, eventId, revision, now);
    return decision.reason;
  });
  for (const { id, tries } of await dueDeliveries(app.database.db, now, 100)) {
    await app.queues.add('deliver', { deliveryId: id, attempt: tries });
  }
  return { outcome: reason ?? 'decided before' };
});

/** Why no alert goes out, or null. An unknown date is no reason to alert: it may be old (DESIGN 2.5). */
function reasonAgainst(pending: PendingDecision, revision: number, now: Date): string | null {
  const { event, statement, superseded, knownSince } = pending;
  if (superseded) return 'a later revision speaks for it';
  if (!statement.published) return 'publication date not known';
  if (now.getTime() - Date.parse(statement.published) > MAX_AGE_MS) return 'published too long ago';
  if (revision > 1) return null;
  if (event.origin === 'curated') return 'known from the baseline';
  const known = knownSince && Date.parse(statement.published) - Date.parse(knownSince) > KNOWN_AFTER_MS;
  return known ? `known since ${knownSince.slice(0, 10)}` : null;
}

async function enqueueAlerts(
  trx: Trx,
  app: App,
  eventId: number,
  revision: number,
  now: Date,
): Promise<void> {
  const [event] = await eventViews(trx, [eventId], { traitsOf: app.keywords.traitsOf, told: null });
  if (!event) return;
  const deliveries = app.subscribers.flatMap((subscriber) =>
    alertFor(subscriber, event, eventId, revision, app, now),
  );
  await addDeliveries(trx, deliveries, now);
}

function alertFor(
  subscriber: Subscriber,
  event: EventView,
  eventId: number,
  revision: number,
  app: App,
  now: Date,
): NewDelivery[] {
  const due = wantsEvent(subscriber, event) ? alertDue(subscriber, event.type, now) : null;
  if (!due) return [];
  const reason: AlertReason = revision === 1 ? 'new' : 'status';
  const view: AlertView = {
    id: `${eventId}-${revision}`,
    subscriber,
    event,
    revision,
    reason,
    why: { rule: 'alert: immediate', words: wordsOf(event) },
    generatedAt: now.toISOString(),
    publicUrl: app.config.publicUrl,
    archiveUrl: app.config.publicUrl
      ? app.links.urlOf(app.config.publicUrl, {
          do: 'read',
          kind: 'alert',
          id: `${eventId}-${revision}-${subscriber.id}`,
        })
      : null,
    actions: actionsOf(app, subscriber.id, String(eventId)),
    unsubscribe: app.channels.unsubscribe(subscriber),
  };
  const subject = { id: String(eventId), revision, sendAt: due };
  return deliveriesFor(view, alertMessage(view, app.config.mailFrom), subject);
}

function actionsOf({ config, links }: App, subscriber: string, event: string): AlertActions | null {
  const { publicUrl } = config;
  if (!publicUrl) return null;
  return {
    acknowledge: links.urlOf(publicUrl, { do: 'acknowledge', subscriber, event }),
    notRelevant: links.urlOf(publicUrl, { do: 'judge', subscriber, event, verdict: 'not_relevant' }),
    wrong: links.urlOf(publicUrl, { do: 'judge', subscriber, event, verdict: 'wrong' }),
  };
}

/** The words that made the rule fire, as the latest statement has them. */
function wordsOf(event: EventView): string[] {
  const quote = event.statements[0]?.quote;
  return quote ? [quote] : [];
}
