import type { Context } from '../analyze/context.ts';
import type { Document, Line } from '../analyze/document.ts';
import type { Lexicon } from '../analyze/lexicon.ts';
import { stemsOf } from './words.ts';

/**
 * What the model knows of each sentence, as names: its words (w:), terms of the keyword files (c:, the same in all languages),
 * both of the title (t:), terms of its neighbours (n:), and how the subject is known (k:). In the order of the sentences; null
 * for one of which the subject is not known at all: the model is never asked about it.
 */
export function featuresOf(document: Document, context: Context, lexicon: Lexicon): (string[] | null)[] {
  const known = document.lines.map((line) => context.carried(line));
  if (!known.includes(true)) return known.map(() => null);
  const own = document.lines.map((line) => ownFeatures(document, line, lexicon));
  const title = document.lines[0]?.title ? (own[0]?.all ?? []).map((name) => `t:${name}`) : [];
  return document.lines.map((line, i) => {
    if (!known[i]) return null;
    const subject = context.named(line) ? 'k:named' : 'k:carried';
    const near = [...(own[i - 1]?.near ?? []), ...(own[i + 1]?.near ?? [])];
    return [...new Set([subject, ...(line.title ? ['k:title'] : title), ...(own[i]?.all ?? []), ...near])];
  });
}

/** Features of a sentence for itself, and those that its neighbours have of it. */
function ownFeatures(document: Document, line: Line, lexicon: Lexicon): { all: string[]; near: string[] } {
  const words = stemsOf(document.full.slice(line.start, line.end)).map((stem) => `w:${stem}`);
  const terms = [...line.by.keys()].map((concept) => `c:${lexicon.names[concept] ?? ''}`);
  return { all: [...words, ...terms], near: terms.map((term) => `n:${term}`) };
}
