import robotsParserModule from 'robots-parser';
import type { HttpOutcome } from './types.ts';

const HOUR_MS = 3600_000;
/** RFC 9309 section 2.4: rules should not be used for more than a day. */
const RULES_TTL_MS = 24 * HOUR_MS;
/** How long an unreachable robots.txt closes the host before it is asked for again: a server's error, or a hiccup on the way. */
const ERROR_TTL_MS = 15 * 60_000;
const HICCUP_TTL_MS = 60_000;
/** A crawl delay beyond this is a mistake or a way of saying no; the site's rules can say no in so many words. */
const LONGEST_CRAWL_DELAY_MS = 60_000;
/** Hosts whose rules are kept; the oldest goes first. */
const MAX_HOSTS = 2000;
/**
 * Matching a rule with wildcards costs its length times the address's. Large honest files hold some 20 KB of such
 * rules; whoever holds more than this does not want to be crawled by us, whatever the rules say.
 */
const MAX_WILDCARD_BYTES = 64 * 1024;
const WILDCARD_RULE = /^[ \t]*(?:dis)?allow[ \t]*:[^\r\n]*\*[^\r\n]+/gimu;
/** RFC 3986 unreserved characters: "%70rivate" and "private" are one path, and robots-parser does not know it. */
const UNRESERVED = /%(?:2[de]|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/giu;

export type RobotsVerdict =
  | { allowed: true; crawlDelayMs: number }
  /** Its turn at the host has not come: nothing is known yet. */
  | { allowed: false; reason: 'paced'; waitMs: number }
  | { allowed: false; reason: 'robots' | 'robots-unreachable'; message: string };

export interface RobotsOptions {
  /** Our product token, as robots.txt files name it: "Tumen". */
  agent: string;
  /** Fetches a robots.txt, following redirects, cut at 500 KiB; robots.txt itself is never subject to robots. */
  fetch: (url: string) => Promise<HttpOutcome>;
  now: () => Date;
}

// The package is CommonJS whose types describe an ES module: what is imported is the function itself.
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

type Rules =
  | { kind: 'open' }
  | { kind: 'closed'; message: string; ttlMs: number }
  | { kind: 'rules'; robots: ReturnType<typeof robotsParser> };

interface Entry {
  rules: Rules;
  expiresAt: number;
}

interface Wait {
  waitMs: number;
}

/** The robots.txt of each origin, kept for a day, asked for once however many requests wait for it (RFC 9309). */
export class RobotsCache {
  readonly #options: RobotsOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #pending = new Map<string, Promise<Entry | Wait>>();

  constructor(options: RobotsOptions) {
    this.#options = options;
  }

  /** Whether the address may be crawled, and at what pace. */
  async check(url: URL): Promise<RobotsVerdict> {
    const entry = await this.#entryOf(url.origin);
    if ('waitMs' in entry) return { allowed: false, reason: 'paced', waitMs: entry.waitMs };
    const { rules } = entry;
    if (rules.kind === 'open') return { allowed: true, crawlDelayMs: 0 };
    if (rules.kind === 'closed') {
      return { allowed: false, reason: 'robots-unreachable', message: rules.message };
    }
    const address = decodeUnreserved(url.href);
    if (rules.robots.isAllowed(address, this.#options.agent) === false) {
      const line = rules.robots.getMatchingLineNumber(address, this.#options.agent);
      return {
        allowed: false,
        reason: 'robots',
        message: `${url.origin}/robots.txt line ${line} closes this path`,
      };
    }
    const seconds = rules.robots.getCrawlDelay(this.#options.agent) ?? 0;
    return { allowed: true, crawlDelayMs: Math.min(Math.max(seconds, 0) * 1000, LONGEST_CRAWL_DELAY_MS) };
  }

  async #entryOf(origin: string): Promise<Entry | Wait> {
    const known = this.#entries.get(origin);
    if (known && known.expiresAt > this.#options.now().getTime()) return known;
    let pending = this.#pending.get(origin);
    if (!pending) {
      pending = this.#load(origin, known).finally(() => this.#pending.delete(origin));
      this.#pending.set(origin, pending);
    }
    return pending;
  }

  async #load(origin: string, known: Entry | undefined): Promise<Entry | Wait> {
    const outcome = await this.#options.fetch(`${origin}/robots.txt`);
    if (outcome.outcome === 'paced') return { waitMs: outcome.waitMs };
    const rules = rulesOf(outcome, origin);
    const entry: Entry = {
      // RFC 9309 2.3.1.4: an older copy may be used while the file cannot be reached.
      rules: rules.kind === 'closed' && known?.rules.kind === 'rules' ? known.rules : rules,
      expiresAt: this.#options.now().getTime() + (rules.kind === 'closed' ? rules.ttlMs : RULES_TTL_MS),
    };
    this.#entries.delete(origin);
    this.#entries.set(origin, entry);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MAX_HOSTS && !oldest.done) this.#entries.delete(oldest.value);
    return entry;
  }
}

/** RFC 9309 section 2.3.1: what an answer, or the lack of one, means. */
function rulesOf(outcome: Exclude<HttpOutcome, { outcome: 'paced' }>, origin: string): Rules {
  const closed = (why: string, ttlMs = ERROR_TTL_MS): Rules => ({
    kind: 'closed',
    message: `${origin}/robots.txt ${why}`,
    ttlMs,
  });
  switch (outcome.outcome) {
    case 'ok': {
      const text = decodeUnreserved(new TextDecoder().decode(outcome.bytes));
      if (wildcardBytes(text) > MAX_WILDCARD_BYTES)
        return closed('holds more wildcard rules than can be read');
      return { kind: 'rules', robots: robotsParser(`${origin}/robots.txt`, text) };
    }
    case 'httpError':
      // 429 is a 4xx by number and an "unreachable" by meaning: the host is overloaded, not without rules.
      if (outcome.status < 500 && outcome.status !== 429) return { kind: 'open' };
      return closed(`answered ${outcome.status}`);
    case 'refused':
      return outcome.reason === 'too-many-redirects' ? { kind: 'open' } : closed(outcome.message);
    case 'networkError':
      return closed(`could not be fetched: ${outcome.code}`, HICCUP_TTL_MS);
    case 'timeout':
      return closed(`did not arrive within ${outcome.timeoutMs} ms`, HICCUP_TTL_MS);
    default:
      return closed(`gave no usable answer (${outcome.outcome})`);
  }
}

function wildcardBytes(text: string): number {
  return Array.from(text.matchAll(WILDCARD_RULE), ([rule]) => rule.length).reduce(
    (sum, size) => sum + size,
    0,
  );
}

function decodeUnreserved(text: string): string {
  return text.replace(UNRESERVED, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
