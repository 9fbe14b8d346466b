import { fetchableUrl } from './canonical-url.ts';
import { itemOf, readFeedItems } from './rss.ts';
import type { Reader } from './types.ts';

/** Article ids of the older form hold the address itself, between a few bytes of framing. */
const ADDRESS_IN_ID = /https?:\/\/[\x21-\x7e]+/u;
const ARTICLE = /^https:\/\/news\.google\.com\/(?:rss\/)?articles\/([\w-]{20,2000})/u;

/**
 * A Google News search. Headlines end in " - Outlet"; links lead to Google, which hides the article's address in newer
 * ids (those keep the Google link). The description repeats headline and outlet as a link, so it says nothing.
 */
export const readGoogleNews: Reader = (fetched, feed) =>
  readFeedItems(fetched, feed, (entry) => {
    const item = itemOf(entry);
    if ('skip' in item) return item;
    const cut = item.title.lastIndexOf(' - ');
    const [title, outlet] =
      cut > 0 ? [item.title.slice(0, cut).trim(), item.title.slice(cut + 3).trim()] : [item.title, null];
    return { ...item, url: articleAddress(item.url), title, outlet, summaryHtml: null, contentHtml: null };
  });

/** The article's own address where the Google link holds it, else the link. */
export function articleAddress(url: string | null): string | null {
  const id = ARTICLE.exec(url ?? '')?.[1];
  if (!id) return url;
  const decoded = Buffer.from(id, 'base64url').toString('latin1');
  return fetchableUrl(ADDRESS_IN_ID.exec(decoded)?.[0] ?? null) ?? url;
}
