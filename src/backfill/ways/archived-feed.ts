import { z } from 'zod';
import { NotAFeedError, parseFeed } from '../../feeds/index.ts';
import { itemsOfFeed } from '../../sources/index.ts';
import { candidateOf } from '../candidate.ts';
import { webAddress } from '../settings.ts';
import { passedFromEnd, publicationSpan } from '../span.ts';
import { WalkError, defineWay, type Listing, type NoListing } from '../types.ts';

/** An archive of feeds that leads back further goes round in a circle. */
const MAX_DOCUMENTS = 5000;
/** As many earlier addresses are remembered, to notice such a circle early. */
const REMEMBERED = 50;

const Cursor = z.strictObject({
  /** The next document; null behind the last. */
  url: z.string().nullable(),
  count: z.int().min(0),
  visited: z.array(z.string()),
  done: z.number(),
});

type Cursor = z.output<typeof Cursor>;

/** RFC 5005: a feed whose documents each name the one before, by rel="prev-archive" or rel="next". */
export const archivedFeed = defineWay({
  kind: 'archived-feed',
  needs: 'outlet',
  settings: {
    /** The newest document; default: the feed's own address. */
    url: webAddress.optional(),
  },
  cursor: Cursor,
  async *walk(settings, cursor, context) {
    let at: Cursor = cursor ?? { url: settings.url ?? context.feed.url, count: 0, visited: [], done: 0 };
    while (at.url !== null) {
      const { items, older } = await read(await context.get({ url: at.url }), context.feed);
      const oldest = items.flatMap((item) => publicationSpan(item)?.to ?? []).toSorted()[0];
      const done = oldest ? Math.max(at.done, passedFromEnd(context.window, oldest)) : at.done;
      const visited = [...at.visited, at.url].slice(-REMEMBERED);
      const isOver =
        older === null ||
        visited.includes(older) ||
        at.count + 1 >= MAX_DOCUMENTS ||
        (items.length > 0 &&
          items.every((item) => (publicationSpan(item)?.to ?? '9999') < context.window.from));
      at = { url: isOver ? null : older, count: at.count + 1, visited, done };
      yield { candidates: items.map(candidateOf), cursor: at, done };
    }
  },
});

async function read(answer: Listing | NoListing, feed: Parameters<typeof itemsOfFeed>[1]) {
  if ('why' in answer) throw new WalkError(answer.why, !answer.again);
  try {
    const { url, contentType } = answer;
    const parsed = await parseFeed(answer.bytes, { url, contentType, timeZone: feed.timeZone ?? null });
    return { items: itemsOfFeed(parsed, feed), older: parsed.olderUrl };
  } catch (error) {
    if (error instanceof NotAFeedError) throw new WalkError(error.message, true);
    throw error;
  }
}
