import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { UsageError } from '../../src/errors.ts';
import { didYouMean } from '../../src/did-you-mean.ts';
import { formatDuration, parseCatalog } from '../../src/sources/index.ts';
import { catalogOf, entry, feedOf, PREFILTER } from './helpers.ts';

/** The mistakes that are found in a file with these feeds, without the common beginning. */
function mistakesOf(...feeds: Record<string, unknown>[]): string {
  return mistakesIn(stringify({ prefilter: PREFILTER, feeds }));
}

function mistakesIn(source: string): string {
  try {
    parseCatalog(source, 'feeds.yaml');
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'none';
}

describe('an entry', () => {
  test('durations become milliseconds, what is not said has its default', () => {
    expect(feedOf({ pace: '5s', healthy: { silenceAfter: '2d', maxAge: '36h' } })).toMatchObject({
      interval: 3600_000,
      pace: 5000,
      healthy: { minItems: 1, silenceAfter: 2 * 86_400_000, maxAge: 36 * 3600_000 },
      prefilter: false,
      fullTextInFeed: false,
      pages: 'fetch',
      stateMedia: false,
      skipFirst: 0,
    });
  });

  test.each([
    ['an unknown key', { intervall: '1h' }, 'unknown key "intervall"; did you mean "interval"?'],
    ['a key in another spelling', { why_off: 'x' }, 'unknown key "why_off"; did you mean "whyOff"?'],
    ['a key that resembles none', { colour: 'red' }, 'unknown key "colour"'],
    ['an unknown key inside', { healthy: { silenceAfter: '1d', silense: 1 } }, 'unknown key "silense"'],
    ['a kind that does not exist', { kind: 'un_press' }, 'unknown kind "un_press"; did you mean "un-press"?'],
    ['a kind that resembles none', { kind: 'carrier-pigeon' }, 'there are rss, un-press'],
    ['a duration without unit', { interval: '30' }, 'must be a duration such as 30m, 2h or 3d'],
    ['a duration as a number', { interval: 30 }, 'must be a duration such as 30m, 2h or 3d'],
    ['an interval that gets us banned', { interval: '1m' }, 'must be at least 5m'],
    ['another scheme', { url: 'ftp://a.example/' }, 'must be an http or https address'],
    ['no address', { url: 'a.example' }, 'must be an http or https address'],
    ['a zone that does not exist', { timeZone: 'Asia/Soul' }, 'must be an IANA time zone'],
    ['a language by name', { lang: 'Korean' }, 'two-letter language code'],
    ['an id with capitals', { id: 'Yonhap EN' }, 'lower-case words joined by hyphens'],
    ['off without a reason', { enabled: false }, 'a feed that is off needs whyOff'],
    ['on with a reason to be off', { whyOff: 'dead' }, 'the feed is on; turn this into notes'],
    ['on without interval', { interval: undefined }, 'needs an interval'],
    ['on without health', { healthy: undefined }, 'needs healthy.silenceAfter'],
    ['on without a reader', { kind: 'none' }, 'nothing can read'],
    ['a list without pattern', { kind: 'html-list', list: {} }, 'list.href'],
    [
      'a list with a broken pattern',
      { kind: 'html-list', list: { href: '(' } },
      'is not a regular expression',
    ],
    ['a map on a kind that has none', { json: { items: '', title: 't', url: 'u' } }, 'unknown key "json"'],
    ['a title that is empty', { title: ' ' }, 'must not be empty'],
  ])('with %s is refused', (_name, more, message) => {
    expect(mistakesOf(entry(more))).toContain(message);
  });

  test('a wrong kind hides none of the other mistakes', () => {
    const mistakes = mistakesOf(entry({ kind: 'un_press', interval: '1m', lang: 'Korean' }));
    for (const message of ['unknown kind "un_press"', 'must be at least 5m', 'two-letter language code'])
      expect(mistakes).toContain(message);
  });

  test('two of one id or one address are refused', () => {
    const other = { url: 'https://other.example/rss.xml' };
    expect(mistakesOf(entry(), entry(other))).toContain('feeds.1.id: is also that of "sample"');
    const same = { id: 'other', url: 'http://www.sample.example/rss.xml/' };
    expect(mistakesOf(entry(), entry(same))).toContain('feeds.1.url: is also that of "sample"');
  });
});

describe('the file', () => {
  test('a mistake is shown with its line', () => {
    const source = stringify({ prefilter: PREFILTER, feeds: [entry({ intervall: '1h' })] });
    const line = source.split('\n').findIndex((text) => text.includes('intervall')) + 1;
    expect(mistakesIn(source)).toBe(
      `feeds.yaml:${line}: feeds.0: unknown key "intervall"; did you mean "interval"?`,
    );
  });

  test('all mistakes are shown at once', () => {
    const message = mistakesOf(entry({ lang: 'english' }), entry({ id: 'b', url: 'x' }));
    expect(message.split('\n')).toHaveLength(2);
  });

  test('a file without words of its own has those that ship with Tumen', () => {
    const catalog = parseCatalog(stringify({ feeds: [entry()] }), 'feeds.yaml');
    const item = (title: string) => ({ title, summaryHtml: null, contentHtml: null, tags: [] });
    expect(catalog.prefilter(item('Заявление КНДР'))).toBe(true);
    expect(catalog.prefilter(item('Town council meets'))).toBe(false);
  });

  test('who cites a vote of the record by its symbol need not name the DPRK', () => {
    const item = (title: string) => ({ title, summaryHtml: null, contentHtml: null, tags: [] });
    const { prefilter } = catalogOf(entry());
    expect(prefilter(item('Two vetoes on S/2022/431'))).toBe(true);
    expect(prefilter(item('A vote on S/2021/990'))).toBe(false);
  });

  test('words of the prefilter are needed for all five languages', () => {
    expect(mistakesIn(stringify({ prefilter: { en: ['dprk'] }, feeds: [entry()] }))).toContain(
      'prefilter.ko',
    );
  });

  test('a slip in an id is answered with the nearest', () => {
    const catalog = catalogOf(entry());
    expect(catalog.find('sampel')).toBeNull();
    expect(() => catalog.feed('sampel')).toThrow('no feed "sampel" in feeds.yaml; did you mean "sample"?');
    expect(() => catalog.feed('something-else')).toThrow(/feeds\.yaml$/u);
  });
});

test.each([
  ['intervall', 'interval'],
  ['INTERVAL', 'interval'],
  ['time_zone', 'timeZone'],
  ['timzone', 'timeZone'],
  ['xyz', null],
  ['', null],
  ['a'.repeat(10_000), null],
])('"%s" was meant as %s', (word, meant) => {
  expect(didYouMean(word, ['interval', 'timeZone', 'title', 'url'])).toBe(meant);
});

test.each([
  [90_000, '90s'],
  [3600_000, '1h'],
  [172_800_000, '2d'],
  [1500, '1500ms'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
