import { assert, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../src/web/advice.ts';
import { activityChart } from '../../src/web/charts/activity.ts';
import { figureBars, rangeChart } from '../../src/web/charts/ranges.ts';
import { markedText, maskedRanges } from '../../src/web/marked-text.ts';
import { hrefOf, readTimelineQuery } from '../../src/web/query.ts';

describe('a marked text', () => {
  it('is the text, in order, where nothing is withheld', () => {
    assert(
      property(
        string({ maxLength: 40 }),
        integer({ min: -5, max: 45 }),
        integer({ min: -5, max: 45 }),
        (text, a, b) => {
          const mentions = [
            { number: 1, start: a, end: b },
            { number: 2, start: b, end: a + 9 },
          ];
          expect(
            markedText(text, mentions, [])
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });

  it('numbers mentions where they begin, also inside another', () => {
    const pieces = markedText(
      'one two three',
      [
        { number: 1, start: 0, end: 7 },
        { number: 2, start: 4, end: 7 },
      ],
      [],
    );
    expect(pieces).toEqual([
      { text: 'one two', kind: 'mention', numbers: [1, 2] },
      { text: ' three', kind: 'plain', numbers: [] },
    ]);
  });

  it('leaves out a guarded paragraph and its names elsewhere', () => {
    const text =
      'A first paragraph.\n\nKim Example was sent back. She is 31.\n\nOthers know Kim Example well.';
    const start = text.indexOf('Kim');
    const masked = maskedRanges(text, [{ start, end: start + 26 }], ['Kim Example']);
    const shown = markedText(text, [{ number: 1, start, end: start + 26 }], masked);
    expect(shown.map((piece) => piece.text).join('|')).toBe(
      'A first paragraph.\n\n||\n\nOthers know || well.',
    );
    expect(shown.filter(({ kind }) => kind === 'withheld').map(({ numbers }) => numbers)).toEqual([[1], []]);
  });
});

describe('charts', () => {
  it('lie within their frame and keep their scale', () => {
    const counts = [
      { month: '1998-03', category: 'un_obstruction', n: 3 },
      { month: '2023-01', category: 'un_obstruction', n: 1 },
      { month: '2026-09', category: 'sanctions_evasion', n: 8 },
      { month: null, category: 'sanctions_evasion', n: 2 },
    ] as const;
    const chart = activityChart(counts);
    expect(chart).toMatchObject({ before: 3, undated: 2, most: { month: '2026-09', n: 8 } });
    for (const bar of chart.rows.flatMap(({ bars }) => bars)) {
      expect(bar.x + bar.width).toBeLessThanOrEqual(100);
      expect(bar.y + bar.height).toBeCloseTo(chart.height);
    }
    expect(chart.rows.map(({ total }) => total)).toEqual([10, 0, 0, 0, 4]);
    expect(chart.years.filter(({ isMain }) => isMain).length).toBeLessThanOrEqual(5);
    expect(activityChart([])).toMatchObject({ years: [], most: null });
  });

  it('show a range from its lowest to its highest figure', () => {
    const range = { id: 1, category: 'forced_labor', figures: 2, open: false } as const;
    const chart = rangeChart([
      { ...range, day: '2023-05-01', until: '2024-05-01', low: 100, high: 1_000 },
      { ...range, day: '2026-05-01', until: '2026-05-01', low: 5, high: 5 },
    ]);
    expect(chart.lines.map(({ value }) => value)).toEqual([1, 10, 100, 1_000]);
    expect(chart.marks[0]?.from).toBeLessThan(chart.marks[0]?.x ?? 0);
    expect(chart.marks[0]?.top).toBeLessThan(chart.marks[0]?.bottom ?? 0);
    expect(chart.marks[1]?.top).toBe(chart.marks[1]?.bottom);
    expect(chart.years.map(({ year }) => year)).toEqual(['2024', '2025', '2026']);
    expect(
      figureBars([
        { min: 10, max: null },
        { min: 5, max: 20 },
        { min: null, max: null },
      ]),
    ).toMatchObject([{ open: true }, { open: false }, { x: 0 }]);
  });
});

describe('a query', () => {
  it('leads back to itself', () => {
    const query = readTimelineQuery({
      category: ['un_obstruction', 'nonsense'],
      text: ' a b ',
      known: '2026-02-31',
      page: '7',
      lang: 'ko',
    });
    expect(query).toMatchObject({
      category: ['un_obstruction'],
      text: 'a b',
      known: null,
      page: 7,
      lang: ['ko'],
    });
    expect(hrefOf('/timeline', query)).toBe('/timeline?text=a+b&page=7&category=un_obstruction&lang=ko');
  });
});

describe('advice', () => {
  it.each([
    ['HTTP 403', 'turns programs away'],
    ['HTTP 404', 'address is gone'],
    ['HTTP 503', 'passes by itself'],
    ['ECONNRESET: read', 'passes by itself'],
    ['0 entries where a healthy answer has at least 1', 'not with a list of items'],
    ['something else', 'feeds check'],
  ])('for %j says %j', (error, part) => {
    expect(adviceFor(error)).toContain(part);
  });
});
