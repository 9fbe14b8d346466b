import { alertViewFor } from '../src/alerting.ts';
import type { App } from '../src/app.ts';
import { escalationTime } from '../src/escalate.ts';
import { BURST_WINDOW_MS, GATHER_MS, gatherMs } from '../src/join-alerts.ts';
import { deliveriesFor } from '../src/publish/addressing.ts';
import { alertMatch } from '../src/publish/alert-rules.ts';
import { alertMessage } from '../src/publish/messages.ts';
import { alertDue } from '../src/publish/schedule.ts';
import type { Subscriber } from '../src/publish/subscribers.ts';
import type { EventView } from '../src/publish/event-view.ts';
import type { AlertReason } from '../src/publish/views.ts';
import { defineWorker } from '../src/queue/worker.ts';
import { decideAlert, pendingDecision, type PendingDecision } from '../src/store/alerts.ts';
import type { Trx } from '../src/store/database.ts';
import { addDeliveries, type NewDelivery } from '../src/store/deliveries.ts';
import { eventViews } from '../src/store/event-views.ts';
import { addReaderAlerts, alertCountsSince, type ReaderAlert } from '../src/store/reader-alerts.ts';
import { later } from '../src/store/sql.ts';

/** News that reaches us later than this after its publication is for the digest: an alert says "now". */
const MAX_AGE_MS = 72 * 3_600_000;
/** An event that others told of longer ago than this is known; only a change of its status is new. */
const KNOWN_AFTER_MS = 14 * 86_400_000;

/** A further figure or voice that comes sooner after an alert waits for the digest; a change of status does not wait. */
const COOL_DOWN_MS = 6 * 3_600_000;

/** Decides once for an event's revision whether it is worth an alert, and puts one message a subscriber in the outbox. */
export default defineWorker('alert', async ({ eventId, revision }, app) => {
  const now = app.clock();
  const decided = await app.database.transaction(async (trx) => {
    const pending = await pendingDecision(trx, eventId, revision);
    if (!pending) return null;
    const against = reasonAgainst(pending, revision, now);
    const reason = reasonFor(pending, revision, now);
    const asked = against ? NOBODY : await enqueueAlerts(trx, app, { eventId, revision, reason }, now);
    const decision = asked.isAsked
      ? { alert: true, reason }
      : { alert: false, reason: against ?? 'no rule of a reader asks for it' };
    await decideAlert(trx, eventId, revision, decision, now);
    return { outcome: decision.reason, waiting: asked.waiting };
  });
  for (const { ids, waitMs } of decided?.waiting ?? []) {
    const jobs = ids.map((deliveryId) => ({ deliveryId, attempt: 0 }));
    await app.queues.addAll('deliver', jobs, { delayMs: waitMs });
  }
  return { outcome: decided?.outcome ?? 'decided before' };
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

/** What nobody was alerted to yet is a new report to its readers, however many statements came with the first. */
function reasonFor({ event, change, alertedAt }: PendingDecision, revision: number, now: Date): AlertReason {
  const isFresh = now.getTime() - Date.parse(event.first_seen_at) < MAX_AGE_MS && event.origin === 'live';
  return revision === 1 || (isFresh && alertedAt === null) ? 'new' : updateOf(change);
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

interface Asked {
  /** Whether the event alerts at all: by its type, or by a rule of some reader's own. */
  isAsked: boolean;
  /** The deliveries that go out soon; those that wait for the end of quiet hours are the tick's. */
  waiting: { ids: number[]; waitMs: number }[];
}

const NOBODY: Asked = { isAsked: false, waiting: [] };

async function enqueueAlerts(trx: Trx, app: App, subject: Subject, now: Date): Promise<Asked> {
  const { eventId } = subject;
  const [event] = await eventViews(trx, [eventId], { traitsOf: app.keywords.traitsOf, told: null });
  if (!event) return NOBODY;
  const recent = await alertCountsSince(trx, later(now, -BURST_WINDOW_MS));
  const wanted = app.subscribers.flatMap((subscriber) =>
    alertFor(subscriber, event, subject, recent.get(subscriber.id) ?? 0, app, now),
  );
  const waiting = [];
  for (const alert of await addReaderAlerts(trx, wanted, now)) {
    const ids = await addDeliveries(trx, alert.deliveries, now);
    const waitMs = alert.sendAt.getTime() - now.getTime();
    if (waitMs <= gatherMs(app)) waiting.push({ ids, waitMs });
  }
  return { isAsked: event.immediate || wanted.length > 0, waiting };
}

interface WantedAlert extends ReaderAlert {
  sendAt: Date;
  deliveries: NewDelivery[];
}

function alertFor(
  subscriber: Subscriber,
  event: EventView,
  { eventId, revision, reason }: Subject,
  recent: number,
  app: App,
  now: Date,
): WantedAlert[] {
  const match = alertMatch(subscriber, event);
  const due = match && alertDue(subscriber, event.type, now);
  if (!match || !due) return [];
  const why = { rule: match.rule, words: match.words.length > 0 ? match.words : wordsOf(event) };
  const view = alertViewFor(app, subscriber, { event, revision, reason, why, escalation: null }, now);
  const isBurst = recent >= subscriber.joinAlertsOver && !subscriber.urgent.includes(event.type);
  const sendAt = new Date(Math.max(due.getTime(), now.getTime() + (isBurst ? gatherMs(app) : GATHER_MS)));
  const message = alertMessage(view, app.config.mailFrom);
  return [
    {
      eventId,
      revision,
      subscriberId: subscriber.id,
      view,
      escalateAt: escalationTime(subscriber, sendAt),
      sendAt,
      deliveries: deliveriesFor(view, message, { kind: 'alert', id: event.id, revision, sendAt }),
    },
  ];
}

/** The words that made the rule fire, as the latest statement has them that says of the event what we say: no denial of it. */
function wordsOf({ statements, status }: EventView): string[] {
  const quote = (statements.find((statement) => statement.status === status) ?? statements[0])?.quote;
  return quote ? [quote] : [];
}
