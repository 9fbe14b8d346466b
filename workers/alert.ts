import { alertMatch } from '../src/publish/alert-rules.ts';
import { alertDue } from '../src/publish/schedule.ts';
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

/** A further figure or voice that comes sooner after an alert waits for the digest; a change of status does not wait. */
const COOL_DOWN_MS = 6 * 3_600_000;

/** Decides once for an event's revision whether it is worth an alert, and puts one message a subscriber in the outbox. */
export default defineWorker('alert', async ({ eventId, revision }, app) => {
  const now = app.clock();
  const reason = await app.database.transaction(async (trx) => {
    const pending = await pendingDecision(trx, eventId, revision);
    if (!pending) return null;
    const against = reasonAgainst(pending, revision, now);
    const reason: AlertReason = revision === 1 ? 'new' : updateOf(pending.change);
    const isAsked = !against && (await enqueueAlerts(trx, app, { eventId, revision, reason }, now));
    const decision = isAsked
      ? { alert: true, reason }
      : { alert: false, reason: against ?? 'no rule of a reader asks for it' };
    await decideAlert(trx, eventId, revision, decision, now);
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
  if (revision > 1) return reasonAgainstUpdate(pending, now);
  if (event.origin === 'curated') return 'known from the baseline';
  const known = knownSince && Date.parse(statement.published) - Date.parse(knownSince) > KNOWN_AFTER_MS;
  return known ? `known since ${knownSince.slice(0, 10)}` : null;
}

/** Further figures and voices are updates for those who were alerted; to others the event is not urgent, or long known. */
function reasonAgainstUpdate({ change, alertedAt }: PendingDecision, now: Date): string | null {
  if (updateOf(change) === 'status') return null;
  if (!alertedAt) return 'an update of what was not alerted';
  return now.getTime() - Date.parse(alertedAt) < COOL_DOWN_MS
    ? 'soon after the last alert; in the digest'
    : null;
}

/** A later statement that changes nothing asks on behalf of the change before it, which was only recalled. */
function updateOf(change: PendingDecision['change']): Exclude<AlertReason, 'new'> {
  return change === 'new' ? 'status' : change;
}

interface Subject {
  eventId: number;
  revision: number;
  reason: AlertReason;
}

/** Whether the event alerts at all: by its type, or by a rule of some reader's own. */
async function enqueueAlerts(trx: Trx, app: App, subject: Subject, now: Date): Promise<boolean> {
  const { eventId } = subject;
  const [event] = await eventViews(trx, [eventId], { traitsOf: app.keywords.traitsOf, told: null });
  if (!event) return false;
  const deliveries = app.subscribers.flatMap((subscriber) => alertFor(subscriber, event, subject, app, now));
  await addDeliveries(trx, deliveries, now);
  return event.immediate || deliveries.length > 0;
}

function alertFor(
  subscriber: Subscriber,
  event: EventView,
  { eventId, revision, reason }: Subject,
  app: App,
  now: Date,
): NewDelivery[] {
  const match = alertMatch(subscriber, event);
  const due = match && alertDue(subscriber, event.type, now);
  if (!match || !due) return [];
  const view: AlertView = {
    id: `${eventId}-${revision}`,
    subscriber,
    event,
    revision,
    reason,
    why: { rule: match.rule, words: match.words.length > 0 ? match.words : wordsOf(event) },
    generatedAt: now.toISOString(),
    publicUrl: app.config.publicUrl,
    archiveUrl:
      app.config.publicUrl && subscriber.email // only mails are kept as pages
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
