import { expect, test } from 'vitest';
import { overdueDocuments, type ReadDocument } from '../src/overdue.ts';

const REPORT = {
  title: 'Report of the Secretary-General on human rights in the DPRK',
  symbol: 'A/',
  about: "human rights in the Democratic People's Republic of Korea",
  by: '10-15',
};
const LONG_AGO = '2025-01-01T00:00:00Z';
const read = (at: string, symbol = 'A/81/399', title = REPORT.about): ReadDocument => ({
  symbol,
  opening: `Situation of ${title.replace("'", '’')}`,
  at,
});
const overdueOn = (day: string, documents: ReadDocument[], since: string | null = LONG_AGO) =>
  overdueDocuments([REPORT], documents, since, new Date(`${day}T08:00:00Z`));

test('a document that is late is named with its day, one that is out is not', () => {
  expect(overdueOn('2026-11-24', [])).toEqual([{ title: REPORT.title, expected: '2026-10-15' }]);
  expect(overdueOn('2026-11-24', [read('2026-09-20T00:00:00Z')])).toEqual([]);
});

test('last year’s, another organ’s and another subject’s do not stand for it', () => {
  expect(overdueOn('2026-11-24', [read('2025-10-01T00:00:00Z')])).toHaveLength(1);
  expect(overdueOn('2026-11-24', [read('2026-09-20T00:00:00Z', 'S/2026/1')])).toHaveLength(1);
  expect(
    overdueOn('2026-11-24', [read('2026-09-20T00:00:00Z', 'A/81/1', 'human rights in Myanmar')]),
  ).toHaveLength(1);
});

test('before its day, long after it, and where Tumen watched too short, nothing is said', () => {
  expect(overdueOn('2026-10-14', [read('2025-10-01T00:00:00Z')])).toEqual([]);
  expect(overdueOn('2027-04-01', [])).toEqual([]);
  expect(overdueOn('2026-11-24', [], '2026-08-01T00:00:00Z')).toEqual([]);
  expect(overdueOn('2026-11-24', [], null)).toEqual([]);
});
