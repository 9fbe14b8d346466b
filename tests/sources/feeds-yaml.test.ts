import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/version.ts';
import { loadCatalog } from '../../src/sources/index.ts';

const catalog = loadCatalog('feeds.yaml');
const on = catalog.feeds.filter((feed) => feed.enabled);

describe('feeds.yaml', () => {
  test('holds the known sources in all five languages', () => {
    expect(catalog.feeds.length).toBeGreaterThanOrEqual(110);
    expect(on.length).toBeGreaterThanOrEqual(40);
    for (const lang of ['en', 'ko', 'ru', 'zh', 'ja']) {
      expect(on.filter((feed) => feed.lang === lang).length, lang).toBeGreaterThan(0);
    }
  });

  test('every feed that is on says how often it is asked and what is healthy; the silence is longer than a poll', () => {
    for (const feed of on) {
      expect(feed.interval, feed.id).toBeGreaterThan(0);
      expect(feed.healthy?.silenceAfter ?? 0, feed.id).toBeGreaterThan((feed.interval ?? 0) * 2);
    }
  });

  test('every feed that is off says why, in a sentence', () => {
    for (const feed of catalog.feeds) {
      if (!feed.enabled) expect(feed.whyOff, feed.id).toMatch(/^[A-Z].{15,}/u);
    }
  });

  test('busy general feeds are filtered', () => {
    const busy = [
      'tass-en',
      'tass-ru',
      'ria',
      'kommersant',
      'interfax-ru',
      'chinanews',
      'nhk-intl',
      'scmp-china',
    ];
    for (const id of [
      ...busy,
      'diplomat',
      'bbc-asia',
      'koreaherald',
      'koreatimes',
      'newsis-intl',
      'un-news-all-en',
    ]) {
      expect(catalog.feed(id).prefilter, id).toBe(true);
    }
  });

  test('feeds on the North alone are not', () => {
    for (const id of [
      'yna-nk-ko',
      'yna-nk-en',
      'nknews',
      'dailynk-ko',
      '38north',
      'voa-ko',
      'un-press-dprk',
    ]) {
      expect(catalog.feed(id).prefilter, id).toBe(false);
    }
  });

  test('what is known of single hosts', () => {
    expect(catalog.feed('yna-nk-zh')).toMatchObject({ legacyTls: true, timeZone: 'Asia/Seoul' });
    expect(catalog.feed('kr-mofa')).toMatchObject({ cookieGate: true });
    expect(catalog.feed('38north')).toMatchObject({ fullTextInFeed: true, pages: 'feed-only' });
    expect(catalog.feed('voa-ko')).toMatchObject({ skipFirst: 1 });
    expect(catalog.feed('tongil')).toMatchObject({ timeZone: 'Asia/Seoul' });
  });
});

test('the version of the User-Agent is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(VERSION).toBe(version);
});
