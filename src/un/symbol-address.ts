import type { UnSymbol } from './symbol-build.ts';

/** Languages of UN documents as the addresses name them. */
export type DocumentLanguage = 'ar' | 'zh' | 'en' | 'fr' | 'ru' | 'es';

export interface SymbolAddresses {
  /** Old short address; redirects to `docs`. */
  undocs: string;
  /** The viewer page; never the file itself. */
  docs: string;
  /** Answers 302 to the PDF; its Location must be lower-cased before it is fetched. */
  access: string;
  /** Name of the file in the UN Digital Library, below /record/ID/files/. */
  libraryFile: string;
}

/**
 * Where the document can be had. Null for press codes, which point to a page (see `pressAddress`), and for parts that are
 * no address of their own, such as "(closed)", which is left out. A joint document is addressed by its first symbol.
 */
export function symbolAddresses(symbol: UnSymbol, language: DocumentLanguage = 'en'): SymbolAddresses | null {
  if (symbol.kind === 'press_release') return null;
  const [first = symbol.canonical] = symbol.symbols;
  const plain = first.replace(/ \(closed\)/gu, '').replace(/ (?=[([])/gu, '');
  const path = encodeURI(plain).replaceAll('[', '%5B').replaceAll(']', '%5D');
  return {
    undocs: `https://undocs.org/${language}/${path}`,
    docs: `https://docs.un.org/${language}/${path}`,
    access: `https://documents.un.org/api/symbol/access?s=${path}&l=${language}&t=pdf`,
    libraryFile: encodeName(`${plain.replaceAll('/', '_')}-${language.toUpperCase()}.pdf`),
  };
}

/** The Library writes brackets as %28 and %29, which encodeURIComponent leaves. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29');
}

/** The page of a press release ("SC/14911" of 2022). The code does not tell the year, the address needs it. */
export function pressAddress(symbol: UnSymbol, year: number): string | null {
  if (symbol.kind !== 'press_release') return null;
  const code = symbol.canonical.toLowerCase().replaceAll('/', '');
  const language = symbol.root === 'CS' || symbol.root === 'AG' ? 'fr' : 'en';
  return `https://press.un.org/${language}/${year}/${code}.doc.htm`;
}
