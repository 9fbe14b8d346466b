/** The timeline as a calendar (RFC 5545): every event a whole-day entry on the day or days that its sources give. Pure. */
import { DateTime } from 'luxon';
import type { EventDates } from '../../publish/event-view.ts';
import { dateInWords, dayInWords, intervalInWords } from '../../publish/wording/dates.ts';
import type { FeedEntry } from './entry.ts';

export const CALENDAR_TYPE = 'text/calendar';

/** An entry over more days than these would lie across every week of a calendar: it stands on its first day, with a note. */
const MOST_DAYS = 31;
/** Octets of a line, its end not counted. */
const MOST_OCTETS = 75;

export interface Calendar {
  name: string;
  description: string;
  entries: readonly FeedEntry[];
}

/** The calendar as text, lines folded and ended as the standard wants. Events of which nobody says when are left out. */
export function calendarText({ name, description, entries }: Calendar): string {
  const events = entries.flatMap(eventLines);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tumen//Timeline//EN',
    'CALSCALE:GREGORIAN',
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    textLine('DESCRIPTION', description),
    textLine('X-WR-CALDESC', description),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...(events.length > 0 ? events : NO_EVENT),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** A calendar must hold something. */
const NO_EVENT = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

function eventLines(entry: FeedEntry): string[] {
  const days = daysOf(entry.event.dates);
  if (!days) return [];
  const { event, headline, status, href, updated } = entry;
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uuid}`,
    `DTSTAMP:${utc(updated)}`,
    `CREATED:${utc(event.dates.firstSeen)}`,
    `LAST-MODIFIED:${utc(updated)}`,
    `DTSTART;VALUE=DATE:${basicDay(days.first)}`,
    `DTEND;VALUE=DATE:${basicDay(days.last.plus({ days: 1 }))}`,
    textLine('SUMMARY', `${status}: ${headline}${days.isCertain ? '' : ` (${days.mark})`}`),
    textLine('DESCRIPTION', descriptionOf(entry, days.note)),
    `CATEGORIES:${[entry.category, entry.type].map(escaped).join(',')}`,
    `STATUS:${event.status === 'confirmed' || event.status === 'reported' ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    `URL:${href}`,
    'END:VEVENT',
  ];
}

interface Days {
  first: DateTime;
  last: DateTime;
  /** Whether the sources give the day, or days. */
  isCertain: boolean;
  /** In brackets behind the headline, where they do not. */
  mark: string;
  /** First line of the description. */
  note: string;
}

function daysOf(dates: EventDates): Days | null {
  if (dates.event) return givenDays(dates.event);
  if (!dates.published) return null;
  const day = DateTime.fromISO(dates.published.slice(0, 10), { zone: 'utc' });
  if (!day.isValid) return null;
  const note = `Nobody says when; first told of on ${dayInWords(dates.published, 'utc', 'en')}.`;
  return { first: day, last: day, isCertain: false, mark: 'day not known', note };
}

function givenDays({ from, to }: { from: string; to: string }): Days | null {
  const first = DateTime.fromISO(from, { zone: 'utc' });
  const last = endOf(to);
  if (!first.isValid || !last.isValid || last < first) return null;
  const words = intervalInWords(from, to, 'en');
  const isCertain = from.length === 10 && to.length === 10;
  const isLong = last.diff(first, 'days').days >= MOST_DAYS;
  const note = isCertain ? `When: ${words}.` : `The day is not known: ${words}.`;
  const mark = from === to ? `some time in ${dateInWords(from, 'en')}` : words;
  return { first, last: isLong ? first : last, isCertain: isCertain && !isLong, mark, note };
}

/** The last day that a partial date covers. */
function endOf(date: string): DateTime {
  const day = DateTime.fromISO(date, { zone: 'utc' });
  if (date.length === 4) return day.endOf('year').startOf('day');
  return date.length === 7 ? day.endOf('month').startOf('day') : day;
}

function descriptionOf(
  { dateline, figures, quote, withheld, tally, sources }: FeedEntry,
  note: string,
): string {
  return [
    note,
    dateline,
    figures && `How many: ${figures}`,
    quote && `“${quote.text}”`,
    `${tally}${withheld ? `. ${withheld}` : ''}: ${sources.map(({ outlet }) => outlet).join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function utc(instant: string): string {
  return DateTime.fromISO(instant, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss'Z'");
}

function basicDay(day: DateTime): string {
  return day.toFormat('yyyyMMdd');
}

function textLine(name: string, value: string): string {
  return `${name}:${escaped(value)}`;
}

/** What a TEXT value escapes; other control characters have no place in it. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[\\;,]/gu, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\ufffd');
}

/** Cuts a line after 75 octets at most, never within a character; what follows begins with a space, which counts too. */
function folded(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      parts.push('');
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += size;
  }
  return parts.join('\r\n ');
}
