import { englishStem, russianStem } from '../analyze/stemmer.ts';

const WORD = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]+|\p{L}[\p{L}\p{M}]*/gu;
const HAN_OR_KANA = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]/u;
const HANGUL = /^\p{Script=Hangul}/u;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
/** Korean words carry their endings; most nouns and verb stems are told by their first two syllables. */
const KOREAN_STEM = 2;

/** The words of a sentence as they are counted: stems; pairs of characters where a script has no spaces. */
export function stemsOf(sentence: string): string[] {
  const stems: string[] = [];
  for (const [word] of sentence.toLowerCase().matchAll(WORD)) {
    if (HAN_OR_KANA.test(word)) pushPairs(stems, word);
    else if (HANGUL.test(word)) stems.push(word.slice(0, KOREAN_STEM));
    else stems.push(CYRILLIC.test(word) ? russianStem(word) : englishStem(word));
  }
  return stems;
}

function pushPairs(stems: string[], run: string): void {
  for (let i = 0; i + 1 < run.length; i += 1) stems.push(run.slice(i, i + 2));
}
