import type { Locale, Phrases } from './phrases.ts';
import { ENGLISH } from './phrases-en.ts';
import { KOREAN } from './phrases-ko.ts';

const PHRASES: Readonly<Record<Locale, Phrases>> = { en: ENGLISH, ko: KOREAN };

/** The phrases of a reader's language. */
export function phrasesOf(locale: Locale): Phrases {
  return PHRASES[locale];
}
