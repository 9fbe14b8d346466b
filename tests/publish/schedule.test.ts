import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  alertDue,
  dueSlots,
  nextDue,
  quietUntil,
  slotKey,
  type DigestSlot,
} from '../../src/publish/schedule.ts';
import { ZONES } from '../harness/zones.ts';
import { subscriberOf } from './fixtures.ts';

const at = (iso: string): Date => new Date(iso);
const HOUR = 3_600_000;

function slotsOfYear(subscriber: Parameters<typeof nextDue>[0], from: Date, until: Date): DigestSlot[] {
  const slots: DigestSlot[] = [];
  for (let slot = nextDue(subscriber, from); slot && slot.due < until; slot = nextDue(subscriber, slot.due)) {
    slots.push(slot);
  }
  return slots;
}

function daysBetween(from: string, until: string): string[] {
  const days: string[] = [];
  for (let day = DateTime.fromISO(from, { zone: 'UTC' }); day < DateTime.fromISO(until, { zone: 'UTC' });) {
    days.push(day.toISODate() ?? '');
    day = day.plus({ days: 1 });
  }
  return days;
}

describe('nextDue', () => {
  it.each(ZONES)('is 07:00 and 02:30 exactly once on each of 365 days in %s', (zone) => {
    const subscriber = subscriberOf({ zone, digests: [{ at: ['02:30', '07:00'] }] });
    const start = DateTime.fromISO('2026-01-01', { zone }).toJSDate();
    const end = DateTime.fromISO('2027-01-01', { zone }).toJSDate();
    const slots = slotsOfYear(subscriber, new Date(start.getTime() - 1), end);
    const expected = daysBetween('2026-01-01', '2027-01-01').flatMap((day) => [
      `${day} 02:30`,
      `${day} 07:00`,
    ]);
    expect(slots.map((slot) => `${slot.localDate} ${slot.slot}`)).toEqual(expected);
    expect(new Set(slots.map(slotKey)).size).toBe(730);
    for (const slot of slots.filter(({ slot }) => slot === '07:00')) {
      expect(DateTime.fromJSDate(slot.due, { zone }).toFormat('yyyy-MM-dd HH:mm')).toBe(
        `${slot.localDate} 07:00`,
      );
    }
  });

  it.each([
    ['Europe/London', '07:00', '2026-03-29', '2026-03-29T06:00:00.000Z'],
    ['Europe/London', '07:00', '2026-03-28', '2026-03-28T07:00:00.000Z'],
    ['Europe/London', '07:00', '2026-10-25', '2026-10-25T07:00:00.000Z'],
    ['Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:30:00.000Z'], // skipped: 03:30 summer time
    ['Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'], // twice: the first
    ['America/Nuuk', '23:30', '2026-03-28', '2026-03-29T01:30:00.000Z'], // skipped at the end of the day
    ['Africa/Cairo', '00:00', '2026-04-24', '2026-04-23T22:00:00.000Z'], // skipped at midnight: 01:00
    ['Australia/Lord_Howe', '02:10', '2026-10-04', '2026-10-03T15:40:00.000Z'], // a gap of half an hour
  ])('%s %s on %s is %s', (zone, time, date, due) => {
    const subscriber = subscriberOf({ zone, digests: [{ at: [time] }] });
    const slots = slotsOfYear(
      subscriber,
      new Date(Date.parse(due) - 30 * HOUR),
      new Date(Date.parse(due) + 30 * HOUR),
    );
    expect(slots.filter((slot) => slot.localDate === date).map((slot) => slot.due.toISOString())).toEqual([
      due,
    ]);
  });

  it('keeps to weekdays, twice a day, and the weekly edition', () => {
    const subscriber = subscriberOf({
      zone: 'Asia/Seoul',
      digests: [
        { at: ['07:00', '18:00'], days: 'weekdays' },
        { edition: 'weekly', at: '08:00' },
      ],
    });
    const slots = slotsOfYear(subscriber, at('2026-11-19T23:00:00Z'), at('2026-11-23T10:00:00Z'));
    expect(slots.map(slotKey)).toEqual([
      'j-doe.daily.2026-11-20.1800',
      'j-doe.daily.2026-11-23.0700',
      'j-doe.weekly.2026-11-23.0800',
      'j-doe.daily.2026-11-23.1800',
    ]);
  });

  it('waits for the end of a pause, and has nothing for a reader of alerts alone', () => {
    const paused = subscriberOf({
      zone: 'Asia/Seoul',
      pausedUntil: '2027-02-01',
      digests: [{ at: '00:00' }],
    });
    expect(nextDue(paused, at('2026-11-24T00:00:00Z'))?.due).toEqual(at('2027-01-31T15:00:00Z'));
    expect(nextDue(subscriberOf({ digests: [] }), at('2026-11-24T00:00:00Z'))).toBeNull();
  });
});

describe('dueSlots', () => {
  const seoul = subscriberOf({ zone: 'Asia/Seoul', digests: [{ at: '07:00' }] });

  it('is empty before the hour, holds the slot from the hour on, and is empty once it was delivered', () => {
    const delivered = at('2026-11-22T22:00:00Z');
    expect(dueSlots(seoul, delivered, at('2026-11-23T21:59:59Z'))).toEqual([]);
    const [slot] = dueSlots(seoul, delivered, at('2026-11-23T22:00:00Z'));
    expect(slot && slotKey(slot)).toBe('j-doe.daily.2026-11-24.0700');
    expect(dueSlots(seoul, slot?.due ?? null, at('2026-11-24T21:59:59Z'))).toEqual([]);
  });

  it('sends the latest of several missed digests, once', () => {
    const slots = dueSlots(seoul, at('2026-11-15T22:00:00Z'), at('2026-11-24T12:00:00Z'));
    expect(slots.map(slotKey)).toEqual(['j-doe.daily.2026-11-24.0700']);
  });

  it('lets a weekly digest go that is older than the limit', () => {
    const weekly = subscriberOf({ digests: [{ edition: 'weekly', at: '08:00' }] });
    const lastWeek = at('2026-11-16T08:00:00Z');
    expect(dueSlots(weekly, lastWeek, at('2026-11-26T07:59:00Z'))).toHaveLength(1);
    expect(dueSlots(weekly, lastWeek, at('2026-11-26T08:01:00Z'))).toHaveLength(0);
  });

  it('keeps the editions apart', () => {
    const both = subscriberOf({ digests: [{ at: '08:00' }, { edition: 'weekly', at: '08:00' }] });
    const slots = dueSlots(both, at('2026-11-22T08:00:00Z'), at('2026-11-23T08:00:00Z'));
    expect(slots.map((slot) => slot.edition).sort()).toEqual(['daily', 'weekly']);
  });

  it('gives every slot exactly once to a clock that ticks at random and stands still at times', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 * 60 }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom('00:00', '02:30', '07:00', '23:30'),
        steps,
        (zone, time, minutes) => {
          const subscriber = subscriberOf({ zone, digests: [{ at: time }] });
          let now = Date.parse('2026-03-26T00:00:00Z');
          let last: Date = new Date(now);
          const sent: string[] = [];
          for (const step of minutes) {
            now += step * 60_000;
            const slots = dueSlots(subscriber, last, new Date(now));
            expect(slots.length).toBeLessThanOrEqual(1);
            for (const slot of slots) {
              sent.push(slotKey(slot));
              last = slot.due;
            }
          }
          const due = slotsOfYear(subscriber, at('2026-03-26T00:00:00Z'), new Date(now + 1)).map(slotKey);
          // No step is longer than a day, so none is skipped.
          expect(sent).toEqual(due);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('quiet hours', () => {
  const quiet = (from: string, to: string, zone = 'Europe/London') =>
    subscriberOf({ zone, quietHours: { from, to } });

  it.each([
    ['22:00', '07:00', '2026-03-28T23:30:00Z', '2026-03-29T06:00:00.000Z'], // clocks go forward in this night
    ['22:00', '07:00', '2026-10-24T22:30:00Z', '2026-10-25T07:00:00.000Z'], // and back in this one
    ['22:00', '07:00', '2026-11-24T06:59:00Z', '2026-11-24T07:00:00.000Z'],
    ['22:00', '07:00', '2026-11-24T07:00:00Z', null],
    ['22:00', '07:00', '2026-11-24T21:59:00Z', null],
    ['12:00', '14:00', '2026-11-24T13:00:00Z', '2026-11-24T14:00:00.000Z'],
    ['22:00', '22:00', '2026-11-24T22:00:00Z', null], // equal ends mute nothing
  ])('from %s to %s: at %s until %s', (from, to, now, until) => {
    expect(quietUntil(quiet(from, to), at(now))?.toISOString() ?? null).toBe(until);
  });

  it('hold alerts, but not the urgent ones', () => {
    const now = at('2026-11-24T02:00:00Z');
    const subscriber = { ...quiet('22:00', '07:00'), urgent: ['arms_transfer' as const] };
    expect(alertDue(subscriber, 'repatriation', now)).toEqual(at('2026-11-24T07:00:00Z'));
    expect(alertDue(subscriber, 'arms_transfer', now)).toEqual(now);
  });

  it('are beside the point for a reader who is paused or wants no alerts', () => {
    const now = at('2026-11-24T12:00:00Z');
    expect(alertDue(subscriberOf({ alerts: false }), 'arms_transfer', now)).toBeNull();
    expect(alertDue(subscriberOf({ pausedUntil: '2026-12-01' }), 'arms_transfer', now)).toBeNull();
    expect(alertDue(subscriberOf({ pausedUntil: '2026-11-24' }), 'arms_transfer', now)).toEqual(now);
  });
});
