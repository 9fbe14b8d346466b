import type { Meeting } from '../un/meeting.ts';
import type { Feed } from './feed-schema.ts';

/** First and last day (ISO) on which something can have happened. */
export interface DaySpan {
  from: string;
  to: string;
}

/** One thing that a source tells of. Instants are ISO strings in UTC; unknown is null. */
export interface SourceItem {
  /** Names the item within its feed. */
  guid: string;
  /** The address to fetch, as the source gave it; null where it gave none that can be fetched. */
  url: string | null;
  /** Names the item across feeds: a UN press code or document symbol; else null. */
  sharedId: string | null;
  title: string;
  summaryHtml: string | null;
  contentHtml: string | null;
  authors: string[];
  tags: string[];
  published: string | null;
  updated: string | null;
  /** As the source states it; the text may tell otherwise. */
  lang: string | null;
  /** Canonical UN document symbol. */
  symbol: string | null;
  /** What a UN document is, in the words of the list ("DRAFT RESOLUTION"). */
  documentKind: string | null;
  /** The outlet behind an aggregator's item, by the name the aggregator gives; else null. */
  outlet: string | null;
}

/** An answer of a source, as it was fetched. */
export interface Fetched {
  bytes: Uint8Array;
  /** The address after redirects. */
  url: string;
  contentType: string | null;
}

/** What a reader found in an answer. */
export interface SourceReading {
  items: SourceItem[];
  /** Entries of the source before anything was skipped: 0 means that the answer was empty. */
  entries: number;
  /** Entries that are no items, counted by reason. */
  skipped: Record<string, number>;
  title: string | null;
  /** The list's own date: tells whether a list that still answers is still kept. */
  listDate: string | null;
  /** The encoding that was used, and the sign that decided; a change of either deserves a look. */
  encoding: string;
  encodingFrom: string;
  /** Votes of the Security Council that the answer tells by itself, beside its items. */
  meetings?: Meeting[];
  /** Address of the page behind, where an answer comes in several. */
  next?: string | null;
}

/** A count for SourceReading.skipped, left out where it is 0. */
export function counted(reason: string, count: number): Record<string, number> {
  return count > 0 ? { [reason]: count } : {};
}

/** Turns the bytes of a source into items. Throws SourceError when they are not what the source should send. */
export type Reader<F extends Feed = Feed> = (fetched: Fetched, feed: F) => Promise<SourceReading>;

/** The answer is not what the source should send; the message says what it is instead. */
export class SourceError extends Error {
  override name = 'SourceError';
  /** challenge: a bot check stands in the way, not to be evaded; broken-token: the list is to be asked for from its beginning. */
  readonly reason: 'unreadable' | 'challenge' | 'broken-token';
  constructor(reason: SourceError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
