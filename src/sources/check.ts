import { describeFailure, type HttpClient, type HttpOk } from '../http/index.ts';
import type { Catalog } from './catalog.ts';
import { formatDuration } from './duration.ts';
import type { Feed } from './feed-schema.ts';
import { feedHealth } from './health.ts';
import { readSource } from './read.ts';
import { feedRequest } from './request.ts';
import type { SourceItem, SourceReading } from './types.ts';

/** What one live look at a feed found, in lines for people. */
export interface FeedCheck {
  ok: boolean;
  lines: string[];
}

const SHOWN_ITEMS = 5;

/** Fetches a feed once, on or off, and tells what came. Stores nothing. */
export async function checkFeed(
  feed: Feed,
  catalog: Catalog,
  http: HttpClient,
  now: () => Date,
): Promise<FeedCheck> {
  const started = now().getTime();
  const answer = await http.get(feedRequest(feed, now()));
  if (answer.outcome !== 'ok') return { ok: false, lines: [`failed: ${describeFailure(answer)}`] };
  const lines = describeAnswer(feed, answer, now().getTime() - started);
  const contentType = answer.headers['content-type'] ?? null;
  const result = await readSource(feed, { bytes: answer.bytes, url: answer.finalUrl, contentType });
  if (!result.ok) return { ok: false, lines: [...lines, `failed: ${result.reason}: ${result.message}`] };
  return { ok: true, lines: [...lines, ...describeReading(feed, catalog, result.reading, now())] };
}

function describeAnswer(feed: Feed, answer: HttpOk, ms: number): string[] {
  const validators =
    (answer.etag ?? answer.lastModified) ? 'conditional requests work' : 'no ETag, no Last-Modified';
  const size = `${Math.ceil(answer.bytes.byteLength / 1024)} KB`;
  return [
    `HTTP ${answer.status} in ${(ms / 1000).toFixed(1)} s, ${size}, ${answer.headers['content-type'] ?? 'no content type'}; ${validators}`,
    ...(answer.finalUrl === feed.url ? [] : [`redirected to ${answer.finalUrl}`]),
    ...(answer.movedTo ? ['the redirect is permanent: change url in feeds.yaml'] : []),
  ];
}

function describeReading(feed: Feed, catalog: Catalog, reading: SourceReading, now: Date): string[] {
  const { items } = reading;
  const skipped = Object.entries(reading.skipped).map(([reason, count]) => `${count} ${reason}`);
  const naming = items.filter((item) => catalog.prefilter(item)).length;
  const findings = feedHealth(feed, reading, { lastItemAt: null, polledAt: null }, now);
  return [
    `${reading.encoding} (by ${reading.encodingFrom}); ${items.length} items${skipped.length > 0 ? `, not counting ${skipped.join(', ')}` : ''}`,
    describeSpan(items, feed),
    `${naming} of ${items.length} name the DPRK${feed.prefilter ? '; the others are dropped' : ''}`,
    ...findings.map((finding) => `${finding.kind}: ${finding.message}`),
    ...items
      .slice(0, SHOWN_ITEMS)
      .map((item) => `  ${item.published?.slice(0, 16) ?? 'no date         '}  ${item.title}`),
  ];
}

/** How much time the list spans, beside how often it is asked: a list that spans less loses items. */
function describeSpan(items: readonly SourceItem[], feed: Feed): string {
  const dates = items
    .map((item) => item.published)
    .filter((date) => date !== null)
    .toSorted();
  const [oldest, newest] = [dates[0], dates.at(-1)];
  if (!oldest || !newest) return 'no item has a date';
  const hours = (Date.parse(newest) - Date.parse(oldest)) / 3600_000;
  const asked = feed.interval ? `; asked every ${formatDuration(feed.interval)}` : '';
  return `${oldest.slice(0, 16)} to ${newest.slice(0, 16)} UTC: spans ${hours < 48 ? `${Math.round(hours)} hours` : `${Math.round(hours / 24)} days`}${asked}`;
}
