import { describe, expect, test } from 'vitest';
import { Fortnight } from '../../src/demo/fortnight.ts';

const fortnight = new Fortnight(new Date('2026-11-23T09:00:00Z')); // a Monday

describe('dates in texts', () => {
  test.each([
    ['en', '20 November 2026|20 November|20|Friday|November 2026|2026'],
    ['ko', '2026년 11월 20일|11월 20일|20일|금요일|2026년 11월|2026'],
    ['ru', '20 ноября 2026 года|20 ноября|20|в пятницу|ноябрь 2026 года|2026'],
    ['zh', '2026年11月20日|11月20日|20日|周五|2026年11月|2026'],
    ['ja', '2026年11月20日|11月20日|20日|金曜日|2026年11月|2026'],
  ] as const)('%s', (lang, expected) => {
    const forms = ['date', 'day', 'dom', 'weekday', 'month', 'year'];
    expect(fortnight.fill(forms.map((form) => `{{${form}:-3}}`).join('|'), lang)).toBe(expected);
  });

  test('a language of its own, days to come, and what is no date', () => {
    expect(fortnight.fill('{{day:2:en}} {{date}} {{day:x}}', 'ko')).toBe('25 November {{date}} {{day:x}}');
  });
});

describe('instants', () => {
  test('a time of day is meant in the zone of the outlet', () => {
    expect(fortnight.instant({ day: -3, time: '09:30' }, 'Asia/Seoul').toISOString()).toBe(
      '2026-11-20T00:30:00.000Z',
    );
    expect(fortnight.instant({ day: -3, time: '16:20' }, 'America/New_York').toISOString()).toBe(
      '2026-11-20T21:20:00.000Z',
    );
  });

  test.each(['2026-11-23T09:00:00Z', '2026-11-23T00:05:00Z', '2026-11-23T01:59:00Z', '2026-11-22T23:59:00Z'])(
    'what came minutes ago at %s lies on the last day of the fortnight and not ahead',
    (now) => {
      const around = new Fortnight(new Date(now));
      for (const ago of [1, 15, 110]) {
        const instant = around.instant({ ago }, 'Asia/Seoul');
        expect(instant.toISOString().slice(0, 10)).toBe(around.day(0));
        expect(instant.getTime()).toBeLessThan(around.now.getTime());
      }
      expect(around.instant({ day: -1, time: '18:59' }, 'America/New_York').getTime()).toBeLessThan(
        around.now.getTime(),
      );
    },
  );
});
