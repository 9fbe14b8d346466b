import { matchAt } from './fold.ts';
import type { UnSymbol } from './symbol-build.ts';
import { PRESS_ROOTS, SURE_PRESS_ROOTS, isOneLetterRoot, isRoot } from './symbol-grammar.ts';
import { readSymbolAt } from './symbol-read.ts';
import { spanOf, type Span } from './symbol-span.ts';

/** Finds the symbols that a folded text writes out: every slash behind a known root is tried. */
export function findWrittenSymbols(text: string): Span[] {
  const spans: Span[] = [];
  let slash = text.indexOf('/');
  let lastEnd = -1;
  while (slash >= 0) {
    const found = readAround(text, slash, lastEnd);
    if (found) {
      spans.push(spanOf(found.symbol, found.start, found.end, 'symbol'), ...companionsOf(text, found));
      lastEnd = found.end;
    }
    slash = text.indexOf('/', found ? Math.max(slash + 1, found.end) : slash + 1);
  }
  return spans;
}

const LONGEST_ROOT = 9;
const ROOT_BEFORE_SLASH = /(?<root>[A-Z]{1,9}(?:-[A-Z]{3})?)(?:\(\d{1,2}\)|\.\d{1,2})?$/u;
/** What makes the letters behind it a part of a word, path, address or longer code. */
const JOINS = /[\p{L}\p{N}/\\_.@&=#%+-]/u;
/** Letters of these scripts touch a symbol without being part of it: "وA/HRC/42/10", "见S/2022/431". */
const UNSPACED = /[\p{Script=Arabic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const GOES_ON_AS_FILE =
  /\.(?:md|txt|json|html?|xml|csv|tsx?|m?js|py|docx?|xlsx?|pdf|png|jpe?g|gif|zip)(?![\p{L}\p{N}])/iuy;
const GOES_ON_AS_PATH = /[/\\](?![A-Z]{1,6}\/)\.?[\p{L}\p{N}_]|[@=_]/uy;

interface Written {
  symbol: UnSymbol;
  start: number;
  end: number;
}

/** `lastEnd` is where the symbol before ends: behind it and a dash stands the second of a joint document's symbols. */
function readAround(text: string, slash: number, lastEnd: number): Written | null {
  const rootEnd = text[slash - 1] === ' ' ? slash - 1 : slash;
  const match = ROOT_BEFORE_SLASH.exec(text.slice(Math.max(0, rootEnd - LONGEST_ROOT), rootEnd));
  const root = match?.groups?.root;
  if (!match || !root || !(isRoot(root) || isPressRoot(root, text, slash))) return null;
  const start = rootEnd - match[0].length;
  const before = text[start - 1] ?? ' ';
  const isSecond = before === '-' && lastEnd >= 0 && text.slice(lastEnd, start).trim() === '-';
  if (JOINS.test(before) && !UNSPACED.test(before) && !isSecond) return null;
  const reading = readSymbolAt(text, start, true);
  if (!reading) return null;
  const { symbol, end } = reading;
  if (matchAt(GOES_ON_AS_FILE, text, end) || matchAt(GOES_ON_AS_PATH, text, end)) return null;
  return isBelievable(symbol, text, start, end) ? { symbol, start, end } : null;
}

/** A press code can have two parts ("SG/SM/12345"). */
function isPressRoot(root: string, text: string, slash: number): boolean {
  if (PRESS_ROOTS.has(root)) return true;
  const second = /^[A-Z]{1,3}(?=\/\d)/u.exec(text.slice(slash + 1, slash + 6))?.[0];
  return second !== undefined && PRESS_ROOTS.has(`${root}/${second}`);
}

const COMPANION =
  /(?: ?, ?| ?& ?| (?:and|et|y|и) |和|及| ?و ?|、)((?:Add|Corr|Rev|Amend)\. ?\d{1,3}|[B-L])(?![\p{L}\p{N}])/uy;
const MOST_COMPANIONS = 6;

/** "S/12828 and Corr.1" and "A/RES/78/242 A and B" name two documents each. */
function companionsOf(text: string, found: Written): Span[] {
  const spans: Span[] = [];
  const { canonical, part } = found.symbol;
  let at = found.end;
  while (spans.length < MOST_COMPANIONS) {
    const match = matchAt(COMPANION, text, at);
    if (!match) break;
    const name = match[1] ?? '';
    if (name.length === 1 && part === null) break;
    const whole =
      name.length === 1 ? canonical.replace(/ [A-Z](?=$| )/u, ` ${name}`) : `${canonical}/${name}`;
    const symbol = readSymbolAt(whole, 0, false)?.symbol;
    at += match[0].length;
    if (symbol) spans.push(spanOf(symbol, at - name.length, at, 'symbol'));
  }
  return spans;
}

const DOCUMENT_CUE =
  /(?:documents?|documento|doc\.|letter|report|draft|release|record|документ\p{L}*|письм\p{L}*|доклад\p{L}*|文件|문서|文書|وثيقة)\s?[([«“"]?$/iu;
const BRACKET_CUE = /[([«“"]$/u;
const HOUSE_CUE =
  /(?:plot|flat|house|apt\.?|apartment|unit|block|room|suite|shop|no\.?|number|road|street|type|class|model|grade|size|box|locker|shelf|lot|serial|licen[cs]e|invoice|order|ref\.?|plate|gate|form|flight|route|highway)[ ,#:]{0,2}$/iu;
const HOUSE_GOES_ON =
  /,? (?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Block|Sector|Nagar|Colony|Apartments?|Floor|Phase|Park|Marg|Vihar|Enclave|Tower)(?!\p{L})/uy;
const CUE_LENGTH = 16;
const LEAST_PLAIN_NUMBER = 1000;
const LEAST_NUMBER_IN_BRACKETS = 100;
/** Sessions stand in the Assembly's symbols since 1976. */
const FIRST_NUMBERED_SESSION = 31;

/**
 * Symbols of two parts ("S/3609", "A/1775", "CD/1478", "DC/3850") look like house numbers and model names: they count where
 * the number is high and no year, or where a word such as "document", a bracket or a modifier goes with it.
 */
function isBelievable(symbol: UnSymbol, text: string, start: number, end: number): boolean {
  if (symbol.kind === 'press_release' && SURE_PRESS_ROOTS.has(symbol.root)) return true;
  if (symbol.bodies.length > 0 || symbol.series !== null) return true;
  if (symbol.session !== null) {
    if (!isOneLetterRoot(symbol.root) || /^E?S-/u.test(symbol.session)) return true;
    return Number.parseInt(symbol.session, 10) >= FIRST_NUMBERED_SESSION;
  }
  if (symbol.year !== null || symbol.root === 'INFCIRC') return true;
  const isBare = symbol.kind === 'press_release' || symbol.canonical.split('/')[1] === symbol.number;
  if (!isOneLetterRoot(symbol.root) && !isBare) return true;
  const before = text.slice(Math.max(0, start - CUE_LENGTH), start);
  const number = Number(symbol.number);
  if (HOUSE_CUE.test(before) || matchAt(HOUSE_GOES_ON, text, end)) return false;
  if (DOCUMENT_CUE.test(before) || symbol.modifiers.length > 0 || symbol.parens.length > 0) return true;
  if (BRACKET_CUE.test(before)) return number >= LEAST_NUMBER_IN_BRACKETS;
  const mayBeYear = number >= 1990 && number < 2100;
  return number >= LEAST_PLAIN_NUMBER && !mayBeYear && COUNTED_ROOTS.has(symbol.root);
}

/** Roots whose high numbers count without a cue: their documents run into the thousands. */
const COUNTED_ROOTS: ReadonlySet<string> = new Set(['S', 'A', 'E', 'CD']);
