import type { Context } from './context.ts';
import { has, hitsOf, linesOf, type Document, type Hit, type Line } from './document.ts';
import type { Frame, Lexicon, Pattern, Slot } from './lexicon.ts';

/** A frame that fits a sentence, and the words that fill its places. */
export interface Candidate {
  frame: Frame;
  line: Line;
  hits: Hit[];
  /** The sentence as a whole speaks for it, no clause of it. */
  whole?: boolean;
}

/** A frame whose words stood together but whose conditions did not hold: what --explain shows for a text without mentions. */
export interface NearMiss {
  frame: Frame;
  line: Line;
  missing: string;
}

/** Sentences on either side that count as near. */
const NEAR = 2;
/** A sentence that fills a frame more often is a list; the rest of it adds nothing but time. */
const MAX_FILLINGS = 12;

/** Finds every frame that fits, sentence by sentence. `miss` is told of those that almost did. */
export function matchFrames(
  document: Document,
  context: Context,
  lexicon: Lexicon,
  miss?: (nearMiss: NearMiss) => void,
): Candidate[] {
  const published = document.input.published?.slice(0, 10) ?? null;
  const open = document.lines.map((): Frame[] => []);
  for (const frame of lexicon.frames) {
    if (!inForce(frame, published)) continue;
    for (const line of fewest(frame, document)) open[line.index]?.push(frame);
  }
  const candidates: Candidate[] = [];
  for (const line of document.lines) {
    for (const frame of open[line.index] ?? []) {
      if (!frame.slots.every((slot) => has(line, slot))) continue;
      const fillings = fill(frame, line);
      if (fillings.length === 0) {
        miss?.({
          frame,
          line,
          missing: `its words stand more than ${frame.source.within} words apart`,
        });
        continue;
      }
      const missing = conditionMissing(frame, line, document, context, lexicon);
      if (missing !== null) miss?.({ frame, line, missing: missing() });
      else for (const hits of fillings) candidates.push({ frame, line, hits });
    }
  }
  return candidates;
}

/** The sentences that hold the place of a frame which stands in the fewest: only there it can fit. */
function fewest(frame: Pattern, document: Document): readonly Line[] {
  let best: readonly Line[] = document.lines;
  for (const slot of frame.slots) {
    const lines = linesOf(document, slot);
    if (lines.length < best.length) best = lines;
    if (lines.length === 0) break;
  }
  return best;
}

/** A frame with dates needs a publication date to be judged by; without one it holds. */
function inForce({ source: { since, until } }: Pattern, published: string | null): boolean {
  return !published || !((since && published < since) || (until && published > until));
}

/** What neither the whole text nor its date rules out. */
export function possible(frame: Pattern, document: Document, published: string | null): boolean {
  return (
    inForce(frame, published) &&
    frame.slots.every((slot) => slot.some((concept) => document.concepts.has(concept)))
  );
}

/** What a frame lacks beside its words, said only where somebody asks; null where it lacks nothing. */
export function conditionMissing(
  frame: Pattern,
  line: Line,
  document: Document,
  context: Context,
  lexicon: Lexicon,
): (() => string) | null {
  const none = (slot: Slot, where: string) => () => {
    const names = slot.slice(0, 4).map((concept) => lexicon.names[concept]);
    return `no ${names.join('|')} ${where}`;
  };
  const { subject } = frame.source;
  if (subject === 'sentence' && !context.named(line))
    return () => `${lexicon.subject} is not named in the sentence`;
  if (subject === 'context' && !context.carried(line))
    return () => `${lexicon.subject} is not known from what came before`;
  for (const slot of frame.sentence) if (!has(line, slot)) return none(slot, 'in the sentence');
  for (const slot of frame.near) {
    const lines = document.lines.slice(Math.max(0, line.index - NEAR), line.index + NEAR + 1);
    if (!lines.some((other) => has(other, slot))) return none(slot, `within ${NEAR} sentences`);
  }
  for (const slot of frame.text) {
    if (!slot.some((concept) => document.concepts.has(concept))) return none(slot, 'in the text');
  }
  const barred = frame.not.find((concept) => line.by.has(concept));
  if (barred !== undefined) return () => `${lexicon.names[barred]} stands in the sentence`;
  const barredText = frame.notText.find((concept) => document.concepts.has(concept));
  return barredText === undefined ? null : () => `${lexicon.names[barredText]} stands in the text`;
}

/** All ways to fill the frame, one for each word of its rarest place, each with the nearest other words. */
export function fill(frame: Pattern, line: Line): Hit[][] {
  const lists = frame.slots.map((slot) => hitsOf(line, slot));
  const anchor = lists.reduce((best, list, i) => (list.length < (lists[best]?.length ?? 0) ? i : best), 0);
  const fillings: Hit[][] = [];
  for (const start of (lists[anchor] ?? []).slice(0, MAX_FILLINGS)) {
    const chosen: (Hit | undefined)[] = lists.map(() => undefined);
    chosen[anchor] = start;
    for (let i = 0; i < lists.length; i += 1) {
      if (i !== anchor) chosen[i] = nearest(lists[i] ?? [], start, chosen);
    }
    const hits = chosen.filter((hit) => hit !== undefined);
    if (hits.length === lists.length && fits(hits, frame)) fillings.push(hits);
  }
  return fillings;
}

function nearest(list: readonly Hit[], to: Hit, taken: readonly (Hit | undefined)[]): Hit | undefined {
  let best: Hit | undefined;
  let distance = Infinity;
  for (const hit of list) {
    if (taken.some((other) => other && sameWords(hit, other))) continue;
    const words = apart(hit, to);
    if (words < distance) {
      best = hit;
      distance = words;
    }
  }
  return best;
}

/** Whether two hits rest on the same words; a gap leaves room, and "North Korean workers" names both who and what. */
function sameWords(a: Hit, b: Hit): boolean {
  if (a.start === b.start && a.end === b.end) return true;
  if (a.gapped || b.gapped || a.state || b.state) return false;
  return a.start < b.end && b.start < a.end;
}

/** Words between two hits, 0 where they touch or overlap. */
function apart(a: Hit, b: Hit): number {
  return Math.max(a.word - b.wordEnd, b.word - a.wordEnd, 0);
}

function fits(hits: readonly Hit[], frame: Pattern): boolean {
  const first = Math.min(...hits.map((hit) => hit.word));
  const last = Math.max(...hits.map((hit) => hit.wordEnd));
  if (last - first > frame.source.within) return false;
  const [a, b] = hits.slice(-2);
  if (frame.source.close && a && b && apart(a, b) > frame.source.close) return false;
  if (!frame.source.ordered) return true;
  return hits.every((hit, i) => i === 0 || hit.start >= (hits[i - 1]?.start ?? 0));
}
