import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import { MENTION_TYPES, STATUSES } from '../../src/taxonomy.ts';

const analyzer = createAnalyzer(loadLexicon('keywords'));

/** Pieces that make mentions likely, and those that break readers. */
const piece = fc.oneof(
  fc.constantFrom(
    'North Korea shipped shells to Russia. ',
    'China sent 50 escapees back. ',
    '북한이 러시아에 포탄을 보냈다. ',
    'КНДР передала России снаряды. ',
    '朝鲜向俄罗斯提供炮弹。',
    '北朝鮮はロシアに砲弾を送った。',
    '<p class="x">',
    '</div>',
    '<',
    '\n\n',
    '\u0000',
    '\ud83d',
    '\ude00',
    '\u202e',
    'שלום ',
    'S/PV.9398 ',
    '\u200b',
    '\u00ad',
    'ﬃ',
    'İ',
    '３万発',
    'U.N. ',
    ', and ',
    '(((',
    '…',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
const date = fc.constantFrom(
  undefined,
  null,
  '2024-05-01',
  '2024-05-01T10:00:00Z',
  'Friday',
  '',
  '0000-00-00',
  '1246-13-45',
);

describe('any text gets a valid answer', () => {
  it('with offsets that cut out the quote and its evidence', () => {
    fc.assert(
      fc.property(text, text, date, (title, body, published) => {
        const answer = analyzer.analyze({ id: 'x', title, text: body, published, lang: 'xx' });
        const full = `${title}\n${body}`;
        for (const mention of answer.mentions) {
          expect(full.slice(mention.start, mention.end)).toBe(mention.quote);
          expect(mention.quote.length).toBeGreaterThan(0);
          for (const e of mention.evidence) expect(full.slice(e.start, e.end)).toBe(e.text);
          expect(MENTION_TYPES).toContain(mention.type);
          expect(STATUSES).toContain(mention.status);
          expect(mention.confidence).toBeGreaterThan(0);
          expect(mention.confidence).toBeLessThan(1);
          if (mention.eventDate !== null) expect(mention.eventDate).toMatch(/^\d{4}(-\d\d){0,2}$/u);
        }
        expect(answer.relevant).toBe(answer.mentions.length > 0);
      }),
      { numRuns: 150 },
    );
  });

  it('the same one every time', () => {
    const input = {
      id: 'x',
      title: '',
      text: 'North Korea shipped shells to Russia, Seoul says.',
      published: '2024-05-01',
    };
    expect(analyzer.analyze(input)).toEqual(analyzer.analyze(input));
  });

  it('for a megabyte of one sentence', () => {
    const body = 'North Korea shipped shells to Russia and '.repeat(25_000);
    expect(analyzer.analyze({ id: 'x', title: '', text: body }).relevant).toBe(true);
  }, 120_000);

  it('for an empty text', () => {
    const answer = analyzer.analyze({ id: 'x', title: '', text: '' });
    expect(answer).toMatchObject({ relevant: false, alert: false, mentions: [], categories: [] });
  });
});

describe('time grows no faster than the text', () => {
  const units: Record<string, string> = {
    'one sentence': 'North Korea shipped shells to Russia and ',
    'one word': 'a',
    'one Cyrillic word': 'я',
    brackets: '(<[{',
    numbers: '1,000,000 ',
    'mixed scripts': '북한 포탄 КНДР снаряды 朝鲜炮弹 North Korea shells ',
    'no sentence ends': 'north korea weapons russia ships sent and ',
    'half phrases': 'Democratic People Democratic People ',
    'claims and denials': 'North Korea sent shells to Russia. Moscow denied it. ',
    'number words': 'twenty two thousand and five hundred ',
    'many dates': 'North Korea January 3 2024 on Friday ',
  };
  for (const [name, unit] of Object.entries(units)) {
    it(
      name,
      () => {
        const run = (size: number): number => {
          const body = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
          const from = process.cpuUsage();
          analyzer.analyze({ id: 'x', title: 'North Korea', text: body, published: '2025-01-01' });
          const { user, system } = process.cpuUsage(from);
          return (user + system) / 1000;
        };
        run(50_000);
        const small = Math.max(run(100_000), 20);
        const large = run(400_000);
        // Four times the text; twice that leaves room for garbage collection, and quadratic growth would be sixteen times.
        expect(large).toBeLessThan(small * 9);
      },
      120_000,
    );
  }
});
