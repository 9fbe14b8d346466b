import type { Document, Line } from './document.ts';

/** Kinds of actors whose proper name tells one event from another. */
const NAMED = new Set(['companies', 'ships', 'persons']);
/** Two or more capitalised words, or one with a number: a person, a firm or a ship. */
const PROPER = /(?<![\p{L}])\p{Lu}[\p{L}'-]+(?:\s(?:\p{Lu}[\p{L}'-]+|\d{1,3}(?!\d)))+/gu;
const MAX_NAMES = 12;

/** Named persons, firms and ships of a sentence, as written, without those that are states or bodies. */
export function namesOf(document: Document, line: Line): string[] {
  const names = new Set<string>();
  for (const hit of line.hits) {
    if (hit.kind && NAMED.has(hit.kind)) names.add(document.full.slice(hit.start, hit.end));
  }
  const sentence = document.full.slice(line.start, line.end);
  for (const match of sentence.matchAll(PROPER)) {
    const start = line.start + match.index;
    const end = start + match[0].length;
    const actor = line.hits.some(
      (hit) => (hit.body || (hit.state && !NAMED.has(hit.kind ?? ''))) && hit.start < end && hit.end > start,
    );
    if (!actor && !line.title) names.add(match[0]);
  }
  return [...names].slice(0, MAX_NAMES);
}
