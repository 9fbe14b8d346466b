import type { HttpOk, HttpRequest } from './http/index.ts';
import { hostNeeds } from './sources/request.ts';
import type { Feed } from './sources/index.ts';
import type { DocumentLanguage } from './un/symbol-address.ts';
import { parseSymbol } from './un/symbol.ts';

/** Viewers of UN documents: what they answer is a page around the document, never the document. */
const VIEWERS = new Set(['undocs.org', 'www.undocs.org', 'docs.un.org']);
const ACCESS = 'https://documents.un.org/api/symbol/access';
const ACCESS_HOST = 'documents.un.org';
/** The step from symbol to file was measured at 6 to 31 s. */
const ACCESS_TIMEOUT_MS = 60_000;
const LANGUAGES: readonly DocumentLanguage[] = ['en', 'fr', 'es', 'ru', 'zh', 'ar'];

/** How an item's document is fetched. */
export interface DocumentRequest {
  http: HttpRequest;
  /** The language in which a UN document was asked for by its symbol; null for every other page and file. */
  language: DocumentLanguage | null;
}

/** The request that fetches what an item points to: its page, or the PDF behind a UN document symbol. */
export function documentRequest(
  item: { url: string; symbol: string | null },
  feed: Feed | null,
): DocumentRequest {
  const { host, pathname } = new URL(item.url);
  if (!item.symbol || !VIEWERS.has(host)) {
    // What a feed's host needs says nothing of the hosts that it links to.
    const needs = feed && new URL(feed.url).host === host ? hostNeeds(feed) : {};
    const kind = /\.pdf$/i.test(pathname) ? 'document' : 'page';
    return { http: { ...needs, url: item.url, kind }, language: null };
  }
  const language = LANGUAGES.find((known) => known === feed?.lang) ?? 'en';
  return {
    http: {
      url: `${ACCESS}?s=${encodeURIComponent(firstOf(item.symbol))}&l=${language}&t=pdf`,
      kind: 'document',
      timeoutMs: ACCESS_TIMEOUT_MS,
      headers: { accept: 'application/pdf', referer: 'https://docs.un.org/' },
      mapRedirect: lowerCasePath,
    },
    language,
  };
}

/** A joint document ("A/78/481-S/2023/900") is asked for by the first of its symbols. */
function firstOf(symbol: string): string {
  return parseSymbol(symbol)?.symbols[0] ?? symbol;
}

/** The API names the file in capitals; the file itself stands under small letters. */
function lowerCasePath(target: URL): URL {
  if (target.host === ACCESS_HOST) target.pathname = target.pathname.toLowerCase();
  return target;
}

/** What the UN's document system can answer instead of the document, although it says 200. */
export interface NoDocument {
  reason: 'no such symbol' | 'symbol reserved, nothing published' | 'a web page in place of the document';
  /** Whether a later try may do better: a reserved symbol is published one day, a typing error never. */
  again: boolean;
}

/** What is wrong with an answer that should be a UN document; null where it is a PDF. */
export function noDocument({ bytes, finalUrl }: Pick<HttpOk, 'bytes' | 'finalUrl'>): NoDocument | null {
  if (/^\/error(?:\/|$)/iu.test(new URL(finalUrl).pathname))
    return { reason: 'no such symbol', again: false };
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (head.trim() === '') return { reason: 'symbol reserved, nothing published', again: true };
  // Only the very beginning counts: a page can speak of %PDF.
  return head.trimStart().startsWith('%PDF')
    ? null
    : { reason: 'a web page in place of the document', again: true };
}

/** A language that the document system has not gives English without a word; null where the text is what was asked for. */
export function otherLanguage(asked: DocumentLanguage, found: string | null): string | null {
  return found === null || found.split('-')[0] === asked ? null : `${found} in place of ${asked}`;
}
