import type { Locale } from './phrases.ts';

// Where the Unicode names are not the usual ones, or English prose wants an article.
const ENGLISH: Readonly<Record<string, string>> = {
  AE: 'the United Arab Emirates',
  CD: 'the Democratic Republic of the Congo',
  CF: 'the Central African Republic',
  CG: 'the Republic of the Congo',
  CZ: 'the Czech Republic',
  DO: 'the Dominican Republic',
  GB: 'the United Kingdom',
  HK: 'Hong Kong',
  KP: 'North Korea',
  KR: 'South Korea',
  MH: 'the Marshall Islands',
  MM: 'Myanmar',
  MO: 'Macao',
  NL: 'the Netherlands',
  PH: 'the Philippines',
  PS: 'Palestinian groups',
  SY: 'Syria',
  US: 'the United States',
};
const KOREAN: Readonly<Record<string, string>> = { HK: '홍콩', KR: '한국', MO: '마카오', PS: '팔레스타인' };
const OVERRIDES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en: ENGLISH, ko: KOREAN };

const NAMES: Readonly<Record<Locale, Intl.DisplayNames>> = {
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
  ko: new Intl.DisplayNames('ko', { type: 'region', fallback: 'none' }),
};

/** The usual name of a state as it stands inside a sentence; the code itself where it names none. */
export function countryName(code: string, locale: Locale): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  return OVERRIDES[locale][code] ?? NAMES[locale].of(code) ?? code;
}
