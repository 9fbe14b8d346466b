import type { App } from '../app.ts';
import { groupBy } from '../group-by.ts';
import { itemKeys, type DaySpan } from '../sources/index.ts';
import { Duration } from '../sources/duration.ts';
import { countKnown } from '../store/items.ts';
import { feedOf } from './feed-of.ts';
import { createIntake } from './intake.ts';
import { createListFetcher } from './lists.ts';
import { localPlace } from './local-address.ts';
import type { BackfillPlan, PlanEntry } from './plan.ts';
import { WalkError, type Candidate } from './types.ts';
import { wayOf } from './ways/index.ts';

/** So many lists are asked for; what they hold stands for the rest. */
const SAMPLE_REQUESTS = 3;
/** And so many candidates are looked at where no list is asked for. */
const SAMPLE_CANDIDATES = 20_000;
/** The UN's document system takes about 15 s for a document, and two are asked for at a time. */
const UN_DOCUMENT_MS = 7_500;

export interface Estimate {
  id: string;
  way: string;
  window: DaySpan;
  /** Requests for lists, and for pages and documents. */
  lists: number;
  pages: number;
  /** Of the pages, those that are stored already and will not be fetched. */
  known: number;
  /** At the pace of the hosts, what their robots.txt asks for included, if nobody else asks them. */
  seconds: number;
  /** Nothing was left out: the figures are no extrapolation. */
  isExact: boolean;
  /** Why the archive cannot be walked, as far as the sample shows; null where it can. */
  failure: string | null;
}

/** What an entry of a plan would cost. Asks for a few lists, stores nothing. */
export async function estimateEntry(
  app: App,
  plan: BackfillPlan,
  { entry, window }: BackfillPlan['entries'][number],
): Promise<Estimate> {
  const feed = feedOf(entry, app.catalog);
  const listPace = Math.max(
    app.config.hostIntervalMs,
    feed.pace ?? 0,
    entry.pace ? Duration.parse(entry.pace) : 0,
  );
  const lists = createListFetcher(
    app.http,
    feed,
    { paceMs: listPace, retryAfterMs: [] },
    new AbortController().signal,
  );
  const sort = createIntake(entry, feed, window, app.catalog.prefilter);
  const sample: Candidate[] = [];
  let found = 0;
  let done = 0;
  let failure: string | null = null;
  try {
    const context = { feed, window, folder: plan.folder, get: lists.get };
    for await (const step of wayOf(entry.way).walk(entry, null, context)) {
      found += step.candidates.length;
      sample.push(...sort(step.candidates).wanted);
      done = step.done;
      if (lists.requests() >= SAMPLE_REQUESTS || found >= SAMPLE_CANDIDATES) break;
      done = 1; // unless a further step comes
    }
  } catch (error) {
    if (!(error instanceof WalkError)) throw error;
    failure = error.message;
  }
  const share = done > 0 ? 1 / Math.min(1, done) : 1;
  const known = await countKnown(
    app.database.db,
    sample.map(({ item }) => itemKeys(item, feed.id)),
  );
  const pages = sample.filter((candidate) => isFetched(candidate, entry, feed));
  const fresh = Math.max(0, pages.length - known) * share;
  const busiest = busiestHost(pages);
  const pace = Math.max(
    app.config.hostIntervalMs,
    feed.pace ?? 0,
    await delayOf(app, busiest?.example ?? null),
    entry.way === 'symbols' ? UN_DOCUMENT_MS : 0,
  );
  const perPages = (busiest?.share ?? 0) * fresh * pace;
  const perLists = lists.requests() * share * Math.max(listPace, await delayOf(app, lists.last()));
  return {
    id: entry.id,
    way: entry.way,
    window,
    lists: Math.ceil(lists.requests() * share),
    pages: Math.ceil(pages.length * share),
    known: Math.ceil(known * share),
    seconds: (perLists + perPages) / 1_000,
    isExact: done === 1,
    failure,
  };
}

/** Files on this machine cost no request, and feeds that hold whole articles none but their own. */
function isFetched(
  { item, fetchUrl }: Candidate,
  entry: PlanEntry,
  feed: ReturnType<typeof feedOf>,
): boolean {
  if (fetchUrl !== null) return localPlace(fetchUrl) === null;
  const isClosed = entry.feed !== undefined && (feed.pages === 'feed-only' || feed.fullTextInFeed);
  return item.url !== null && !isClosed;
}

async function delayOf(app: App, url: string | null): Promise<number> {
  return url === null ? 0 : app.http.crawlDelay(url);
}

/** The busiest host's share of the pages, and one of them. Hosts are asked side by side: this one says how long it takes. */
function busiestHost(pages: readonly Candidate[]): { share: number; example: string } | null {
  const addresses = pages.flatMap(({ item, fetchUrl }) => fetchUrl ?? item.url ?? []);
  const byHost = [...groupBy(addresses, (address) => new URL(address).host).values()];
  const [most] = byHost.toSorted((a, b) => b.length - a.length);
  const example = most?.[0];
  return most && example !== undefined ? { share: most.length / addresses.length, example } : null;
}
