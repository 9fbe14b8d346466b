import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app.ts';
import { RetryLaterError } from '../errors.ts';
import { newItemOf } from '../intake.ts';
import { BACKFILL_PRIORITY } from '../queue/stages.ts';
import type { Outcome } from '../queue/worker.ts';
import { Duration } from '../sources/duration.ts';
import type { Feed } from '../sources/index.ts';
import {
  backfillById,
  finishBackfill,
  recordBackfillFailure,
  recordBackfillStep,
  unreadOfBackfill,
} from '../store/backfills.ts';
import { countOutcome } from '../store/coverage.ts';
import { storeItems } from '../store/items.ts';
import { storeVotes } from '../store/meetings.ts';
import { later } from '../store/sql.ts';
import type { Backfill } from '../store/tables.ts';
import { deriveRows } from '../un/vote.ts';
import { feedOf } from './feed-of.ts';
import { createIntake, type Sorted } from './intake.ts';
import { createListFetcher, type ListFetcher } from './lists.ts';
import { parseEntry } from './plan.ts';
import { WalkError, type Step } from './types.ts';
import { wayOf } from './ways/index.ts';

/** While this many of its items wait to be read, a walk fetches nothing further: live work goes first, archives side by side. */
const MAX_UNREAD = 60;
const PROBE_MS = 250;
/** A walk that cannot go on is tried again after a minute, two, four; then it is left to whoever reads the report. */
const RETRY_MS = 60_000;
const MAX_FAILURES = 4;

interface Walk {
  app: App;
  row: Backfill;
  feed: Feed;
  sort: ReturnType<typeof createIntake>;
  lists: ListFetcher;
  /** Requests that a stored step has counted. */
  counted: number;
}

/**
 * Walks an archive from where its row says until it ends, fails, is overtaken or `signal` aborts. Every step's items are
 * stored together with the cursor behind them, so that a kill loses nothing and what is stored is never fetched again.
 */
export async function walkBackfill(app: App, id: number, signal: AbortSignal): Promise<Outcome> {
  const row = await backfillById(app.database.db, id);
  if (!row || row.state !== 'open') return { outcome: 'superseded' };
  const entry = parseEntry(row.settings);
  const feed = feedOf(entry, app.catalog);
  const window = { from: row.from_day, to: row.to_day };
  const paceMs = entry.pace === undefined ? undefined : Duration.parse(entry.pace);
  const lists = createListFetcher(app.http, feed, { paceMs }, signal);
  const sort = createIntake(entry, feed, window, app.catalog.prefilter);
  const walk: Walk = { app, row, feed, sort, lists, counted: 0 };
  const context = { feed, window, folder: row.folder, get: lists.get };
  try {
    await untilRead(walk, signal);
    for await (const step of wayOf(entry.way).walk(entry, row.cursor, context)) {
      if (!(await takeStep(walk, step))) return { outcome: 'superseded' };
      await untilRead(walk, signal);
    }
  } catch (error) {
    if (error instanceof WalkError) return fail(walk, error);
    if (signal.aborted) throw new RetryLaterError('the process stops', 0);
    throw error;
  }
  await finishBackfill(app.database.db, id, lists.requests() - walk.counted, app.clock());
  return { outcome: 'done', source: row.source_id, steps: walk.row.pages };
}

/** Waits until few of the walk's items are unread. */
async function untilRead({ app, row }: Walk, signal: AbortSignal): Promise<void> {
  while ((await unreadOfBackfill(app.database.db, row.id)) > MAX_UNREAD)
    await sleep(PROBE_MS, undefined, { signal });
  signal.throwIfAborted();
}

/** Stores a step; false where another process has gone on with the walk. */
async function takeStep(walk: Walk, step: Step): Promise<boolean> {
  const { app, row } = walk;
  const sorted = walk.sort(step.candidates);
  const requests = walk.lists.requests();
  const stored = await app.database
    .transaction(async (trx) => {
      const now = app.clock();
      const votes = (step.meetings ?? []).flatMap(deriveRows);
      await storeVotes(trx, walk.feed.id, votes, app.councilRecord.types, now);
      const result = await storeItems(trx, newItemsOf(sorted, walk.feed), {
        feedId: walk.feed.id,
        origin: 'backfill',
        backfillId: row.id,
        seeding: false,
        now,
      });
      const counts = {
        cursor: step.cursor,
        done: step.done,
        requests: requests - walk.counted,
        found: step.candidates.length,
        created: result.created,
        known: sorted.wanted.length - result.created,
        outside: sorted.outside,
        unwanted: sorted.unwanted,
        unreached: step.unreached ?? [],
      };
      if (!(await recordBackfillStep(trx, row, counts, now))) throw new Overtaken();
      await countOutcome(trx, now, 'backfill', walk.feed.id, 'new', result.created);
      return result;
    })
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return null;
      throw error;
    });
  if (!stored) return false;
  walk.counted = requests;
  walk.row = { ...row, pages: row.pages + 1 };
  await app.queues.addAll(
    'read',
    stored.toRead.map((each) => ({ ...each, attempt: 0 })),
    { priority: BACKFILL_PRIORITY },
  );
  return true;
}

/** Rolls the step's items back. */
class Overtaken extends Error {
  override name = 'Overtaken';
}

function newItemsOf({ wanted }: Sorted, feed: Feed) {
  return wanted.map(({ item, fetchUrl, capturedAt }) => ({ ...newItemOf(item, feed), fetchUrl, capturedAt }));
}

async function fail({ app, row, lists, counted }: Walk, error: WalkError): Promise<Outcome> {
  const failures = (await backfillById(app.database.db, row.id))?.failures ?? 0;
  const final = error.final || failures + 1 >= MAX_FAILURES;
  await recordBackfillFailure(app.database.db, row.id, {
    error: error.message,
    nextDue: later(app.clock(), RETRY_MS * 2 ** failures),
    final,
    requests: lists.requests() - counted,
  });
  return { outcome: final ? 'given up' : 'failed', source: row.source_id, why: error.message };
}
