import type { App } from '../src/app.ts';
import { PermanentError, RetryLaterError } from '../src/errors.ts';
import { newItemOf } from '../src/intake.ts';
import { defineWorker, type Outcome } from '../src/queue/worker.ts';
import { BACKFILL_PRIORITY } from '../src/queue/stages.ts';
import { createBackfillWalker, parseCursor, type BackfillWalker, type Cursor } from '../src/sources/index.ts';
import {
  backfillById,
  recordBackfillFailure,
  recordBackfillPage,
  unreadBackfillItems,
} from '../src/store/backfills.ts';
import { countOutcome } from '../src/store/coverage.ts';
import { storeItems } from '../src/store/items.ts';
import { later } from '../src/store/sql.ts';
import type { Backfill } from '../src/store/tables.ts';

/** While this many backfilled items wait to be read, no further page is fetched: live work goes first. */
const MAX_UNREAD = 60;
const WAIT_MS = 5_000;
const RETRY_MS = 60_000;
const MAX_PAGES = 5_000;

/** One page of an archive: its items are stored together with the cursor behind it, so a kill loses nothing and repeats one page. */
export default defineWorker('backfill', async ({ backfillId, page }, app) => {
  const row = await backfillById(app.database.db, backfillId);
  if (!row || row.state !== 'open' || row.pages !== page) return { outcome: 'superseded' };
  const feed = app.catalog.find(row.source_id);
  const walker = feed && createBackfillWalker(feed);
  if (!feed || !walker) return giveUp(app, row, `feed "${row.source_id}" has no backfill in feeds.yaml`);
  if ((await unreadBackfillItems(app.database.db)) > MAX_UNREAD)
    throw new RetryLaterError('items wait to be read', WAIT_MS);
  const cursor = row.cursor ? parseCursor(row.cursor) : walker.first(row.from_day, row.to_day);
  const answer = await app.http.get(walker.request(cursor));
  if (answer.outcome === 'paced') throw new RetryLaterError('pace of the archive', answer.waitMs);
  if (answer.outcome === 'httpError' && walker.endsAt(cursor, answer.status)) return finish(app, row, cursor);
  if (answer.outcome !== 'ok') {
    const why = answer.outcome === 'httpError' ? `HTTP ${answer.status}` : answer.outcome;
    await recordBackfillFailure(app.database.db, row.id, {
      error: why,
      nextDue: later(app.clock(), RETRY_MS),
      final: false,
    });
    return { outcome: 'failed', why };
  }
  const contentType = answer.headers['content-type'] ?? null;
  return storePage(app, row, walker, cursor, { bytes: answer.bytes, url: answer.finalUrl, contentType });
});

async function storePage(
  app: App,
  row: Backfill,
  walker: BackfillWalker,
  cursor: Cursor,
  fetched: { bytes: Uint8Array; url: string; contentType: string | null },
): Promise<Outcome> {
  const feed = app.catalog.feed(row.source_id);
  const step = await walker.next(cursor, fetched);
  if (step.failure) return giveUp(app, row, step.failure);
  const now = app.clock();
  const done = step.cursor === null || row.pages + 1 >= MAX_PAGES;
  const wanted = feed.prefilter ? step.items.filter(app.catalog.prefilter) : step.items;
  const stored = await app.database.transaction(async (trx) => {
    const context = { feedId: feed.id, origin: 'backfill' as const, seeding: false, now };
    const result = await storeItems(
      trx,
      wanted.map((item) => newItemOf(item, feed)),
      context,
    );
    const next = {
      cursor: step.cursor ?? cursor,
      newItems: result.created,
      done,
      nextDue: now.toISOString(),
    };
    await recordBackfillPage(trx, row.id, next, now);
    await countOutcome(trx, now, 'backfill', feed.id, 'new', result.created);
    return result;
  });
  await app.queues.addAll(
    'read',
    stored.toRead.map((each) => ({ ...each, attempt: 0 })),
    { priority: BACKFILL_PRIORITY },
  );
  if (!done) await app.queues.add('backfill', { backfillId: row.id, page: row.pages + 1 });
  return {
    outcome: done ? 'done' : 'page',
    created: stored.created,
    known: stored.known,
    outside: step.outside,
    dropped: step.items.length - wanted.length,
    oldest: step.oldest,
  };
}

async function finish(app: App, row: Backfill, cursor: Cursor): Promise<Outcome> {
  const now = app.clock();
  const step = { cursor, newItems: 0, done: true, nextDue: now.toISOString() };
  await app.database.transaction((trx) => recordBackfillPage(trx, row.id, step, now));
  return { outcome: 'done' };
}

async function giveUp(app: App, row: Backfill, why: string): Promise<Outcome> {
  await recordBackfillFailure(app.database.db, row.id, {
    error: why,
    nextDue: app.clock().toISOString(),
    final: true,
  });
  throw new PermanentError(why);
}
