import { verdictLinks } from '../src/alerting.ts';
import type { App } from '../src/app.ts';
import { deliveriesFor } from '../src/publish/addressing.ts';
import { digestMessage } from '../src/publish/messages.ts';
import { watched } from '../src/watched.ts';
import { stateFrom } from '../src/publish-due.ts';
import { correctionsOf } from '../src/publish/corrections.ts';
import { headlineOf } from '../src/publish/headline.ts';
import { isRecalled, rankEvents, wantsEvent } from '../src/publish/select.ts';
import type { Subscriber } from '../src/publish/subscribers.ts';
import type { EventView } from '../src/publish/event-view.ts';
import type { ActivityView, DigestView, Edition, RelatedView } from '../src/publish/views.ts';
import { defineWorker } from '../src/queue/worker.ts';
import type { Trx } from '../src/store/database.ts';
import { addDeliveries } from '../src/store/deliveries.ts';
import {
  activitySince,
  digestBySlot,
  fillDigest,
  freshStatements,
  lastDigestAt,
  openDigest,
  setDue,
  toldStatements,
  withdrawnSince,
  type DigestKey,
} from '../src/store/digests.ts';
import { eventViews } from '../src/store/event-views.ts';
import { coverageBetween } from '../src/store/feed-coverage.ts';
import { relatedBetween } from '../src/store/related.ts';
import { recordLine } from '../src/publish/wording/record.ts';
import { later } from '../src/store/sql.ts';
import { weekView } from '../src/week.ts';
import { CATEGORY_IDS } from '../src/taxonomy.ts';

const DAY_MS = 86_400_000;
const CHART_DAYS = 30;

/**
 * Makes the digest of one subscriber's slot, once: row, ledger and outbox commit together, so that what arrives meanwhile
 * belongs to exactly one digest.
 */
export default defineWorker('digest', async ({ subscriberId, edition, localDate, slot }, app) => {
  const subscriber = app.subscribers.find((each) => each.id === subscriberId);
  if (!subscriber) return { outcome: 'no such subscriber' };
  const key = { subscriberId, edition, localDate, slot };
  if (await digestBySlot(app.database.db, key)) return { outcome: 'made before' };
  const now = app.clock();
  const deliveries = await app.database.transaction(async (trx) => {
    const since = await lastDigestAt(trx, subscriberId, edition, now);
    const id = await openDigest(trx, key, subscriber.zone, now);
    if (id === null) return null;
    const { view, statementIds } = await digestView(trx, app, subscriber, key, {
      id: String(id),
      since,
      now,
    });
    const message = digestMessage(view, app.config.mailFrom);
    await fillDigest(
      trx,
      id,
      key,
      { subject: message.subject, html: message.html, text: message.text, view },
      statementIds,
    );
    await setDue(trx, stateFrom(subscriber, now));
    return addDeliveries(
      trx,
      deliveriesFor(view, message, { kind: 'digest', id: String(id), revision: 1, sendAt: now }),
      now,
    );
  });
  if (!deliveries) return { outcome: 'made before' };
  await app.queues.addAll(
    'deliver',
    deliveries.map((deliveryId) => ({ deliveryId, attempt: 0 })),
  );
  return { outcome: 'made', subscriberId, deliveries: deliveries.length };
});

export interface DigestContents {
  view: DigestView;
  /** The statements that the digest tells its reader for the first time. */
  statementIds: number[];
}

/** What the digest of a slot holds, as known at `now`, which may lie in the past; `since` is when the reader's digest before it was made. */
export async function digestView(
  trx: Trx,
  app: App,
  subscriber: Subscriber,
  key: DigestKey,
  moment: { id: string; since: string | null; now: Date },
): Promise<DigestContents> {
  const { id, since, now } = moment;
  const edition: Edition = key.edition === 'weekly' ? 'weekly' : 'daily';
  const told = await toldStatements(trx, subscriber.id, edition, now);
  const fresh = await freshStatements(trx, subscriber.id, edition, now);
  const eventIds = [...new Set(fresh.map((statement) => statement.eventId))];
  const asKnownOn = now < app.clock() ? now.toISOString() : null;
  const events = await eventViews(trx, eventIds, { traitsOf: app.keywords.traitsOf, told, asKnownOn });
  const wanted = rankEvents(events.filter((event) => wantsEvent(subscriber, event)));
  const news = wanted.filter((event) => !isRecalled(event));
  const shown = new Set(wanted.map((event) => Number(event.id)));
  const from = since ?? later(now, -(edition === 'weekly' ? 7 : 1) * DAY_MS);
  const view: DigestView = {
    id,
    subscriber,
    edition,
    localDate: key.localDate,
    slot: key.slot,
    zone: subscriber.zone,
    since,
    generatedAt: now.toISOString(),
    categories: sectionsOf(news),
    recalled: wanted.filter(isRecalled).map((event) => recalledView(event, subscriber)),
    related: await relatedBetween(trx, from, now.toISOString()),
    corrections: correctionsOf(
      await withdrawnSince(trx, { subscriberId: subscriber.id, edition }, from, now.toISOString()),
      subscriber,
    ),
    activity: await activityOf(trx, now),
    week: edition === 'weekly' ? await weekView(trx, app, subscriber, key.localDate, now) : null,
    verdicts: Object.fromEntries(
      news.flatMap(({ id: event }) => {
        const links = verdictLinks(app, subscriber.id, event);
        return links ? [[event, links]] : [];
      }),
    ),
    coverage: await coverageBetween(trx, watched(app.catalog), from, now.toISOString()),
    publicUrl: app.config.publicUrl,
    archiveUrl: app.config.publicUrl
      ? app.links.urlOf(app.config.publicUrl, { do: 'read', kind: 'digest', id })
      : null,
    unsubscribe: app.channels.unsubscribe(subscriber),
  };
  return { view, statementIds: fresh.filter((each) => shown.has(each.eventId)).map((each) => each.id) };
}

/** Our own sentence, not the source's title: a title may name a victim. */
function recalledView(event: EventView, subscriber: Subscriber): RelatedView {
  const [latest] = event.statements;
  return {
    title: [headlineOf(event, subscriber.language), ...contradictions(event, subscriber.language)].join('. '),
    outlet: latest?.outlet ?? '',
    url: latest?.url ?? null,
    lang: subscriber.language,
    published: latest?.published ?? null,
  };
}

/** What the Council's record says against the tellings; a list has no quotes below which it could stand. */
function contradictions(event: EventView, locale: Subscriber['language']): string[] {
  const lines = event.statements
    .filter((statement) => statement.isNew)
    .map(({ record }) => recordLine(record, locale));
  return [...new Set(lines.flatMap((line) => (line?.contradicts ? [line.text] : [])))];
}

function sectionsOf(events: readonly EventView[]): DigestView['categories'] {
  return CATEGORY_IDS.map((category) => ({
    category,
    events: events.filter((event) => event.category === category),
  })).filter((section) => section.events.length > 0);
}

async function activityOf(trx: Trx, now: Date): Promise<ActivityView[]> {
  const days = Array.from({ length: CHART_DAYS }, (_, back) =>
    later(now, -(CHART_DAYS - 1 - back) * DAY_MS).slice(0, 10),
  );
  const rows = await activitySince(trx, `${days[0]}T00:00:00.000Z`);
  const counts = new Map(rows.map((row) => [`${row.category} ${row.day}`, row.n]));
  return CATEGORY_IDS.map((category) => ({
    category,
    days: days.map((date) => ({ date, count: counts.get(`${category} ${date}`) ?? 0 })),
  }));
}
