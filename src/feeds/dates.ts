/**
 * Dates as feeds write them. The machine's own zone and `new Date(string)` play no part: what Node accepts differs
 * from what feeds write, and it reads a date without zone in the zone of the container.
 */
import { AFTERNOON, MORNING, monthOf } from './date-words.ts';
import { toEpoch, zoneIn, type WallTime, type Zone } from './date-zone.ts';

export interface DateOptions {
  /** IANA zone of dates that name none; null: UTC, or the zone that the date's own script implies. */
  timeZone: string | null;
}

/** The day that a date states, and what follows it: time, half of the day, zone. */
interface Day {
  year: number;
  month: number;
  day: number;
  rest: string;
}

type Reading = (m: RegExpExecArray, options: DateOptions) => Day | null;

/** No feed's date is longer; what is, is prose. */
const MAX_LENGTH = 400;
/** 1970 and before are what programs print for "no date"; feeds began in 1999, archives in them reach further back. */
const FIRST_YEAR = 1971;
const SEOUL = 540;
const SHANGHAI = 480;

/** The instant as UTC ISO string, or null if the text states none. A date without a time means its first moment. */
export function parseFeedDate(text: string | null, options: DateOptions): string | null {
  const source = withoutMarkup((text ?? '').slice(0, MAX_LENGTH));
  if (!source) return null;
  const epoch = ofEpoch(source) ?? ofDay(source, options);
  return epoch === null ? null : new Date(epoch).toISOString();
}

/** Drupal and others put a `<time datetime="...">` where a date belongs. */
function withoutMarkup(text: string): string {
  const datetime = text.includes('<')
    ? /datetime\s{0,4}=\s{0,4}["']([^"']+)["']/iu.exec(text)?.[1]
    : undefined;
  return (datetime ?? text.replace(/<[^<>]*>/gu, ' ')).replace(/\s+/gu, ' ').trim();
}

/** Seconds or milliseconds since 1970. */
function ofEpoch(text: string): number | null {
  if (/^\d{9,10}$/u.test(text)) return Number(text) * 1000;
  return /^\d{13}$/u.test(text) ? Number(text) : null;
}

function ofDay(source: string, options: DateOptions): number | null {
  const text = withoutWeekday(source);
  for (const [shape, read] of SHAPES) {
    const match = shape.exec(text);
    const day = match && read(match, options);
    if (day) return instantOf(day, zoneOfScript(text), options);
  }
  return null;
}

/** A leading word that is no month ("Thu,", "пт", "금,", "Lundi,"), and a weekday after the day of the month. */
function withoutWeekday(source: string): string {
  let text = source.replace(/^(\d{1,2}) (?:mon|tue|wed|thu|fri|sat|sun)\p{L}*,?\s+/iu, '$1 ');
  for (let i = 0; i < 2; i += 1) {
    const word = /^(\p{L}{1,12})\.?\s*,?\s*(?=[\p{L}\d])/u.exec(text);
    if (!word) break;
    const rest = text.slice(word[0].length);
    if (monthOf(word[1]) !== null && !startsWithDayAndMonth(rest)) break;
    text = rest;
  }
  return text;
}

/** "mar." is a Tuesday in "mar., 01 déc. 2020" and a month in "mar. 1, 2020". */
function startsWithDayAndMonth(text: string): boolean {
  return monthOf(/^\d{1,2}[\s.-]+(\p{L}{2,12})/u.exec(text)?.[1]) !== null;
}

/** Korean and Chinese words in a date say where its clock hangs, if the caller does not. */
function zoneOfScript(text: string): number | null {
  if (/\p{Script=Hangul}|午前|午後|曜|\([月火水木金土日]\)/u.test(text)) return SEOUL; // Japan keeps the same time
  return /[年月日]|[上下]午/u.test(text) ? SHANGHAI : null;
}

function instantOf(day: Day, scriptZone: number | null, options: DateOptions): number | null {
  if (!isDay(day)) return null;
  const time = timeIn(day.rest);
  if (!time) return null;
  const zone: Zone = zoneIn(time.after, options.timeZone) ?? options.timeZone ?? scriptZone ?? 0;
  return toEpoch({ ...day, ...time }, zone);
}

function isDay({ year, month, day }: Day): boolean {
  if (year < FIRST_YEAR || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

type TimeOfDay = Pick<WallTime, 'hour' | 'minute' | 'second'> & { after: string };

const CLOCK =
  /(\d{1,2})\s*(?:[:.h]\s*(\d{1,2})|[시時时点點]\s*(?:(\d{1,2})\s*[분分]?)?|(?=\s?[ap]\.?m))(?:\s*:?\s*(\d{1,2})(?:[.,]\d+)?(?:초|秒)?(?![\d:]))?/iu;

/** The time at the head of what follows the day; midnight if there is none, null if it is no time of day. */
function timeIn(rest: string): TimeOfDay | null {
  const clock = CLOCK.exec(rest);
  if (!clock) return { hour: 0, minute: 0, second: 0, after: rest };
  let hour = Number(clock[1]);
  const minute = Number(clock[2] ?? clock[3] ?? 0);
  const second = Number(clock[4] ?? 0);
  if (AFTERNOON.test(rest) && hour < 12) hour += 12;
  else if (MORNING.test(rest) && hour === 12) hour = 0;
  if (hour > 24 || minute > 59 || second > 60) return null;
  // A leap second, and "24:05" for five past midnight, are met in feeds.
  return {
    hour: hour % 24,
    minute,
    second: Math.min(second, 59),
    after: rest.slice(clock.index + clock[0].length),
  };
}

/** Two digits are 1970 to 2069, as in POSIX. */
function fullYear(digits: string | undefined): number {
  const year = Number(digits);
  return (digits?.length ?? 0) > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function byName(year: string | undefined, month: string | undefined, day: string, rest: string): Day | null {
  const number = monthOf(month);
  return number === null ? null : { year: fullYear(year), month: number, day: Number(day), rest };
}

function numeric(year: string | undefined, month: string, day: string, rest = ''): Day {
  return { year: fullYear(year), month: Number(month), day: Number(day), rest };
}

/** The day of the year, 1 to 366, as ISO 8601 allows. */
function ordinal(year: string | undefined, day: string | undefined): Day | null {
  const date = new Date(Date.UTC(fullYear(year), 0, Number(day)));
  if (date.getUTCFullYear() !== fullYear(year)) return null;
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), rest: '' };
}

/** 03/04/2026: the day comes first where a zone of the Old World says so, and wherever the digits leave no choice. */
function slashed(m: RegExpExecArray, { timeZone }: DateOptions): Day | null {
  const [, first = '', separator = '', second = '', year, rest = ''] = m;
  const european = /^(?:Europe|Africa|Australia)\//u.test(timeZone ?? '') || /^[. ]$/u.test(separator);
  const american = separator === '/' || AFTERNOON.test(rest) || MORNING.test(rest);
  const dayFirst = Number(first) > 12 || (Number(second) <= 12 && (european || !american));
  return dayFirst ? numeric(year, second, first, rest) : numeric(year, first, second, rest);
}

/** What comes between the day and the time: a weekday in brackets or a word, "T", "at", "-". */
const GAP = String.raw`(?:\s*\([^)]*\))?(?:\s*(?:T|at\b|[,-](?=\s))?\s*)(?:[월화수목금토일月火水木金土日]요?일?(?=\s))?`;
const LETTERS = String.raw`(\p{L}{2,12}|\d{1,2}[월月])`;

/** In this order: the more a shape demands, the earlier it stands. */
const SHAPES: readonly (readonly [RegExp, Reading])[] = [
  // 2004-05-25T…, 2004/05/25, 2004. 5. 25., 2004년 5월 25일, 2004年5月25日, and 2003-012-31 of one known program
  [
    new RegExp(
      String.raw`^(\d{4})\s*(?:[-/.]|년|年)\s*(\d{1,3})\s*(?:[-/.]|월|月)\s*(\d{1,2})(?:일|日|\.)?${GAP}(?!\d{1,2}$)(.*)$`,
      'iu',
    ),
    ([, y, m = '', d = '', rest = '']) => numeric(y, m, d, rest),
  ],
  // 20040525T101455Z
  [
    /^(\d{4})(0[1-9]|1[0-2])(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$/iu,
    ([, y, m = '', d = '', hour, minute, second = '00', zone = '']) =>
      numeric(y, m, d, hour ? `${hour}:${minute}:${second} ${zone}` : ''),
  ],
  [/^(\d{4})-?(\d{3})$/u, ([, y, day]) => ordinal(y, day)],
  // 2004-05 and 2004
  [/^((?:19|20)\d{2})(?:-(\d{2}))?$/u, ([, y, m = '1']) => numeric(y, m, '1')],
  // 2004-július-13T9:15-05:00, 2006 January 02
  [
    new RegExp(String.raw`^(\d{4})[-\s]?${LETTERS}\.?[-\s](\d{1,2})(?:T|\s|$)(.*)$`, 'u'),
    ([, y, month, d = '', rest = '']) => byName(y, month, d, rest),
  ],
  // 15:04 02.01.2006 -0700
  [
    /^(\d{1,2}:\d{2}(?::\d{2})?),?\s+(\d{1,2})[./](\d{1,2})[./](\d{4})\s*(.*)$/u,
    ([, time = '', d = '', m = '', y, rest = '']) => numeric(y, m, d, `${time} ${rest}`),
  ],
  // 2 January 2006 …, 02-Jan-06 …, 16. Novembre 2020 - 15:54, 27 февраля 2026 г., 12:38
  [
    new RegExp(
      String.raw`^(\d{1,2})(?:st|nd|rd|th)?[\s.,-]*(?:de\s+)?${LETTERS}\.?[\s.,'-]*(?:de\s+)?(\d{4}|\d{2})(?![\d:])(?:\s?г(?:ода|\.)?)?[\s,-]*(?:at|um|à|в|-)?\s*(.*)$`,
      'iu',
    ),
    ([, d = '', month, y, rest = '']) => byName(y, month, d, rest),
  ],
  // January 2, 2006 …
  [
    new RegExp(
      String.raw`^${LETTERS}\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?![\d:])[\s,-]*(?:at\s+)?(.*)$`,
      'iu',
    ),
    ([, month, d = '', y, rest = '']) => byName(y, month, d, rest),
  ],
  // Jan 4 16:29:06 [zone] 2004 [zone]
  [
    new RegExp(
      String.raw`^${LETTERS}\.?\s+(\d{1,2}),?\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(?:(\S.*?)\s+)?(\d{4})(?:\s+(.*))?$`,
      'u',
    ),
    ([, month, d = '', time = '', zone = '', y, after = '']) =>
      byName(y, month, d, `${time} ${zone} ${after}`),
  ],
  // Nov. 2020
  [new RegExp(String.raw`^${LETTERS}\.?\s+(\d{4})$`, 'u'), ([, month, y]) => byName(y, month, '1', '')],
  // 03-12-31 and 03335 of ISO 8601:1988; a day in front only where the year cannot stand there
  [/^(\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u, ([, y, m = '', d = '']) => numeric(y, m, d)],
  [/^(\d{2})(\d{3})$/u, ([, y, day]) => ordinal(y, day)],
  [/^-(\d{2})-?(\d{2})$/u, ([, y, m = '']) => numeric(y, m, '1')],
  // 30.10.23, 26/06/2020, 03/30/2020 - 19:19, 09/15/2014 4:20 pm PST, 11 04 2020 08:51:49
  [/^(\d{1,2})([./ -])(\d{1,2})\2(\d{4}|\d{2})(?!\d)[\s,-]*(?:at\s+)?(.*)$/u, slashed],
  [/^(\d{2})(0[1-9]|1[0-2])(\d{2})$/u, ([, y, m = '', d = '']) => numeric(y, m, d)],
];
