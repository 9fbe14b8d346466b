import { assert, constantFrom, oneof, option, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockingKeys, decide, merge, profileOf } from '../../src/events/index.ts';
import { analyzed, readGold } from './gold.ts';
import { document, mention, report } from './make.ts';

/** Bounds of storage: a profile is one JSON column, a key one row of an index. */
const MOST_BYTES = 12_000;
const MOST_KEYS = 600;

const anyText = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  string({
    unit: constantFrom('9', ',', ' ', 'A', 'б', '月', '일', '千', 'ー', '\ud800', '$', '\n'),
    maxLength: 300,
  }),
);

test('any text gives a bounded profile that can be stored, merged and looked up', () => {
  assert(
    property(anyText, anyText, option(anyText), (title, text, published) => {
      const paper = { ...document(published, text, title), outlet: null };
      const profile = profileOf(
        mention('arms_transfer', { quote: text, place: title, names: [title] }),
        paper,
      );
      expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
      expect(decide(profile, [{ id: 'x', profile: merge(profile, profile) }]).reasons.length).toBeGreaterThan(
        0,
      );
      expect(blockingKeys(profile).length).toBeLessThan(MOST_KEYS);
    }),
    { numRuns: 300 },
  );
});

test('an event of many reports stays bounded', () => {
  const reports = ['dev', 'stories'].flatMap((name) =>
    readGold(`tests/corpus/${name}.jsonl`).map((line) =>
      report('arms_transfer', line.published, `${line.title}. ${line.text}`),
    ),
  );
  const [first, ...others] = reports;
  const event = others.reduce((grown, added) => merge(grown, added), first!); // the corpora are not empty
  expect(JSON.stringify(event).length).toBeLessThan(MOST_BYTES);
  expect(blockingKeys(event).length).toBeLessThan(MOST_KEYS);
});

test('merging changes neither of its arguments', () => {
  const a = report('arms_transfer', '2024-02-26', 'About 6,700 containers left Rajin.');
  const b = report('vessel_deception', '2024-03-26', 'The Angara left Dunai on March 7.');
  const before = JSON.stringify([a, b]);
  merge(a, b);
  expect(JSON.stringify([a, b])).toBe(before);
});

describe('blocking keys', () => {
  test.each(['dev', 'stories'])('reports of one story in %s share a key, most others do not', (name) => {
    const mains = readGold(`tests/corpus/${name}.jsonl`)
      .filter((line) => line.relevant)
      .flatMap((line) => {
        const { document: paper, mentions } = analyzed(line);
        return mentions[0] ? [{ line, keys: new Set(blockingKeys(profileOf(mentions[0], paper))) }] : [];
      });
    const counts = { together: 0, togetherMet: 0, apart: 0, apartMet: 0 };
    for (const [i, a] of mains.entries()) {
      for (const b of mains.slice(i + 1)) {
        const met = [...a.keys].some((key) => b.keys.has(key)) ? 1 : 0;
        const same = a.line.story === b.line.story;
        counts[same ? 'together' : 'apart'] += 1;
        counts[same ? 'togetherMet' : 'apartMet'] += met;
      }
    }
    expect(counts.togetherMet / counts.together).toBeGreaterThan(0.85);
    expect(counts.apartMet / counts.apart).toBeLessThan(0.05);
  });

  test('are the same for the same profile, and tell unrelated categories apart', () => {
    const text = 'On April 26 some 200 were in Jilin.';
    const a = report('repatriation', '2024-05-01', text, { eventDate: '2024-04-26' });
    const b = report('sc_blocking', '2024-05-01', text, { eventDate: '2024-04-26' });
    expect(blockingKeys(a)).toEqual(blockingKeys(a));
    expect(blockingKeys(a).filter((key) => blockingKeys(b).includes(key))).toEqual([]);
  });
});
