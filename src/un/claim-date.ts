import type { Language } from '../taxonomy.ts';

/** What a text says of a day: any of the three parts can be missing. */
export interface PartialDay {
  year: number | null;
  month: number | null;
  day: number | null;
}

const EN = 'January February March April May June July August September October November December'.split(' ');
const RU = 'январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр'.split(' ');
const EN_MONTH = `(?<month>${EN.join('|')})`;
const RU_MONTH = `(?<month>${RU.join('|')})(?:[ьяейю]|ь?ем|а|е)?`;
const YEAR = '(?<year>(?:19|20)\\d\\d)';

/** "the panel, set up in 2009": a year of what was there before. */
const NO_BACKGROUND =
  '(?<!(?:created|established|set up|formed|founded|began|begun|started|launched|imposed|adopted|passed)[^.;,]{0,30})';

/** Han and Hangul write year, month and day alike; the words for them differ. */
const eastern = (year: string, month: string, day: string): RegExp[] => [
  new RegExp(
    `(?:${YEAR}\\s?${year}\\s?)?(?<month>1[0-2]|[1-9])\\s?${month}\\s?(?:(?<day>[12]\\d|3[01]|[1-9])\\s?${day})?`,
    'gu',
  ),
  new RegExp(
    `(?<![${month}\\d\\s])\\s?(?<![\\d${month}])(?<day>[12]\\d|3[01]|[1-9])\\s?${day}(?!\\p{Script=Hangul}*간)`,
    'gu',
  ),
  new RegExp(`${YEAR}\\s?${year}(?!\\s?\\d{1,2}\\s?${month})`, 'gu'),
];

const PATTERNS: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    new RegExp(
      `(?<![\\p{L}\\d])(?:(?<day>[12]\\d|3[01]|[1-9])(?:st|nd|rd|th)? )${EN_MONTH}(?:,? ${YEAR})?`,
      'gu',
    ),
    new RegExp(`${EN_MONTH} (?<day>[12]\\d|3[01]|[1-9])(?:st|nd|rd|th)?(?!\\d)(?:,? ${YEAR})?`, 'gu'),
    new RegExp(`(?<!\\d )${EN_MONTH}(?:,? ${YEAR})?(?! \\d{1,2}(?!\\d))`, 'gu'),
    new RegExp(`${NO_BACKGROUND}(?<=(?<!\\p{L})[Ii]n )${YEAR}(?!\\d)`, 'gu'),
  ],
  ru: [
    new RegExp(`(?<![\\p{L}\\d])(?<day>[12]\\d|3[01]|[1-9]) ${RU_MONTH}(?:\\s${YEAR})?`, 'giu'),
    new RegExp(`(?<!\\d )(?<!\\p{L})${RU_MONTH}(?!\\p{L})(?:\\s${YEAR})?`, 'giu'),
    new RegExp(`(?<=в )${YEAR}(?!\\d)`, 'gu'),
  ],
  ko: eastern('년', '월', '일'),
  zh: eastern('年', '月', '[日号]'),
  ja: eastern('年', '月', '日'),
};

/** The days, months and years that a text names. */
export function daysIn(text: string, language: Language): PartialDay[] {
  return PATTERNS[language].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => ({
      year: groups?.year === undefined ? null : Number(groups.year),
      month: monthOf(groups?.month),
      day: groups?.day === undefined ? null : Number(groups.day),
    })),
  );
}

function monthOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (/^\d+$/u.test(word)) return Number(word);
  const lower = word.toLowerCase();
  const names = EN.map((name) => name.toLowerCase());
  const index = names.includes(lower) ? names.indexOf(lower) : RU.indexOf(lower);
  return index < 0 ? null : index + 1;
}
