/** rss-parser as the reading end of the pipeline: it only ever sees what to-rss.ts wrote. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import RssParser from 'rss-parser';
import { z } from 'zod';
import type { Feed, FeedItem } from './feed.ts';
import { toRss } from './to-rss.ts';

const text = z
  .string()
  .optional()
  .transform((value) => value ?? null);
const strings = z.array(z.string()).default([]);
const personElement = z
  .object({ $: z.object({ name: text, email: text, url: text }) })
  .transform(({ $ }) => $);
const enclosureElement = z
  .object({ $: z.object({ url: z.string(), type: text, length: z.coerce.number().nullish().default(null) }) })
  .transform(({ $ }) => $);

const itemSchema = z.object({
  title: z.string().default(''),
  link: text,
  proxy: text,
  guid: text,
  pubDate: text,
  updated: text,
  language: text,
  summaryHtml: text,
  contentHtml: text,
  authors: z.array(personElement).default([]),
  categories: strings,
  enclosures: z.array(enclosureElement).default([]),
});

const feedSchema = z.object({
  title: text,
  link: text,
  description: text,
  language: text,
  pubDate: text,
  lastBuildDate: text,
  feedUrl: text,
  older: text,
  authors: z.array(personElement).default([]),
  tags: strings,
  items: z.array(itemSchema),
});

const CUSTOM_FIELDS = {
  feed: [
    ['u:older', 'older'],
    ['u:author', 'authors', { keepArray: true }],
    ['category', 'tags', { keepArray: true }],
  ],
  item: [
    ['u:proxy', 'proxy'],
    ['u:updated', 'updated'],
    ['dc:language', 'language'],
    ['u:summary', 'summaryHtml'],
    ['u:content', 'contentHtml'],
    ['u:author', 'authors', { keepArray: true }],
    ['enclosure', 'enclosures', { keepArray: true }],
  ],
};

/**
 * Sends a feed through rss-parser and back. What comes out equals what went in: tests compare the two for every case,
 * and the event loop gets a turn between documents.
 */
export async function throughRssParser(feed: Feed): Promise<Feed> {
  const documents: z.output<typeof feedSchema>[] = [];
  for (const rss of toRss(feed)) {
    documents.push(await readRss(rss));
    await nextTurn();
  }
  const [head] = documents;
  if (!head) return feed; // toRss writes one document at least
  return {
    format: feed.format,
    title: head.title,
    description: head.description,
    homeUrl: head.link,
    feedUrl: head.feedUrl,
    olderUrl: head.older,
    language: head.language,
    published: head.pubDate,
    updated: head.lastBuildDate,
    authors: head.authors,
    tags: head.tags,
    items: documents.flatMap(({ items }) => items.map(toItem)),
  };
}

async function readRss(rss: string): Promise<z.output<typeof feedSchema>> {
  // A parser keeps the state of its document: each needs its own. The typings lack the tuples that the library reads.
  const parser = new RssParser({
    customFields: CUSTOM_FIELDS as unknown as RssParser.CustomFields<object, object>,
  });
  return feedSchema.parse(await parser.parseString(rss));
}

function toItem(item: z.output<typeof itemSchema>): FeedItem {
  const { link: url, proxy: proxyUrl, pubDate: published, categories: tags, ...same } = item;
  return { ...same, url, proxyUrl, published, tags };
}
