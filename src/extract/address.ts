import { metaOf, type PageFacts } from './facts.ts';

/** Wayback and similar copies put the address of the original behind their own. */
const ARCHIVE = /^https?:\/\/(?:web\.)?archive\.org\/web\/\d{1,14}(?:[a-z]{2}_)?\/+(https?:\/{1,2})?/i;

/** The address of the original where a page is an archive's copy. */
export function withoutArchive(url: string): string {
  return url.replace(ARCHIVE, (_, scheme: string | undefined) =>
    scheme?.startsWith('https') ? 'https://' : 'http://',
  );
}

/**
 * The page's own address: link rel=canonical unless it is the site's root while the page is not, then og:url, then
 * the address the page was fetched from. Absolute http(s) addresses only; null where there is none.
 */
export function canonicalOf(facts: PageFacts, url: string): string | null {
  const own = parseUrl(withoutArchive(url), undefined);
  for (const candidate of [facts.canonical, metaOf(facts, 'og:url')]) {
    const found = candidate ? parseUrl(withoutArchive(candidate), own?.href) : null;
    if (found && !(found.pathname === '/' && found.search === '' && own && own.pathname !== '/'))
      return found.href;
  }
  return own?.href ?? null;
}

function parseUrl(text: string, base: string | undefined): URL | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
