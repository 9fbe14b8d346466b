import type { HttpRequest } from './http/index.ts';
import { hostNeeds } from './sources/request.ts';
import type { Feed } from './sources/index.ts';

/** Viewers of UN documents: what they answer is a page around the document, never the document. */
const VIEWERS = new Set(['undocs.org', 'www.undocs.org', 'docs.un.org']);
const ACCESS = 'https://documents.un.org/api/symbol/access';
const ACCESS_HOST = 'documents.un.org';
/** The step from symbol to file was measured at 6 to 31 s. */
const ACCESS_TIMEOUT_MS = 60_000;

/** The request that fetches what an item points to: its page, or the PDF behind a UN document symbol. */
export function documentRequest(
  item: { url: string; symbol: string | null },
  feed: Feed | null,
): HttpRequest {
  const { host, pathname } = new URL(item.url);
  if (!item.symbol || !VIEWERS.has(host)) {
    // What a feed's host needs says nothing of the hosts that it links to.
    const needs = feed && new URL(feed.url).host === host ? hostNeeds(feed) : {};
    return { ...needs, url: item.url, kind: /\.pdf$/i.test(pathname) ? 'document' : 'page' };
  }
  return {
    url: `${ACCESS}?s=${encodeURIComponent(item.symbol)}&l=en&t=pdf`,
    kind: 'document',
    timeoutMs: ACCESS_TIMEOUT_MS,
    headers: { accept: 'application/pdf', referer: 'https://docs.un.org/' },
    mapRedirect: lowerCasePath,
  };
}

/** The API names the file in capitals; the file itself stands under small letters. */
function lowerCasePath(target: URL): URL {
  if (target.host === ACCESS_HOST) target.pathname = target.pathname.toLowerCase();
  return target;
}
