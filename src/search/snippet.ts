/** The places in a text at which a search hit it. */
import type { Mark } from './query.ts';
import { runsOf, type Run } from './words.ts';

/** A piece of text, to be printed as it is (escaped) or as a hit. */
export interface Piece {
  text: string;
  hit: boolean;
}

export interface Snippet {
  pieces: Piece[];
  /** Where the snippet begins and ends in the text. */
  start: number;
  end: number;
}

interface Range {
  start: number;
  end: number;
}

/** Reading a report of hundreds of pages for two lines of it is not worth the wait. */
const READ = 60_000;
const REACH_BEFORE = 60;
const SNIPPET = 220;

/** Where the marks stand in a text, in order, without overlap. Offsets are UTF-16 code units. */
export function hitsIn(text: string, marks: readonly Mark[]): Range[] {
  const hits: Range[] = [];
  for (const run of runsOf(text)) {
    for (const hit of hitsInRun(run, marks)) {
      const last = hits.at(-1);
      if (last && hit.start <= last.end) last.end = Math.max(last.end, hit.end);
      else hits.push(hit);
    }
  }
  return hits;
}

function hitsInRun(run: Run, marks: readonly Mark[]): Range[] {
  const hits: Range[] = [];
  for (const mark of marks) {
    if (mark.unspaced !== run.unspaced) continue;
    if (!mark.unspaced) {
      if (run.word === mark.word) hits.push(run);
      continue;
    }
    const exact = run.word.length === run.end - run.start; // else folding moved the characters: the whole run is marked
    for (let at = run.word.indexOf(mark.word); at >= 0; at = run.word.indexOf(mark.word, at + 1))
      hits.push(exact ? { start: run.start + at, end: run.start + at + mark.word.length } : run);
  }
  return hits.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start);
}

/** The stretch of a text that holds most of what was searched for, in pieces; its beginning where nothing is marked. */
export function snippetOf(text: string, marks: readonly Mark[]): Snippet {
  const hits = hitsIn(text.slice(0, READ), marks);
  const start = wordStart(text, Math.max(0, (densest(hits)?.start ?? 0) - REACH_BEFORE));
  const end = wordEnd(text, Math.min(text.length, start + SNIPPET));
  return { pieces: piecesOf(text, hits, start, end), start, end };
}

/** A text in pieces by where it was hit. */
export function piecesOf(text: string, hits: readonly Range[], start = 0, end = text.length): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    if (hit.start > at) pieces.push({ text: text.slice(at, hit.start), hit: false });
    pieces.push({ text: text.slice(hit.start, hit.end), hit: true });
    at = hit.end;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), hit: false });
  return pieces;
}

/** The hit after which most others follow within a snippet's length. */
function densest(hits: readonly Range[]): Range | null {
  let best: Range | null = null;
  let most = 0;
  let from = 0;
  for (const [index, hit] of hits.entries()) {
    while (hit.end - (hits[from]?.start ?? 0) > SNIPPET - REACH_BEFORE) from += 1;
    if (index - from + 1 > most) {
      most = index - from + 1;
      best = hits[from] ?? hit;
    }
  }
  return best;
}

const NEARBY = 24;

function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + NEARBY).search(/\s/u);
  return space < 0 ? at : at + space + 1;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at - NEARBY, at).lastIndexOf(' ');
  return space < 0 ? at : at - NEARBY + space;
}
