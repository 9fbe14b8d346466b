import { clausesOf, readable, widen, type Span } from './clauses.ts';
import type { Context } from './context.ts';
import { has, type Document, type Hit, type Line } from './document.ts';
import { conditionMissing, fill, possible } from './frames.ts';
import type { Lexicon, Pattern } from './lexicon.ts';
import type { Found } from './merge.ts';

/** How many sentences back "no such thing" and "they must stop" still speak of the last mention. */
const BACK = 3;

/**
 * What goes on with a mention without saying what it is about: "Moscow laughed", "we call on both to stop". Each such clause
 * becomes a mention of the type told last before it, unless it holds a mention already. In: the mentions of a text in order;
 * out: the same with those added, in order. Linear in the text: every sentence looks at its own mentions and the last before.
 */
export function continueMentions(
  found: readonly Found[],
  document: Document,
  context: Context,
  lexicon: Lexicon,
): Found[] {
  if (found.length === 0) return [];
  const published = document.input.published?.slice(0, 10) ?? null;
  const patterns = lexicon.continuations.filter((pattern) => possible(pattern, document, published));
  const byLine = new Map<Line, Found[]>();
  for (const one of found) byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
  const all: Found[] = [];
  let last: Found | undefined;
  for (const line of document.lines) {
    const own = byLine.get(line) ?? [];
    const added: Found[] = [];
    for (const pattern of patterns) {
      if (!pattern.slots.every((slot) => has(line, slot))) continue;
      if (conditionMissing(pattern, line, document, context, lexicon) !== null) continue;
      for (const hits of fill(pattern, line)) {
        const earlier = own.findLast((one) => one.quote.end <= (hits[0]?.start ?? line.start));
        if (own.length > 0 && !earlier) continue; // "rejected the claim that …" speaks of what follows it
        const before = earlier ?? last;
        if (!before || line.index - before.line.index > BACK) continue;
        const next = continuation(pattern, before, line, hits, document, lexicon);
        if (![...own, ...added].some((one) => overlap(one.quote, next.quote))) added.push(next);
      }
    }
    all.push(...[...own, ...added].sort((a, b) => a.quote.start - b.quote.start));
    last = own.at(-1) ?? last;
  }
  return all;
}

function continuation(
  pattern: Pattern,
  before: Found,
  line: Line,
  hits: Hit[],
  document: Document,
  lexicon: Lexicon,
): Found {
  const clauses = clausesOf(document.full, line, lexicon.concepts.get('clause_opener') ?? -1);
  const start = Math.min(...hits.map((hit) => hit.start));
  const end = Math.max(...hits.map((hit) => hit.end));
  const quote = widen(document.full, clauses, { start, end });
  const { type } = before.frame;
  const frame = { ...pattern, id: `${type}.${pattern.id}`, type };
  return { frame, line, hits, quote: readable(document.full, quote, [], quote.start), support: 1 };
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
