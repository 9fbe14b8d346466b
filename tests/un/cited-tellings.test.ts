import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import type { Analysis, Mention } from '../../src/model.ts';
import { placeMentions } from '../../src/un/place-mentions.ts';
import { readCouncilRecord, tellingsNoted } from '../../src/un/vote.ts';

const RECORD = readCouncilRecord();
const analyzer = createAnalyzer(loadLexicon(new URL('../../keywords/', import.meta.url).pathname));

/** What `tumen analyze` makes of a text. */
function read(text: string, lang: string | null = null): Analysis {
  const input = { id: 'x', title: text, text: '', lang };
  return tellingsNoted(analyzer.analyze(input), input, RECORD);
}

const only = ({ mentions }: Analysis): Mention => {
  expect(mentions).toHaveLength(1);
  return mentions[0] ?? expect.fail('there is a mention');
};

describe('a telling that names no state of ours but a symbol of the record', () => {
  test.each([
    ['en', 'The United States vetoed draft resolution S/2022/431.', '2022-05-26-veto', ['CN', 'RU']],
    ['en', 'Draft S/2022/431 was vetoed by France.', '2022-05-26-veto', ['CN', 'RU']],
    ['en', 'Brazil vetoed S/2024/255, diplomats said.', '2024-03-28-panel', ['RU']],
    ['en', 'China vetoed draft resolution S/2024/255.', '2024-03-28-panel', ['RU']],
    ['en', 'The 9048th meeting ended with a veto by the United States.', '2022-05-26-veto', ['CN', 'RU']],
    ['en', 'At meeting S/PV.9591 the United Kingdom cast a veto.', '2024-03-28-panel', ['RU']],
    ['en', 'Russia voted against resolution 2407.', '2018-03-21-panel', []],
    ['en', 'China vetoed resolution 2397 (2017).', '2017-12-22-sanctions', []],
    ['ko', '미국은 결의안 S/2022/431에 거부권을 행사했다.', '2022-05-26-veto', ['CN', 'RU']],
    ['ru', 'США наложили вето на проект резолюции S/2022/431.', '2022-05-26-veto', ['CN', 'RU']],
    ['zh', '美国否决了S/2022/431号决议草案。', '2022-05-26-veto', ['CN', 'RU']],
    ['ja', '米国は決議案S/2022/431に拒否権を行使した。', '2022-05-26-veto', ['CN', 'RU']],
  ])('%s: %s contradicts the record', (lang, text, row, facilitator) => {
    const analysis = read(text, lang);
    expect(only(analysis)).toMatchObject({
      type: 'sc_blocking',
      category: 'un_obstruction',
      facilitator,
      record: { verdict: 'contradicts', row },
    });
    expect(analysis).toMatchObject({ relevant: true, categories: [{ id: 'un_obstruction' }] });
  });

  test.each([
    ['en', 'Russia and China vetoed draft resolution S/2022/431.', '2022-05-26-veto'],
    ['en', 'Draft S/2024/255 was vetoed by the Russian Federation.', '2024-03-28-panel'],
    ['en', 'The text (S/2024/255) fell to a veto.', '2024-03-28-panel'],
    ['ru', 'Проект S/2024/255 заблокировала Россия.', '2024-03-28-panel'],
    ['en', 'China and Russia blocked the press statement of that day (SC/15052).', '2022-10-05-statement'],
  ])('%s: %s is borne out, or not against it', (lang, text, row) => {
    const mention = only(read(text, lang));
    expect(mention).toMatchObject({ type: 'sc_blocking', record: { row } });
    expect(mention.record?.verdict).not.toBe('contradicts');
  });

  test('the quote is the sentence, at its place, and its evidence the words', () => {
    const text = 'Nothing new.\nThe United States vetoed draft resolution S/2022/431. It rained.';
    const input = { id: 'x', title: 'Notes', text, lang: 'en' };
    const mention = only(tellingsNoted(analyzer.analyze(input), input, RECORD));
    const full = `Notes\n${text}`;
    expect(full.slice(mention.start, mention.end)).toBe(mention.quote);
    expect(mention.quote).toBe('The United States vetoed draft resolution S/2022/431.');
    expect(mention.evidence.map(({ role, text: words }) => `${role}: ${words}`)).toEqual([
      'act: vetoed',
      'symbol: S/2022/431',
    ]);
    for (const { text: words, start, end } of mention.evidence) expect(full.slice(start, end)).toBe(words);
  });
});

test.each([
  'Exports to Russia violate the sanctions under resolution 2397 (2017).',
  'China is against unilateral measures beyond resolution 2375 (2017).',
  'Ships were blocked from port under resolution 2397 (2017).',
  'The United States vetoed draft resolution S/2021/990.',
  'The Council met on S/2022/431.',
  'Russia denied that it had vetoed S/2024/255.',
  'China may veto S/2022/431.',
  'France did not veto draft S/2022/431.',
])('what lays no act to anybody, or to no vote of the record, stays out: %s', (text) => {
  expect(read(text, 'en').mentions.filter(({ rule }) => rule.startsWith('council_record'))).toEqual([]);
});

test('a sentence that the rules found already is not told twice', () => {
  const { mentions } = read('Russia and China vetoed a draft resolution on North Korea, S/2022/431.', 'en');
  expect(mentions.filter(({ type }) => type === 'sc_blocking')).toHaveLength(1);
});

test('rows derived from records count as well, and the speaker is who says so', () => {
  const [veto] = RECORD.rows.filter(({ id }) => id === '2024-03-28-panel');
  const row = veto ?? expect.fail('the row is there');
  const rows = [{ ...row, id: 'd', symbols: ['S/2026/11'], keys: ['S/2026/11'], review: 'derived' as const }];
  const text = 'China vetoed draft resolution S/2026/11.';
  const document = { title: 'x', text, lang: 'en', published: null, symbol: null, pageStarts: null };
  expect(placeMentions([], document, { ...RECORD, rows })).toMatchObject([
    { facilitator: ['RU'], record: { verdict: 'contradicts', review: 'derived' } },
  ]);
});
