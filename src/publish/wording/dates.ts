import { DateTime } from 'luxon';
import type { Locale } from './phrases.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

interface Parts {
  year: number;
  month: number | null;
  day: number | null;
}

/** A partial ISO date in words ("8 September 2023", "September 2023", "2023"); what is no such date, unchanged. */
export function dateInWords(date: string, locale: Locale): string {
  const parts = partsOf(date);
  return parts ? (locale === 'ko' ? korean(parts) : english(parts)) : date;
}

/** "on 8 September 2023", "in 2023", "between 8 and 12 September 2023": a known time of an event, for an English sentence. */
export function whenInEnglish(from: string, to: string): string {
  const [a, b] = [partsOf(from), partsOf(to)];
  if (!a || !b) return '';
  if (from === to) return `${a.day === null ? 'in' : 'on'} ${english(a)}`;
  const sameMonth = a.year === b.year && a.month === b.month && a.day !== null && b.day !== null;
  if (sameMonth) return `between ${a.day} and ${english(b)}`;
  const start = a.year === b.year && a.month !== null ? english(a).replace(` ${a.year}`, '') : english(a);
  return `between ${start} and ${english(b)}`;
}

/** An interval of partial dates for a table or a Korean sentence: "2023-10-09 – 2023-10-12" in words, ends once if equal. */
export function intervalInWords(from: string, to: string, locale: Locale): string {
  return from === to
    ? dateInWords(from, locale)
    : `${dateInWords(from, locale)} – ${dateInWords(to, locale)}`;
}

/** A local day: "Tuesday, 24 November 2026". */
export function longDay(localDate: string, locale: Locale): string {
  const day = DateTime.fromISO(localDate, { zone: 'utc' }).setLocale(locale === 'ko' ? 'ko' : 'en-GB');
  return day.toFormat(locale === 'ko' ? 'yyyy년 L월 d일 EEEE' : 'EEEE, d LLLL yyyy');
}

/** "24 Nov", for a subject line. */
export function shortDay(localDate: string, locale: Locale): string {
  const day = DateTime.fromISO(localDate, { zone: 'utc' }).setLocale('en-US'); // en-GB abbreviates to "Sept"
  return day.toFormat(locale === 'ko' ? 'L월 d일' : 'd LLL');
}

/** An instant in the reader's zone: "24 Nov 2026, 06:12"; what is no instant, unchanged (a source that gave a day only). */
export function clockTime(instant: string, zone: string, locale: Locale): string {
  if (!instant.includes('T')) return dateInWords(instant, locale);
  const time = DateTime.fromISO(instant, { zone }).setLocale('en-US');
  if (!time.isValid) return instant;
  return time.toFormat(locale === 'ko' ? 'yyyy년 L월 d일 HH:mm' : 'd LLL yyyy, HH:mm');
}

/** The day of an instant in the reader's zone: "24 Nov 2026"; a partial date in words. */
export function dayInWords(at: string, zone: string, locale: Locale): string {
  const time = DateTime.fromISO(at, { zone }).setLocale('en-US');
  if (!at.includes('T') || !time.isValid) return dateInWords(at, locale);
  return time.toFormat(locale === 'ko' ? 'yyyy년 L월 d일' : 'd LLL yyyy');
}

function english({ year, month, day }: Parts): string {
  return [day, month === null ? null : MONTHS[month - 1], year].filter((part) => part !== null).join(' ');
}

function korean({ year, month, day }: Parts): string {
  return [`${year}년`, month === null ? '' : `${month}월`, day === null ? '' : `${day}일`]
    .filter(Boolean)
    .join(' ');
}

function partsOf(date: string): Parts | null {
  const match = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-2]\d|3[01]))?)?(?:T|$)/u.exec(date);
  if (!match) return null;
  const [, year, month, day] = match;
  return { year: Number(year), month: month ? Number(month) : null, day: day ? Number(day) : null };
}
