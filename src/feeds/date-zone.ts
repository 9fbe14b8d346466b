import { DAY_HALVES, zoneMinutes } from './date-words.ts';

/** A moment as a clock on a wall shows it. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** A named zone or a distance from UTC in minutes. */
export type Zone = string | number;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Zone names come from feeds: more of them than this is an attack on the cache. */
const MAX_FORMATS = 100;

/** Whether this is a zone of the IANA database that this machine knows. */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== null;
}

/** Epoch milliseconds of a wall time; null in an unknown zone. What clocks skip counts as the hour before. */
export function toEpoch(wall: WallTime, zone: Zone): number | null {
  const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  if (typeof zone === 'number') return utc - zone * 60_000;
  const format = formatOf(zone);
  if (!format) return null;
  // The offset at the instant that the first guess lands on is the right one, also around a change of clocks.
  return utc - offsetAt(format, utc - offsetAt(format, utc));
}

/**
 * The zone that the end of a date names, or null if it names none. `timeZone` is the feed's own, for what is ambiguous.
 */
export function zoneIn(text: string, timeZone: string | null): Zone | null {
  const rest = text.replace(DAY_HALVES, ' ').replace(/[()]/gu, ' ').trim();
  if (!rest) return null;
  const offset =
    /^(?:gmt|utc|ut)?\s*([+-])\s*(\d{1,2}):?(\d{2})?/iu.exec(rest) ??
    /(?:^|\s|gmt|utc)([+-])(\d{2}):?(\d{2})?(?![\d-])/iu.exec(rest);
  if (offset) return offsetMinutes(offset[1], Number(offset[2]), Number(offset[3] ?? 0));
  const named = /\b[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?/u.exec(rest)?.[0];
  if (named) return isTimeZone(named) ? named : null;
  const abbreviation = /(?:^|[\s\d])(\p{L}{1,4})(?!\p{L})/u.exec(rest)?.[1];
  return abbreviation === undefined ? null : zoneMinutes(abbreviation, timeZone);
}

/** Offsets that no place on Earth has are printed by broken programs and mean UTC. */
function offsetMinutes(sign: string | undefined, hours: number, minutes: number): number {
  if (hours > 14 || minutes > 59) return 0;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size < MAX_FORMATS) formats.set(zone, format);
    return format;
  } catch {
    return null;
  }
}

/** Milliseconds east of UTC at an instant. */
function offsetAt(format: Intl.DateTimeFormat, epoch: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(epoch)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epoch / 1000) * 1000;
}
