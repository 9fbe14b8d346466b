import { NotAFeedError, parseFeed } from '../feeds/index.ts';
import type { ParsedFeed, ParsedItem } from '../model.ts';
import { fetchableUrl } from './canonical-url.ts';
import { distinctItems } from './distinct.ts';
import type { Feed } from './feed-schema.ts';
import { SourceError, type Fetched, type Reader, type SourceItem, type SourceReading } from './types.ts';

/** RSS, RDF, Atom and JSON Feed. */
export const readRss: Reader = (fetched, feed) => readFeedItems(fetched, feed, itemOf);

/** What a reader makes of one feed entry: an item, or the reason why it is none. */
export type EntryReader = (entry: ParsedItem, feed: Feed) => SourceItem | { skip: string };

/** Parses a feed and reads its entries one by one; shared by all readers of feeds. */
export async function readFeedItems(
  fetched: Fetched,
  feed: Feed,
  readEntry: EntryReader,
): Promise<SourceReading> {
  const parsed = await parsedFeed(fetched, feed);
  const { items, skipped } = readEntries(parsed, feed, readEntry);
  return {
    items,
    entries: parsed.items.length,
    skipped,
    title: parsed.title,
    listDate: parsed.updated ?? parsed.published,
    encoding: parsed.encoding,
    encodingFrom: parsed.encodingFrom,
  };
}

/** The items of a feed that was parsed already. */
export function itemsOfFeed(parsed: ParsedFeed, feed: Feed): SourceItem[] {
  return readEntries(parsed, feed, itemOf).items;
}

function readEntries(
  parsed: ParsedFeed,
  feed: Feed,
  readEntry: EntryReader,
): Pick<SourceReading, 'items' | 'skipped'> {
  const skipped: Record<string, number> = {};
  const items: SourceItem[] = [];
  for (const [index, entry] of parsed.items.entries()) {
    const read = index < feed.skipFirst ? { skip: 'head' } : readEntry(entry, feed);
    if ('skip' in read) skipped[read.skip] = (skipped[read.skip] ?? 0) + 1;
    else items.push(read);
  }
  return { items: distinctItems(items), skipped };
}

async function parsedFeed(fetched: Fetched, feed: Feed): Promise<ParsedFeed> {
  try {
    return await parseFeed(fetched.bytes, {
      url: fetched.url,
      contentType: fetched.contentType,
      timeZone: feed.timeZone ?? null,
    });
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error;
    throw new SourceError(error.looksLike === 'challenge' ? 'challenge' : 'unreadable', error.message);
  }
}

/** A feed entry as it stands. An entry that has neither guid nor address is named by its title and date. */
export function itemOf(entry: ParsedItem): SourceItem | { skip: string } {
  const url = fetchableUrl(entry.url);
  if (!entry.title && !entry.summaryHtml && !entry.contentHtml) return { skip: 'empty' };
  return {
    guid: entry.guid ?? url ?? `${entry.title}\n${entry.published ?? ''}`,
    url,
    sharedId: null,
    title: entry.title,
    summaryHtml: entry.summaryHtml,
    contentHtml: entry.contentHtml,
    authors: entry.authors,
    tags: entry.tags,
    published: entry.published,
    updated: entry.updated,
    lang: entry.language?.slice(0, 2).toLowerCase() ?? null,
    symbol: null,
    documentKind: null,
    outlet: null,
  };
}
