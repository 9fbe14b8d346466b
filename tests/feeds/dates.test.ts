import { describe, expect, it } from 'vitest';
import { parseFeedDate } from '../../src/feeds/dates.ts';

const utc = (text: string, timeZone: string | null = null): string | null =>
  parseFeedDate(text, { timeZone })?.replace(':00.000Z', 'Z').replace('.000Z', 'Z') ?? null;

describe('dates that name their zone', () => {
  it.each([
    ['Mon, 01 Jun 2026 08:00:00 +0900', '2026-05-31T23:00Z'],
    ['Mon, 1 Jun 26 08:00 GMT', '2026-06-01T08:00Z'],
    ['Thu,28 Jul 2022 4:35:5 GMT+9', '2022-07-27T19:35:05Z'],
    ['Fri, 27 Feb 2026 12:38:11 KST', '2026-02-27T03:38:11Z'],
    ['Fri Feb 27 12:38:11 KST 2026', '2026-02-27T03:38:11Z'],
    ['2026-02-27 12:38:11 (JST)', '2026-02-27T03:38:11Z'],
    ['2026-02-27T12:38:11.123456+09:00', '2026-02-27T03:38:11Z'],
    ['20260227T123811Z', '2026-02-27T12:38:11Z'],
    ['27 Feb 2026 12:38 MSK', '2026-02-27T09:38Z'],
    ['Fri, 27 Feb 2026 00:00:00 Europe/Moscow', '2026-02-26T21:00Z'],
    ['Fri, 27 Feb 2026 17:00:00 GMT+0000 (Coordinated Universal Time)', '2026-02-27T17:00Z'],
    ['Fri, 27 Feb 2026 1:55 PM EST', '2026-02-27T18:55Z'],
    ['27 Feb 2026 24:05 PST', '2026-02-27T08:05Z'],
    ['<time datetime="2026-02-27T12:38:00-05:00">Friday</time>', '2026-02-27T17:38Z'],
    ['1772195891', '2026-02-27T12:38:11Z'],
    ['1772195891000', '2026-02-27T12:38:11Z'],
  ])('%s', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });
});

describe('dates that name no zone', () => {
  it.each([
    ['Friday, February 27, 2026 - 12:38', 'America/New_York', '2026-02-27T17:38Z'],
    ['Friday, July 3, 2026 - 12:38', 'America/New_York', '2026-07-03T16:38Z'],
    ['2026-02-27 12:38', 'Asia/Seoul', '2026-02-27T03:38Z'],
    ['2026.02.27 12:38', 'Asia/Seoul', '2026-02-27T03:38Z'],
    ['27 февраля 2026 г., 12:38', 'Europe/Moscow', '2026-02-27T09:38Z'],
    ['12:38, 27.02.2026', 'Europe/Moscow', '2026-02-27T09:38Z'],
    ['27 février 2026 à 12h38', 'Europe/Paris', '2026-02-27T11:38Z'],
    ['03/04/2026', 'Europe/Paris', '2026-04-02T22:00Z'],
    ['27 Feb 2026 12:38 CST', 'Asia/Shanghai', '2026-02-27T04:38Z'],
    ['2026-02-27 12:38', null, '2026-02-27T12:38Z'],
    ['03/04/2026', null, '2026-03-04T00:00Z'],
    ['27 Feb 2026 12:38 CST', null, '2026-02-27T18:38Z'],
  ])('%s in %s', (text, timeZone, expected) => {
    expect(utc(text, timeZone)).toBe(expected);
  });

  it.each([
    ['2026-02-27 오후 3:04', '2026-02-27T06:04Z'],
    ['2026. 2. 27. 오전 12:04:05', '2026-02-26T15:04:05Z'],
    ['2026년 2월 27일 오후 3시 4분', '2026-02-27T06:04Z'],
    ['2026년 2월 27일(금) 12시 38분', '2026-02-27T03:38Z'],
    ['2026年2月27日 12:38', '2026-02-27T04:38Z'],
    ['2026年2月27日 下午3:04', '2026-02-27T07:04Z'],
    ['2026年2月27日(金) 午後3時4分', '2026-02-27T06:04Z'],
  ])('%s is in the zone that its script implies', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });
});

describe('words of many languages', () => {
  it.each([
    ['금, 27 2월 2026 12:38:00 +0900', '2026-02-27T03:38Z'],
    ['星期五, 27 二月 2026 12:38:00 +0800', '2026-02-27T04:38Z'],
    ['пт, 27 фев 2026 12:38:00 +0300', '2026-02-27T09:38Z'],
    ['mar., 03 févr. 2026 16:11:02 +0000', '2026-02-03T16:11:02Z'],
    ['Do, 26 Mär 2026 00:00:00 +0200', '2026-03-25T22:00Z'],
    ['Monday, 16. Novembre 2026 - 15:54', '2026-11-16T15:54Z'],
    ['2 сентября 2026, 9:05 вечера', '2026-09-02T21:05Z'],
    ['16th November, 2026', '2026-11-16T00:00Z'],
  ])('%s', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });
});

describe('ISO 8601 in its rarer forms', () => {
  it.each([
    ['2026', '2026-01-01T00:00Z'],
    ['2026-02', '2026-02-01T00:00Z'],
    ['2026-058', '2026-02-27T00:00Z'],
    ['2026058', '2026-02-27T00:00Z'],
    ['26-02-27', '2026-02-27T00:00Z'],
    ['260227', '2026-02-27T00:00Z'],
    ['26058', '2026-02-27T00:00Z'],
    ['-26-02', '2026-02-01T00:00Z'],
  ])('%s', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });
});

describe('what is no date', () => {
  it.each([
    '',
    'yesterday',
    '0000-00-00 00:00:00',
    'Thu, 01 Jan 1970 00:00:00 +0000',
    '31 February 2026',
    '2026-02-30',
    '27 Feb 2026 25:00',
    '2026-366',
    'Mon, 99 Foo 2026',
    '12:38',
    '-',
    'x'.repeat(10_000),
    '1 Jan '.repeat(1_000),
  ])('%.40s', (text) => {
    expect(utc(text)).toBeNull();
  });

  it('null is none', () => {
    expect(parseFeedDate(null, { timeZone: null })).toBeNull();
  });
});
