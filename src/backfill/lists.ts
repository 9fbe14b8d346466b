import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure, type HttpClient, type HttpOutcome, type HttpRequest } from '../http/index.ts';
import { hostNeeds, type Feed } from '../sources/index.ts';
import type { Listing, NoListing, WalkContext } from './types.ts';

/** Hiccups of a network pass within minutes; what lasts longer is left to the walk's own next try. */
const RETRY_AFTER_MS = [5_000, 30_000];
/** The protocol's limit of a sitemap; no other list is longer. */
const MAX_BYTES = 52_428_800;
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/xml, application/json, text/html;q=0.9, */*;q=0.5';

export interface ListFetcher {
  get: WalkContext['get'];
  /** Requests made so far. */
  requests(): number;
  /** The address that was asked for last. */
  last(): string | null;
}

/**
 * Fetches the lists of one archive. All are crawled, so that robots.txt holds: a subscription may be read past it, an archive
 * may not. Rejects only when `signal` aborts.
 */
export function createListFetcher(
  http: HttpClient,
  feed: Feed,
  options: { paceMs: number | undefined; retryAfterMs?: readonly number[] },
  signal: AbortSignal,
): ListFetcher {
  const needs = hostNeeds(feed);
  const minIntervalMs = options.paceMs ?? needs.minIntervalMs;
  let requests = 0;
  let last: string | null = null;
  const ask = async (request: HttpRequest): Promise<HttpOutcome> => {
    for (;;) {
      const answer = await http.get(request, signal);
      if (answer.outcome !== 'paced') return answer;
      await sleep(answer.waitMs, undefined, { signal });
    }
  };
  return {
    requests: () => requests,
    last: () => last,
    async get(asked) {
      const request = {
        ...needs,
        maxBytes: MAX_BYTES,
        ...asked,
        minIntervalMs,
        kind: 'page' as const,
        headers: { accept: ACCEPT },
      };
      for (const waitMs of [...(options.retryAfterMs ?? RETRY_AFTER_MS), null]) {
        requests += 1;
        last = request.url;
        const answer = await ask(request);
        const read = readAnswer(answer);
        if (!('why' in read) || !read.again || waitMs === null) return read;
        const wanted = answer.outcome === 'httpError' ? (answer.retryAfterMs ?? 0) : 0;
        await sleep(Math.max(waitMs, wanted), undefined, { signal });
      }
      throw new Error('unreachable: the last try returns');
    },
  };
}

function readAnswer(answer: HttpOutcome): Listing | NoListing {
  if (answer.outcome === 'ok') {
    const { bytes, finalUrl: url, headers } = answer;
    return { bytes, url, contentType: headers['content-type'] ?? null, headers };
  }
  const why = describeFailure(answer);
  if (answer.outcome !== 'httpError') {
    const again = answer.outcome === 'networkError' || answer.outcome === 'timeout';
    return {
      why,
      status: null,
      again: again || (answer.outcome === 'refused' && answer.reason === 'robots-unreachable'),
    };
  }
  const { status, challenge } = answer;
  return { why, status, again: !challenge && (status >= 500 || status === 429 || status === 408) };
}
