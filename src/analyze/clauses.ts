import type { Line } from './document.ts';
import type { Concept } from './lexicon.ts';

export interface Span {
  start: number;
  end: number;
}

const BREAK = /[;:()—–]|,(?=\s)|\s-\s|--|[，、；：（）]/gu;
const EDGE = /^[\s,;:()—–\-"'“”‘’«»，、；：（）。]+|[\s,;:()—–\-，、；：（）]+$/gu;

/** The clauses of a sentence, in order: cut at punctuation and before words that open a clause. */
export function clausesOf(full: string, line: Line, opener: Concept): Span[] {
  const sentence = full.slice(line.start, line.end);
  const cuts = new Set<number>([line.start, line.end]);
  for (const match of sentence.matchAll(BREAK)) cuts.add(line.start + match.index + match[0].length);
  for (const hit of line.by.get(opener) ?? []) cuts.add(hit.start);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => ({ start: sorted[i] ?? line.start, end }));
}

/** The clauses that a span touches, joined, without punctuation at the edges. */
export function widen(full: string, clauses: readonly Span[], span: Span): Span {
  const touched = clauses.filter((clause) => clause.end > span.start && clause.start < span.end);
  const start = Math.min(span.start, touched[0]?.start ?? span.start);
  const end = Math.max(span.end, touched.at(-1)?.end ?? span.end);
  return trim(full, { start, end });
}

function trim(full: string, span: Span): Span {
  const text = full.slice(span.start, span.end);
  let start = span.start;
  let end = span.end;
  for (const match of text.matchAll(EDGE)) {
    if (match.index === 0) start += match[0].length;
    else end -= match[0].length;
  }
  return end > start ? { start, end } : span;
}
