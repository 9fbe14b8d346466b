import { sql } from 'kysely';
import { countOutcome } from './coverage.ts';
import type { Db, Trx } from './database.ts';
import { anyOf, later, sha256 } from './sql.ts';
import type { FeedState } from './tables.ts';

/** While a poll runs nobody else polls the feed; a poll that died is made up for after this long. */
const CLAIM_MS = 10 * 60_000;

export interface DueFeed {
  feedId: string;
  due: string;
}

/**
 * Makes sure that every feed has its row. New feeds are spread over `spreadMs` by the hash of their id, so that a first
 * start does not ask everybody at once; known ones keep their due time.
 */
export async function ensureFeeds(
  db: Db,
  feedIds: readonly string[],
  now: Date,
  spreadMs: number,
): Promise<void> {
  if (feedIds.length === 0) return;
  const rows = feedIds.map((feed_id) => ({ feed_id, next_due: later(now, spreadOf(feed_id, spreadMs)) }));
  await db
    .insertInto('feed_state')
    .values(rows)
    .onConflict((conflict) => conflict.column('feed_id').doNothing())
    .execute();
}

function spreadOf(feedId: string, spreadMs: number): number {
  const share = Number.parseInt(sha256(feedId, 8), 16) / 0x1_0000_0000;
  return Math.floor(share * spreadMs);
}

/** Takes the feeds that are due, of those that are enabled. Two schedulers never take the same one. */
export async function claimDueFeeds(
  db: Db,
  enabled: readonly string[],
  now: Date,
  limit: number,
): Promise<DueFeed[]> {
  const claimed = await sql<{ feed_id: string; due: string }>`
    with due as (
      select feed_id, next_due from tumen.feed_state
      where next_due <= ${now.toISOString()} and feed_id = ${anyOf(enabled, 'text')}
      order by next_due limit ${limit} for update skip locked
    )
    update tumen.feed_state f set claimed_at = ${now.toISOString()}, next_due = ${later(now, CLAIM_MS)}
    from due where f.feed_id = due.feed_id
    returning f.feed_id, due.next_due as due`.execute(db);
  return claimed.rows.map((row) => ({ feedId: row.feed_id, due: row.due }));
}

/** Makes all enabled feeds due at once (`tumen run --once`). */
export async function makeFeedsDue(db: Db, enabled: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('feed_state')
    .set({ next_due: now.toISOString() })
    .where('feed_id', '=', anyOf(enabled, 'text'))
    .execute();
}

export async function feedState(db: Db, feedId: string): Promise<FeedState | undefined> {
  return db.selectFrom('feed_state').selectAll().where('feed_id', '=', feedId).executeTakeFirst();
}

export async function feedStates(db: Db | Trx): Promise<FeedState[]> {
  return db.selectFrom('feed_state').selectAll().orderBy('feed_id').execute();
}

export interface PollSuccess {
  outcome: string;
  etag: string | null;
  lastModified: string | null;
  nextDue: string;
  newestItem: string | null;
  newItems: number;
}

/** In the transaction that stores the items: a validator is a promise that they are there. */
export async function recordPollSuccess(
  trx: Trx,
  feedId: string,
  poll: PollSuccess,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await trx
    .updateTable('feed_state')
    .set((eb) => ({
      etag: poll.etag,
      last_modified: poll.lastModified,
      next_due: poll.nextDue,
      claimed_at: null,
      seeded_at: eb.fn.coalesce('seeded_at', eb.val(at)),
      last_polled_at: at,
      last_ok_at: at,
      last_item_at: sql<string | null>`greatest(last_item_at, ${poll.newestItem}::timestamptz)`,
      failures: 0,
      failing_since: null,
      last_outcome: poll.outcome,
      last_error: null,
      polls: eb('polls', '+', 1),
      items: eb('items', '+', poll.newItems),
    }))
    .where('feed_id', '=', feedId)
    .execute();
  await countOutcome(trx, now, 'poll', feedId, 'answered');
}

/** A failure never touches validators or items: what was known stays known. */
export async function recordPollFailure(
  db: Db,
  feedId: string,
  failure: { outcome: string; error: string; nextDue: string },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db
    .updateTable('feed_state')
    .set((eb) => ({
      next_due: failure.nextDue,
      claimed_at: null,
      last_polled_at: at,
      failures: eb('failures', '+', 1),
      failing_since: eb.fn.coalesce('failing_since', eb.val(at)),
      last_outcome: failure.outcome,
      last_error: failure.error.slice(0, 500),
      polls: eb('polls', '+', 1),
    }))
    .where('feed_id', '=', feedId)
    .execute();
}
