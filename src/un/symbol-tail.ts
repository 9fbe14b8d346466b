import { matchAt } from './fold.ts';
import type { Segment } from './symbol-grammar.ts';

/** A bracket behind a symbol: (2017), (Resumption 1), (closed), [A]. */
export interface Paren {
  text: string;
  square: boolean;
}

export interface Tail {
  part: string | null;
  parens: Paren[];
  end: number;
}

const PART = / ?([A-Z](?:-[A-Z])?)(?=$|[^\p{L}\p{N}'’.-])/uy;
const PART_IN_ANY_CASE = new RegExp(PART.source, 'iuy');
/** "A" and "I" behind a resolution can be the first word of what follows: only these continue a sentence about part A. */
const GOES_ON =
  /(?:$|[\r\n,;:)(\]]|\.(?:\s|$)| (?:and|of|to|on|in|which|by|was|is|are|et|de|du|и|от|y|\d|\())/uy;
const BRACKET = /[ \t]?([([]) ?([^()[\]\n]{1,24}?) ?[)\]]/uy;
const MOST_BRACKETS = 3;

/**
 * Reads part letter and brackets behind the segments of a symbol. In `running` text only brackets that belong to such a
 * symbol are taken: a year behind a Council resolution, a Roman session behind an old one, a resumption behind a record.
 */
export function readTail(text: string, at: number, segments: readonly Segment[], running: boolean): Tail {
  const tail: Tail = { part: null, parens: [], end: at };
  const isResolution = segments.some((segment) => segment.word === 'RES' || segment.word === 'DEC');
  if (isResolution) takePart(text, tail, running);
  while (tail.parens.length < MOST_BRACKETS) {
    const match = matchAt(BRACKET, text, tail.end);
    const paren = match && readParen(match[2] ?? '', match[1] === '[', isResolution, running);
    if (!match || !paren) break;
    tail.parens.push(paren);
    tail.end += match[0].length;
  }
  if (isResolution && !tail.part && tail.parens.some((paren) => ROMAN_SESSION.test(paren.text))) {
    takePart(text, tail, running);
  }
  return tail;
}

function takePart(text: string, tail: Tail, running: boolean): void {
  const match = matchAt(running ? PART : PART_IN_ANY_CASE, text, tail.end);
  if (!match) return;
  const end = tail.end + match[0].length;
  if (running && !matchAt(GOES_ON, text, end)) return;
  tail.part = match[1]?.toUpperCase() ?? null;
  tail.end = end;
}

/** "X", "S-VI", "ES-I": the session of resolutions before 1976. */
export const ROMAN_SESSION = /^(?:E?S-)?[IVXL]+$/u;
const YEAR = /^(?:19|20)\d\d$/u;

function readParen(raw: string, square: boolean, isResolution: boolean, running: boolean): Paren | null {
  const text = raw.trim().replace(/\s+/gu, ' ');
  const known = canonicalParen(text);
  if (known !== null) return { text: known, square };
  if (YEAR.test(text) || ROMAN_SESSION.test(text.toUpperCase())) {
    return isResolution || !running ? { text: text.toUpperCase(), square } : null;
  }
  if (square && /^[A-Z](?:-[A-Z])?$/u.test(text)) return { text, square };
  return running || !/^[\p{L}\p{N}][\p{L}\p{N} .,-]*$/u.test(text) ? null : { text, square };
}

function canonicalParen(text: string): string | null {
  const match =
    /^(resumption|part|vol\.?|sect\.?|income sect\.?|introduction|suppl\.?|supp\.?|no\.?) ?(\d{1,3}[A-Z]?|[IVXL]{1,6})?$/iu.exec(
      text,
    );
  if (match) {
    const word = PAREN_WORDS.get((match[1] ?? '').toLowerCase().replace('.', '')) ?? '';
    return match[2] === undefined ? word : `${word} ${match[2].toUpperCase()}`;
  }
  if (/^closed$/iu.test(text)) return 'closed';
  return /^prst$/iu.test(text) ? 'PRST' : null;
}

const PAREN_WORDS = new Map([
  ['resumption', 'Resumption'],
  ['part', 'Part'],
  ['vol', 'Vol.'],
  ['sect', 'Sect.'],
  ['income sect', 'Income sect.'],
  ['introduction', 'Introduction'],
  ['supp', 'Supp'],
  ['suppl', 'Suppl.'],
  ['no', 'No.'],
]);
