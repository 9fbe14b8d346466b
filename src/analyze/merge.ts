import { clausesOf, readable, widen, type Span } from './clauses.ts';
import type { Document, Line } from './document.ts';
import type { Candidate } from './frames.ts';
import type { Lexicon } from './lexicon.ts';

/** A candidate with its quote; several frames that fit the same words are one, with that support. */
export interface Found extends Candidate {
  quote: Span;
  support: number;
}

/** A place in capitals, and what parts it from the text. */
const DATELINE = /^\p{Lu}[\p{Lu}., ]{2,40}(?:\([^()]{1,30}\) ?)?[-–—]{1,2}\s/u;

/**
 * Gives each candidate its quote, joins candidates of one type whose quotes overlap (the surest frame stays), and drops those
 * that yield to another type over the same words. Works sentence by sentence, so a long text costs no more for each of them.
 */
export function merge(document: Document, candidates: readonly Candidate[], lexicon: Lexicon): Found[] {
  const opener = lexicon.concepts.get('clause_opener') ?? -1;
  const byLine = new Map<Line, Candidate[]>();
  for (const candidate of candidates) {
    const held = byLine.get(candidate.line);
    if (held) held.push(candidate);
    else byLine.set(candidate.line, [candidate]);
  }
  const found = [...byLine].flatMap(([line, group]) => {
    const clauses = clausesOf(document.full, line, opener);
    const found = group.map((candidate) => withQuote(candidate, document.full, clauses));
    return polish(settle(found, lexicon), document.full, clauses);
  });
  const told = new Set(found.filter((one) => !one.frame.source.follows).map((one) => one.frame.type));
  return found.filter((one) => told.has(one.frame.type));
}

function withQuote(candidate: Candidate, full: string, clauses: readonly Span[]): Found {
  if (candidate.whole) return { ...candidate, quote: sentenceOf(full, candidate.line), support: 1 };
  const start = Math.min(...candidate.hits.map((hit) => hit.start));
  const end = Math.max(...candidate.hits.map((hit) => hit.end));
  return { ...candidate, quote: widen(full, clauses, { start, end }), support: 1 };
}

/** A sentence without its dateline ("SEOUL - "). */
function sentenceOf(full: string, line: Line): Span {
  const dateline = DATELINE.exec(full.slice(line.start, line.end));
  return { start: line.start + (dateline?.[0].length ?? 0), end: line.end };
}

/** Makes quotes readable; none grows into the words of the mention before it. */
function polish(found: Found[], full: string, clauses: readonly Span[]): Found[] {
  return found.map((one, i) => {
    const from = found[i - 1]?.quote.end ?? 0;
    return { ...one, quote: readable(full, one.quote, clauses, from) };
  });
}

function settle(found: Found[], lexicon: Lexicon): Found[] {
  found.sort(
    (a, b) => b.frame.source.confidence - a.frame.source.confidence || a.quote.start - b.quote.start,
  );
  const kept: Found[] = [];
  for (const next of found) {
    const same = kept.find(
      (other) => other.frame.type === next.frame.type && overlaps(other.quote, next.quote),
    );
    if (!same) kept.push(next);
    else {
      same.support += 1;
      if (next.frame.id === same.frame.id) same.quote = join(same.quote, next.quote);
    }
  }
  const sure = new Set(kept.filter((one) => !one.frame.source.fallback).map((one) => one.frame.type));
  return kept
    .filter((one) => !one.frame.source.fallback || !sure.has(one.frame.type))
    .filter((one) => {
      const better = lexicon.kinds.get(one.frame.type)?.yieldsTo ?? [];
      return !kept.some((other) => better.includes(other.frame.type) && overlaps(one.quote, other.quote));
    })
    .sort((a, b) => a.quote.start - b.quote.start);
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const join = (a: Span, b: Span): Span => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });
