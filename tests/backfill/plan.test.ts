import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadPlan } from '../../src/backfill/plan.ts';
import { loadCatalog } from '../../src/sources/index.ts';
import { catalogOf, entry } from '../sources/helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(yaml: string) {
  const path = join(folder, 'plan.yaml');
  writeFileSync(path, yaml);
  return loadPlan(path, catalogOf(entry()));
}

function mistakesOf(...lines: string[]): string {
  try {
    load(['from: 2020-01-01', 'to: 2020-12-31', 'sources:', ...lines].join('\n'));
    return '';
  } catch (error) {
    return String(error).replaceAll(join(folder, 'plan.yaml'), 'plan.yaml');
  }
}

test('the plan that ships with Tumen can be read', () => {
  const plan = loadPlan('backfill.yaml', loadCatalog('feeds.yaml'));
  expect(plan.entries.map(({ entry: { id } }) => id)).toEqual(
    expect.arrayContaining(['press-un-org-dprk', 'undl', 'council-records', 'rfa-korean', 'voa-korean']),
  );
});

test('days of an entry come before those of the plan', () => {
  const { entries } = load(
    'from: 2020-01-01\nto: 2020-12-31\nsources:\n  - { id: a, way: wordpress, feed: sample }\n  - { id: b, way: wordpress, feed: sample, from: 2020-06-01 }\n',
  );
  expect(entries.map(({ window }) => window)).toEqual([
    { from: '2020-01-01', to: '2020-12-31' },
    { from: '2020-06-01', to: '2020-12-31' },
  ]);
});

describe('mistakes are told with their line', () => {
  test.each([
    ['a way that does not exist', '  - { id: a, way: wordpres, feed: sample }', 'plan.yaml:4: sources.0.way: unknown way "wordpres"; did you mean "wordpress"?'],
    ['a feed that does not exist', '  - { id: a, way: wordpress, feed: sampel }', 'plan.yaml:4: sources.0.feed: no feed "sampel" in feeds.yaml; did you mean "sample"?'],
    ['a setting of another way', '  - { id: a, way: wordpress, feed: sample, captures: x }', 'unknown key "captures"'],
    ['a broken pattern', "  - { id: a, way: wordpress, feed: sample, match: '(' }", 'sources.0.match: is not a regular expression'],
    ['days the wrong way round', '  - { id: a, way: wordpress, feed: sample, from: 2021-01-01 }', '2021-01-01 lies behind 2020-12-31'],
    ['no outlet', '  - { id: a, way: sitemap, url: https://a.example/s.xml }', 'needs feed, or outlet and lang'],
    ['no address', '  - { id: a, way: wordpress, outlet: A, lang: en }', 'needs feed, or url'],
    ['no feed for a reader that needs one', '  - { id: a, way: oai, outlet: A, lang: en }', 'way "oai" needs feed'],
    ['a symbol that is none', "  - { id: a, way: symbols, outlet: UN, lang: en, symbols: ['hello'] }", 'is no symbol'],
    ['too many documents', "  - { id: a, way: symbols, outlet: UN, lang: en, symbols: ['S/{1..9999}/{1..9999}'] }", 'means more than'],
  ])('%s', (_name, line, message) => {
    expect(mistakesOf(line)).toContain(message);
  }); // prettier-ignore

  test('a wrong way hides nothing else of its entry, nor of the others', () => {
    const told = mistakesOf(
      "  - { id: A B, way: wordpres, feed: sample, match: '(', from: yesterday }",
      '  - { id: b, way: wordpress, feed: sample, pace: soon }',
      '  - { id: c, feed: sample }',
    );
    expect(told.split('\n')).toEqual([
      expect.stringContaining('plan.yaml:4: sources.0.way: unknown way "wordpres"'),
      expect.stringContaining('plan.yaml:4: sources.0.id: must be lower-case words'),
      expect.stringContaining('plan.yaml:4: sources.0.from: must be a day'),
      expect.stringContaining('plan.yaml:4: sources.0.match: is not a regular expression'),
      expect.stringContaining('plan.yaml:5: sources.1.pace: must be a duration'),
      expect.stringContaining('plan.yaml:6: sources.2.way: unknown way ""; there are wordpress'),
    ]);
  });

  test('two entries of one id', () => {
    const one = '  - { id: a, way: wordpress, feed: sample }';
    expect(mistakesOf(one, one)).toContain('plan.yaml:5: sources.1.id: "a" stands here twice');
  });
});
