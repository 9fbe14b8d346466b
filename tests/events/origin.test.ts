import { describe, expect, test } from 'vitest';
import { fingerprint, merge, sameOrigin } from '../../src/events/index.ts';
import { copiesOf, EDITS } from './copies.ts';
import { readGold } from './gold.ts';
import { report } from './make.ts';

const passages = ['dev', 'stories'].flatMap((name) => readGold(`tests/corpus/${name}.jsonl`));

describe('copies made by program', () => {
  const recognised = passages.map((passage, i) => {
    const original = fingerprint(passage.text);
    const copies = copiesOf(passage.text, i + 1);
    return { original, hits: copies.map(({ text }) => sameOrigin(original, fingerprint(text))) };
  });

  test.each(Object.keys(EDITS).map((edit, i) => [edit, i] as const))('%s', (_edit, i) => {
    const share = recognised.filter(({ hits }) => hits[i]).length / passages.length;
    expect(share).toBeGreaterThan(0.95);
  });

  test('no two other texts are taken for copies, not even two reports of one event', () => {
    const pairs = recognised.flatMap(({ original }, i) =>
      recognised.slice(i + 1).filter((other) => sameOrigin(original, other.original)),
    );
    expect(pairs).toEqual([]);
  });
});

test('empty texts are copies of nothing; short ones only of themselves', () => {
  expect(fingerprint('')).toBe('');
  expect(fingerprint('— … !')).toBe('');
  expect(sameOrigin('', '')).toBe(false);
  expect(sameOrigin(fingerprint('Missile test reported'), fingerprint('missile test, reported'))).toBe(true);
  expect(sameOrigin(fingerprint('Missile test reported today'), fingerprint('Missile test reported'))).toBe(
    false,
  );
});

test('a copy under another headline joins the event and adds no origin', () => {
  const text =
    'Two buses took around 80 people across the bridge before dawn, an activist who follows the border said. ' +
    'They had been held for over two years. Relatives were not told.';
  const first = report('repatriation', '2023-09-01', text);
  const copy = report('repatriation', '2023-09-04', `DANDONG (Agency) -- ${text}`);
  const own = report(
    'repatriation',
    '2023-09-04',
    'Border traders saw buses leave; nobody was allowed near.',
  );
  expect(merge(first, copy).origins).toHaveLength(1);
  expect(merge(first, own).origins).toHaveLength(2);
});
