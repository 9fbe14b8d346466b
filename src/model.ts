/**
 * The things that travel along the pipeline, in the order in which they come into being.
 * All instants are ISO 8601 strings in UTC ("2026-11-24T05:00:00.000Z"); a date that is known to the day, month or
 * year only is a partial ISO date ("2023-10-09", "2023-10", "2023"). Unknown is null, never "now".
 */
import type { Category, MentionType, Status } from './taxonomy.ts';
import type { CouncilRow } from './un/council-record.ts';

/** Live items may alert; what a backfill brings never does (DESIGN 2.5). */
export type Origin = 'live' | 'backfill';

/** What a feed says, read without loss and without trust: text fields are plain text, bodies are HTML. */
export interface ParsedFeed {
  format: 'rss' | 'rdf' | 'atom' | 'json';
  title: string | null;
  description: string | null;
  homeUrl: string | null;
  feedUrl: string | null;
  /** RFC 5005 "prev-archive", or the next page, of a paged feed. */
  olderUrl: string | null;
  language: string | null;
  published: string | null;
  updated: string | null;
  /** The encoding that was used, and which sign decided ("bom", "utf8", "http", "declaration", "guess" ...). */
  encoding: string;
  encodingFrom: string;
  items: ParsedItem[];
}

export interface ParsedItem {
  guid: string | null;
  url: string | null;
  /** The address a proxy such as FeedBurner gave, where url is the original behind it. */
  proxyUrl: string | null;
  title: string;
  summaryHtml: string | null;
  contentHtml: string | null;
  authors: string[];
  tags: string[];
  published: string | null;
  updated: string | null;
  language: string | null;
  enclosures: { url: string; type: string | null; length: number | null }[];
}

/** A page or PDF, read. `text` has paragraphs separated by "\n\n"; `pages` holds the text of each PDF page. */
export interface Extracted {
  title: string | null;
  byline: string | null;
  /** Instant where the page gives a time, else the ISO day; `publishedFrom` names the sign that decided. */
  published: string | null;
  publishedFrom: string | null;
  text: string;
  lang: string | null;
  canonical: string | null;
  /** What the page turned out to be: "bot-check", "consent", "paywall", "soft-404", "js-required", "thin", "scanned", ... */
  flags: string[];
  pages: string[] | null;
}

/** The input of analysis. Offsets count UTF-16 code units into title + "\n" + text. */
export interface AnalysisInput {
  id: string;
  title: string;
  text: string;
  lang?: string | null;
  published?: string | null;
  url?: string | null;
}

/** A figure as the passage gives it: "more than 10,000 containers" is { min: 10000, max: null, unit: "containers" }. */
export interface Quantity {
  text: string;
  min: number | null;
  max: number | null;
  unit: string | null;
}

/** Words that made a rule fire: what they stood for, and where they stand. */
export interface Evidence {
  role: string;
  text: string;
  start: number;
  end: number;
}

/** The row of the Security Council's record that a mention tells of, and whether the telling is borne out by it. */
export interface RecordNote extends Pick<
  CouncilRow,
  'date' | 'symbols' | 'kind' | 'tally' | 'stances' | 'others' | 'outcome' | 'review'
> {
  verdict: 'agrees' | 'contradicts' | 'unknown';
  /** One sentence for an analyst, with the symbols. */
  why: string;
  /** Id of the row. */
  row: string;
}

/** Where in a UN document a passage stands. */
export interface Citation {
  symbol: string;
  /** Counted from 1; null where the document has no pages. */
  page: number | null;
  /** Number of the paragraph, as the document gives it ("12", "I.3"). */
  paragraph: string | null;
}

/** One statement that a text makes about one act of facilitation: a frame with its exact quote. */
export interface Mention {
  type: MentionType;
  category: Category;
  quote: string;
  start: number;
  end: number;
  status: Status;
  /** ISO 3166 alpha-2 codes of states, or null. */
  supplier: string | null;
  recipient: string | null;
  facilitator: string[];
  /** Who says so, in the words of the text or a normal name ("US Treasury"), or null. */
  sourceActor: string | null;
  items: string[];
  quantity: Quantity | null;
  place: string | null;
  eventDate: string | null;
  unSymbols: string[];
  /** Named persons, firms, ships: what tells one event from its look-alike. */
  names: string[];
  confidence: number;
  rule: string;
  evidence: Evidence[];
  /** Whether this is news about the act (new report, update, denial of a specific report), by the rule's data. */
  news: boolean;
  /** For types that the Council's record knows of: what it says; null where it has no such row. */
  record?: RecordNote | null;
  /** In a UN document: where the quote stands. */
  citation?: Citation | null;
}

export interface Analysis {
  id: string;
  lang: string;
  relevant: boolean;
  /** At least one mention of an `alert: immediate` type is news. */
  alert: boolean;
  categories: { id: Category; confidence: number }[];
  mentions: Mention[];
}
