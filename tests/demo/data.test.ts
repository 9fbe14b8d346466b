import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { loadDemoData } from '../../src/demo/data.ts';
import { Fortnight } from '../../src/demo/fortnight.ts';
import { storiesOf } from '../../src/demo/stories.ts';
import { LANGUAGES, MENTION_TYPES } from '../../src/taxonomy.ts';

const data = loadDemoData('demo');
const fortnight = new Fortnight(new Date('2026-11-23T09:00:00Z'));
const items = data.feeds.flatMap((feed) => feed.items.map((item) => ({ ...item, feed })));
const stories = data.feeds.flatMap((feed) => storiesOf(feed, 2, fortnight, 'http://demo.invalid'));

describe('the sample is as broad as it claims', () => {
  test('feeds and items', () => {
    expect(data.feeds.length).toBeGreaterThanOrEqual(17);
    expect(items.length).toBeGreaterThanOrEqual(120);
    expect(new Set(data.feeds.map((feed) => feed.format))).toEqual(new Set(['rss', 'rdf', 'atom', 'json']));
    expect(data.feeds.flatMap((feed) => feed.fails ?? []).sort()).toEqual([
      'challenge',
      'empty',
      'unavailable',
    ]);
  });

  test('all nineteen mention types', () => {
    expect(new Set(items.flatMap((item) => item.types))).toEqual(new Set(MENTION_TYPES));
  });

  test.each(LANGUAGES)('at least nine items in %s, irrelevant ones among them', (lang) => {
    const own = items.filter((item) => item.feed.lang === lang);
    expect(own.length).toBeGreaterThanOrEqual(9);
    expect(own.filter((item) => item.types.length === 0).length).toBeGreaterThanOrEqual(2);
    expect(own.filter((item) => item.alert).length).toBeGreaterThanOrEqual(1);
  });

  test('stories told in several languages, and copies of one text', () => {
    const languages = (story: string): number =>
      new Set(items.filter((item) => item.story === story).map((item) => item.feed.lang)).size;
    expect(languages('containers-estimate')).toBe(5);
    expect(languages('tumen-return')).toBe(4);
    const wire = items.filter(
      (item) => item.story === 'halcyon-heist' && item.text?.startsWith('WASHINGTON'),
    );
    expect(wire.map((item) => item.feed.id)).toEqual(['global-desk', 'harbour-times', 'seoul-wire-en']);
    expect(new Set(wire.map((item) => item.text)).size).toBe(1);
  });

  test('arms both ways, what nobody must be alerted of, a correction, and pages that fail', () => {
    const arms = items.filter((item) => item.types.includes('arms_transfer'));
    expect(arms.filter((item) => !item.alert).map((item) => item.story)).toEqual([
      'kirby-1000-containers',
      'kirby-1000-containers',
    ]);
    expect(items.filter((item) => item.edited)).toHaveLength(1);
    const pages = new Set(items.map((item) => item.page));
    expect(pages).toEqual(new Set(['article', 'forbidden', 'bot-wall', 'consent', 'closed', 'document']));
    expect(items.filter((item) => item.ago !== undefined).length).toBeGreaterThanOrEqual(9);
  });
});

describe('every text is sound', () => {
  test('no date is left to fill in, and none is empty', () => {
    for (const story of stories) {
      const text = [story.title, story.summary, story.path, ...story.paragraphs].join('\n');
      expect(text, story.path).not.toMatch(/\{\{|\}\}/u);
      expect(story.title.length, story.path).toBeGreaterThan(5);
      if (!story.item.symbol) expect(story.paragraphs.length, story.path).toBeGreaterThan(0);
    }
  });

  test('each lies within the fortnight, on the day that its own words count from', () => {
    for (const { item, feed, published, updated } of stories) {
      const day = published.toISOString().slice(0, 10);
      expect(day, `${feed.id}/${item.id}`).toBe(fortnight.day(item.day ?? 0));
      expect(day >= fortnight.day(-13) && updated <= fortnight.now).toBe(true);
    }
  });

  test('outlets are marked as samples and no address is used twice', () => {
    for (const feed of data.feeds)
      expect(feed.outlet).toMatch(/\(sample\)|（样本）|（見本）|\(образец\)|\(표본\)/u);
    const paths = [...stories.map((story) => story.path), ...data.feeds.map((feed) => feed.path)];
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('legacy encodings can hold their texts', () => {
    const legacy = data.feeds.filter((feed) => feed.encoding !== 'utf-8');
    expect(legacy.map((feed) => feed.encoding).sort()).toEqual(['euc-kr', 'windows-1251']);
    for (const feed of legacy) {
      const text = readFileSync(`demo/feeds/${feed.id}.yaml`, 'utf8').replaceAll(
        /^ *(?:note|after|page): .*$/gmu,
        '',
      );
      expect(iconv.decode(iconv.encode(text, feed.encoding), feed.encoding)).toBe(text);
    }
  });
});

describe('a mistake in the data is told with its place', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tumen-demo-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  test.each([
    [
      'a copy of nothing',
      'global-desk/halcyon-heist',
      'global-desk/nowhere',
      'no text "global-desk/nowhere" to copy',
    ],
    ['a day outside the fortnight', 'day: -8', 'day: -14', /harbour-times\.yaml:\d+: items\.\d\.day/u],
    ['no time', "    time: '07:30'\n", '', /items\.\d: give either "day" and "time" or "ago"/u],
    ['an unknown type', '[overseas_workers]', '[workers]', /harbour-times\.yaml:\d+: items\.\d\.types\.0/u],
  ] as const)('%s', (_what, from, to, message) => {
    cpSync('demo', dir, { recursive: true });
    const path = join(dir, 'feeds/harbour-times.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    expect(() => loadDemoData(dir)).toThrow(message);
  });

  test('a document that is not there', () => {
    cpSync('demo', dir, { recursive: true });
    rmSync(join(dir, 'documents/record-99021.yaml'));
    expect(() => loadDemoData(dir)).toThrow('un-docs-sample/record-99021: no document "S/PV.99021"');
  });
});
