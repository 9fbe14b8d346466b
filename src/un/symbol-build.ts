import { isResolutionOf, yearOfResolution } from './resolution-years.ts';
import { TREATY_ROOTS, type Segment } from './symbol-grammar.ts';
import { documentType, kindOf, type SymbolKind } from './symbol-kind.ts';
import { ROMAN_SESSION, type Paren } from './symbol-tail.ts';

/** A UN document symbol, read: "A/C.3/78/L.40/Rev.1", "S/PV.6702 (Resumption 1)", "SC/14911". */
export interface UnSymbol {
  /** Normal case, one space before brackets. A Council resolution without its year gets it. */
  canonical: string;
  /** The symbols of the document one by one: two of a joint one ("A/78/481-S/2023/900"), else `canonical` alone. */
  symbols: string[];
  /** Equal for two ways of writing one symbol, and for no two documents. */
  key: string;
  /** "S", "A", "E", "ST", "CEDAW" ..., or the code of a press release ("SC", "ECOSOC"). */
  root: string;
  /** From the outermost: ["CN.4", "Sub.2", "AC.2"], ["HRC"], ["C.3"]. */
  bodies: string[];
  /** "RES", "PV", "L", "PRST" ... */
  series: string | null;
  /** "78", "ES-11", "S-16", or the Roman session of old resolutions ("X"). */
  session: string | null;
  year: number | null;
  /** As written: "9048", "2-4". */
  number: string | null;
  /** In their order: [{ kind: "Rev", number: "1" }, { kind: "Add", number: "36" }]. */
  modifiers: { kind: string; number: string | null }[];
  /** The letter of a resolution in parts ("A" of A/RES/78/242 A, also written [A]). */
  part: string | null;
  parens: Paren[];
  kind: SymbolKind;
  /** What the document is ("resolution", "verbatim record", "draft" ...) where the symbol tells it. */
  documentType: string | null;
  /** Words that came with the symbol and are no part of it: "and Corr.1", "Colour Publication", "para. 46". */
  note: string | null;
  /** What looks like a slip of the pen: a resolution with another year than its own. */
  problem: string | null;
}

/** What was read of a symbol. */
export interface SymbolParts {
  root: string;
  /** With its session: "GC(67)". */
  rootText: string;
  rootSession: string | null;
  segments: readonly Segment[];
  part: string | null;
  parens: readonly Paren[];
  /** Modifiers behind the brackets: "/Add.1" of A/78/6 (Sect. 3)/Add.1. */
  late: readonly Segment[];
}

/** Puts a symbol together from its parts. */
export function buildSymbol({
  root,
  rootText,
  rootSession,
  segments,
  part,
  parens,
  late,
}: SymbolParts): UnSymbol {
  const numbers = numbersOf(root, segments);
  const { period, series, number, year: lastYear } = numbers;
  const kind = kindOf(root, segments);
  const dated =
    kind === 'sc_resolution' ? withYear(Number(number), parens) : { parens: [...parens], problem: null };
  const yearInBrackets = dated.parens.find((paren) => YEAR.test(paren.text))?.text;
  const periodIsYear = period !== null && YEAR.test(period);
  const year = yearInBrackets ?? lastYear ?? (periodIsYear ? period : null);
  const body = [rootText, ...segments.map((segment) => segment.text)].join('/');
  const before = [body, ...(part === null ? [] : [part]), ...dated.parens.map(formatParen)].join(' ');
  const canonical = [before, ...late.map((segment) => segment.text)].join('/');
  const parenTexts = dated.parens.map((paren) => paren.text);
  const bracketSession = rootSession ?? segments.find((segment) => segment.session !== null)?.session ?? null;
  return {
    canonical,
    symbols: [canonical],
    key: comparisonKey(canonical),
    root,
    bodies: segments.filter((segment) => segment.role === 'body').map((segment) => segment.text),
    series: series?.word ?? null,
    session:
      (periodIsYear ? null : period) ??
      bracketSession ??
      parenTexts.find((text) => ROMAN_SESSION.test(text)) ??
      null,
    year: year === null ? null : Number(year),
    number,
    modifiers: [...segments, ...late]
      .filter((segment) => segment.role === 'modifier')
      .map((segment) => ({ kind: segment.word ?? '', number: segment.number })),
    part: part ?? dated.parens.find((paren) => paren.square && PART.test(paren.text))?.text ?? null,
    parens: dated.parens,
    kind,
    documentType: documentType(kind, segments, parenTexts),
    note: null,
    problem: dated.problem ?? problemOf(root, numbers),
  };
}

/** One document with two symbols: "A/78/481-S/2023/900". The parts are those of the first. */
export function joinSymbols(first: UnSymbol, second: UnSymbol): UnSymbol {
  const canonical = `${first.canonical}-${second.canonical}`;
  return {
    ...first,
    canonical,
    symbols: [...first.symbols, ...second.symbols],
    key: comparisonKey(canonical),
    problem: first.problem ?? second.problem,
  };
}

const PART = /^[A-Z](?:-[A-Z])?$/u;
const YEAR = /^(?:19[4-9]|20\d)\d$/u;

interface Numbers {
  period: string | null;
  series: Segment | null;
  number: string | null;
  /** A year that is no period: of a communication (CCPR/C/137/D/3042/2017), of a yearbook (A/CN.4/SER.A/2001). */
  year: string | null;
}

/** Session or year, series and number: "A/C.3/78/L.39" is of session 78, "S/PV.9048" of none. */
function numbersOf(root: string, segments: readonly Segment[]): Numbers {
  const plain = segments.filter((segment) => segment.role === 'number');
  const series = segments.findLast((segment) => segment.role === 'series') ?? null;
  if (TREATY_ROOTS.has(root) && series?.word === 'D' && plain.length === 3) {
    const [session, number, year] = plain.map((segment) => segment.number);
    return { period: session ?? null, series, number: number ?? null, year: year ?? null };
  }
  const special = segments.find((segment) => segment.role === 'session')?.text ?? null;
  const numbered = series !== null && series.number !== null;
  const firstIsPeriod = special === null && plain.length > (numbered ? 0 : 1);
  const period = special ?? (firstIsPeriod ? (plain[0]?.number ?? null) : null);
  const last = plain.length > (firstIsPeriod ? 1 : 0) ? (plain.at(-1)?.number ?? null) : null;
  const body = segments.find((segment) => segment.role === 'body')?.number ?? null;
  const isSerial = segments.some(({ word }) => word === 'SER');
  const year = isSerial && YEAR.test(last ?? '') ? last : null;
  return { period, series, number: (numbered ? series.number : last) ?? body, year };
}

/** The highest session that the Assembly can reach in our time. */
export const LAST_SESSION = 150;
/** The Council passed its ten-thousandth meeting in 2025 and holds some 300 a year. */
const LAST_MEETING = 20_000;
/** Resolutions beyond the table: the Council adopts 40 to 70 a year. */
const LAST_RESOLUTION = 3_999;

/** What is said of a session that has not been. */
export function noSession(session: string): string {
  return `there has been no session ${session} of the General Assembly`;
}

/** What cannot be, though it is written like a symbol. */
function problemOf(root: string, { period, series, number }: Numbers): string | null {
  const isCouncil = root === 'S' && series !== null;
  if (isCouncil && series.word === 'PV' && Number(number) > LAST_MEETING)
    return `no meeting ${number} has been held`;
  if (isCouncil && series.word === 'RES' && Number(number) > LAST_RESOLUTION)
    return `no resolution ${number} is known`;
  if (root !== 'A' || period === null || !/^\d+$/u.test(period)) return null;
  const isResolution = series?.word === 'RES' || series?.word === 'DEC';
  return isResolution && Number(period) > LAST_SESSION ? noSession(period) : null;
}

/** The year belongs to the symbol of a Council resolution, and the number tells it. */
function withYear(number: number, given: readonly Paren[]): { parens: Paren[]; problem: string | null } {
  const known = yearOfResolution(number);
  const at = given.findIndex((paren) => YEAR.test(paren.text));
  const year = given[at];
  if (!year) {
    const problem = given[0] ? `"(${given[0].text})" is no year` : null;
    return {
      parens: known === null ? [...given] : [{ text: String(known), square: false }, ...given],
      problem,
    };
  }
  const parens = given.with(at, { text: year.text, square: false });
  if (isResolutionOf(number, Number(year.text))) return { parens, problem: null };
  const problem = known === null ? `no resolution ${number} is known` : `resolution ${number} is of ${known}`;
  return { parens, problem };
}

function formatParen(paren: Paren): string {
  return paren.square ? `[${paren.text}]` : `(${paren.text})`;
}

const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };

/** "S/PV.5629 (Resumption I)" and "S/PV.5629(Resumption1)" are one document; so are "A/RES/78/80 A" and "A/RES/78/80[A]". */
function comparisonKey(canonical: string): string {
  return canonical
    .toUpperCase()
    .replace(
      /\((RESUMPTION|PART) ([IVXL]+)\)/gu,
      (_, word: string, roman: string) => `(${word}${romanValue(roman)})`,
    )
    .replace(/\[([A-Z])\]/gu, '$1')
    .replace(/[\s.]+(?=[([\s]|$)|\s+/gu, '');
}

function romanValue(roman: string): number {
  let total = 0;
  for (let index = 0; index < roman.length; index += 1) {
    const value = ROMAN_VALUES[roman.charAt(index)] ?? 0;
    total += value < (ROMAN_VALUES[roman.charAt(index + 1)] ?? 0) ? -value : value;
  }
  return total;
}
