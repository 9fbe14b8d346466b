import { findCitations } from './citation.ts';
import { foldText } from './fold.ts';
import type { FoundSymbol } from './symbol-span.ts';
import { findUrlSymbols } from './symbol-url.ts';
import { findWrittenSymbols } from './symbol-written.ts';

/**
 * Finds UN symbols, resolutions cited without one, and symbols inside UN addresses, in running text of the six UN
 * languages, Korean and Japanese; in order, without overlaps. Linear in the length of the text.
 */
export function findSymbols(text: string): FoundSymbol[] {
  const folded = foldText(text);
  const spans = [...findUrlSymbols(folded), ...findWrittenSymbols(folded), ...findCitations(folded)];
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const found: FoundSymbol[] = [];
  let free = 0;
  for (const span of spans) {
    if (span.start < free) continue;
    found.push({ ...span, text: text.slice(span.start, span.end) });
    free = span.end;
  }
  return found;
}
