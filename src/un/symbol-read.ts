import { matchAt } from './fold.ts';
import { buildSymbol, type UnSymbol } from './symbol-build.ts';
import { PRESS_ROOTS, isOneLetterRoot, isRoot, readSegment, type Segment } from './symbol-grammar.ts';
import { readTail } from './symbol-tail.ts';

/** A symbol found at a place of a text, and the offset behind it. */
export interface Reading {
  symbol: UnSymbol;
  end: number;
}

const ROOT = /([A-Z]{1,9}(?:-[A-Z]{3})?) ?\/ ?/iuy;
const PRESS = new RegExp(`(${[...PRESS_ROOTS].join('|')})\\/(\\d{3,6})(?![\\p{L}\\p{N}/])`, 'iuy');
const SEGMENT =
  /(?:[A-Z]{1,12}(?:[.-][A-Z]{2,12}){0,2}(?:(?:\. {0,2}|-)(?:\d{1,6}(?:-\d{1,4})?[A-Z]?|[IVXL]{1,6})(?![\p{Ll}\p{Lu}\d]))?|\d{1,6}(?:-\d{1,4})?[a-z]?)(?![A-Z\d\u00c0-\u024f\u0370-\u052f])/iuy;
/** A symbol may be broken over a line end behind a slash; lists also have a slash too many ("S/2014//502"). */
const SLASH = /\/{1,2}(?:\r?\n)?/uy;
const MOST_SEGMENTS = 10;

/**
 * Reads the symbol that begins at `at` of a folded text (see fold.ts); null where none begins. In `running` text a bracket
 * or letter behind the symbol is taken only where it belongs to it beyond doubt.
 */
export function readSymbolAt(text: string, at: number, running: boolean): Reading | null {
  const press = matchAt(PRESS, text, at);
  if (press) return readPress(press, at);
  const match = matchAt(ROOT, text, at);
  const root = match?.[1]?.toUpperCase();
  if (!match || !root || !isRoot(root)) return null;
  const { segments, end } = readSegments(text, root, at + match[0].length);
  if (!isWhole(root, segments)) return null;
  const tail = readTail(text, end, segments, running);
  return { symbol: buildSymbol(root, segments, tail.part, tail.parens), end: tail.end };
}

function readPress(match: RegExpExecArray, at: number): Reading {
  const number = match[2] ?? '';
  const segment: Segment = { role: 'number', word: null, number, text: number };
  const root = (match[1] ?? '').toUpperCase();
  return { symbol: buildSymbol(root, [segment], null, []), end: at + match[0].length };
}

function readSegments(text: string, root: string, start: number): { segments: Segment[]; end: number } {
  const segments: Segment[] = [];
  let end = start;
  let at = start;
  while (segments.length < MOST_SEGMENTS) {
    const match = matchAt(SEGMENT, text, at);
    const before = segments.at(-1) ?? null;
    const segment = match && readSegment(match[0], root, before && (before.word ?? ''));
    if (!match || !segment || (before?.role === 'modifier' && segment.role !== 'modifier')) break;
    segments.push(segment);
    end = at + match[0].length;
    const slash = matchAt(SLASH, text, end);
    if (!slash) break;
    at = end + slash[0].length;
  }
  return { segments, end };
}

const FIRST_YEAR_IN_COUNCIL_SYMBOLS = 1994;
const FIRST_YEAR_OF_ECOSOC = 1946;
const LAST_YEAR = 2099;
const LAST_SESSION = 150;
/** Below this a number alone behind a longer root ("CD/12") is no document. */
const LEAST_BARE_NUMBER = 100;

/** Whether the segments make a document, not only the beginning of a symbol ("S/RES", "A/C.3"). */
function isWhole(root: string, segments: readonly Segment[]): boolean {
  const body = segments.filter((segment) => segment.role !== 'modifier');
  const [first, second] = body;
  const last = body.at(-1);
  if (!first || !last || !body.some((segment) => segment.number !== null)) return false;
  if (last.number === null && last.role !== 'word') return false;
  if (!isOneLetterRoot(root)) {
    return first.role !== 'number' || second !== undefined || Number(first.number) >= LEAST_BARE_NUMBER;
  }
  if (first.role === 'number' && second) return startsDocument(root, first, second);
  if (first.role === 'series') return first.number !== null || second?.number != null;
  return first.role === 'number' || first.word === 'CONF' || second !== undefined;
}

/** Sessions stand in symbols of the Assembly, years in those of ECOSOC and, since 1994, of the Security Council. */
function startsDocument(root: string, first: Segment, second: Segment): boolean {
  const value = Number.parseInt(first.number ?? '', 10);
  if (root === 'A') return value >= 1 && value <= LAST_SESSION && second.number !== null;
  if (root === 'T') return false;
  return value >= (root === 'S' ? FIRST_YEAR_IN_COUNCIL_SYMBOLS : FIRST_YEAR_OF_ECOSOC) && value <= LAST_YEAR;
}
