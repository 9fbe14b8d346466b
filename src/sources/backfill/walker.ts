import { messageOf } from '../../errors.ts';
import type { Feed } from '../feed-schema.ts';
import { readAnswer } from '../read.ts';
import { hostNeeds } from '../request.ts';
import { SourceError, type Fetched, type SourceItem } from '../types.ts';
import { overlaps, publicationSpan } from './span.ts';
import { createOaiWalker } from './oai-walker.ts';
import type { BackfillStep, BackfillWalker, Cursor } from './types.ts';

/** How the pages of an archive are numbered. */
const NUMBERING = {
  wordpress: { parameter: 'paged', firstPage: 1 },
  'un-press-tag': { parameter: 'page', firstPage: 0 },
} as const;

/** No archive of ours is longer (press.un.org's list of all meetings has some 450 pages); an endless one must end. */
const MAX_PAGES = 5000;

/** The walker for a feed's archive, or null where feeds.yaml names no way back. */
export function createBackfillWalker(feed: Feed): BackfillWalker | null {
  if (!feed.backfill) return null;
  const start = feed.backfill.url ?? feed.url;
  if (feed.backfill.kind === 'oai') return createOaiWalker(feed, start, feed.backfill.pace);
  const { parameter, firstPage } = NUMBERING[feed.backfill.kind];
  const address = (page: number) => {
    const url = new URL(start);
    if (page > firstPage) url.searchParams.set(parameter, String(page));
    return url.href;
  };
  const needs = { ...hostNeeds(feed), minIntervalMs: feed.backfill.pace };
  return {
    first: (from, to) => ({ url: address(firstPage), page: firstPage, from, to, seen: [] }),
    // A subscription may be read past robots.txt, its archive may not.
    request: (cursor) => ({ ...needs, url: cursor.url, kind: 'page' }),
    endsAt: (cursor, status) =>
      cursor.page > firstPage && (status === 404 || status === 400 || status === 410),
    async next(cursor, fetched) {
      const page = await readPage(feed, fetched);
      if (page.failure) return stop({ failure: page.failure });
      if (page.items.length === 0 && cursor.page === firstPage)
        return stop({ failure: 'the first page has no items' });
      return step(page.items, cursor, address);
    },
  };
}

async function readPage(
  feed: Feed,
  fetched: Fetched,
): Promise<{ items: SourceItem[]; failure: string | null }> {
  try {
    return { items: (await readAnswer(feed, fetched)).items, failure: null };
  } catch (error) {
    if (error instanceof SourceError) return { items: [], failure: messageOf(error) };
    throw error;
  }
}

function step(items: readonly SourceItem[], cursor: Cursor, address: (page: number) => string): BackfillStep {
  const seen = new Set(cursor.seen);
  // Some archives answer every further page with the first one, or go on with furniture only.
  const fresh = items.filter((item) => !seen.has(item.guid));
  const spans = fresh.map(publicationSpan);
  const inside = fresh.filter((_, index) => overlaps(spans[index] ?? null, cursor));
  const allOlder = spans.every((span) => span !== null && span.to < cursor.from);
  const page = cursor.page + 1;
  const over = fresh.length === 0 || allOlder || page > MAX_PAGES;
  const dates = items.map((item) => item.published).filter((date) => date !== null);
  return {
    items: inside,
    outside: fresh.length - inside.length,
    oldest: dates.toSorted()[0] ?? null,
    cursor: over ? null : { ...cursor, url: address(page), page, seen: items.map((item) => item.guid) },
    failure: null,
  };
}

function stop(result: Pick<BackfillStep, 'failure'>): BackfillStep {
  return { items: [], outside: 0, oldest: null, cursor: null, ...result };
}
