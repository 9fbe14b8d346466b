import { clausesOf, readable, widen, type Span } from './clauses.ts';
import type { Context } from './context.ts';
import type { Document, Line } from './document.ts';
import { conditionMissing, fill, possible } from './frames.ts';
import type { Lexicon } from './lexicon.ts';
import type { Found } from './merge.ts';

/** How many sentences back "no such thing" and "they must stop" still speak of the last mention. */
const BACK = 3;

/**
 * What goes on with a mention without saying what it is about: "Moscow laughed", "we call on both to stop". Each such clause
 * becomes a mention of the type told last before it, unless it holds a mention already. In: the mentions of a text in order;
 * out: the same with those added, in order.
 */
export function continueMentions(
  found: readonly Found[],
  document: Document,
  context: Context,
  lexicon: Lexicon,
): Found[] {
  if (found.length === 0) return [];
  const opener = lexicon.concepts.get('clause_opener') ?? -1;
  const published = document.input.published?.slice(0, 10) ?? null;
  const patterns = lexicon.continuations.filter((pattern) => possible(pattern, document, published));
  const added: Found[] = [];
  for (const line of document.lines) {
    const taken = (span: Span): boolean =>
      [...found, ...added].some(({ quote }) => quote.start < span.end && span.start < quote.end);
    for (const pattern of patterns) {
      if (conditionMissing(pattern, line, document, context, lexicon) !== null) continue;
      for (const hits of fill(pattern, line)) {
        const last = lastBefore(found, line, hits[0]?.start ?? line.start);
        if (!last) continue;
        const clauses = clausesOf(document.full, line, opener);
        const start = Math.min(...hits.map((hit) => hit.start));
        const end = Math.max(...hits.map((hit) => hit.end));
        const quote = widen(document.full, clauses, { start, end });
        if (taken(quote)) continue;
        const { type } = last.frame;
        const frame = { ...pattern, id: `${type}.${pattern.id}`, type };
        added.push({ frame, line, hits, quote: readable(document.full, quote, [], quote.start), support: 1 });
      }
    }
  }
  return [...found, ...added].sort((a, b) => a.quote.start - b.quote.start);
}

function lastBefore(found: readonly Found[], line: Line, at: number): Found | undefined {
  const last = found.findLast((one) => one.quote.end <= at);
  return last && line.index - last.line.index <= BACK ? last : undefined;
}
