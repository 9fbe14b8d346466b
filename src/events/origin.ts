/**
 * Copies of one text: an agency report printed under other headlines, with a dateline, a paragraph less, some words changed.
 * MinHash (Broder 1997) over word triples, or over runs of characters where the script has no spaces.
 */

/** Hash functions: the estimate of a similarity s errs by about sqrt(s(1-s)/96), 0.05. */
const HASHES = 96;
/** Words in a shingle of a spaced script; characters in one of Han, kana or Hangul. */
const WORDS_IN_SHINGLE = 3;
const CHARS_IN_SHINGLE = 5;
/** Two texts that share this much of their shingles have one origin; two reports of one event share below 0.1. */
const SAME_ORIGIN = 0.3;
/** A text of fewer shingles (a headline, a caption) is alike by chance; only an identical one is a copy. */
const FEW_SHINGLES = 12;
/** Past this length the rest of a text cannot change the answer. */
const MOST_CHARS = 40_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Two characters of 6 bits stand for each minimum. */
const CHARS_PER_HASH = 2;
const SHORT_MARK = '=';
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * A short string (193 characters) that is nearly the same for nearly the same text. Title, case, punctuation and spacing do
 * not count. An empty text has the empty fingerprint.
 */
export function fingerprint(text: string): string {
  const shingles = shinglesOf(text.slice(0, MOST_CHARS).normalize('NFKC').toLowerCase());
  if (shingles.size === 0) return '';
  const minima = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles) {
    const base = hash32(shingle);
    for (let i = 0; i < HASHES; i += 1) {
      const value = mix(base ^ Math.imul(i + 1, 0x9e3779b1));
      if (value < (minima[i] ?? 0)) minima[i] = value;
    }
  }
  const encoded = [...minima].map(
    (value) => ALPHABET.charAt(value & 63) + ALPHABET.charAt((value >>> 6) & 63),
  );
  return encoded.join('') + (shingles.size < FEW_SHINGLES ? SHORT_MARK : '');
}

/** Whether two texts, by their fingerprints, are copies of one. Empty texts are copies of nothing. */
export function sameOrigin(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  if (a.endsWith(SHORT_MARK) || b.endsWith(SHORT_MARK)) return a === b;
  return resemblance(a, b) >= SAME_ORIGIN;
}

function resemblance(a: string, b: string): number {
  let same = 0;
  for (let at = 0; at < HASHES * CHARS_PER_HASH; at += CHARS_PER_HASH) {
    if (a.charCodeAt(at) === b.charCodeAt(at) && a.charCodeAt(at + 1) === b.charCodeAt(at + 1)) same += 1;
  }
  return same / HASHES;
}

function shinglesOf(text: string): Set<string> {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const units = unspaced * 2 > text.length ? Array.from(words.join('')) : words;
  const size = unspaced * 2 > text.length ? CHARS_IN_SHINGLE : WORDS_IN_SHINGLE;
  const shingles = new Set<string>();
  for (let at = 0; at + size <= units.length; at += 1) shingles.add(units.slice(at, at + size).join(' '));
  if (shingles.size === 0 && units.length > 0) shingles.add(units.join(' '));
  return shingles;
}

/** FNV-1a over UTF-16 units. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Murmur3's last step: spreads the bits of one number over all others. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
