import { expect, test } from 'vitest';
import { daysNamedIn, gapOf, spanOf } from '../../src/events/days.ts';

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const dayOf = (date: string): number => spanOf(date)?.from ?? Number.NaN;

test.each([
  ['2023-10-09', '2023-10-09', '2023-10-09'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2023-12', '2023-12-01', '2023-12-31'],
  ['2023', '2023-01-01', '2023-12-31'],
  ['2023-10-09T23:30:00.000Z', '2023-10-09', '2023-10-09'],
])('%s runs from %s to %s', (date, from, to) => {
  const span = spanOf(date);
  expect(span && [iso(span.from), iso(span.to)]).toEqual([from, to]);
});

test.each(['', 'yesterday', '2023-13', '2023-02-30', '1246', '2023-00-10'])('"%s" is no date', (date) => {
  expect(spanOf(date)).toBeNull();
});

test('days between spans', () => {
  const gap = (a: string, b: string): number | null => {
    const [x, y] = [spanOf(a), spanOf(b)];
    return x && y ? gapOf(x, y) : null;
  };
  expect(gap('2023-10-09', '2023-10')).toBe(0);
  expect(gap('2023-09-18', '2023-10-09')).toBe(21);
  expect(gap('2023-10-09', '2023-09')).toBe(9);
});

/** Read on 11 October 2023. */
test.each([
  ['on April 26 and Oct. 9', ['2023-04-26', '2023-10-09']],
  ['30 December 2022', ['2022-12-30']],
  ['on December 30', ['2022-12-30']],
  ['17 августа', ['2023-08-17']],
  ['2023年8月29日', ['2023-08-29']],
  ['9월 18일', ['2023-09-18']],
  ['중국이 9일 저녁 북송', ['2023-10-09']],
  ['지난 21일', ['2023-09-21']],
  ['当局が9日夜', ['2023-10-09']],
  ['3일간 이어진 10日間', []],
  ['the 1718 Committee', []],
])('%s', (text, days) => {
  expect(daysNamedIn(text, dayOf('2023-10-11')).map(iso)).toEqual(days);
});

test('without a date of publication only dates with years are days', () => {
  expect(daysNamedIn('April 26; 9일; May 26, 2022', null).map(iso)).toEqual(['2022-05-26']);
});
