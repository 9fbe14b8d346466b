import { isResolutionOf, yearOfResolution } from './resolution-years.ts';
import type { Segment } from './symbol-grammar.ts';
import { documentType, kindOf, type SymbolKind } from './symbol-kind.ts';
import { ROMAN_SESSION, type Paren } from './symbol-tail.ts';

/** A UN document symbol, read: "A/C.3/78/L.40/Rev.1", "S/PV.6702 (Resumption 1)", "SC/14911". */
export interface UnSymbol {
  /** Normal case, one space before brackets. A Council resolution without its year gets it. */
  canonical: string;
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

/** Puts a symbol together from its parts. */
export function buildSymbol(
  root: string,
  segments: readonly Segment[],
  part: string | null,
  given: readonly Paren[],
): UnSymbol {
  const { period, series, number } = numbersOf(segments);
  const kind = kindOf(root, segments);
  const dated =
    kind === 'sc_resolution' ? withYear(Number(number), given) : { parens: [...given], problem: null };
  const yearInBrackets = dated.parens.find((paren) => YEAR.test(paren.text))?.text;
  const periodIsYear = period !== null && YEAR.test(period);
  const year = yearInBrackets ?? (periodIsYear ? period : null);
  const body = [root, ...segments.map((segment) => segment.text)].join('/');
  const canonical = [body, ...(part === null ? [] : [part]), ...dated.parens.map(formatParen)].join(' ');
  const parenTexts = dated.parens.map((paren) => paren.text);
  return {
    canonical,
    key: comparisonKey(canonical),
    root,
    bodies: segments.filter((segment) => segment.role === 'body').map((segment) => segment.text),
    series: series?.word ?? null,
    session: periodIsYear ? null : (period ?? parenTexts.find((text) => ROMAN_SESSION.test(text)) ?? null),
    year: year === null ? null : Number(year),
    number,
    modifiers: segments
      .filter((segment) => segment.role === 'modifier')
      .map((segment) => ({ kind: segment.word ?? '', number: segment.number })),
    part: part ?? dated.parens.find((paren) => paren.square && /^[A-Z]$/u.test(paren.text))?.text ?? null,
    parens: dated.parens,
    kind,
    documentType: documentType(kind, segments, parenTexts),
    note: null,
    problem: dated.problem,
  };
}

const YEAR = /^(?:19[4-9]|20\d)\d$/u;

/** Session or year, series and number: "A/C.3/78/L.39" is of session 78, "S/PV.9048" of none. */
function numbersOf(segments: readonly Segment[]): {
  period: string | null;
  series: Segment | null;
  number: string | null;
} {
  const plain = segments.filter((segment) => segment.role === 'number');
  const series = segments.findLast((segment) => segment.role === 'series') ?? null;
  const special = segments.find((segment) => segment.role === 'session')?.text ?? null;
  const numbered = series !== null && series.number !== null;
  const firstIsPeriod = special === null && plain.length > (numbered ? 0 : 1);
  const period = special ?? (firstIsPeriod ? (plain[0]?.number ?? null) : null);
  const last = plain.length > (firstIsPeriod ? 1 : 0) ? (plain.at(-1)?.number ?? null) : null;
  const body = segments.find((segment) => segment.role === 'body')?.number ?? null;
  return { period, series, number: (numbered ? series.number : last) ?? body };
}

/** The year belongs to the symbol of a Council resolution, and the number tells it. */
function withYear(number: number, given: readonly Paren[]): { parens: Paren[]; problem: string | null } {
  const known = yearOfResolution(number);
  const year = given.find((paren) => YEAR.test(paren.text));
  if (!year) {
    return {
      parens: known === null ? [...given] : [{ text: String(known), square: false }, ...given],
      problem: null,
    };
  }
  if (isResolutionOf(number, Number(year.text))) return { parens: [...given], problem: null };
  const problem = known === null ? `no resolution ${number} is known` : `resolution ${number} is of ${known}`;
  return { parens: [...given], problem };
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
