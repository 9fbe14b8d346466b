import { matchAt } from './fold.ts';
import { LAST_SESSION, buildSymbol, type UnSymbol } from './symbol-build.ts';
import {
  NUMBERED_ROOTS,
  PRESS_ROOTS,
  SESSION_ROOTS,
  isOneLetterRoot,
  isRoot,
  readSegment,
  type Segment,
} from './symbol-grammar.ts';
import { isResolutionOf } from './resolution-years.ts';
import { readTail, type Paren } from './symbol-tail.ts';

/** A symbol found at a place of a text, and the offset behind it. */
export interface Reading {
  symbol: UnSymbol;
  end: number;
}

const ROOT = /([A-Z]{1,9}(?:-[A-Z]{3})?)(?:\((\d{1,2})\)|\.(\d{1,2}))? ?\/ ?/iuy;
const PRESS = new RegExp(`(${[...PRESS_ROOTS].join('|')})\\/(\\d{3,6})(?![\\p{L}\\p{N}/])`, 'iuy');
/** What stands before the first slash of press codes: they are looked for there only. */
const PRESS_BEGINNINGS: ReadonlySet<string> = new Set(
  [...PRESS_ROOTS].map((root) => root.split('/')[0] ?? ''),
);
const SEGMENT =
  /(?:[A-Z]{1,12}(?:[.-][A-Z]{2,12}){0,2}(?:(?:\. {0,2}|-)(?:\d{1,6}(?:-\d{1,4})?[A-Z]?|[IVXL]{1,6})(?![\p{Ll}\p{Lu}\d])|\.[A-Z](?![\p{L}\d.])|\((?:\d{1,3}|[IVXL]{1,6})\)(?=\/))?|\d{1,6}(?:-\d{1,4}(?!\d|\/(?!Add|Corr|Rev)))?[a-hj-km-np-z]?|\(\d{2,4}\)(?=\/))(?![A-Z\d\u00c0-\u024f\u0370-\u052f])/iuy;
/** A symbol may be broken behind a slash; lists also have a slash too many ("S/2014//502") or a blank ("A/RES/78 /218"). */
const SLASH = /(?: (?=\/\d))?\/{1,2}(?:\r?\n| (?=\d))?/uy;
const MOST_SEGMENTS = 10;

/**
 * Reads the symbol that begins at `at` of a folded text (see fold.ts); null where none begins. In `running` text a bracket
 * or letter behind the symbol is taken only where it belongs to it beyond doubt.
 */
export function readSymbolAt(text: string, at: number, running: boolean): Reading | null {
  const match = matchAt(ROOT, text, at);
  const root = match?.[1]?.toUpperCase();
  const press = root !== undefined && PRESS_BEGINNINGS.has(root) ? matchAt(PRESS, text, at) : null;
  if (press) return readPress(press, at);
  const rootSession = match?.[2] ?? match?.[3] ?? null;
  if (!match || !root || !isRoot(root) || SESSION_ROOTS.has(root) !== (rootSession !== null)) return null;
  const { segments, end } = readSegments(text, { root, segments: [], end: at + match[0].length, running });
  const dated = yearBehindSlash(root, segments);
  const own = dated?.segments ?? segments;
  if (!isWhole(root, own)) return null;
  const tail = readTail(text, end, own, running);
  const rest = readModifiers(text, tail.end, root, tail.parens.length > 0);
  const parens = [...(dated ? [dated.year] : []), ...tail.parens];
  const rootText = match[0].replaceAll(/[ /]/gu, '').toUpperCase();
  const symbol = buildSymbol({
    root,
    rootText,
    rootSession,
    segments: own,
    part: tail.part,
    parens,
    late: rest.segments,
  });
  return { symbol, end: rest.end };
}

function readPress(match: RegExpExecArray, at: number): Reading {
  const number = match[2] ?? '';
  const segment: Segment = { role: 'number', word: null, number, session: null, text: number };
  const root = (match[1] ?? '').toUpperCase();
  const parts = {
    root,
    rootText: root,
    rootSession: null,
    segments: [segment],
    part: null,
    parens: [],
    late: [],
  };
  return { symbol: buildSymbol(parts), end: at + match[0].length };
}

/** "S/RES/2397/2017" is how some write S/RES/2397 (2017). */
function yearBehindSlash(
  root: string,
  segments: readonly Segment[],
): { segments: Segment[]; year: Paren } | null {
  const [series, number, year, ...more] = segments;
  if (root !== 'S' || series?.word !== 'RES' || year?.role !== 'number' || more.length > 0) return null;
  if (number?.role !== 'number' || !isResolutionOf(Number(number.number), Number(year.number))) return null;
  return { segments: [series, number], year: { text: year.text, square: false } };
}

interface Begun {
  root: string;
  segments: Segment[];
  end: number;
  running: boolean;
}

function readSegments(
  text: string,
  { root, segments, end: start, running }: Begun,
): Pick<Begun, 'segments' | 'end'> {
  let end = start;
  let at = start;
  while (segments.length < MOST_SEGMENTS) {
    const match = matchAt(SEGMENT, text, at);
    const segment = match && readSegment(match[0], root, segments, running);
    if (!match || !segment || (segments.at(-1)?.role === 'modifier' && segment.role !== 'modifier')) break;
    segments.push(segment);
    end = at + match[0].length;
    const slash = matchAt(SLASH, text, end);
    if (!slash) break;
    at = end + slash[0].length;
  }
  return { segments: inOneWriting(root, segments), end };
}

/** "S/PV/9048" is S/PV.9048, "S/RES.2397" is S/RES/2397. */
function inOneWriting(root: string, segments: Segment[]): Segment[] {
  const at = segments.findIndex(({ word, number }) => number === null && (word === 'PV' || word === 'SR'));
  const [series, number] = segments.slice(at, at + 2);
  if (at >= 0 && series && number?.role === 'number') {
    const merged = { ...series, number: number.number, text: `${series.word}.${number.number}` };
    return segments.toSpliced(at, 2, merged);
  }
  const [first, ...rest] = segments;
  const isPointed =
    first?.role === 'series' && first.number !== null && /^(?:RES|PRST|DEC)$/u.test(first.word ?? '');
  if (!first || !isOneLetterRoot(root) || !isPointed) return segments;
  const plain: Segment = { ...first, role: 'number', word: null, text: first.number ?? '' };
  return [{ ...first, number: null, text: first.word ?? '' }, plain, ...rest];
}

/** "A/78/6 (Sect. 3)/Add.1", "S/PV.9048 (Resumption 1)/Corr.1": modifiers behind a bracket. */
function readModifiers(
  text: string,
  at: number,
  root: string,
  isBracketed: boolean,
): Pick<Begun, 'segments' | 'end'> {
  if (!isBracketed || text[at] !== '/') return { segments: [], end: at };
  const { segments, end } = readSegments(text, { root, segments: [], end: at + 1, running: true });
  return segments.length > 0 && segments.every(({ role }) => role === 'modifier')
    ? { segments, end }
    : { segments: [], end: at };
}

const FIRST_YEAR_IN_COUNCIL_SYMBOLS = 1994;
const FIRST_YEAR_OF_ECOSOC = 1946;
const LAST_YEAR = 2099;
/** Below this a number alone behind a longer root ("CD/12") is no document. */
const LEAST_BARE_NUMBER = 100;

/** Whether the segments make a document, not only the beginning of a symbol ("S/RES", "A/C.3"). */
function isWhole(root: string, segments: readonly Segment[]): boolean {
  const body = segments.filter((segment) => segment.role !== 'modifier');
  const [first, second] = body;
  const last = body.at(-1);
  if (!first || !last || !body.some((segment) => segment.number !== null)) return false;
  if (last.number === null && last.role !== 'word') return false;
  if (root === 'S' && first.word === 'RES' && body.length > 2) return false;
  if (SESSION_ROOTS.has(root)) return true;
  if (!isOneLetterRoot(root)) {
    const isBare = first.role === 'number' && second === undefined;
    return !isBare || (NUMBERED_ROOTS.has(root) && Number(first.number) >= LEAST_BARE_NUMBER);
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
