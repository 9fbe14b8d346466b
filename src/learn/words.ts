import { englishStem, russianStem } from '../analyze/stemmer.ts';

const WORD = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]+|\p{L}[\p{L}\p{M}]*/gu;
const HAN_OR_KANA = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]/u;
const HANGUL = /^\p{Script=Hangul}/u;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
/** Korean words carry their endings; most nouns and verb stems are told by their first two syllables. */
const KOREAN_STEM = 2;

/** The words of a sentence in lower case, as written; a run of Han or kana is one of them. */
export function wordsOf(sentence: string): readonly string[] {
  return sentence.toLowerCase().match(WORD) ?? [];
}

/** The stem of a word; null for a run of Han or kana, which is counted by its pairs of characters (pairsOf). */
export function stemOf(word: string): string | null {
  if (HAN_OR_KANA.test(word)) return null;
  if (HANGUL.test(word)) return word.slice(0, KOREAN_STEM);
  return CYRILLIC.test(word) ? russianStem(word) : englishStem(word);
}

/** The pairs of neighbouring characters of a run. */
export function pairsOf(run: string): string[] {
  return Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2));
}
