/** Days out of text as pages write them, in about a dozen languages. Days are "YYYY-MM-DD" as written: no zone is applied. */

export interface DateOptions {
  /** 3/4/2024 is the 4th of March. */
  monthFirst?: boolean;
  /** No page was published after this day. */
  latest?: string | undefined;
}

/** News on the web begins here; earlier years in a page's date fields are defaults of its software. */
const EARLIEST_YEAR = 1995;
const LATEST_YEAR = 2099;
/** Dates stand at the beginning of what is handed over. */
const TEXT_LIMIT = 400;

const MONTH_WORDS = [
  'jan january januar jänner jänn enero ene janvier janv gennaio gen janeiro января янв январь січня stycznia ledna ocak januari leden ianuarie',
  'feb february februar feber febrero février févr fevr fevrier febbraio fevereiro fev февраля фев февр февраль лютого lutego února şubat subat februari februarie',
  'mar march märz maerz mrz marzo março marco mars марта мар март березня marca března mart maart martie',
  'apr april abril abr avril avr aprile апреля апр апрель квітня kwietnia dubna nisan aprilie',
  'may mai mayo maggio mag maio mei мая май травня maja května mayıs mayis maj',
  'jun june juni junio juin giugno giu junho июня июн июнь червня czerwca června haziran iunie',
  'jul july juli julio juillet juil luglio lug julho июля июл июль липня lipca července temmuz iulie',
  'aug august agosto ago août aout августа авг август серпня sierpnia srpna ağustos agustos augustus',
  'sep sept september septiembre septembre settembre set setembro сентября сен сент сентябрь вересня września září eylül eylul septembrie',
  'oct october okt oktober octubre octobre ottobre ott outubro out октября окт октябрь жовтня października října ekim octombrie',
  'nov november noviembre novembre novembro ноября ноя нояб ноябрь листопада listopada listopadu kasım kasim noiembrie',
  'dec december dez dezember diciembre dic décembre decembre dicembre dezembro декабря дек декабрь грудня grudnia prosince aralık aralik decembrie',
];
const MONTH_OF = new Map<string, number>();
for (const [i, line] of MONTH_WORDS.entries()) for (const word of line.split(' ')) MONTH_OF.set(word, i + 1);

/** Longest first, so that "march" is not read as "mar". */
const MONTH = [...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|');
const YEAR = '((?:19|20)\\d\\d)';
const MM = '(0?[1-9]|1[0-2])';
const DD = '(0?[1-9]|[12]\\d|3[01])';

/** What the three groups of a pattern stand for; a "word" is a month's name, a "short" year has two digits. */
type Field = 'year' | 'short' | 'month' | 'word' | 'day';
type Fields = readonly [Field, Field, Field];

interface Pattern {
  find: RegExp;
  fields: Fields;
}

const pattern = (fields: Fields, source: string): Pattern => ({ find: new RegExp(source, 'iu'), fields });

const DAY_MONTH_YEAR = pattern(
  ['day', 'month', 'year'],
  `(?<![\\d.])${DD}\\s?[./-]\\s?${MM}\\s?[./-]\\s?${YEAR}(?!\\d)`,
);
const MONTH_DAY_YEAR = pattern(
  ['month', 'day', 'year'],
  `(?<![\\d.])${MM}\\s?[/-]\\s?${DD}\\s?[/-]\\s?${YEAR}(?!\\d)`,
);
/** The day cannot be a month, so the order is beyond doubt. */
const MONTH_LARGE_DAY_YEAR = pattern(
  ['month', 'day', 'year'],
  `(?<![\\d.])${MM}\\s?[/-]\\s?(1[3-9]|2\\d|3[01])\\s?[/-]\\s?${YEAR}(?!\\d)`,
);

const CLEAR: readonly Pattern[] = [
  pattern(['year', 'month', 'day'], `(?<!\\d)${YEAR}\\s?[-/.．]\\s?${MM}\\s?[-/.．]\\s?${DD}(?!\\d)`),
  pattern(['year', 'month', 'day'], `${YEAR}\\s?[年년]\\s?${MM}\\s?[月월]\\s?${DD}\\s?[日일]`),
  pattern(
    ['day', 'word', 'year'],
    `(?<![\\d\\p{L}])${DD}(?:st|nd|rd|th|er|[ºª.])?\\s?(?:de |of |di |d')?(${MONTH})\\.?,?\\s?(?:de |del |of )?${YEAR}(?!\\d)`,
  ),
  pattern(['word', 'day', 'year'], `(?<!\\p{L})(${MONTH})\\.? ${DD}(?:st|nd|rd|th)?\\s?,? ${YEAR}(?!\\d)`),
  pattern(
    ['word', 'day', 'year'], // Tue Nov 19 10:21:34 CET 2019
    `(?<!\\p{L})(${MONTH}) ${DD} \\d\\d:\\d\\d:\\d\\d \\S{2,6} ${YEAR}`,
  ),
  pattern(['day', 'word', 'short'], `(?<![\\d\\p{L}])${DD}[- ](${MONTH})[- ](\\d\\d)(?!\\d)`),
];
const MONTH_FIRST = [...CLEAR, MONTH_DAY_YEAR, DAY_MONTH_YEAR];
const DAY_FIRST = [...CLEAR, DAY_MONTH_YEAR, MONTH_LARGE_DAY_YEAR];
/** Tried only where no clear pattern is found. */
const UNCLEAR: readonly Pattern[] = [
  pattern(['day', 'month', 'short'], `(?<![\\d.])${DD}\\.${MM}\\.(\\d\\d)(?![\\d.])`),
  pattern(
    ['year', 'month', 'day'],
    `(?<!\\d)${YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=$|\\D|\\d{2,6}(?!\\d))`,
  ),
];

const EPOCH = /^1\d{9}(?:\d{3})?$/;
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)? ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i;

/** The first day that a text names, "" where it names none. */
export function parseDay(text: string, options: DateOptions): string {
  const start = text.slice(0, TEXT_LIMIT).replace(/\s+/g, ' ').trim();
  if (!/\d/.test(start)) return '';
  if (EPOCH.test(start)) return new Date(epochMs(start)).toISOString().slice(0, 10);
  const clear = options.monthFirst ? MONTH_FIRST : DAY_FIRST;
  return earliest(start, clear, options) || earliest(start, UNCLEAR, options);
}

/** The instant (UTC) that a machine-readable date names, null where it has no time or no zone. */
export function parseInstant(text: string): string | null {
  const value = text.trim();
  if (EPOCH.test(value)) return new Date(epochMs(value)).toISOString();
  if (!INSTANT.test(value)) return null;
  const iso = value
    .replace(/ ?(?:UTC|GMT)$/i, 'Z')
    .replace(/^(\S+) (?=\d)/, '$1T')
    .replace(' ', '');
  const ms = Date.parse(iso.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** "YYYY-MM-DD" if there is such a day and a page could be published on it, else "". */
export function validDay(year: number, month: number, day: number, options: DateOptions = {}): string {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || day < 1) return '';
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return '';
  const iso = date.toISOString().slice(0, 10);
  return options.latest && iso > options.latest ? '' : iso;
}

/** The number of a month by its name in any of the languages, 0 if it is none. */
export function monthNumber(word: string): number {
  return MONTH_OF.get(word.toLowerCase()) ?? 0;
}

function earliest(text: string, patterns: readonly Pattern[], options: DateOptions): string {
  let best = { index: Infinity, day: '' };
  for (const { find, fields } of patterns) {
    const match = find.exec(text);
    if (!match || match.index >= best.index) continue;
    const value = { year: 0, month: 0, day: 0 };
    for (const [i, field] of fields.entries()) {
      const group = match[i + 1] ?? '';
      if (field === 'word') value.month = monthNumber(group);
      else if (field === 'short') value.year = 2000 + Number(group);
      else value[field] = Number(group);
    }
    const day = validDay(value.year, value.month, value.day, options);
    if (day) best = { index: match.index, day };
  }
  return best.day;
}

/** Seconds or milliseconds since 1970, told apart by their length. */
function epochMs(digits: string): number {
  return Number(digits) * (digits.length > 10 ? 1 : 1_000);
}
