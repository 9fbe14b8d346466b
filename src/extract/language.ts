import { eld } from 'eld/extrasmall';

/** Letters are counted in this many characters at most: more would not change the verdict. */
const SAMPLE = 4_000;
/** Below this many letters Latin and Cyrillic text is too short to be sure of, and the hint decides. */
const SURE_LETTERS = 24;

const SCRIPTS = {
  hangul: /\p{Script=Hangul}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  han: /\p{Script=Han}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  latin: /\p{Script=Latin}/gu,
} as const;

/**
 * The language of a text as an ISO 639-1 code ("en", "ko", "ru", "zh" for Chinese in either script, "ja", ...), null
 * where there are no letters to judge by. `hint` is what the page or feed claims (any BCP 47 tag): it decides only where
 * the text is too short to.
 */
export function detectLanguage(text: string, hint?: string | null): string | null {
  const sample = text.slice(0, SAMPLE);
  const count = countScripts(sample);
  const claimed = languageOf(hint);
  const eastAsian = count.hangul + count.kana + count.han;
  // names and abbreviations in Latin letters abound in East Asian news, and say less a sign
  if (eastAsian > 0 && eastAsian * 3 >= count.latin + count.cyrillic) return eastAsianOf(count, claimed);
  const letters = sample.replace(/\P{L}+/gu, '').length;
  if (letters === 0) return claimed;
  const guess = eld.detect(sample);
  const unsure = letters < SURE_LETTERS || !guess.isReliable();
  if (unsure && claimed && fits(claimed, count)) return claimed;
  return guess.language || claimed;
}

type Counts = Record<keyof typeof SCRIPTS, number>;

function countScripts(sample: string): Counts {
  const of = (script: RegExp): number => sample.match(script)?.length ?? 0;
  return {
    hangul: of(SCRIPTS.hangul),
    kana: of(SCRIPTS.kana),
    han: of(SCRIPTS.han),
    cyrillic: of(SCRIPTS.cyrillic),
    latin: of(SCRIPTS.latin),
  };
}

function eastAsianOf(count: Counts, claimed: string | null): string {
  if (count.hangul > count.kana + count.han) return 'ko';
  if (count.hangul > 0 && count.kana === 0 && count.hangul * 3 >= count.han) return 'ko';
  if (count.kana * 20 >= count.han) return 'ja';
  // a Japanese headline may do without kana
  return claimed === 'ja' && count.han < SURE_LETTERS ? 'ja' : 'zh';
}

const CYRILLIC = /^(?:ru|uk|be|bg|sr|mk|kk|ky|mn|tg)$/;
const OTHER_SCRIPT = /^(?:ko|zh|ja|ar|fa|he|el|th|hi|ur|ka|hy)$/;

/** Whether a claimed language is written in the letters at hand. */
function fits(language: string, count: Counts): boolean {
  if (OTHER_SCRIPT.test(language)) return false;
  return CYRILLIC.test(language) === count.cyrillic > count.latin;
}

/** The primary language of a tag: "zh-Hant-TW" and "zh_TW" are "zh". */
function languageOf(tag: string | null | undefined): string | null {
  return /^\s*([a-z]{2})(?![a-z])/i.exec(tag ?? '')?.[1]?.toLowerCase() ?? null;
}
