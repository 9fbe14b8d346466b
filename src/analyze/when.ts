/** Dates of events: explicit, partial or relative to the day of publication. All in UTC, as ISO dates or parts of them. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const RU_MONTHS = [
  'январ',
  'феврал',
  'март',
  'апрел',
  'ма[йяе]',
  'июн',
  'июл',
  'август',
  'сентябр',
  'октябр',
  'ноябр',
  'декабр',
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const RU_WEEKDAYS = ['воскресенье', 'понедельник', 'вторник', 'среду', 'четверг', 'пятницу', 'субботу'];
const MONTH =
  '(?<month>Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const MONTH_END = '(?![\\p{L}])';
const DAY_MS = 86_400_000;

type Reader = (groups: Record<string, string | undefined>, published: Date | null) => string | null;

const PATTERNS: [RegExp, Reader][] = [
  [
    /(?<!\d)(?<year>(?:19|20)\d\d)-(?<m>\d\d)-(?<day>\d\d)(?!\d)/u,
    (g) => iso(g.year, Number(g.m), Number(g.day)),
  ],
  [
    new RegExp(
      `${MONTH}${MONTH_END}\\s+(?<day>\\d{1,2})(?!\\d)(?:st|nd|rd|th)?(?:,?\\s+(?<year>(?:19|20)\\d\\d))?`,
      'u',
    ),
    (g, p) => monthDay(g.year, english(g.month), Number(g.day), p),
  ],
  [
    new RegExp(
      `(?<!\\d)(?<day>\\d{1,2})\\s+${MONTH}${MONTH_END}(?:,?\\s+(?:of\\s+)?(?<year>(?:19|20)\\d\\d))?`,
      'u',
    ),
    (g, p) => monthDay(g.year, english(g.month), Number(g.day), p),
  ],
  [
    new RegExp(`${MONTH}${MONTH_END},?\\s+(?:of\\s+)?(?<year>(?:19|20)\\d\\d)`, 'u'),
    (g) => iso(g.year, english(g.month)),
  ],
  [
    new RegExp(`last\\s+${MONTH}${MONTH_END}`, 'u'),
    (g, p) => monthDay(undefined, english(g.month), null, p, true),
  ],
  [
    new RegExp(`(?:in|since|from|by|of|until|during|early|late|mid-)\\s?${MONTH}${MONTH_END}`, 'u'),
    (g, p) => monthDay(undefined, english(g.month), null, p),
  ],
  [
    /(?:(?<year>(?:19|20)\d\d)\s?[년年]\s?|(?<last>지난해|작년|去年|昨年)\s?)?(?<m>\d{1,2})\s?[월月]\s?(?:(?<day>\d{1,2})\s?[일日])?/u,
    (g, p) => monthDay(g.last ? lastYear(p) : g.year, Number(g.m), g.day ? Number(g.day) : null, p),
  ],
  [/(?<year>(?:19|20)\d\d)\s?[년年]/u, (g) => g.year ?? null],
  [
    /(?:지난달|上个月|上個月|上月|先月)\s?(?:(?<day>\d{1,2})\s?[일日])?/u,
    (g, p) => back(p, 1, g.day ? Number(g.day) : null),
  ],
  [
    new RegExp(
      `(?:(?<day>\\d{1,2})\\s+)?(?<ru>${RU_MONTHS.join('|')})[а-я]*(?:\\s+(?<year>(?:19|20)\\d\\d))?`,
      'u',
    ),
    (g, p) => monthDay(g.year, russian(g.ru), g.day ? Number(g.day) : null, p),
  ],
  [/(?:last month|в прошлом месяце)/iu, (_, p) => back(p, 1, null)],
  [/(?:last year|в прошлом году|지난해|작년|去年|昨年)/iu, (_, p) => lastYear(p) ?? null],
  [/(?:this month|в этом месяце|이번 ?달|本月|今月)/iu, (_, p) => back(p, 0, null)],
  [/(?:this year|в этом году|올해|今年)/iu, (_, p) => (p ? String(p.getUTCFullYear()) : null)],
  [/(?<!\p{L})(?:yesterday|вчера|어제|昨日|昨天)/iu, (_, p) => day(p, 1)],
  [/(?<!\p{L})(?:today|сегодня|今天|오늘)(?!\p{L})/iu, (_, p) => day(p, 0)],
  [
    new RegExp(`(?<!\\p{L})(?<weekday>${WEEKDAYS.join('|')})(?!\\p{L})`, 'iu'),
    (g, p) => weekday(g.weekday, p),
  ],
  [
    /(?:в|во)\s(?<weekday>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)(?!\p{L})/iu,
    (g, p) => weekday(WEEKDAYS[RU_WEEKDAYS.indexOf(g.weekday?.toLowerCase() ?? '')], p),
  ],
  [
    /(?:in|of|since|from|during|between|by|в|с)\s(?:early |late |mid-)?(?<year>(?:19|20)\d\d)(?!\d)/iu,
    (g) => g.year ?? null,
  ],
  [/(?<!\d)(?<year>(?:19|20)\d0)s(?!\p{L})/u, (g) => g.year ?? null],
];

/** What every date has, so that sentences without one cost one look: a digit, or the stem of a word that the readers know. */
const DATED =
  /\d|month|year|yesterday|today|day(?!\p{L})|[JFMASOND][a-z]{2}|январ|феврал|март|апрел|мая|май|июн|июл|август|сентябр|октябр|ноябр|декабр|месяц|год|вчера|сегодня|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|[달해년월年月昨今]|작년|오늘|어제/u;

/**
 * The date of the event that a quote tells of, or null. `published` (ISO) resolves "last October", "on Friday" and bare months, which
 * mean the latest one not after publication; without it such words say nothing. `before` is what the text says before the
 * quote: "of that year" is the last year named there.
 */
export function eventDateOf(quote: string, published: string | null, before = ''): string | null {
  const reference = published ? new Date(published) : null;
  const known = reference && !Number.isNaN(reference.getTime()) ? reference : null;
  if (!DATED.test(quote)) return null;
  const text = sameYear(quote.replace(NO_DATE, blank), before);
  for (const [pattern, read] of PATTERNS) {
    const match = pattern.exec(text);
    const date = match ? read(match.groups ?? {}, known) : null;
    if (date) return date;
  }
  return null;
}

/** The date of a plan: a day or month that the text gives without its year lies after publication ("by 3 January"). */
export function aheadOf(date: string | null, quote: string, published: string | null): string | null {
  if (!date || !published || date.length < 7 || /(?<!\d)(?:19|20)\d\d(?!\d)/u.test(quote)) return date;
  if (!/^\D*(?<!\p{L})(?:by|until|before|from|до|к|с)\s|까지|まで|之前/iu.test(quote)) return date;
  if (date >= published.slice(0, date.length)) return date;
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
}

/**
 * Years and dates that are none of the act's: of a resolution ("1874 (2009)"), of what a figure is compared with ("up from 33,000
 * in March", "比2026年3月的"), of when something began that the sentence says ended later ("2009년부터 … 2024년").
 */
const NO_DATE =
  /(?<=\d{3,4}\s?[호号號]?\s?)[(（](?:19|20)\d\d[)）]|(?:up|down) from [^;.]{0,60}|比[^，。]{0,24}(?=又|增|多|高|上升)|(?:19|20)\d\d\s?[년年](?:부터|以来|から)(?=[^\n]*(?:19|20)\d\d)/gu;
const blank = (words: string): string => ' '.repeat(words.length);

const SAME_YEAR =
  /(?:that|the same) year|(?:в )?(?:том|этом) же году|(?:того|этого) же года|в том году|того года|같은 ?해|그해|그 해|同年|那年|その年|同じ年/iu;
const YEAR_BEFORE = /(?<![\d.,])(?:19|20)\d\d(?![\d,])/gu;

/** Writes the year for "that year"; where no year was named before, the words stay and month and day say nothing. */
function sameYear(quote: string, before: string): string {
  const said = SAME_YEAR.exec(quote);
  if (!said) return quote;
  const year = [...`${before} ${quote.slice(0, said.index)}`.matchAll(YEAR_BEFORE)].at(-1)?.[0];
  if (!year) return '';
  const suffix = /\p{Script=Hangul}/u.test(said[0]) ? '년' : /\p{Script=Han}/u.test(said[0]) ? '年' : ' ';
  const head = `${quote.slice(0, said.index)}${year}${suffix}`;
  return head + quote.slice(said.index + said[0].length).trimStart();
}

function iso(year: string | undefined, month: number, dayOfMonth?: number | null): string | null {
  if (!year || month < 1 || month > 12) return null;
  const head = `${year}-${String(month).padStart(2, '0')}`;
  if (!dayOfMonth) return head;
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  return dayOfMonth <= last ? `${head}-${String(dayOfMonth).padStart(2, '0')}` : head;
}

function monthDay(
  year: string | undefined,
  month: number,
  dayOfMonth: number | null,
  published: Date | null,
  strictlyPast = false,
): string | null {
  if (year) return iso(year, month, dayOfMonth);
  if (!published) return null;
  const current = published.getUTCMonth() + 1;
  const later =
    month > current ||
    (month === current && (strictlyPast || (dayOfMonth ?? 0) > published.getUTCDate() + 1));
  return iso(String(published.getUTCFullYear() - (later ? 1 : 0)), month, dayOfMonth);
}

function lastYear(published: Date | null): string | undefined {
  return published ? String(published.getUTCFullYear() - 1) : undefined;
}

function back(published: Date | null, months: number, dayOfMonth: number | null): string | null {
  if (!published) return null;
  const then = new Date(Date.UTC(published.getUTCFullYear(), published.getUTCMonth() - months, 1));
  return iso(String(then.getUTCFullYear()), then.getUTCMonth() + 1, dayOfMonth);
}

function day(published: Date | null, ago: number): string | null {
  return published ? new Date(published.getTime() - ago * DAY_MS).toISOString().slice(0, 10) : null;
}

/** The latest such weekday up to the day of publication. */
function weekday(name: string | undefined, published: Date | null): string | null {
  if (!published) return null;
  const wanted = WEEKDAYS.indexOf(name?.toLowerCase() ?? '');
  return wanted < 0 ? null : day(published, (published.getUTCDay() - wanted + 7) % 7);
}

function english(month: string | undefined): number {
  return MONTHS.indexOf(month?.slice(0, 3).toLowerCase() ?? '') + 1;
}

function russian(stem: string | undefined): number {
  return RU_MONTHS.findIndex((month) => new RegExp(`^${month}$`, 'u').test(stem ?? '')) + 1;
}
