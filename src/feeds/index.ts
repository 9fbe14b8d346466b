/**
 * Reading feeds: bytes, text, tolerant tree, neutral feed, clean RSS, rss-parser, ParsedFeed. rss-parser alone loses a
 * whole feed to one bare "&", knows UTF-8 only and can be kept busy for minutes; in this order it meets none of that.
 */
import { UsageError } from '../errors.ts';
import type { ParsedFeed } from '../model.ts';
import { isTimeZone } from './date-zone.ts';
import { decodeBytes } from './decode.ts';
import { toParsedFeed, type Feed, type FeedContext } from './feed.ts';
import { throughRssParser } from './from-rss.ts';
import { readJsonFeed } from './json-feed.ts';
import { isObject, readJson } from './json-reader.ts';
import { MAX_BYTES } from './limits.ts';
import { isHtmlPage, notAFeed } from './not-a-feed.ts';
import { readXmlFeed } from './xml-feed.ts';
import { readXml } from './xml/reader.ts';

export { NotAFeedError, type Lookalike } from './not-a-feed.ts';

export interface FeedOptions {
  /** The address the bytes came from, after redirects: base of relative addresses. */
  url?: string | null;
  /** HTTP headers as they came. */
  contentType?: string | null;
  contentLocation?: string | null;
  contentLanguage?: string | null;
  /** IANA zone of dates that name none; UTC if absent, or what a date in Korean, Japanese or Chinese implies. */
  timeZone?: string | null;
  /** Limit before and after decompression; 16 MB if absent. */
  maxBytes?: number;
}

/** A feed as read, with what is known of the document beside its content. */
export interface FeedReading {
  feed: Feed;
  encoding: string;
  encodingFrom: string;
  /** A limit on items or parts was met, and the rest was not read. */
  truncated: boolean;
}

/**
 * Reads RSS, RDF, Atom or JSON Feed. A feed without items is a feed with zero items: whether that is a failure, the
 * caller decides. `published` of an item falls back to `updated`.
 * @throws NotAFeedError if the bytes are none, or too many; UsageError for a zone that does not exist.
 */
export async function parseFeed(bytes: Uint8Array, options: FeedOptions = {}): Promise<ParsedFeed> {
  const { feed, encoding, encodingFrom } = await readFeed(bytes, options);
  return toParsedFeed(feed, encoding, encodingFrom);
}

/** As parseFeed, with the persons, tags and limits that the pipeline has no use for. */
export async function readFeed(bytes: Uint8Array, options: FeedOptions = {}): Promise<FeedReading> {
  const reading = normaliseFeed(bytes, options);
  return { ...reading, feed: await throughRssParser(reading.feed) };
}

/** The direct path, without rss-parser: the oracle of the tests. */
export function normaliseFeed(bytes: Uint8Array, options: FeedOptions = {}): FeedReading {
  const context = contextOf(options);
  const { text, encoding, from } = decodeBytes(bytes, {
    contentType: options.contentType,
    maxBytes: options.maxBytes ?? MAX_BYTES,
  });
  const read = /^\s*\{/u.test(text) ? readAsJson(text, context) : readAsXml(text, context);
  if (!read) throw notAFeed(bytes, text);
  return { ...read, encoding, encodingFrom: from };
}

type Read = Pick<FeedReading, 'feed' | 'truncated'>;

function readAsJson(text: string, context: FeedContext): Read | null {
  const document = readJson(text);
  const feed = document && isObject(document.value) ? readJsonFeed(document.value, context) : null;
  return document && feed && { feed, truncated: document.truncated };
}

function readAsXml(text: string, context: FeedContext): Read | null {
  const document = readXml(text);
  const feed = document && readXmlFeed(document.root, context);
  if (!document || !feed) return null;
  // A web page may use a tag of that name; a feed that an HTML preamble was put in front of has items.
  if (feed.items.length === 0 && isHtmlPage(document.preamble)) return null;
  return { feed, truncated: document.truncated };
}

function contextOf(options: FeedOptions): FeedContext {
  const timeZone = options.timeZone ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new UsageError(`"${timeZone}" is no time zone; write it as in "Asia/Seoul"`);
  }
  return {
    url: options.url || null,
    timeZone,
    contentLocation: options.contentLocation ?? null,
    contentLanguage: options.contentLanguage ?? null,
  };
}
