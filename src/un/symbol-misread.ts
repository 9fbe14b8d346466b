import { foldText } from './fold.ts';
import { yearOfResolution } from './resolution-years.ts';
import { LAST_SESSION, noSession } from './symbol-build.ts';
import { isRoot } from './symbol-grammar.ts';
import { parseSymbol } from './symbol-parse.ts';

/** A text that was meant to be a symbol and is none. */
export interface MisreadSymbol {
  /** What is wrong with it. */
  problem: string;
  /** The one symbol that can have been meant; null where there are several or none. */
  suggestion: string | null;
}

/** Longer lines are prose, whatever they begin with. */
const LONGEST = 60;
/** Letters, digits and what parts them; blanks only beside such marks. */
const SYMBOL_LIKE =
  /^(?:[A-Z][A-Z0-9]{0,8}(?: ?[/\\_|.,:;()[\]-] ?[A-Z0-9]*| \(?\d[\d()/.]*\)?)+|[SA](?:RES|PRST|PV)\d+)$/iu;

/** One kind of slip, and how it is mended. Tried in this order; the first that gives a symbol is the suggestion. */
const SLIPS: readonly { problem: string; mend: (text: string) => string }[] = [
  {
    problem: 'a letter stands where a digit belongs',
    mend: (text) =>
      text.replace(/(?<=[\d/.(])[OoIl]+(?=[\d/)]|$)|(?<=\d)[OoIl](?=\d)/gu, (run) =>
        run.replace(/o/giu, '0').replace(/[il]/giu, '1'),
      ),
  },
  { problem: 'the parts are set apart by slashes', mend: slashes },
  {
    problem: 'a blank or a mark too many',
    mend: (text) =>
      text
        .replace(/\s+/gu, '')
        .replace(/[.,:;/-]+$/u, '')
        .replace(/\/{2,}/gu, '/'),
  },
  { problem: 'a slash or a point is missing', mend: marks },
  {
    problem: 'the symbols of the General Assembly begin with A',
    mend: (text) => text.replace(/^(?:UN)?GA\/(?=RES|\d)/iu, 'A/'),
  },
  {
    problem: 'the symbols of the Security Council begin with S',
    mend: (text) => text.replace(/^(?:UN)?SC\/(?=RES|PV|PRST)/iu, 'S/'),
  },
  {
    problem: 'the symbols of the Human Rights Council begin with A/HRC',
    mend: (text) => text.replace(/^(?:UN)?HRC\//iu, 'A/HRC/'),
  },
  {
    problem: 'two symbols of one document are joined by a dash',
    mend: (text) => text.replace(/(?<=\d)\/(?=[ASE]\/)/gu, '-'),
  },
  {
    problem: 'two letters have changed places',
    mend: (text) =>
      text.replace(
        /(?<=\/)(?:RSE|ERS|PSRT|PRTS|RPST|HCR|RHC|VP)(?=[/.])/giu,
        (word) => RIGHT.get(word.toUpperCase()) ?? word,
      ),
  },
];
const RIGHT = new Map([
  ['RSE', 'RES'],
  ['ERS', 'RES'],
  ['PSRT', 'PRST'],
  ['PRTS', 'PRST'],
  ['RPST', 'PRST'],
  ['HCR', 'HRC'],
  ['RHC', 'HRC'],
  ['VP', 'PV'],
]);

/** "S-2022-431", "S_2022_431", "S\2022\431", "A.78.218". */
function slashes(text: string): string {
  const marked = text.replace(/\s*[\\_|]\s*/gu, '/').replace(/-(?=[A-Z\d])/giu, '/');
  return marked.replace(/(?<=^[A-Z]{1,5}|(?:^|[/.])\d+)[.:,](?=[A-Z\d])/giu, '/');
}

/** "S/PV9048", "S/2022/431/Add1", "SRES/2397", "A/HRC55/63". */
function marks(text: string): string {
  return text
    .replace(/^([SA])(RES|PRST|PV|HRC)(?=[/.\d])/iu, '$1/$2')
    .replace(/(?<=\/)(RES|PRST|DEC|HRC)[. -]?(?=\d)/giu, '$1/')
    .replace(/(?<=\/)(PV|SR|L|C|WP|CRP|Add|Corr|Rev|AC|CN|CONF|WG|Sub)[/ ]?(?=\d)/giu, '$1.');
}

/**
 * Tells what is wrong with a line that was meant to be one symbol; null where it is one, or was never meant to be. The
 * suggestion mends one or more slips of known kinds, and only where a symbol without any problem comes of it.
 */
export function misreadSymbol(line: string): MisreadSymbol | null {
  const text = foldText(line).trim();
  if (text.length > LONGEST || !/\d/u.test(text) || !SYMBOL_LIKE.test(text)) return null;
  if (parseSymbol(text)) return null;
  let mended = text;
  const problems: string[] = [];
  for (const { problem, mend } of SLIPS) {
    const next = mend(mended);
    if (next === mended) continue;
    mended = next;
    problems.push(problem);
    const symbol = parseSymbol(mended);
    if (symbol && !isBare(mended)) {
      return symbol.problem === null
        ? { problem: problems.join('; '), suggestion: symbol.canonical }
        : { problem: symbol.problem, suggestion: null };
    }
  }
  const problem = text.includes('/') ? impossible(text) : null;
  return problem === null ? null : { problem, suggestion: null };
}

/** "A/10" is the name of many things. */
function isBare(text: string): boolean {
  return /^[A-Z]{1,9}\/\d+$/iu.test(text);
}

/** What no symbol of an organ can have: a session or a year that has not been. */
function impossible(text: string): string | null {
  const [, root = '', first = '', second = ''] =
    /^([A-Z]{1,9}(?:-ASP)?)\/([A-Z\d.]+)(?:\/([A-Z\d.]+))?/iu.exec(text) ?? [];
  if (!isRoot(root.toUpperCase())) return null;
  if (/\/(?:add|corr|rev)\.?$/iu.test(text)) return 'a number is missing behind the last part';
  if (/^s\/res\/\d+\/\d{4}$/iu.test(text)) return otherYear(Number(second));
  const isNumber = /^\d+$/u.test(first);
  if (isNumber && second !== '' && /^s$/iu.test(root)) return `"${first}" is no year of a Council document`;
  if (isNumber && /^a$/iu.test(root) && Number(first) > LAST_SESSION) return noSession(first);
  return 'begins like a symbol and goes on like none';
}

function otherYear(number: number): string {
  const year = yearOfResolution(number);
  return year === null ? `no resolution ${number} is known` : `resolution ${number} is of ${year}`;
}
