import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../src/app.ts';
import { RetryLaterError } from '../src/errors.ts';
import { describeFailure, type HttpOk, type HttpOutcome, type HttpRequest } from '../src/http/index.ts';
import { defineWorker, type Outcome } from '../src/queue/worker.ts';
import { newItemOf } from '../src/intake.ts';
import {
  feedHealth,
  feedRequest,
  readSource,
  type Feed,
  type HealthFinding,
  type SourceReading,
} from '../src/sources/index.ts';
import { countOutcome } from '../src/store/coverage.ts';
import { relink } from '../src/store/documents.ts';
import { feedState, recordPollFailure, recordPollSuccess } from '../src/store/feeds.ts';
import { storeVotes } from '../src/store/meetings.ts';
import { storeItems } from '../src/store/items.ts';
import { later } from '../src/store/sql.ts';
import type { FeedState } from '../src/store/tables.ts';
import { deriveRows } from '../src/un/vote.ts';

/** A feed that fails is asked ever more rarely, never given up: at the longest once a day. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** A source that is asked every six hours must not wait as long after one hiccup. */
const FIRST_RETRY_MS = 5 * 60_000;
const DEFAULT_INTERVAL_MS = 3_600_000;
/** Findings by which items can be missing: every digest says so. Silence is told by itself. */
const ALARMS: Partial<Record<HealthFinding['kind'], string>> = {
  gap: 'polls behind which items may be missing: the list is shorter than the time since the last',
  stale: 'polls of a list that is no longer kept up to date',
};
/** Two days of the UN Digital Library have some ten pages. */
const MAX_PAGES = 40;
const LONGEST_PAUSE_MS = 30_000;
/** Why the end of a list was not reached: every digest says so. */
const REPEATED = 'polls whose pages repeated themselves: what stood behind them is missing';
const TOO_MANY = 'polls with more pages than are read: what stood behind them is missing';

/** One conditional GET; what is new is stored together with the validators that promise it. */
export default defineWorker('poll', async ({ feedId }, app) => {
  const feed = app.catalog.find(feedId);
  const state = await feedState(app.database.db, feedId);
  if (!feed?.enabled || !state) return { outcome: 'not enabled' };
  const answer = await app.http.get(
    feedRequest(feed, app.clock(), { etag: state.etag, lastModified: state.last_modified }),
  );
  if (answer.outcome === 'paced')
    throw new RetryLaterError(`pace of ${new URL(feed.url).host}`, answer.waitMs);
  if (answer.outcome === 'notModified') return unchanged(app, feed, state);
  if (answer.outcome !== 'ok') return failed(app, feed, state, describeFailure(answer), retryAfterOf(answer));
  return readAnswer(app, feed, state, answer);
});

/** Some archives answer in pages; all of them together are the answer, so that a page that fails is no silent gap. */
async function readAnswer(app: App, feed: Feed, state: FeedState, answer: HttpOk): Promise<Outcome> {
  const readings: SourceReading[] = [];
  let cut: string | null = null;
  let page: HttpOutcome = answer;
  for (;;) {
    if (page.outcome !== 'ok')
      return failed(
        app,
        feed,
        state,
        `page ${readings.length + 1}: ${describeFailure(page)}`,
        retryAfterOf(page),
      );
    const contentType = page.headers['content-type'] ?? null;
    const result = await readSource(feed, { bytes: page.bytes, url: page.finalUrl, contentType });
    if (!result.ok) return failed(app, feed, state, result.message, null);
    const before = readings.at(-1);
    if (before && repeats(result.reading, before)) cut = REPEATED;
    else readings.push(result.reading);
    const { next } = result.reading;
    if (next && readings.length >= MAX_PAGES) cut = TOO_MANY;
    if (!next || cut !== null) break;
    page = await getPatiently(app, { ...feedRequest(feed, app.clock()), url: next });
  }
  return store(app, feed, state, answer, { ...joined(readings), cut });
}

/** A server that goes round in a circle gives one page again and again, each time with another token. */
function repeats(page: SourceReading, before: SourceReading): boolean {
  const keyOf = ({ items, entries, skipped }: SourceReading): string =>
    JSON.stringify([entries, skipped, items.map(({ guid }) => guid)]);
  return keyOf(page) === keyOf(before) && page.items.length + (page.meetings ?? []).length > 0;
}

/** Waits where the host asks for a pause between two pages. */
async function getPatiently(app: App, request: HttpRequest): Promise<HttpOutcome> {
  for (;;) {
    const answer = await app.http.get(request);
    if (answer.outcome !== 'paced' || answer.waitMs > LONGEST_PAUSE_MS) return answer;
    await sleep(answer.waitMs);
  }
}

function joined([first, ...others]: readonly SourceReading[]): SourceReading {
  if (!first) throw new Error('an answer has at least one page');
  return others.reduce((all, { items, entries, skipped, meetings = [] }) => {
    const counts = { ...all.skipped };
    for (const [reason, n] of Object.entries(skipped)) counts[reason] = (counts[reason] ?? 0) + n;
    return {
      ...all,
      items: [...all.items, ...items],
      entries: all.entries + entries,
      skipped: counts,
      meetings: [...(all.meetings ?? []), ...meetings],
    };
  }, first);
}

async function store(
  app: App,
  feed: Feed,
  state: FeedState,
  answer: HttpOk,
  reading: SourceReading & { cut: string | null },
): Promise<Outcome> {
  const now = app.clock();
  const wanted = feed.prefilter ? reading.items.filter(app.catalog.prefilter) : reading.items;
  const context = { feedId: feed.id, origin: 'live' as const, seeding: state.seeded_at === null, now };
  const history = { lastItemAt: state.last_item_at, polledAt: state.last_ok_at };
  const findings = feedHealth(feed, reading, history, now);
  const { stored, relinked } = await app.database.transaction(async (trx) => {
    const votes = (reading.meetings ?? []).flatMap(deriveRows);
    await storeVotes(trx, feed.id, votes, app.councilRecord.types, now);
    const result = await storeItems(
      trx,
      wanted.map((item) => newItemOf(item, feed)),
      context,
    );
    const poll = {
      outcome: 'ok',
      etag: answer.etag,
      lastModified: answer.lastModified,
      nextDue: later(now, intervalOf(feed)),
      newestItem: newestOf(reading, now),
      newItems: result.created,
    };
    await recordPollSuccess(trx, feed.id, poll, now);
    await countOutcome(trx, now, 'poll', feed.id, 'new', result.created);
    await countOutcome(
      trx,
      now,
      'drop',
      feed.id,
      'headline and summary do not name the DPRK',
      reading.items.length - wanted.length,
    );
    for (const [reason, n] of Object.entries(reading.skipped))
      await countOutcome(trx, now, 'drop', feed.id, reason, n);
    if (reading.cut !== null) await countOutcome(trx, now, 'drop', feed.id, reading.cut);
    for (const { kind } of findings) {
      const alarm = ALARMS[kind];
      if (alarm) await countOutcome(trx, now, 'drop', feed.id, alarm);
    }
    return { stored: result, relinked: await relink(trx, result.upgradedItems) };
  });
  await app.queues.addAll(
    'read',
    stored.toRead.map((each) => ({ ...each, attempt: 0 })),
  );
  await app.queues.addAll(
    'link',
    relinked.map((documentId) => ({ documentId })),
  );
  const { created, edited, known } = stored;
  return {
    outcome: 'ok',
    feed: feed.id,
    created,
    edited,
    known,
    dropped: reading.items.length - wanted.length,
    findings: [...findings.map((finding) => finding.message), ...(reading.cut === null ? [] : [reading.cut])],
  };
}

async function unchanged(app: App, feed: Feed, state: FeedState): Promise<Outcome> {
  const now = app.clock();
  const poll = {
    outcome: 'not modified',
    etag: state.etag,
    lastModified: state.last_modified,
    nextDue: later(now, intervalOf(feed)),
    newestItem: null,
    newItems: 0,
  };
  await app.database.transaction((trx) => recordPollSuccess(trx, feed.id, poll, now));
  return { outcome: 'not modified', feed: feed.id };
}

async function failed(
  app: App,
  feed: Feed,
  state: FeedState,
  why: string,
  retryAfterMs: number | null,
): Promise<Outcome> {
  const now = app.clock();
  const tries = Math.min(state.failures, 10);
  const backoff = Math.min(FIRST_RETRY_MS * 4 ** tries, intervalOf(feed) * 2 ** tries, LONGEST_WAIT_MS);
  const nextDue = later(now, Math.max(backoff, retryAfterMs ?? 0));
  await recordPollFailure(app.database.db, feed.id, { outcome: 'failed', error: why, nextDue }, now);
  await countOutcome(app.database.db, now, 'poll', feed.id, 'failed');
  return { outcome: 'failed', feed: feed.id, why, nextDue };
}

function retryAfterOf(answer: HttpOutcome): number | null {
  return answer.outcome === 'httpError' ? answer.retryAfterMs : null;
}

/** Every feed that is on has an interval (src/sources/feed-schema.ts); the default is for one that is checked by hand. */
function intervalOf(feed: Feed): number {
  return feed.interval ?? DEFAULT_INTERVAL_MS;
}

/**
 * The newest publication date that is not in the future: a wrong clock must not hide a feed's silence. A list that has no items
 * but dates of its own lives as long as those go on.
 */
function newestOf(reading: SourceReading, now: Date): string | null {
  const own = reading.meetings && reading.listDate ? [new Date(reading.listDate).toISOString()] : [];
  const dates = [...reading.items.flatMap((item) => item.published ?? []), ...own].filter(
    (date) => date <= now.toISOString(),
  );
  return dates.toSorted().at(-1) ?? null;
}
