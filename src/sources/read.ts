import type { Feed, FeedKind, FeedOf } from './feed-schema.ts';
import { readGoogleNews } from './google-news.ts';
import { readHtmlList } from './html-list.ts';
import { readJsonApi } from './json-api.ts';
import { readRss } from './rss.ts';
import { readSitemap } from './sitemap.ts';
import { SourceError, type Fetched, type Reader, type SourceReading } from './types.ts';
import { readUnDocuments } from './un-documents.ts';
import { readUnLibrary } from './un-library.ts';
import { readUnMeetings } from './un-meetings.ts';
import { readUnNews } from './un-news.ts';
import { readUnPress } from './un-press.ts';

/** Kind in feeds.yaml to reader. */
const READERS: { [K in FeedKind]: Reader<FeedOf<K>> } = {
  rss: readRss,
  'un-press': readUnPress,
  'un-news': readUnNews,
  'un-documents': readUnDocuments,
  'un-library': readUnLibrary,
  'un-meetings': readUnMeetings,
  'google-news': readGoogleNews,
  sitemap: readSitemap,
  'json-api': readJsonApi,
  'html-list': readHtmlList,
  none: () => Promise.reject(new SourceError('unreadable', 'nothing can read this source yet')),
};

export type ReadResult =
  | { ok: true; reading: SourceReading }
  /** empty: fewer entries than a healthy answer has; the others are those of SourceError. */
  | { ok: false; reason: 'empty' | SourceError['reason']; message: string };

/** Reads an answer of a feed into items. An answer without items is a failure, never "nothing new". */
export async function readSource(feed: Feed, fetched: Fetched): Promise<ReadResult> {
  try {
    const reading = await readAnswer(feed, fetched);
    const least = feed.healthy?.minItems ?? 1;
    if (reading.entries >= least) return { ok: true, reading };
    const message = `${reading.entries} entries where a healthy answer has at least ${least}`;
    return { ok: false, reason: 'empty', message };
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, reason: error.reason, message: error.message };
    throw error;
  }
}

/** As readSource, but an empty answer is a reading without items. Throws SourceError. */
export function readAnswer<K extends FeedKind>(feed: FeedOf<K>, fetched: Fetched): Promise<SourceReading> {
  const kind: K = feed.kind;
  return READERS[kind](fetched, feed);
}
