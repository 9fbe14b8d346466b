import type { HttpRequest } from '../http/index.ts';
import type { Feed } from './feed-schema.ts';
import { dayAway, windowAddress } from './oai/request.ts';

/** An archive of changes is polled for the last days only: yesterday's records can come late. */
const POLLED_DAYS = 2;

/** Stands for the present year in the address of a yearly list. */
const YEAR = 'YYYY';

/** The request that polls a feed: conditional where validators of the last answer are known. */
export function feedRequest(
  feed: Feed,
  now: Date,
  validators: { etag?: string | null; lastModified?: string | null } = {},
): HttpRequest {
  const today = now.toISOString().slice(0, 10);
  const url =
    feed.kind === 'un-library'
      ? windowAddress(feed.url, dayAway(today, -POLLED_DAYS), today)
      : feed.url.replaceAll(YEAR, today.slice(0, 4));
  return { ...hostNeeds(feed), url, kind: requestKind(feed), ...validators };
}

/** What the feed's host needs of any request to it: its own pace, old TLS, a cookie. */
export function hostNeeds(feed: Feed): Pick<HttpRequest, 'minIntervalMs' | 'legacyTls' | 'cookieGate'> {
  return { minIntervalMs: feed.pace, legacyTls: feed.legacyTls, cookieGate: feed.cookieGate };
}

/** A list page is crawled, so robots.txt governs it; everything else that the operator lists is a subscription. */
function requestKind(feed: Feed): HttpRequest['kind'] {
  if (feed.kind === 'html-list' || feed.kind === 'un-meetings') return 'page';
  return feed.kind === 'json-api' ? 'api' : 'feed';
}
