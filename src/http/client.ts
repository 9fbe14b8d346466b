import { setTimeout as sleep } from 'node:timers/promises';
import { startDeadline, untilAborted } from './deadline.ts';
import { failureOutcome } from './failures.ts';
import type { GuardLookup } from './guard.ts';
import { KINDS, MAX_REDIRECTS, POST_LIMITS, ROBOTS_LIMITS, limitsOf, type Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import { gateCookie, isPermanent, redirectTarget, webUrl } from './redirect.ts';
import { retryAfterMs } from './retry-after.ts';
import { RobotsCache } from './robots.ts';
import { Transport, type Answer } from './transport.ts';
import type { HttpClient, HttpOutcome, HttpRequest, PostRequest } from './types.ts';

const ROBOTS_AGENT = 'Tumen';

export interface HttpClientOptions {
  version: string;
  /** An address or page by which a site owner can reach the operator; becomes part of the User-Agent. */
  contact: string | null;
  /** "host:port" entries that the guard lets through although they are private. */
  allowHosts?: readonly string[];
  pace?: Pace;
  /** Least milliseconds between two requests to one host. */
  minIntervalMs?: number;
  /** Longest wait for a host's slot inside a call; where more is needed the outcome is "paced". */
  maxPaceWaitMs?: number;
  now?: () => Date;
  /** Name resolution in place of the system's. */
  lookup?: GuardLookup;
}

/** What stays the same along the redirects of one call. */
interface Journey {
  request: HttpRequest;
  limits: Limits;
  crawled: boolean;
  truncate: boolean;
  signal: AbortSignal;
}

/** A client for everything that Tumen fetches or sends: guarded, polite, bounded in time and size. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new Client(options);
}

class Client implements HttpClient {
  readonly #options: HttpClientOptions;
  readonly #transport: Transport;
  readonly #robots: RobotsCache;
  readonly #now: () => Date;
  readonly #userAgent: string;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#transport = new Transport(new Set(options.allowHosts), options.lookup);
    this.#userAgent = `${ROBOTS_AGENT}/${options.version}${options.contact ? ` (+${options.contact})` : ''}`;
    this.#robots = new RobotsCache({
      agent: ROBOTS_AGENT,
      fetch: (url) => this.#travel({ url, kind: 'page' }, ROBOTS_LIMITS, { crawled: false, truncate: true }),
      now: this.#now,
    });
  }

  get(request: HttpRequest, signal?: AbortSignal): Promise<HttpOutcome> {
    const usual = KINDS[request.kind];
    const mode = { crawled: usual.crawled, truncate: false };
    return this.#travel(request, limitsOf(request, usual), mode, signal);
  }

  async post(request: PostRequest, signal?: AbortSignal): Promise<HttpOutcome> {
    const limits = limitsOf(request, POST_LIMITS);
    const url = webUrl(request.url);
    if (!url) return badUrl(request.url);
    return this.#bounded(limits, signal, async (inner) => {
      const waitMs = await this.#takeTurn(url, request.minIntervalMs ?? 0, inner);
      if (waitMs > 0) return { outcome: 'paced', waitMs };
      const headers = {
        'user-agent': this.#userAgent,
        'content-type': 'application/json',
        ...request.headers,
      };
      const answer = await this.#transport.exchange(
        { method: 'POST', url, headers, body: request.json, maxBytes: limits.maxBytes },
        inner,
      );
      return this.#conclude(answer, url, { conditional: false, movedTo: null });
    });
  }

  async crawlDelay(address: string): Promise<number> {
    const url = webUrl(address);
    const verdict = url && (await this.#robots.check(url));
    return verdict?.allowed ? verdict.crawlDelayMs : 0;
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  #travel(
    request: HttpRequest,
    limits: Limits,
    mode: Pick<Journey, 'crawled' | 'truncate'>,
    outer?: AbortSignal,
  ): Promise<HttpOutcome> {
    return this.#bounded(limits, outer, (signal) => this.#follow({ request, limits, ...mode, signal }));
  }

  /** Runs `work` under a deadline and turns what the network did to it into an outcome. */
  async #bounded(
    limits: Limits,
    outer: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<HttpOutcome>,
  ): Promise<HttpOutcome> {
    const deadline = startDeadline(limits.timeoutMs, outer);
    try {
      return await work(deadline.signal);
    } catch (error) {
      outer?.throwIfAborted();
      if (deadline.expired()) return { outcome: 'timeout', timeoutMs: limits.timeoutMs };
      const outcome = failureOutcome(error, limits);
      if (!outcome) throw error;
      return outcome;
    } finally {
      deadline.release();
    }
  }

  /** Follows redirects; every hop is checked anew against guard and robots, and a new host takes a slot of its own. */
  async #follow(journey: Journey): Promise<HttpOutcome> {
    const { request } = journey;
    const start = webUrl(request.url);
    if (!start) return badUrl(request.url);
    let url = start;
    let permanent = true;
    let cookie: string | null = null;
    let pacedHost = '';
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const obstacle = await this.#admit(url, journey, url.hostname !== pacedHost);
      if (obstacle) return obstacle;
      pacedHost = url.hostname;
      const answer = await this.#ask(url, start, cookie, journey);
      const target = redirectTarget(answer, url);
      if (!target) {
        const movedTo = permanent && hop > 0 ? url.href : null;
        return this.#conclude(answer, url, { conditional: isConditional(request), movedTo });
      }
      const pass: string | null = request.cookieGate && !cookie ? gateCookie(answer, url, target) : null;
      if (pass) {
        cookie = pass;
        continue;
      }
      const next = webUrl(request.mapRedirect?.(target) ?? target);
      if (!next) return badUrl(target.href);
      permanent &&= isPermanent(answer);
      url = next;
    }
    return {
      outcome: 'refused',
      reason: 'too-many-redirects',
      message: `more than ${MAX_REDIRECTS} redirects from ${start.href}`,
    };
  }

  #ask(url: URL, start: URL, cookie: string | null, journey: Journey): Promise<Answer> {
    const { request, limits, truncate, signal } = journey;
    const atHome = url.origin === start.origin;
    const headers: Record<string, string> = {
      'user-agent': this.#userAgent,
      accept: KINDS[request.kind].accept,
      ...(atHome ? request.headers : {}),
      ...(atHome && cookie ? { cookie } : {}),
      ...(request.etag ? { 'if-none-match': request.etag } : {}),
      ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
    };
    const legacyTls = request.legacyTls === true && atHome;
    return this.#transport.exchange(
      { method: 'GET', url, headers, maxBytes: limits.maxBytes, truncate, legacyTls },
      signal,
    );
  }

  /** Asks robots.txt and the host's pace; returns what stands in the way, or null after waiting for our turn. */
  async #admit(url: URL, journey: Journey, takesSlot: boolean): Promise<HttpOutcome | null> {
    let interval = journey.request.minIntervalMs ?? this.#options.minIntervalMs ?? 0;
    if (journey.crawled) {
      const verdict = await untilAborted(this.#robots.check(url), journey.signal);
      if (!verdict.allowed && verdict.reason === 'paced') return { outcome: 'paced', waitMs: verdict.waitMs };
      if (!verdict.allowed) return { outcome: 'refused', reason: verdict.reason, message: verdict.message };
      interval = Math.max(interval, verdict.crawlDelayMs);
    }
    const waitMs = takesSlot ? await this.#takeTurn(url, interval, journey.signal) : 0;
    return waitMs > 0 ? { outcome: 'paced', waitMs } : null;
  }

  /** Waits for the host's slot as long as the options allow; returns 0, or the milliseconds that are still missing. */
  async #takeTurn(url: URL, intervalMs: number, signal: AbortSignal): Promise<number> {
    const { pace, maxPaceWaitMs = 0 } = this.#options;
    if (!pace) return 0;
    let patience = maxPaceWaitMs;
    for (;;) {
      const waitMs = await pace.reserve(url.hostname, intervalMs, this.#now());
      if (waitMs <= 0) return 0;
      if (waitMs > patience) return waitMs;
      patience -= waitMs;
      await sleep(waitMs, undefined, { signal });
    }
  }

  async #conclude(
    answer: Answer,
    url: URL,
    context: { conditional: boolean; movedTo: string | null },
  ): Promise<HttpOutcome> {
    const { status, headers, bytes } = answer;
    const finalUrl = url.href;
    const validators = { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
    const fetchedAt = this.#now().toISOString();
    if (status === 304 && context.conditional) {
      return { outcome: 'notModified', finalUrl, ...validators, fetchedAt };
    }
    const challenge = isChallenge(headers);
    if (status >= 200 && status < 300 && !challenge) {
      return {
        outcome: 'ok',
        status,
        finalUrl,
        movedTo: context.movedTo,
        headers,
        bytes,
        ...validators,
        fetchedAt,
      };
    }
    const retryAfter = retryAfterMs(headers['retry-after'], this.#now());
    if (retryAfter && (status === 429 || status === 503)) {
      await this.#options.pace?.postpone(url.hostname, new Date(this.#now().getTime() + retryAfter));
    }
    return { outcome: 'httpError', status, finalUrl, headers, bytes, retryAfterMs: retryAfter, challenge };
  }
}

function isConditional(request: HttpRequest): boolean {
  return Boolean(request.etag ?? request.lastModified);
}

/** A bot check announces itself: Amazon's comes with status 202, Cloudflare's with 403. */
function isChallenge(headers: Readonly<Record<string, string>>): boolean {
  return headers['x-amzn-waf-action'] !== undefined || headers['cf-mitigated'] === 'challenge';
}

function badUrl(address: string): HttpOutcome {
  return { outcome: 'refused', reason: 'url', message: `not an http or https address: ${address}` };
}
