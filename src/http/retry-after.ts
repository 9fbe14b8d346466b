/** Nobody is kept away longer than this by one header: a broken clock must not silence a source for good. */
const LONGEST_MS = 24 * 3600_000;

/**
 * The Retry-After header (seconds, or an HTTP date) as milliseconds from `now`, between 0 and one day.
 * Null where the header is absent or says neither.
 */
export function retryAfterMs(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}$/u.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  if (!/\bGMT$/u.test(text)) return null; // HTTP dates are always GMT; anything else Date.parse would read in our zone
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now.getTime(), 0), LONGEST_MS);
}
