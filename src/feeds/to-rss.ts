/**
 * The neutral feed as clean RSS 2.0 that rss-parser reads without loss. Bodies stand in elements of our own namespace:
 * over `description` and `content:encoded` rss-parser runs a regex that takes time by the square of their length.
 */
import type { Feed, FeedItem, Person } from './feed.ts';
import { escapeAttribute, escapeText } from './xml/element.ts';

const HEAD =
  '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:u="urn:tumen:feed"><channel>';
const FOOT = '</channel></rss>';

/** A document holds about this much text: what is alive at a time stays small, and others get their turn between. */
const DOCUMENT_SIZE = 1_000_000;

/** The feed as one or more documents: the first describes it, all together hold its items in order. */
export function* toRss(feed: Feed): Generator<string> {
  let pieces = [HEAD, ...channel(feed)];
  let size = 0;
  for (const item of feed.items) {
    const rss = itemRss(item);
    if (size > 0 && size + rss.length > DOCUMENT_SIZE) {
      yield pieces.join('') + FOOT;
      pieces = [HEAD];
      size = 0;
    }
    pieces.push(rss);
    size += rss.length;
  }
  yield pieces.join('') + FOOT;
}

function channel(feed: Feed): string[] {
  return [
    element('title', feed.title),
    element('link', feed.homeUrl),
    element('description', feed.description),
    element('language', feed.language),
    element('pubDate', feed.published),
    element('lastBuildDate', feed.updated),
    feed.feedUrl ? `<atom:link rel="self" href="${escapeAttribute(feed.feedUrl)}"/>` : '',
    element('u:older', feed.olderUrl),
    ...feed.authors.map(author),
    ...feed.tags.map((tag) => element('category', tag)),
  ];
}

function itemRss(item: FeedItem): string {
  return [
    '<item>',
    element('title', item.title),
    element('link', item.url),
    element('u:proxy', item.proxyUrl),
    item.guid ? `<guid isPermaLink="false">${escapeText(item.guid)}</guid>` : '',
    element('pubDate', item.published),
    element('u:updated', item.updated),
    element('dc:language', item.language),
    body('u:summary', item.summaryHtml),
    body('u:content', item.contentHtml),
    ...item.authors.map(author),
    ...item.tags.map((tag) => element('category', tag)),
    ...item.enclosures.map(({ url, type, length }) =>
      empty('enclosure', { url, type, length: length === null ? null : String(length) }),
    ),
    '</item>',
  ].join('');
}

function element(name: string, text: string | null): string {
  return text ? `<${name}>${escapeText(text)}</${name}>` : '';
}

/** bodyHtml has made sure that no body holds the end of a CDATA section. */
function body(name: string, html: string | null): string {
  return html ? `<${name}><![CDATA[${html}]]></${name}>` : '';
}

function author({ name, email, url }: Person): string {
  return empty('u:author', { name, email, url });
}

function empty(name: string, attributes: Readonly<Record<string, string | null>>): string {
  const written = Object.entries(attributes).map(([attribute, value]) =>
    value === null ? '' : ` ${attribute}="${escapeAttribute(value)}"`,
  );
  return `<${name}${written.join('')}/>`;
}
