/** A slip of the finger is at most this many letters; more is another word. */
const MAX_SLIPS = 3;
const MAX_LENGTH = 60;

/** The candidate that was most likely meant by `word`, or null where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(MAX_SLIPS, Math.ceil(word.length / 2)) + 1;
  if (word.length > MAX_LENGTH) return null;
  for (const candidate of candidates) {
    const slips = distance(fold(word), fold(candidate));
    if (slips < least) [best, least] = [candidate, slips];
  }
  return best;
}

/** "why_off" and "whyOff" are one word to whoever types it. */
function fold(word: string): string {
  return word.toLowerCase().replace(/[_-]/gu, '');
}

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
