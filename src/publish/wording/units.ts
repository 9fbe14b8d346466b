import { linkingRules } from '../../events/rules.ts';
import type { Locale } from './phrases.ts';

/** How a sentence treats what is counted: persons, money, loads of goods, the goods themselves, or anything else. */
export type UnitKind = 'persons' | 'money' | 'load' | 'piece' | 'other';

/** A unit by its id in keywords/gazetteer.yaml; "#" is the place of the number. */
type UnitWords = Readonly<Record<Locale, string>> & { kind: UnitKind };

const UNITS: Readonly<Record<string, UnitWords>> = {
  person: { en: '# people', ko: '#명', kind: 'persons' },
  usd: { en: '$#', ko: '#달러', kind: 'money' },
  sgd: { en: 'S$#', ko: '#싱가포르달러', kind: 'money' },
  eur: { en: '€#', ko: '#유로', kind: 'money' },
  rub: { en: '# roubles', ko: '#루블', kind: 'money' },
  cny: { en: '# yuan', ko: '#위안', kind: 'money' },
  krw: { en: '# won', ko: '#원', kind: 'money' },
  container: { en: '# containers', ko: '컨테이너 #개', kind: 'load' },
  barrel: { en: '# barrels', ko: '#배럴', kind: 'load' },
  ton: { en: '# tonnes', ko: '#톤', kind: 'load' },
  railcar: { en: '# railcars', ko: '화차 #량', kind: 'load' },
  round: { en: '# rounds', ko: '#발', kind: 'piece' },
  missile: { en: '# missiles', ko: '미사일 #기', kind: 'piece' },
  gun: { en: '# guns', ko: '#문', kind: 'piece' },
  ship: { en: '# ships', ko: '선박 #척', kind: 'other' },
  voyage: { en: '# voyages', ko: '#회', kind: 'other' },
  firm: { en: '# companies', ko: '기업 #곳', kind: 'other' },
  country: { en: '# countries', ko: '#개국', kind: 'other' },
  device: { en: '# devices', ko: '기기 #대', kind: 'other' },
};

/** A unit in Han, kana or Hangul is at most this long; what follows it in a quote is the sentence going on. */
const LONGEST_CJK = 6;

/** The id of a unit as a source writes it ("tankers over", "контейнеров", "여명이"), or null where it is none that we know. */
export function unitId(text: string): string | null {
  const { units } = linkingRules();
  const id =
    matchingForms(text).flatMap((form) => units.idOf(form) ?? [])[0] ?? units.idsIn(firstWord(text), 1)[0];
  return id !== undefined && id in UNITS ? id : null;
}

/** Words of a known unit in the reader's language, with "#" for the number. */
export function unitWords(id: string, locale: Locale): string {
  return UNITS[id]?.[locale] ?? '#';
}

export function unitKind(id: string): UnitKind {
  return UNITS[id]?.kind ?? 'other';
}

/** The beginning of a text as forms may stand in the gazetteer: two words, one word; for Asian scripts, ever shorter. */
function matchingForms(text: string): string[] {
  const words = text
    .trim()
    .replace(/^[余餘多여]/u, '')
    .split(/\s+/u);
  const first = words[0] ?? '';
  const isAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first);
  if (!isAsian) return [words.slice(0, 2).join(' '), first];
  return Array.from({ length: LONGEST_CJK }, (_, index) => first.slice(0, LONGEST_CJK - index));
}

/** Of a Latin or Cyrillic text; Asian scripts have none that could end in a case ending. */
function firstWord(text: string): string {
  return /^[\p{Script=Latin}\p{Script=Cyrillic}-]+/u.exec(text.trim())?.[0] ?? '';
}
