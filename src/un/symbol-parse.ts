import { foldText } from './fold.ts';
import { joinSymbols, type UnSymbol } from './symbol-build.ts';
import { readSymbolAt, type Reading } from './symbol-read.ts';

/** What may stand behind a symbol on its line without being part of it; an asterisk marks a text issued again. */
const NOTE =
  /^[,;]? ?(?:(?:(?:and|et|y|и|和|&) ?)?(?:Add|Corr|Rev|Amend)\.|paras?\.|annex|pp?\.)[^/]{0,40}$|^\*{1,3}$/iu;
const WRAPPED = /^\(([^()]{3,60})\) +(\p{L}[\p{L} ]{2,40})$/u;

/**
 * Reads a text that is one symbol, in any case and spacing, perhaps with a note behind it ("and Corr.1"); null for
 * everything else.
 *
 *     joint    = symbol ["-" symbol]
 *     symbol   = root *("/" segment) *("/" modifier) [part] *bracket *("/" modifier)
 *     segment  = body ("C.3", "HRC") | series ("RES", "PV.9048") | session ("78", "ES-11") | year | number
 *     modifier = ("Add" | "Corr" | "Rev" | "Amend" ...) "." number, which stack: S/2024/10/Rev.1/Add.36
 *     bracket  = "(2017)" | "(X)" | "(Resumption 1)" | "(Part II)" | "(closed)" | "[A]" ...
 */
export function parseSymbol(text: string): UnSymbol | null {
  const folded = foldText(text).trim();
  const wrapped = WRAPPED.exec(folded);
  if (wrapped) {
    const inner = parseSymbol(wrapped[1] ?? '');
    return inner && { ...inner, note: wrapped[2] ?? null };
  }
  const written = LIBRARY_FILE.exec(folded)?.[1]?.replaceAll('_', '/') ?? folded;
  const reading = readJoint(written);
  if (!reading) return null;
  const rest = written.slice(reading.end).trim();
  if (rest === '') return reading.symbol;
  return NOTE.test(rest) ? { ...reading.symbol, note: rest } : null;
}

/** The Library names a file by its symbol and language: "S_RES_2397(2017)-EN.pdf". */
const LIBRARY_FILE = /^([A-Z]{1,9}(?:-ASP)?_[\w.()[\]-]{1,60})-(?:AR|ZH|EN|FR|RU|ES|DE)\.pdf$/u;

/** A symbol, and a second one behind a dash: "A/78/481-S/2023/900". */
function readJoint(text: string): Reading | null {
  const first = readSymbolAt(text, 0, false);
  const dash = first && /^ ?- ?/u.exec(text.slice(first.end));
  const second = dash ? readSymbolAt(text, first.end + dash[0].length, false) : null;
  return first && second ? { symbol: joinSymbols(first.symbol, second.symbol), end: second.end } : first;
}

/** The canonical text of a symbol; `parseSymbol` reads it back to the same symbol. */
export function formatSymbol(symbol: UnSymbol): string {
  return symbol.canonical;
}
