/** Calendar days as whole numbers since 1970-01-01 (UTC): small in storage and easy to compare. */

/** First and last day that a date may mean: "2023-10" is all of that October. */
export interface DaySpan {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/u;

/** The days that an ISO date, partial date or instant may mean; null where it is none, or no calendar day. */
export function spanOf(iso: string | null | undefined): DaySpan | null {
  const match = iso ? PARTIAL_DATE.exec(iso) : null;
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] ? Number(match[2]) : null;
  const day = match[3] ? Number(match[3]) : null;
  if (year < 1945 || year > 2100 || (month !== null && (month < 1 || month > 12))) return null;
  if (month === null) return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
  const last = dayOf(year, month + 1, 1) - 1;
  if (day === null) return { from: dayOf(year, month, 1), to: last };
  const exact = dayOf(year, month, day);
  return day >= 1 && exact <= last ? { from: exact, to: exact } : null;
}

/** Months run from 1; a thirteenth is January of the next year. */
function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Whole days between two spans; 0 where they touch or overlap. */
export function gapOf(a: DaySpan, b: DaySpan): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}

export function lengthOf(span: DaySpan): number {
  return span.to - span.from + 1;
}

/** The span that covers both; null where there is neither. */
export function coverOf(a: DaySpan | null, b: DaySpan | null): DaySpan | null {
  if (!a || !b) return a ?? b;
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Year and month of a day as "2023-10". */
export function monthOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 7);
}

const ENGLISH_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const RUSSIAN_MONTHS = 'янв фев мар апр ма[йя] июн июл авг сен окт ноя дек'.split(' ');
const MONTH_EN = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const MONTH_RU = '(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,5}';
const DATES_IN_TEXT = new RegExp(
  [
    `(?<enM>\\b${MONTH_EN}) (?<enD>\\d{1,2})(?!\\d)(?:,? (?<enY>\\d{4}))?`,
    `(?<dD>(?<!\\d)\\d{1,2}) (?<dM>${MONTH_EN}|${MONTH_RU})(?: (?<dY>\\d{4}))?`,
    `(?:(?<cjkY>\\d{4}) ?[年년] ?)?(?<cjkM>(?<!\\d)\\d{1,2}) ?[月월] ?(?<cjkD>\\d{1,2}) ?[日일号號]`,
    // "9일", "24日": the day alone, as agencies of the region write it; not "3일간", "10日間" (a duration)
    `(?<lone>(?<![\\d.,년年월月 ]|[월月] )\\d{1,2}|(?<![월月년年] )(?<= )\\d{1,2})(?:일|日)(?![간째間间목차본本])`,
  ].join('|'),
  'giu',
);
/** Dates named once are enough; a chronology of an article's length is no sign of one event. */
const MOST_DAYS = 12;

/**
 * Days that a text names by day and month, in any of the five languages. A date without year is the last such day before
 * `published` (a day number), or within the month after it; without `published` only dates with years count.
 */
export function daysNamedIn(text: string, published: number | null): number[] {
  const found = new Set<number>();
  for (const { groups } of text.matchAll(DATES_IN_TEXT)) {
    if (!groups) continue;
    const alone = groups['lone'];
    if (alone) {
      const day = published === null ? null : lastDayNumbered(Number(alone), published);
      if (day !== null) found.add(day);
      continue;
    }
    const month = monthNumber(groups['enM'] ?? groups['dM'] ?? groups['cjkM'] ?? '');
    const day = Number(groups['enD'] ?? groups['dD'] ?? groups['cjkD']);
    const year = groups['enY'] ?? groups['dY'] ?? groups['cjkY'];
    const resolved = month === null ? null : resolve(month, day, year ? Number(year) : null, published);
    if (resolved !== null) found.add(resolved);
    if (found.size >= MOST_DAYS) break;
  }
  return [...found];
}

/** The last day before or on publication that has this number in its month. */
function lastDayNumbered(day: number, published: number): number | null {
  for (let back = 0; back <= 31; back += 1) {
    if (new Date((published - back) * DAY_MS).getUTCDate() === day) return published - back;
  }
  return null;
}

function monthNumber(word: string): number | null {
  if (/^\d+$/u.test(word)) return Number(word);
  const lower = word.toLowerCase();
  const english = ENGLISH_MONTHS.indexOf(lower.slice(0, 3));
  if (english >= 0) return english + 1;
  const russian = RUSSIAN_MONTHS.findIndex((month) => new RegExp(`^${month}`, 'u').test(lower));
  return russian >= 0 ? russian + 1 : null;
}

function resolve(month: number, day: number, year: number | null, published: number | null): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (year !== null) return year >= 1945 && year <= 2100 ? dayOf(year, month, day) : null;
  if (published === null) return null;
  const publishedYear = new Date(published * DAY_MS).getUTCFullYear();
  const candidates = [publishedYear + 1, publishedYear, publishedYear - 1].map((y) => dayOf(y, month, day));
  return candidates.find((candidate) => candidate <= published + 31) ?? null;
}
