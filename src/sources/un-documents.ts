import { plainText } from '../feeds/text.ts';
import { findSymbols, parseSymbol } from '../un/symbol.ts';
import { itemOf, readFeedItems } from './rss.ts';
import type { Reader } from './types.ts';

/** Entries that announce the day's meetings; they stand among the documents and are none. */
const AGENDA = /\bAGENDA\b|\bJOURNAL\b/iu;

/**
 * The daily document lists of docs.un.org and esubscription.un.org: the title is the symbol, the description what the
 * document is, in capitals.
 */
export const readUnDocuments: Reader = (fetched, feed) =>
  readFeedItems(fetched, feed, (entry) => {
    const item = itemOf(entry);
    if ('skip' in item) return item;
    const documentKind = plainText(item.summaryHtml);
    if (AGENDA.test(`${item.title} ${documentKind ?? ''}`)) return { skip: 'agenda' };
    const symbol = symbolOf(item.title);
    if (!symbol) return { skip: 'no symbol' };
    const title = documentKind ? `${symbol.canonical}: ${documentKind}` : symbol.canonical;
    return {
      ...item,
      guid: symbol.key,
      sharedId: `un-document:${symbol.key}`,
      symbol: symbol.canonical,
      documentKind,
      title,
    };
  });

function symbolOf(title: string): { canonical: string; key: string } | null {
  const whole = parseSymbol(title);
  if (whole) return whole;
  const [found] = findSymbols(title);
  return found ? { canonical: found.symbol, key: found.key } : null;
}
