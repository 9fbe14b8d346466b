import { isCyrillic, isHan, isHangul, isKana } from './fold.ts';

/** The start of a text says its language; reading more costs time and meets quotations. */
const SAMPLE = 2_000;
const UKRAINIAN = /[іїєґ]/iu;

/**
 * The language of a text by its script: ko, ja, zh, ru, uk, or en for whatever is written in Latin letters. A hint is believed
 * where the script allows it ("fr" over Latin text), and overruled where it does not ("en" over Hangul).
 */
export function detectLanguage(text: string, hint?: string | null): string {
  const sample = text.slice(0, SAMPLE);
  const counts = countScripts(sample);
  const hinted = hint?.trim().toLowerCase().split(/[-_]/u)[0] ?? '';
  const letters = counts.hangul + counts.kana + counts.han + counts.cyrillic + counts.latin;
  if (letters === 0) return hinted || 'und';
  // A Han or Hangul character says as much as two or three Latin letters.
  if (counts.hangul * 3 > counts.latin && counts.hangul >= counts.kana) return 'ko';
  if (counts.kana > 0 && (counts.kana + counts.han) * 3 > counts.latin && counts.kana * 20 > counts.han)
    return 'ja';
  if (counts.han * 3 > counts.latin) return 'zh';
  if (counts.cyrillic > counts.latin) return UKRAINIAN.test(sample) ? 'uk' : 'ru';
  const nonLatin = ['ko', 'ja', 'zh', 'ru', 'uk'].includes(hinted);
  return hinted && !nonLatin ? hinted : 'en';
}

function countScripts(sample: string): Record<'hangul' | 'kana' | 'han' | 'cyrillic' | 'latin', number> {
  const counts = { hangul: 0, kana: 0, han: 0, cyrillic: 0, latin: 0 };
  for (let i = 0; i < sample.length; i += 1) {
    const c = sample.charCodeAt(i);
    if (c < 0x80) counts.latin += Number((c >= 65 && c <= 90) || (c >= 97 && c <= 122));
    else if (isHangul(c)) counts.hangul += 1;
    else if (isKana(c)) counts.kana += 1;
    else if (isHan(c)) counts.han += 1;
    else if (isCyrillic(c)) counts.cyrillic += 1;
    else if (c >= 0xc0 && c <= 0x24f) counts.latin += 1;
  }
  return counts;
}
