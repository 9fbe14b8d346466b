import { symbolAddresses, type SymbolAddresses } from './symbol-address.ts';
import type { UnSymbol } from './symbol-build.ts';
import { findSymbols } from './symbol-find.ts';
import { parseSymbol } from './symbol-parse.ts';
import { misreadSymbol } from './symbol-misread.ts';
import type { FoundSymbol } from './symbol-span.ts';

/** Everything there is to say of a symbol in a line: where it stands, its parts, and where the document is. */
export type DescribedSymbol = Omit<FoundSymbol, 'symbol'> &
  Omit<UnSymbol, 'canonical'> & {
    symbol: string;
    /** Null for press codes: their page cannot be told from the code alone. */
    addresses: SymbolAddresses | null;
  };

/** A line that was meant to be a symbol: what is wrong with it, and which symbol it can only have been. */
export interface NoSymbol {
  symbol: null;
  text: string;
  problem: string;
  suggestion: string | null;
}

/**
 * Reads a line that is one symbol with every liberty a list takes (case, spacing), any other line as running text. Both
 * symbols of a joint document are told, each with its place.
 */
export function describeSymbols(line: string): (DescribedSymbol | NoSymbol)[] {
  const text = line.trim();
  const whole = parseSymbol(line);
  if (whole && whole.symbols.length === 1) {
    const start = line.indexOf(text);
    return [describe(whole, { start, end: start + text.length, text, cited: 'symbol' })];
  }
  const found = findSymbols(line).flatMap(({ symbol, start, end, text: written, cited }) => {
    const parsed = parseSymbol(symbol);
    return parsed ? [describe(parsed, { start, end, text: written, cited })] : [];
  });
  const misread = found.length === 0 ? misreadSymbol(line) : null;
  return misread ? [{ symbol: null, text, ...misread }] : found;
}

function describe(
  { canonical, ...parts }: UnSymbol,
  place: Pick<FoundSymbol, 'start' | 'end' | 'text' | 'cited'>,
): DescribedSymbol {
  const addresses = symbolAddresses({ canonical, ...parts });
  return { symbol: canonical, ...parts, ...place, addresses };
}
