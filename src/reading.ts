/** Pure choices of the read stage: what a page's answer is worth, and which text of an item is the better one. */
import { feedText } from './extract/feed-text.ts';
import type { HttpOutcome } from './http/index.ts';
import type { Extracted } from './model.ts';
import type { Item } from './store/tables.ts';

/** Flags of pages that hold something else than the article. */
const WALLS = ['bot-check', 'consent', 'js-required', 'soft-404', 'meta-refresh'];
/** Flags of PDFs that have no text to read: pictures of pages, or a password before them. */
const UNREADABLE = ['scanned', 'encrypted'];
/** A page's text that is this much shorter than the feed's is a teaser or a wall that no flag names. */
const SHORTER = 0.6;
const GONE = new Set([404, 410, 451]);

export type PageVerdict =
  /** The page is the article. `again` says why a later reading may be better, null where none is needed. */
  | { kind: 'page'; again: string | null }
  /** Not the article; the feed's own text stands in. `again` where a later try may do better. */
  | { kind: 'feed'; reason: string; again: boolean };

/** Why a page could not be fetched, in the words by which the coverage counts. */
export function judgeFetch(
  outcome: Exclude<HttpOutcome, { outcome: 'ok' } | { outcome: 'paced' }>,
): PageVerdict {
  switch (outcome.outcome) {
    case 'httpError': {
      if (GONE.has(outcome.status))
        return { kind: 'feed', reason: `gone: HTTP ${outcome.status}`, again: false };
      const what = outcome.challenge ? 'bot check' : `HTTP ${outcome.status}`;
      return { kind: 'feed', reason: `refused: ${what}`, again: true };
    }
    case 'refused':
      if (outcome.reason !== 'robots-unreachable')
        return { kind: 'feed', reason: `refused: ${outcome.reason}`, again: false };
      return { kind: 'feed', reason: `refused: ${outcome.message}`, again: true };
    case 'networkError':
      return { kind: 'feed', reason: `unreachable: ${outcome.code}`, again: true };
    case 'timeout':
      return { kind: 'feed', reason: 'unreachable: timeout', again: true };
    case 'tooLarge':
      return { kind: 'feed', reason: 'too large', again: false };
    case 'notModified':
      return { kind: 'feed', reason: 'unexpected 304', again: true };
  }
}

/** Whether an extracted page is the article, or something that stands before it. */
export function judgePage(extracted: Extracted, feed: string): PageVerdict {
  const wall = WALLS.find((flag) => extracted.flags.includes(flag));
  if (wall) return { kind: 'feed', reason: `refused: ${wall}`, again: wall !== 'soft-404' };
  const unreadable = UNREADABLE.find((flag) => extracted.flags.includes(flag));
  if (unreadable) return { kind: 'feed', reason: `refused: ${unreadable} PDF, no text`, again: false };
  if (extracted.text === '') return { kind: 'feed', reason: 'no text', again: false };
  const poorer = feed.length > 200 && extracted.text.length < feed.length * SHORTER;
  return poorer
    ? { kind: 'feed', reason: 'page shorter than feed', again: false }
    : { kind: 'page', again: null };
}

/** The longer of the two bodies that a feed gave. */
export function feedTextOf(item: Pick<Item, 'content_html' | 'summary_html'>): string {
  const content = feedText(item.content_html);
  const summary = feedText(item.summary_html);
  return content.length >= summary.length ? content : summary;
}

/** Jobs that wait for one host come back spread out, not all at its next slot. `random` is 0 to 1. */
export function spreadWait(waitMs: number, random: number): number {
  return Math.ceil(waitMs * (1 + 4 * random));
}

/**
 * Where each page of a PDF begins in its text. Paragraphs that run over a page's end are whole in the text, so that between two
 * pages stands a blank line, a blank or nothing.
 */
export function pageStarts(text: string, pages: readonly string[]): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const page of pages) {
    while (/\s/u.test(text[at] ?? '')) at += 1;
    starts.push(at);
    at += page.length;
  }
  return starts;
}
