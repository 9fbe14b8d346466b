import { foldText } from './fold.ts';
import type { UnSymbol } from './symbol-build.ts';
import { readSymbolAt } from './symbol-read.ts';

/** What may stand behind a symbol on its line without being part of it. */
const NOTE =
  /^[,;]? ?(?:(?:(?:and|et|y|и|和|&) ?)?(?:Add|Corr|Rev|Amend)\.|paras?\.|annex|pp?\.)[^/]{0,40}$/iu;
const WRAPPED = /^\(([^()]{3,60})\) +(\p{L}[\p{L} ]{2,40})$/u;

/**
 * Reads a text that is one symbol, in any case and spacing, perhaps with a note behind it ("and Corr.1"); null for
 * everything else.
 *
 *     symbol   = root *("/" segment) *("/" modifier) [part] *bracket
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
  const reading = readSymbolAt(folded, 0, false);
  if (!reading) return null;
  const rest = folded.slice(reading.end).trim();
  if (rest === '') return reading.symbol;
  return NOTE.test(rest) ? { ...reading.symbol, note: rest } : null;
}

/** The canonical text of a symbol; `parseSymbol` reads it back to the same symbol. */
export function formatSymbol(symbol: UnSymbol): string {
  return symbol.canonical;
}
