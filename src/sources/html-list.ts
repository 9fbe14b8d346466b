import { load, type Cheerio, type CheerioAPI } from 'cheerio';
import type { AnyNode } from 'domhandler';
import { parsePage, type Document } from '../extract/dom.ts';
import { parseFeedDate } from '../feeds/dates.ts';
import { decodePage } from '../text/page.ts';
import { canonicalUrl, fetchableUrl } from './canonical-url.ts';
import { distinctItems } from './distinct.ts';
import type { FeedOf } from './feed-schema.ts';
import { pressCode } from './press-code.ts';
import { SourceError, type Reader, type SourceItem } from './types.ts';

type ListFeed = FeedOf<'html-list'>;

/** Selecting gets slow on absurd pages (80,000 nodes: 1 s); of 1,451 real pages none has more than 27,751. */
const MAX_NODES = 60_000;
const MAX_TEXT = 3_000_000;
const MAX_ITEMS = 500;
const MAX_TITLE = 500;
const MAX_SUMMARY = 5000;

/** A page that lists items by links; `list` in feeds.yaml says which links and where the rest stands. */
export const readHtmlList: Reader<ListFeed> = async (fetched, feed) => {
  const decoded = decodePage(fetched.bytes, fetched.contentType);
  const $ = load(boundedPage(decoded.text));
  $(feed.list.without).remove();
  const items = mergeLinks(linksOf($, feed, fetched.url)).slice(0, MAX_ITEMS);
  return {
    items: distinctItems(items),
    entries: items.length,
    skipped: {},
    title: folded($('title').first(), MAX_TITLE),
    listDate: null,
    encoding: decoded.encoding,
    encodingFrom: decoded.from,
  };
};

/** The page as a tree. Throws SourceError where it is no page that a person could read. */
function boundedPage(html: string): Document {
  const tree = html.length > MAX_TEXT ? null : parsePage(html);
  if (tree && !tree.cut && tree.nodes <= MAX_NODES) return tree.root;
  throw new SourceError('unreadable', 'the page is too large for a list');
}

/** Every link to an item, in the order of the page; image, headline and "read more" of one item are three. */
function linksOf($: CheerioAPI, feed: ListFeed, base: string): SourceItem[] {
  const { item: entrySelector, link, title, summary } = feed.list;
  const entries = entrySelector ? $(entrySelector).toArray() : $(link).toArray();
  return entries.flatMap((node) => {
    const entry = $(node);
    const links = entrySelector ? entry.find(link) : entry;
    return links.toArray().flatMap((anchor) => {
      const url = itemAddress($(anchor).attr('href'), feed, base);
      if (!url) return [];
      const within = (selector: string | undefined, limit: number) =>
        selector && entrySelector ? folded(entry.find(selector).first(), limit) : null;
      const page = pressCode(url);
      const item: SourceItem = {
        guid: page?.code ?? canonicalUrl(url) ?? url,
        url,
        sharedId: page?.sharedId ?? null,
        title: within(title, MAX_TITLE) ?? folded($(anchor), MAX_TITLE) ?? '',
        summaryHtml: within(summary, MAX_SUMMARY),
        contentHtml: null,
        authors: [],
        tags: [],
        published: dateOf(entry, url, feed),
        updated: null,
        lang: null,
        symbol: null,
        documentKind: null,
        outlet: null,
      };
      return [item];
    });
  });
}

function itemAddress(href: string | undefined, feed: ListFeed, base: string): string | null {
  if (href === undefined || !URL.canParse(href, base)) return null;
  const url = fetchableUrl(new URL(href, base).href);
  return url && feed.list.href.test(url) ? url : null;
}

function dateOf(entry: Cheerio<AnyNode>, url: string, feed: ListFeed): string | null {
  const { date, dateAttribute, dateInUrl } = feed.list;
  const timeZone = feed.timeZone ?? null;
  const element = date ? entry.find(date).first() : null;
  const text = dateAttribute ? element?.attr(dateAttribute) : element?.text();
  const inUrl = dateInUrl?.exec(url)?.groups;
  const stated = inUrl ? `${inUrl['year']}-${inUrl['month']}-${inUrl['day']}` : null;
  return (
    parseFeedDate(text?.replace(/[[\]]/gu, ' ') ?? null, { timeZone }) ?? parseFeedDate(stated, { timeZone })
  );
}

/** One item per guid, with the longest title that any of its links has; links without any text name no item. */
function mergeLinks(links: readonly SourceItem[]): SourceItem[] {
  const byGuid = new Map<string, SourceItem>();
  for (const link of links) {
    const known = byGuid.get(link.guid);
    if (!known || link.title.length > known.title.length) byGuid.set(link.guid, link);
  }
  return [...byGuid.values()].filter((item) => item.title !== '');
}

function folded(element: Cheerio<AnyNode>, limit: number): string | null {
  return element.text().replace(/\s+/gu, ' ').trim().slice(0, limit) || null;
}
