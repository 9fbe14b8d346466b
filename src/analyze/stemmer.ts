// The only file that may import natural: its entry point loads database drivers and prints (lint enforces this).
import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import russian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

/** Words are cached because news repeats itself; the bound keeps hostile input from growing the process. */
const CACHE_LIMIT = 50_000;
/** Longer runs of letters are no words; stemming them would cost time for nothing. */
const MAX_WORD = 40;
const cache = new Map<string, number>();

/**
 * Length of the stem of a lower-case Russian word, in code units: the stem is what is left after its ending is cut.
 * Short words and over-long runs are returned whole.
 */
export function russianStemLength(word: string): number {
  if (word.length < 4 || word.length > MAX_WORD) return word.length;
  const known = cache.get(word);
  if (known !== undefined) return known;
  const length = Math.max(3, Math.min(russian.stem(word).length, word.length));
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(word, length);
  return length;
}

const englishCache = new Map<string, string>();

/** The Porter stem of a lower-case word in Latin letters; short words and over-long runs are returned whole. */
export function englishStem(word: string): string {
  if (word.length < 4 || word.length > MAX_WORD) return word;
  const known = englishCache.get(word);
  if (known !== undefined) return known;
  const stem = english.stem(word);
  if (englishCache.size >= CACHE_LIMIT) englishCache.clear();
  englishCache.set(word, stem);
  return stem;
}

/** The stem of a lower-case Russian word. */
export function russianStem(word: string): string {
  return word.slice(0, russianStemLength(word));
}
