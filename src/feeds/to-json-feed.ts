import type { Enclosure } from './enclosures.ts';
import type { FeedItem, Person } from './feed.ts';
import type { FeedReading } from './index.ts';

/** JSON without the members that are unknown. */
type Json = Record<string, unknown>;

/**
 * A reading as JSON Feed 1.1. What that format lacks stands beside it: `_updated`, `_published` and `tags` of the feed,
 * `_proxy_url` of items, `email` of authors, and `_tumen` for the document itself. `summary` is HTML, as feeds have it.
 */
export function toJsonFeed({ feed, encoding, encodingFrom, truncated }: FeedReading): Json {
  return known({
    version: 'https://jsonfeed.org/version/1.1',
    // A title is required; a feed that has none is known by its address.
    title: feed.title ?? feed.homeUrl ?? feed.feedUrl ?? '',
    description: feed.description,
    home_page_url: feed.homeUrl,
    feed_url: feed.feedUrl,
    next_url: feed.olderUrl,
    language: feed.language,
    authors: persons(feed.authors),
    tags: some(feed.tags),
    _updated: feed.updated,
    _published: feed.published,
    _tumen: { format: feed.format, encoding, encodingFrom, olderUrl: feed.olderUrl, truncated },
    items: feed.items.map(itemJson),
  });
}

function itemJson(item: FeedItem): Json {
  return known({
    id: item.guid ?? item.url,
    url: item.url,
    _proxy_url: item.proxyUrl,
    title: item.title,
    summary: item.summaryHtml,
    content_html: item.contentHtml,
    date_published: item.published,
    date_modified: item.updated,
    authors: persons(item.authors),
    tags: some(item.tags),
    language: item.language,
    attachments: some(item.enclosures.map(attachment)),
  });
}

function persons(people: readonly Person[]): Json[] | null {
  return some(people.map(({ name, email, url }) => known({ name, email, url })));
}

function attachment({ url, type, length }: Enclosure): Json {
  return known({ url, mime_type: type, size_in_bytes: length });
}

function some<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null;
}

function known(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
