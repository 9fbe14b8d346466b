/**
 * Words to search by, made by ourselves so that five languages and every database are served alike: Latin and Cyrillic words as
 * stems, Han, kana and Hangul as pairs of characters, since nothing stands between their words.
 */
import { foldHan } from './han.ts';
import { englishStem, russianStem } from '../analyze/stemmer.ts';

/** A word as it is indexed, and where in the text it stands (UTF-16 code units). */
export interface SearchWord {
  word: string;
  start: number;
  end: number;
}

/** A run of letters and digits of one kind of script. */
export interface Run extends SearchWord {
  /** Written without spaces between words: cut into pairs. */
  unspaced: boolean;
}

/** Longer runs are no words; the index takes 2,046 bytes a word at most. */
const LONGEST_WORD = 60;
const LETTERS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const SCRIPTS =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆ﾞﾟ]\p{M}*)+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆ﾞﾟ]+/gu;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]/u;
/** Compatibility forms can hide others: "½" is "1⁄2". No quote or backslash gets past. */
const NOT_LETTERS = /[^\p{L}\p{N}\p{M}]+/gu;
const LATIN = /^[a-z]+$/u;
const CYRILLIC = /^[\p{Script=Cyrillic}]+$/u;

/** The runs of a text in order, folded: full-width narrowed, lower case, no accents on Latin letters, Chinese characters in one form. Linear in its length. */
export function* runsOf(text: string): Generator<Run> {
  for (const letters of text.matchAll(LETTERS)) {
    for (const part of letters[0].matchAll(SCRIPTS)) {
      const start = letters.index + part.index;
      const end = start + part[0].length;
      const folded = foldHan(part[0].normalize('NFKC').toLowerCase().replaceAll(NOT_LETTERS, ''));
      if (folded === '') continue;
      if (UNSPACED.test(folded)) yield { word: folded, start, end, unspaced: true };
      else yield { word: stemOf(folded), start, end, unspaced: false };
    }
  }
}

/** The words under which a text is found, in order. */
export function* searchWords(text: string): Generator<SearchWord> {
  for (const run of runsOf(text)) {
    if (run.unspaced) for (const word of pairsOf(run.word, true)) yield { ...run, word };
    else yield run;
  }
}

/**
 * Overlapping pairs of characters; `withLast` adds the last character alone, so that every single one can be found as the
 * beginning of a word of the index.
 */
export function pairsOf(run: string, withLast: boolean): string[] {
  const characters = Array.from(run);
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return withLast ? [...pairs, characters.at(-1) ?? ''] : pairs;
}

function stemOf(folded: string): string {
  const word = folded.slice(0, LONGEST_WORD);
  if (CYRILLIC.test(word)) return russianStem(word.replaceAll('ё', 'е'));
  const plain = word.normalize('NFKD').replaceAll(/\p{M}+/gu, '');
  return LATIN.test(plain) ? englishStem(plain) : plain;
}

/** Positions past this are all one to the database; a phrase is found only before it. */
const LAST_POSITION = 16_383;
/** The database keeps no more positions of a word than this. */
const MOST_POSITIONS = 255;
/** A vector may take a megabyte; this many different words take less. */
const MOST_WORDS = 50_000;

/** A text as the literal of a tsvector; its words weigh by their part: A for titles, D for the rest. */
export function searchVector(parts: readonly { text: string; weight: 'A' | 'D' }[]): string {
  const positions = new Map<string, string[]>();
  let position = 0;
  for (const { text, weight } of parts) {
    for (const { word } of searchWords(text)) {
      position = Math.min(position + 1, LAST_POSITION);
      const known = positions.get(word);
      if (!known && positions.size >= MOST_WORDS) continue;
      const at = `${position}${weight === 'A' ? 'A' : ''}`;
      if (!known) positions.set(word, [at]);
      else if (known.length < MOST_POSITIONS) known.push(at);
    }
    position = Math.min(position + 1, LAST_POSITION); // no phrase runs from a title into the text
  }
  return [...positions].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ');
}
