import type { Hit } from './document.ts';
import { isHan, isKana, type Folded } from './fold.ts';
import { boundariesHold, type FormEntry } from './forms.ts';
import type { Concept, Lexicon } from './lexicon.ts';
import type { Sentence } from './sentences.ts';

/** Words that may stand in the gap of a form such as "send … back". */
const MAX_GAP = 8;
/** Prefixes with a hyphen that turn a word into another: "de-escalation" is no escalation. */
const PREFIXES = new Set(['de', 'non', 'un', 'counter', 'anti']);

/** A form in a folded text. */
interface Occurrence {
  entry: FormEntry;
  start: number;
  end: number;
}

/** All forms that stand in a text within their boundaries and in their letter case. */
export function occurrencesIn(full: string, folded: Folded, lexicon: Lexicon): Occurrence[] {
  const raw: Occurrence[] = [];
  lexicon.matcher.scan(folded, (pattern, start, end) => {
    const before = start > 0 ? (folded.units[start - 1] ?? 0) : 0;
    const after = end < folded.length ? (folded.units[end] ?? 0) : 0;
    const first = folded.units[start] ?? 0;
    const last = folded.units[end - 1] ?? 0;
    for (const entry of lexicon.entries[pattern] ?? []) {
      if (!boundariesHold(entry, first, last, before, after)) continue;
      if (before === 45 && afterPrefix(folded, start - 1)) continue;
      if (entry.exact !== null && !sameCase(full, folded, start, end, entry.exact)) continue;
      raw.push({ entry, start, end });
    }
  });
  return raw;
}

function afterPrefix(folded: Folded, hyphen: number): boolean {
  let from = hyphen;
  while (from > 0 && hyphen - from < 8 && (folded.units[from - 1] ?? 0) >= 97) from -= 1;
  return PREFIXES.has(String.fromCharCode(...folded.units.subarray(from, hyphen)));
}

function sameCase(full: string, folded: Folded, start: number, end: number, exact: string): boolean {
  const written = full.slice(folded.starts[start] ?? 0, folded.ends[end - 1] ?? 0);
  return written.replace(/\s+/gu, ' ').replace(/[’‘]/gu, "'") === exact;
}

/** For every folded unit the number of words begun before or at it; two Han or kana characters count as a word. */
function countWords(folded: Folded): Int32Array {
  const words = new Int32Array(folded.length + 1);
  let count = 0;
  let half = false;
  for (let i = 0; i < folded.length; i += 1) {
    const c = folded.units[i] ?? 0;
    if (isHan(c) || isKana(c)) {
      half = !half;
      if (half) count += 1;
    } else if (c !== 32 && (i === 0 || folded.units[i - 1] === 32)) count += 1;
    words[i] = count;
  }
  words[folded.length] = count;
  return words;
}

/** The hits that occurrences come to, in order, each inside one of the sentences. */
export function hitsIn(
  raw: Occurrence[],
  folded: Folded,
  lexicon: Lexicon,
  sentences: readonly Sentence[],
): Hit[] {
  const mask = lexicon.concepts.get('mask') ?? -1;
  return joinGaps(resolve(raw, folded, countWords(folded), mask, sentences));
}

interface Resolved extends Hit {
  gap: FormEntry['gap'];
}

/**
 * Turns matches into hits with original offsets. Of the forms of one term the longest counts; a term inside a masking phrase,
 * or an actor inside a longer actor name, is none.
 */
function resolve(
  raw: Occurrence[],
  folded: Folded,
  words: Int32Array,
  mask: Concept,
  lines: readonly Sentence[],
): Resolved[] {
  raw.sort((a, b) => a.start - b.start || b.end - a.end);
  const hits: Resolved[] = [];
  const ends = new Map<Concept, number>();
  let maskEnd = -1;
  let actorEnd = -1;
  let sentence = 0;
  for (const { entry, start, end } of raw) {
    if (end <= maskEnd || (entry.state && !entry.gap && end <= actorEnd)) continue;
    if (entry.concepts.includes(mask)) {
      maskEnd = end;
      continue;
    }
    const concepts = entry.gap ? entry.concepts : longestOf(entry, ends, end);
    if (concepts.length === 0 || entry.negative) continue;
    if (entry.state) actorEnd = end;
    const from = folded.starts[start] ?? 0;
    const to = folded.ends[end - 1] ?? 0;
    while ((lines[sentence + 1]?.start ?? Infinity) <= from) sentence += 1;
    if (to > (lines[sentence]?.end ?? 0)) continue;
    hits.push({
      concepts,
      start: from,
      end: to,
      word: words[start] ?? 0,
      wordEnd: words[end - 1] ?? 0,
      sentence,
      state: entry.state ?? null,
      kind: entry.kind ?? null,
      body: entry.body ?? null,
      gapped: entry.gap !== null,
      gap: entry.gap,
    });
  }
  return hits;
}

/** The terms of a match that no longer match of theirs holds already; an actor stands or falls by its first. */
function longestOf(entry: FormEntry, ends: Map<Concept, number>, end: number): readonly Concept[] {
  const open = entry.concepts.filter((concept) => (ends.get(concept) ?? -1) < end);
  if ((entry.state || entry.body) && open[0] !== entry.concepts[0]) return [];
  for (const concept of open) ends.set(concept, end);
  return entry.state || entry.body ? entry.concepts : open;
}

/** Joins the parts of forms with a gap, in order, inside one sentence. */
function joinGaps(hits: Resolved[]): Hit[] {
  const open = new Map<number, { first: Resolved; last: Resolved; part: number }>();
  const out: Hit[] = [];
  for (const hit of hits) {
    if (!hit.gap) {
      out.push(hit);
      continue;
    }
    const { form, part, parts } = hit.gap;
    if (part === 0) {
      open.set(form, { first: hit, last: hit, part });
      continue;
    }
    const begun = open.get(form);
    if (!begun || begun.part !== part - 1 || begun.last.sentence !== hit.sentence) continue;
    if (hit.word - begun.last.wordEnd > MAX_GAP || hit.start < begun.last.end) continue;
    if (part === parts - 1) {
      out.push({ ...begun.first, end: hit.end, wordEnd: hit.wordEnd });
      open.delete(form);
    } else open.set(form, { first: begun.first, last: hit, part });
  }
  return out.sort((a, b) => a.start - b.start || b.end - a.end);
}
