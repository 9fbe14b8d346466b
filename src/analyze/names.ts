import type { Document, Line } from './document.ts';

/** Kinds of actors whose proper name tells one event from another. */
const NAMED = new Set(['companies', 'ships', 'persons']);
/** Two or more capitalised words, or one with a number: a person, a firm or a ship. */
const PROPER = /(?<![\p{L}])\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Lu}[\p{L}'’-]+|\d{1,3}(?!\d)))+/gu;
const MAX_NAMES = 12;
/** Words that sentences, headlines and calendars write with a capital; no name begins or ends with one. */
const COMMON = new Set(
  `a an the this that these those his her its their our some many most more few all both each no not one two three four five
  six seven eight nine ten in on at by for from of to into with without against under over after before since until during
  between among through and but or if as when while where who what why how which whether there here it he she we they you i
  also still yet now then only even just asked according despite because although last next today yesterday tomorrow mr mrs ms
  january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep
  oct nov dec monday tuesday wednesday thursday friday saturday sunday`.split(/\s+/u),
);
/** What ends with one of these is an office or a place, which tells nobody apart. */
const GENERIC =
  /^(?:assembly|ministry|department|council|committee|commission|government|court|parliament|congress|senate|office|agency|administration|nations|republic|union|states|sea|river|bay|ocean|province|region|district|street|games|war|day|week|month|year|report|resolution|team|panel|minister|president|secretary|ambassador|spokesman|spokeswoman|оон)$/u;

/** Named persons, firms and ships of a sentence, as written, without those that are states or bodies. */
export function namesOf(document: Document, line: Line): string[] {
  const names = new Set<string>();
  for (const hit of line.hits) {
    if (hit.kind && NAMED.has(hit.kind)) names.add(document.full.slice(hit.start, hit.end));
  }
  if (line.title) return [...names].slice(0, MAX_NAMES);
  const sentence = document.full.slice(line.start, line.end);
  for (const match of sentence.matchAll(PROPER)) {
    const name = trimName(match[0]);
    if (!name) continue;
    const start = line.start + match.index + name.offset;
    const end = start + name.text.length;
    const actor = line.hits.some(
      (hit) => (hit.body || (hit.state && !NAMED.has(hit.kind ?? ''))) && hit.start < end && hit.end > start,
    );
    if (!actor) names.add(name.text);
  }
  return [...names].slice(0, MAX_NAMES);
}

/** Cuts common words and possessive endings off a run of capitalised words; null where no name is left. */
function trimName(run: string): { text: string; offset: number } | null {
  const words = run.split(/\s/u);
  const common = (word: string | undefined): boolean => COMMON.has((word ?? '').toLowerCase());
  let first = 0;
  while (first < words.length && common(words[first])) first += 1;
  let last = first;
  while (last < words.length && !common(words[last])) last += 1;
  if (last < words.length && words.slice(last).some((word) => !common(word) && !/^\d/u.test(word)))
    return null; // "America Against Itself" is a heading
  const kept = words.slice(first, last);
  const offset = words.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
  const text = kept.join(' ').replace(/['’]s?$/u, '');
  const end = text.split(' ').at(-1)?.toLowerCase() ?? '';
  return kept.length >= 2 && !GENERIC.test(end) ? { text, offset } : null;
}
