/** UN document symbols: reading one, finding them in text, and where the documents are. */
export { pressAddress, symbolAddresses, type SymbolAddresses } from './symbol-address.ts';
export type { UnSymbol } from './symbol-build.ts';
export { findSymbols } from './symbol-find.ts';
export type { SymbolKind } from './symbol-kind.ts';
export { formatSymbol, parseSymbol } from './symbol-parse.ts';
export type { FoundSymbol } from './symbol-span.ts';
export { pressSymbol, symbolOfAddress } from './symbol-url.ts';
