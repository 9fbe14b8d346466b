/**
 * When a reader's digest is due, and when an alert may go out: arithmetic on local calendars, nothing else. Pure; the
 * clock is an argument.
 *
 * A slot is named by the local day and hour that the reader asked for. On the days when clocks change, a local time that
 * exists twice means its first occurrence, and one that is skipped means the same distance behind the gap (02:30 becomes
 * 03:30), so that every slot of every day is due exactly once.
 */
import { DateTime } from 'luxon';
import type { MentionType } from '../taxonomy.ts';
import type { Subscriber } from './subscribers.ts';
import type { Edition } from './views.ts';

/** A Friday digest that was missed still reaches its reader before Monday's; anything older waits for the next slot. */
const CATCH_UP_HOURS = 72;
/** The longest distance between two slots of a reader with one weekday: a week, and a day for clock changes and zones. */
const LOOK_AHEAD_DAYS = 8;

/** Clocks are at most 14 hours from UTC, and a gap moves a time by two hours at most. Saves most questions about zones. */
const MAX_OFFSET_MS = 16 * 3_600_000;

export interface DigestSlot {
  subscriberId: string;
  edition: Edition;
  /** Local day and hour as the reader named them: "2026-03-29", "07:00". */
  localDate: string;
  slot: string;
  zone: string;
  due: Date;
}

/** What makes a digest the same digest (DESIGN 2.9). Holds no colon, so that it can serve as a job id. */
export function slotKey(slot: DigestSlot): string {
  return [slot.subscriberId, slot.edition, slot.localDate, slot.slot.replace(':', '')].join('.');
}

/**
 * The slots that are due at `now` and later than `lastDelivered`, the due time of the reader's last digest (null: none
 * yet). At most one for each edition: after an outage the latest missed slot stands for all missed ones, since a digest
 * holds whatever its reader was not told yet.
 */
export function dueSlots(subscriber: Subscriber, lastDelivered: Date | null, now: Date): DigestSlot[] {
  const limit = new Date(now.getTime() - CATCH_UP_HOURS * 3_600_000);
  const after = lastDelivered && lastDelivered > limit ? lastDelivered : limit;
  const latest = new Map<Edition, DigestSlot>();
  for (const slot of slotsBetween(subscriber, after, now)) latest.set(slot.edition, slot);
  return [...latest.values()];
}

/** The reader's first slot later than `after`; null for a reader of alerts alone. */
export function nextDue(subscriber: Subscriber, after: Date): DigestSlot | null {
  const pause = pauseEnd(subscriber, after);
  const from = pause ? new Date(pause.getTime() - 1) : after; // a slot at the very end of a pause counts
  const within = (days: number) => new Date(from.getTime() + days * 24 * 3_600_000);
  const [soon] = slotsBetween(subscriber, from, within(1)); // most readers have a slot every day
  return soon ?? slotsBetween(subscriber, from, within(LOOK_AHEAD_DAYS))[0] ?? null;
}

/**
 * When an alert of this type may go to this reader: now, or the end of the quiet hours. Null: not at all, because the
 * reader wants none or is paused; the next digest tells of the event.
 */
export function alertDue(subscriber: Subscriber, type: MentionType, now: Date): Date | null {
  if (!subscriber.alerts || pauseEnd(subscriber, now)) return null;
  if (subscriber.urgent.includes(type)) return now;
  return quietUntil(subscriber, now) ?? now;
}

/** The end of the quiet hours that `now` falls into, or null. Equal ends mean no quiet hours. */
export function quietUntil(subscriber: Subscriber, now: Date): Date | null {
  const { quietHours, zone } = subscriber;
  if (!quietHours || quietHours.from === quietHours.to) return null;
  const local = DateTime.fromJSDate(now, { zone });
  const time = local.toFormat('HH:mm');
  const { from, to } = quietHours;
  const isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
  if (!isQuiet) return null;
  const today = instantOf(local.toISODate() ?? '', to, zone);
  return today > now ? today : instantOf(local.plus({ days: 1 }).toISODate() ?? '', to, zone);
}

/** Slots with after < due <= until, earliest first. */
function slotsBetween(subscriber: Subscriber, after: Date, until: Date): DigestSlot[] {
  // Calendar days are walked in UTC, where they all have 24 hours; one day more at each end holds every zone's.
  const slots: DigestSlot[] = [];
  const last = DateTime.fromJSDate(until, { zone: 'utc' }).plus({ days: 1 });
  let day = DateTime.fromJSDate(after, { zone: 'utc' }).startOf('day').minus({ days: 1 });
  for (; day <= last; day = day.plus({ days: 1 })) {
    for (const slot of slotsOfDay(subscriber, day)) {
      const nominal = Date.parse(`${slot.localDate}T${slot.slot}Z`);
      if (nominal + MAX_OFFSET_MS < after.getTime() || nominal - MAX_OFFSET_MS > until.getTime()) continue;
      const due = instantOf(slot.localDate, slot.slot, subscriber.zone);
      if (due > after && due <= until) slots.push({ ...slot, due });
    }
  }
  return slots.sort((a, b) => a.due.getTime() - b.due.getTime());
}

/** The slots of one calendar day, whatever zone `day` itself is in. */
function slotsOfDay(subscriber: Subscriber, day: DateTime): Omit<DigestSlot, 'due'>[] {
  const { id, zone, pausedUntil } = subscriber;
  const localDate = day.toISODate();
  if (!localDate || (pausedUntil && localDate < pausedUntil)) return [];
  const slots = subscriber.digests
    .filter((digest) => digest.days.includes(day.weekday))
    .flatMap(({ edition, at }) => at.map((slot) => ({ subscriberId: id, edition, localDate, slot, zone })));
  return [...new Map(slots.map((slot) => [`${slot.edition} ${slot.slot}`, slot])).values()];
}

/** The first instant at which clocks in `zone` show this local time, or where it is skipped, the time behind the gap. */
export function instantOf(localDate: string, time: string, zone: string): Date {
  const [first] = DateTime.fromISO(`${localDate}T${time}`, { zone }).getPossibleOffsets();
  if (!first?.isValid) throw new Error(`no such local time: ${localDate} ${time} ${zone}`);
  return first.toJSDate();
}

/** The start of the local day on which a pause ends, if it has not ended by `now`. */
function pauseEnd({ pausedUntil, zone }: Subscriber, now: Date): Date | null {
  if (!pausedUntil) return null;
  const end = DateTime.fromISO(pausedUntil, { zone }).toJSDate();
  return end > now ? end : null;
}
