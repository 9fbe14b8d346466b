import type { HttpRequest } from '../http/index.ts';
import type { Feed } from './feed-schema.ts';

/** The request that polls a feed: conditional where validators of the last answer are known. */
export function feedRequest(
  feed: Feed,
  validators: { etag?: string | null; lastModified?: string | null } = {},
): HttpRequest {
  return { ...hostNeeds(feed), url: feed.url, kind: requestKind(feed), ...validators };
}

/** What the feed's host needs of any request to it: its own pace, old TLS, a cookie. */
export function hostNeeds(feed: Feed): Pick<HttpRequest, 'minIntervalMs' | 'legacyTls' | 'cookieGate'> {
  return { minIntervalMs: feed.pace, legacyTls: feed.legacyTls, cookieGate: feed.cookieGate };
}

/** A list page is crawled, so robots.txt governs it; everything else that the operator lists is a subscription. */
function requestKind(feed: Feed): HttpRequest['kind'] {
  if (feed.kind === 'html-list') return 'page';
  return feed.kind === 'json-api' ? 'api' : 'feed';
}
