import type { AnalysisInput } from '../model.ts';
import { fold, isHan, isKana, type Folded } from './fold.ts';
import { boundariesHold, type FormEntry } from './forms.ts';
import type { Concept, Lexicon, Slot } from './lexicon.ts';
import { splitSentences, type Sentence } from './sentences.ts';

/** A term or actor where it stands in the text. Offsets are original; `word` counts words from the start of the text. */
export interface Hit {
  concepts: readonly Concept[];
  start: number;
  end: number;
  word: number;
  wordEnd: number;
  sentence: number;
  state: string | null;
  kind: FormEntry['kind'] | null;
  body: string | null;
  /** It spans a gap that other words fill ("send … back"). */
  gapped: boolean;
}

/** A sentence with what was found in it. */
export interface Line extends Sentence {
  index: number;
  hits: Hit[];
  by: Map<Concept, Hit[]>;
  /** Hits by slot, as far as they were asked for. */
  filled: Map<Slot, readonly Hit[]>;
}

/** A text, cut and matched. */
export interface Document {
  input: AnalysisInput;
  full: string;
  lines: Line[];
  concepts: Set<Concept>;
  /** The first hit of a slot in the text, as far as it was asked for. */
  first: Map<Slot, Hit | null>;
}

/** Words that may stand in the gap of a form such as "send … back". */
const MAX_GAP = 8;
/** Prefixes with a hyphen that turn a word into another: "de-escalation" is no escalation. */
const PREFIXES = new Set(['de', 'non', 'un', 'counter', 'anti']);

/** Whether a text holds any form of the concept at all: a cheap first look before sentences are cut. */
export function readDocument(input: AnalysisInput, lexicon: Lexicon, needed: Concept): Document | null {
  const full = `${input.title}\n${input.text}`;
  const folded = fold(full, lexicon.han);
  const raw = scan(full, folded, lexicon);
  if (!raw.some(({ entry }) => !entry.negative && entry.concepts.includes(needed))) return null;
  const lines = splitSentences(input.title, input.text).map((sentence, index): Line => ({
    ...sentence,
    index,
    hits: [],
    by: new Map(),
    filled: new Map(),
  }));
  const words = countWords(folded);
  const mask = lexicon.concepts.get('mask') ?? -1;
  place(lines, joinGaps(resolve(raw, folded, words, mask, lines)));
  const concepts = new Set<Concept>();
  for (const line of lines) for (const concept of line.by.keys()) concepts.add(concept);
  return { input, full, lines, concepts, first: new Map() };
}

interface Raw {
  entry: FormEntry;
  start: number;
  end: number;
}

function scan(full: string, folded: Folded, lexicon: Lexicon): Raw[] {
  const raw: Raw[] = [];
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

interface Resolved extends Hit {
  gap: FormEntry['gap'];
}

/**
 * Turns matches into hits with original offsets. Of the forms of one term the longest counts; a term inside a masking phrase,
 * or an actor inside a longer actor name, is none.
 */
function resolve(raw: Raw[], folded: Folded, words: Int32Array, mask: Concept, lines: Line[]): Resolved[] {
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

function place(lines: Line[], hits: Hit[]): void {
  for (const hit of hits) {
    const line = lines[hit.sentence];
    if (!line) continue;
    line.hits.push(hit);
    for (const concept of hit.concepts) {
      const list = line.by.get(concept);
      if (list) list.push(hit);
      else line.by.set(concept, [hit]);
    }
  }
}

/** Whether a sentence holds one of the alternatives. */
export function has(line: Line, slot: Slot): boolean {
  return slot.some((concept) => line.by.has(concept));
}

/** The hits of a sentence that fill a slot, in order. Kept, since many rules ask for the same slots. */
export function hitsOf(line: Line, slot: Slot): readonly Hit[] {
  const [only] = slot;
  if (slot.length === 1 && only !== undefined) return line.by.get(only) ?? NONE;
  const held = line.filled.get(slot);
  if (held) return held;
  const hits = collect(line, slot);
  line.filled.set(slot, hits);
  return hits;
}

/** The first hit in the text that fills a slot, or null. */
export function firstHit(document: Document, slot: Slot): Hit | null {
  const held = document.first.get(slot);
  if (held !== undefined) return held;
  const line = document.lines.find((one) => has(one, slot));
  const hit = line ? (hitsOf(line, slot)[0] ?? null) : null;
  document.first.set(slot, hit);
  return hit;
}

const NONE: readonly Hit[] = [];

function collect(line: Line, slot: Slot): readonly Hit[] {
  const lists = slot.map((concept) => line.by.get(concept)).filter((list) => list !== undefined);
  if (lists.length <= 1) return lists[0] ?? NONE;
  return [...new Set(lists.flat())].sort((a, b) => a.start - b.start);
}
