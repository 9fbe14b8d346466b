import type { Line } from './document.ts';
import type { Concept } from './lexicon.ts';

export interface Span {
  start: number;
  end: number;
}

const BREAK = /[;:()—–]|,(?=\s)|\s-\s|--|[，、；：（）]/gu;
const EDGE = /^[\s,;:()—–\-，、；：（）。]+|[\s,;:()—–\-，、；：（）]+$/gu;

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

/** Conjunctions after which a clause stands on its own; "that" and "что" too where they do not stand for a noun. */
const LEADING =
  /^(?:(?:and|but|or|while|although|though|because|as|when|where|since|so that|until|once|after|before|that|if|whether)\s|(?:и|но|что|а также|хотя|потому что|поскольку|когда|пока|после того как|о том,? что|якобы)\s)+/iu;
/** Relative pronouns stand for the noun before them, so that clause belongs to the quote. */
const RELATIVE = /^(?:who|whose|whom|which|что|котор\p{L}+|чь\p{L}+)(?!\p{L})/iu;
/** "That" before a verb is a relative pronoun ("a network that buys missiles"). */
const RELATIVE_THAT =
  /^that (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|do|once|also|now|never|[a-z]{2,}(?:ed|s))(?!\p{L})(?! (?:are|were|is|was|have|has|had|will|would)(?!\p{L}))/iu;
const PLURAL_SUBJECT =
  /^that (?:\p{Ll}+s) (?:are|were|have|had|will|would|leave|pass|come|go|\p{Ll}+ed)(?!\p{L})/iu;
const FULL_STOP = /[.。！？!?．]+$/u;
const ABBREVIATION = /(?:^|[\s(])(?:\p{Lu}\.)+$|(?:^|\s)(?:Inc|Ltd|Co|Corp|Jr|Sr|a\.m|p\.m|г|тыс)\.$/u;
const MAX_GROWTH = 200;

/**
 * The smallest part of a sentence around a quote that can be read alone: without the conjunction that ties it to the
 * sentence and without the full stop; a relative clause gets the noun that it is about, as far as `from` allows.
 */
export function readable(full: string, quote: Span, clauses: readonly Span[], from: number): Span {
  let { start } = quote;
  const text = full.slice(quote.start, quote.end);
  if (isRelative(text)) {
    const previous = clauses.findLast((clause) => clause.end <= start + 1 && clause.start < start);
    if (previous && previous.start >= from && quote.end - previous.start <= text.length + MAX_GROWTH)
      start = trim(full, { start: previous.start, end: quote.end }).start;
  }
  const lead = isRelative(full.slice(start, quote.end)) ? null : LEADING.exec(full.slice(start, quote.end));
  if (lead && start + lead[0].length < quote.end) start += lead[0].length;
  const last = FULL_STOP.exec(full.slice(start, quote.end));
  const end =
    last && !ABBREVIATION.test(full.slice(Math.max(start, quote.end - 12), quote.end))
      ? quote.end - last[0].length
      : quote.end;
  return end > start ? { start, end } : quote;
}

const isRelative = (text: string): boolean =>
  RELATIVE.test(text)
    ? !/^что(?!\p{L})/iu.test(text)
    : RELATIVE_THAT.test(text) && !PLURAL_SUBJECT.test(text);

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
