import type { Span } from './clauses.ts';
import { hitsOf, type Document, type Line } from './document.ts';
import type { Lexicon } from './lexicon.ts';

/** Who says so: a body named in the sentence outside the quote's own act, else one in the title or the sentence before. */
export function sourceOf(document: Document, line: Line, quote: Span, lexicon: Lexicon): string | null {
  const body = lexicon.concepts.get('body') ?? -1;
  const before = document.lines[line.index - 1];
  const title = document.lines[0]?.title ? document.lines[0] : undefined;
  for (const place of [line, before, title]) {
    const hits = place ? hitsOf(place, [body]) : [];
    const hit = hits.find((one) => one.end <= quote.start || one.start >= quote.end) ?? hits[0];
    if (hit?.body) return lexicon.bodies.get(hit.body)?.name ?? null;
  }
  const vague = hitsOf(line, [lexicon.concepts.get('vague_source') ?? -1])[0];
  return vague ? document.full.slice(vague.start, vague.end) : null;
}
