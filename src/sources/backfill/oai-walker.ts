import { messageOf } from '../../errors.ts';
import type { Feed } from '../feed-schema.ts';
import { dayAway, windowAddress } from '../oai/request.ts';
import { readAnswer } from '../read.ts';
import { hostNeeds } from '../request.ts';
import { SourceError, type SourceReading } from '../types.ts';
import type { BackfillStep, BackfillWalker, Cursor } from './types.ts';

/** An archive of changes is asked for a month at a time, the newest first. */
const WINDOW_DAYS = 30;
/** A window is begun anew so often when its token is no longer known. */
const MAX_RESTARTS = 3;

/** Walks an OAI-PMH archive by days of change in the catalogue, window by window, each along its resumption tokens. */
export function createOaiWalker(feed: Feed, base: string, pace: number): BackfillWalker {
  const open = (cursor: Pick<Cursor, 'from' | 'to'>, until: string, page: number, restarts = 0): Cursor => {
    const start = dayAway(until, 1 - WINDOW_DAYS);
    const windowFrom = start < cursor.from ? cursor.from : start;
    const url = windowAddress(base, windowFrom, until);
    const { from, to } = cursor;
    return { url, page, from, to, seen: [], window: { from: windowFrom, to: until, restarts } };
  };
  const behind = (cursor: Cursor): Cursor | null => {
    const { from } = windowOf(cursor);
    return from <= cursor.from ? null : open(cursor, dayAway(from, -1), cursor.page + 1);
  };
  return {
    first: (from, to) => open({ from, to }, to, 0),
    request: (cursor) => ({ ...hostNeeds(feed), minIntervalMs: pace, url: cursor.url, kind: 'feed' }),
    endsAt: () => false,
    async next(cursor, fetched) {
      const reading = await read(feed, fetched);
      if ('items' in reading) return step(reading, cursor, behind);
      const { to, restarts } = windowOf(cursor);
      if (reading.reason === 'broken-token' && restarts < MAX_RESTARTS)
        return { ...NOTHING, cursor: open(cursor, to, cursor.page + 1, restarts + 1) };
      return { ...NOTHING, failure: messageOf(reading) };
    },
  };
}

const NOTHING: BackfillStep = { items: [], outside: 0, cursor: null, oldest: null, failure: null };

async function read(
  feed: Feed,
  fetched: Parameters<typeof readAnswer>[1],
): Promise<SourceReading | SourceError> {
  try {
    return await readAnswer(feed, fetched);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** A page that repeats the one before ends its window: the server goes round in a circle. */
function step(
  reading: SourceReading,
  cursor: Cursor,
  behind: (cursor: Cursor) => Cursor | null,
): BackfillStep {
  const guids = reading.items.map((item) => item.guid);
  const seen = new Set(cursor.seen);
  const items = reading.items.filter((item) => !seen.has(item.guid));
  const repeats = guids.length > 0 && items.length === 0;
  const next = repeats || !reading.next || reading.next === cursor.url ? null : reading.next;
  const dates = items.flatMap((item) => item.published ?? []);
  return {
    ...NOTHING,
    items,
    oldest: dates.toSorted()[0] ?? null,
    cursor: next === null ? behind(cursor) : { ...cursor, url: next, page: cursor.page + 1, seen: guids },
  };
}

function windowOf(cursor: Cursor): NonNullable<Cursor['window']> {
  return cursor.window ?? { from: cursor.from, to: cursor.to, restarts: 0 };
}
