import { symbolAddresses, type SymbolAddresses } from './symbol-address.ts';
import type { UnSymbol } from './symbol-build.ts';
import { findSymbols } from './symbol-find.ts';
import { parseSymbol } from './symbol-parse.ts';
import type { FoundSymbol } from './symbol-span.ts';

/** Everything there is to say of a symbol in a line: where it stands, its parts, and where the document is. */
export type DescribedSymbol = Omit<FoundSymbol, 'symbol'> &
  Omit<UnSymbol, 'canonical'> & {
    symbol: string;
    /** Null for press codes: their page cannot be told from the code alone. */
    addresses: SymbolAddresses | null;
  };

/** Reads a line that is one symbol with every liberty a list takes (case, spacing), any other line as running text. */
export function describeSymbols(line: string): DescribedSymbol[] {
  const whole = parseSymbol(line);
  if (whole) {
    const text = line.trim();
    const start = line.indexOf(text);
    return [describe(whole, { start, end: start + text.length, text, cited: 'symbol' })];
  }
  return findSymbols(line).flatMap(({ symbol, start, end, text, cited }) => {
    const parsed = parseSymbol(symbol);
    return parsed ? [describe(parsed, { start, end, text, cited })] : [];
  });
}

function describe(
  { canonical, ...parts }: UnSymbol,
  place: Pick<FoundSymbol, 'start' | 'end' | 'text' | 'cited'>,
): DescribedSymbol {
  const addresses = symbolAddresses({ canonical, ...parts });
  return { symbol: canonical, ...parts, ...place, addresses };
}
