import type { RequestKind } from './types.ts';

export interface Limits {
  /** Cap in bytes, on the wire and after decompression. */
  maxBytes: number;
  /** Deadline for the whole call, redirects included. */
  timeoutMs: number;
}

const MB = 1024 * 1024;

/** What each kind asks for and may cost; `crawled` kinds are governed by robots.txt, the others are subscriptions. */
export const KINDS: Record<RequestKind, Limits & { accept: string; crawled: boolean }> = {
  feed: {
    accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml, */*;q=0.5',
    maxBytes: 16 * MB,
    timeoutMs: 30_000,
    crawled: false,
  },
  page: {
    accept: 'text/html, application/xhtml+xml, */*;q=0.5',
    maxBytes: 8 * MB,
    timeoutMs: 30_000,
    crawled: true,
  },
  // The UN's resolver takes up to half a minute before it says where a document is.
  document: { accept: 'application/pdf, */*;q=0.5', maxBytes: 64 * MB, timeoutMs: 180_000, crawled: true },
  api: { accept: 'application/json, */*;q=0.5', maxBytes: 16 * MB, timeoutMs: 60_000, crawled: false },
};

export const POST_LIMITS: Limits = { maxBytes: MB, timeoutMs: 30_000 };

/** RFC 9309 wants at least 500 KiB of rules to be read. */
export const ROBOTS_LIMITS: Limits = { maxBytes: 500 * 1024, timeoutMs: 20_000 };

export const MAX_REDIRECTS = 5;

/** What the caller asked for, else the usual. */
export function limitsOf(request: Partial<Limits>, usual: Limits): Limits {
  return {
    maxBytes: request.maxBytes ?? usual.maxBytes,
    timeoutMs: request.timeoutMs ?? usual.timeoutMs,
  };
}
