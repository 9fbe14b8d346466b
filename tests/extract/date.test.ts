import { describe, expect, test } from 'vitest';
import { parseDay, parseInstant, validDay } from '../../src/extract/date-parse.ts';
import { extractPage } from '../../src/extract/index.ts';
import { page } from './pages.ts';

describe('a day in text', () => {
  test.each([
    ['2023-10-14', '2023-10-14'],
    ['2023-10-14T23:30:00-05:00', '2023-10-14'],
    ['2023. 3. 8.', '2023-03-08'],
    ['입력 : 2023년 10월 4일 09:12', '2023-10-04'],
    ['2023年10月14日', '2023-10-14'],
    ['発表：2023年 1月 5日（木）', '2023-01-05'],
    ['14 октября 2023, 09:12', '2023-10-14'],
    ['1 мая 2023 г.', '2023-05-01'],
    ['October 14th, 2023', '2023-10-14'],
    ['Sat, 14 Oct 2023 09:12:00 GMT', '2023-10-14'],
    ['14. März 2023', '2023-03-14'],
    ['3 de mayo de 2023', '2023-05-03'],
    ['14.10.2023', '2023-10-14'],
    ['03/04/2023', '2023-04-03'],
    ['10/24/2023', '2023-10-24'],
    ['20231014T091200Z', '2023-10-14'],
    ['1697274720', '2023-10-14'],
    ['1697274720000', '2023-10-14'],
    ['Tue Nov 19 10:21:34 CET 2019', '2019-11-19'],
  ])('%s', (text, day) => {
    expect(parseDay(text, {})).toBe(day);
  });

  test.each([
    '',
    'no date',
    '30.02.2023',
    '1970-01-01',
    '1246-05-05',
    '2023-13-01',
    'resolution 2397 (2017)',
    '3:2 (1:1)',
  ])('is not in %j', (text) => {
    expect(parseDay(text, {})).toBe('');
  });

  test('is month first where the page is American', () => {
    expect(parseDay('03/04/2023', { monthFirst: true })).toBe('2023-03-04');
  });

  test('is not later than the latest', () => {
    expect(parseDay('2031-01-01', { latest: '2024-01-01' })).toBe('');
    expect(validDay(2024, 1, 1, { latest: '2024-01-01' })).toBe('2024-01-01');
  });
});

describe('an instant', () => {
  test.each([
    ['2023-10-14T09:12:00+09:00', '2023-10-14T00:12:00.000Z'],
    ['2023-10-14T09:12+0900', '2023-10-14T00:12:00.000Z'],
    ['2023-10-14 09:12:00 UTC', '2023-10-14T09:12:00.000Z'],
    ['2023-10-14T09:12:00.123Z', '2023-10-14T09:12:00.123Z'],
    ['1697274720', '2023-10-14T09:12:00.000Z'],
    ['2023-10-14T09:12:00', null],
    ['2023-10-14', null],
    ['2023-10-14T29:12:00Z', null],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });
});

describe('the publication date of a page', () => {
  const ld = (published: string): string =>
    `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"${published}"}</script>`;
  const read = (
    parts: Parameters<typeof page>[0],
    url = 'https://news.example/a/b',
  ): [string | null, string | null] => {
    const { published, publishedFrom } = extractPage(page(parts), {
      url,
      now: new Date('2024-06-01T00:00:00Z'),
    });
    return [published, publishedFrom];
  };

  test('is taken from the surest sign', () => {
    const meta = '<meta property="article:published_time" content="2023-10-13T12:00:00Z">';
    const time = '<time datetime="2023-10-11">11 Oct</time>';
    expect(read({ head: ld('2023-10-14T12:00:00Z') + meta, before: time })).toEqual([
      '2023-10-14T12:00:00.000Z',
      'json-ld',
    ]);
    expect(read({ head: meta, before: time })).toEqual(['2023-10-13T12:00:00.000Z', 'meta']);
    expect(read({ before: time }, 'https://news.example/2023/10/12/story')).toEqual(['2023-10-12', 'url']);
    expect(read({ before: time })).toEqual(['2023-10-11', 'time']);
    expect(read({ before: '<h1>Headline</h1><p>Posted on 10 October 2023</p>' })).toEqual([
      '2023-10-10',
      'text',
    ]);
    expect(read({ after: '<script>var x = {"publishedAt":"2023-10-09"};</script>' })).toEqual([
      '2023-10-09',
      'script',
    ]);
    expect(read({})).toEqual([null, null]);
  });

  test('is the dateline, not the update, the rights line or a related headline', () => {
    const before = `<h1>Headline of the day</h1><p class="meta">Updated 20 October 2023</p><p class="meta">Published 14 October 2023</p>`;
    const after = `<div class="related"><p>Published 1 October 2023</p></div><p>© 2 January 2019 The Courier</p>`;
    expect(read({ before, after })).toEqual(['2023-10-14', 'text']);
  });

  test('is not in the future, and not before the web', () => {
    expect(read({ head: ld('2031-01-01') })).toEqual([null, null]);
    expect(read({ head: ld('1970-01-01T00:00:00Z') })).toEqual([null, null]);
  });

  test('never names another day than the page shows', () => {
    // early morning in Seoul is the day before in UTC
    expect(read({ head: ld('2023-10-14T02:00:00+09:00') })).toEqual(['2023-10-14', 'json-ld']);
    expect(read({ head: ld('2023-10-14T12:00:00+09:00') })).toEqual(['2023-10-14T03:00:00.000Z', 'json-ld']);
    const dateline = '<h1>Headline of the day</h1><p class="date">Published 15 October 2023</p>';
    expect(read({ head: ld('2023-10-14T22:00:00Z'), before: dateline })).toEqual(['2023-10-15', 'json-ld']);
    expect(read({ head: ld('2023-10-14T22:00:00Z') }, 'https://news.example/2023/10/15/a')).toEqual([
      '2023-10-15',
      'json-ld',
    ]);
  });

  test('is not the day on which an archive took its copy', () => {
    const url = 'https://web.archive.org/web/20240102030405/https://news.example/2023/10/12/story';
    expect(read({}, url)).toEqual(['2023-10-12', 'url']);
    expect(read({}, 'https://web.archive.org/web/20240102030405/https://news.example/story')).toEqual([
      null,
      null,
    ]);
  });
});
