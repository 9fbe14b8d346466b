import { load, type CheerioAPI } from 'cheerio';
import { parsePage, type Document } from '../extract/dom.ts';
import { parseFeedDate } from '../feeds/dates.ts';
import { bodyOfText } from '../feeds/text.ts';
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
    title: folded($('title').first().text(), MAX_TITLE),
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
  const { list } = feed;
  const items: SourceItem[] = [];
  for (const node of $(list.item ?? list.link).toArray()) {
    const entry = $(node);
    const within = (selector: string | undefined) =>
      list.item && selector ? entry.find(selector).first().text() : '';
    const date = list.date ? entry.find(list.date).first() : null;
    const dateText = (list.dateAttribute ? date?.attr(list.dateAttribute) : date?.text()) ?? null;
    for (const anchor of (list.item ? entry.find(list.link) : entry).toArray()) {
      const url = itemAddress($(anchor).attr('href'), feed, base);
      if (!url) continue;
      const title = folded(within(list.title), MAX_TITLE) ?? folded($(anchor).text(), MAX_TITLE) ?? '';
      const summaryHtml = bodyOfText(folded(within(list.summary), MAX_SUMMARY));
      items.push(itemOf({ url, title, summaryHtml, published: dateOf(dateText, url, feed) }));
    }
  }
  return items;
}

function itemOf(
  found: Pick<SourceItem, 'title' | 'summaryHtml' | 'published'> & { url: string },
): SourceItem {
  const page = pressCode(found.url);
  return {
    ...found,
    guid: page?.code ?? canonicalUrl(found.url) ?? found.url,
    sharedId: page?.sharedId ?? null,
    contentHtml: null,
    authors: [],
    tags: [],
    updated: null,
    lang: null,
    symbol: null,
    documentKind: null,
    outlet: null,
  };
}

function itemAddress(href: string | undefined, feed: ListFeed, base: string): string | null {
  if (href === undefined || !URL.canParse(href, base)) return null;
  const url = fetchableUrl(new URL(href, base).href);
  return url && feed.list.href.test(url) ? url : null;
}

function dateOf(text: string | null, url: string, feed: ListFeed): string | null {
  const timeZone = feed.timeZone ?? null;
  const inUrl = feed.list.dateInUrl?.exec(url)?.groups;
  const stated = inUrl ? `${inUrl['year']}-${inUrl['month']}-${inUrl['day']}` : null;
  const plain = text?.replace(/[[\]]/gu, ' ') ?? null; // KCNA writes [2026.8.28.]
  return parseFeedDate(plain, { timeZone }) ?? parseFeedDate(stated, { timeZone });
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

function folded(text: string, limit: number): string | null {
  return text.replace(/\s+/gu, ' ').trim().slice(0, limit) || null;
}
