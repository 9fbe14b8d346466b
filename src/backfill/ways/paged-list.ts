import { z } from 'zod';
import { SourceError, readAnswer, type SourceItem } from '../../sources/index.ts';
import { candidateOf } from '../candidate.ts';
import { webAddress } from '../settings.ts';
import { passedFromEnd, publicationSpan } from '../span.ts';
import {
  WalkError,
  defineWay,
  type Listing,
  type NoListing,
  type Step,
  type Way,
  type WalkContext,
} from '../types.ts';

/** No archive of ours is longer (press.un.org's list of all meetings has some 450 pages); an endless one must end. */
const MAX_PAGES = 5000;

const Cursor = z.strictObject({
  page: z.int().min(0),
  /** Guids of the page before: an archive that ran out repeats itself. */
  seen: z.array(z.string()),
  done: z.number(),
});

interface Numbering {
  parameter: string;
  firstPage: number;
}

/** The pages of a WordPress feed, "?paged=2" and on, from the newest to the oldest. */
export const wordpress = pagedWay('wordpress', 'outlet', { parameter: 'paged', firstPage: 1 });
/** The pages of press.un.org under a tag; pages count from 0. */
export const unPress = pagedWay('un-press', 'feed', { parameter: 'page', firstPage: 0 });

function pagedWay(kind: string, needs: Way['needs'], numbering: Numbering): Way {
  return defineWay({
    kind,
    needs,
    settings: {
      /** The first page; default: the feed's own address. */
      url: webAddress.optional(),
    },
    cursor: Cursor,
    walk: (settings, cursor, context) =>
      walk(
        settings.url ?? context.feed.url,
        numbering,
        cursor ?? { page: numbering.firstPage, seen: [], done: 0 },
        context,
      ),
  });
}

async function* walk(
  start: string,
  { parameter, firstPage }: Numbering,
  from: z.output<typeof Cursor>,
  context: WalkContext,
): AsyncGenerator<Step> {
  let { seen, done } = from;
  for (let { page } = from; page - firstPage < MAX_PAGES; page += 1) {
    const url = new URL(start);
    if (page > firstPage) url.searchParams.set(parameter, String(page));
    const answer = await context.get({ url: url.href });
    if (isBehindLast(answer, page > firstPage)) return;
    const items = await itemsOf(answer, context);
    if (items.length === 0 && page === firstPage) throw new WalkError('the first page has no items', true);
    // Some archives answer every further page with the first one, or go on with furniture only.
    const known = new Set(seen);
    const fresh = items.filter((item) => !known.has(item.guid));
    if (fresh.length === 0) return;
    const spans = fresh.map(publicationSpan);
    const oldest = spans
      .map((span) => span?.to ?? '')
      .filter(Boolean)
      .toSorted()
      .at(0);
    if (oldest) done = Math.max(done, passedFromEnd(context.window, oldest));
    seen = items.map((item) => item.guid);
    yield { candidates: fresh.map(candidateOf), cursor: { page: page + 1, seen, done }, done };
    // One old post that is pinned on top does not end a walk.
    if (spans.every((span) => span !== null && span.to < context.window.from)) return;
  }
}

/** Past their last page archives answer 404, and WordPress 400 too. */
function isBehindLast(answer: Listing | NoListing, hasEarlier: boolean): boolean {
  return 'why' in answer && hasEarlier && [400, 404, 410].includes(answer.status ?? 0);
}

async function itemsOf(answer: Listing | NoListing, { feed }: WalkContext): Promise<SourceItem[]> {
  if ('why' in answer) throw new WalkError(answer.why, !answer.again);
  try {
    return (await readAnswer(feed, answer)).items;
  } catch (error) {
    if (error instanceof SourceError) throw new WalkError(error.message, false);
    throw error;
  }
}
