/** A symbol in a text. `start` and `end` are UTF-16 offsets; `text` is what stands there. */
export interface FoundSymbol {
  /** Canonical form. */
  symbol: string;
  key: string;
  start: number;
  end: number;
  text: string;
  /** As a symbol, as a resolution cited by number ("resolution 2397 (2017)"), or inside a web address. */
  cited: 'symbol' | 'resolution' | 'url';
}

/** What a finder hands over; the text is cut out last. */
export type Span = Omit<FoundSymbol, 'text'>;

/** A span for a symbol that was read. */
export function spanOf(
  symbol: { canonical: string; key: string },
  start: number,
  end: number,
  cited: FoundSymbol['cited'],
): Span {
  return { symbol: symbol.canonical, key: symbol.key, start, end, cited };
}
