import type { AnalysisInput } from '../model.ts';
import { fold } from './fold.ts';
import type { FormEntry } from './forms.ts';
import { hitsIn, occurrencesIn } from './hits.ts';
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
  /** The sentences of every term or actor in the text, weak names included that nothing backs. */
  concepts: ReadonlyMap<Concept, readonly Line[]>;
  /** The sentences of a slot, and its first hit in the text, as far as they were asked for. */
  where: Map<Slot, readonly Line[]>;
  first: Map<Slot, Hit | null>;
}

/** Whether a text holds any form of the concept at all: a cheap first look before sentences are cut. */
export function readDocument(input: AnalysisInput, lexicon: Lexicon, needed: Concept): Document | null {
  const full = `${input.title}\n${input.text}`;
  const folded = fold(full, lexicon.han);
  const raw = occurrencesIn(full, folded, lexicon);
  if (!raw.some(({ entry }) => !entry.negative && entry.concepts.includes(needed))) return null;
  const lines = splitSentences(input.title, input.text).map((sentence, index): Line => ({
    ...sentence,
    index,
    hits: [],
    by: new Map(),
    filled: new Map(),
  }));
  place(lines, hitsIn(raw, folded, lexicon, lines));
  return {
    input,
    full,
    lines,
    concepts: linesByConcept(lines),
    where: new Map(),
    first: new Map(),
  };
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

function linesByConcept(lines: readonly Line[]): Map<Concept, Line[]> {
  const concepts = new Map<Concept, Line[]>();
  for (const line of lines) {
    for (const concept of line.by.keys()) {
      const list = concepts.get(concept);
      if (list) list.push(line);
      else concepts.set(concept, [line]);
    }
  }
  return concepts;
}

/** Whether a sentence holds one of the alternatives. */
export function has(line: Line, slot: Slot): boolean {
  for (const concept of slot) if (line.by.has(concept)) return true;
  return false;
}

/** The sentences that hold one of the alternatives, in no order, weak names included that nothing backs. */
export function linesOf(document: Document, slot: Slot): readonly Line[] {
  const held = document.where.get(slot);
  if (held) return held;
  const lists = slot.map((concept) => document.concepts.get(concept)).filter((list) => list !== undefined);
  const lines = lists.length > 1 ? [...new Set(lists.flat())] : (lists[0] ?? []);
  document.where.set(slot, lines);
  return lines;
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
