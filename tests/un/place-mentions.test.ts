import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import type { Mention } from '../../src/model.ts';
import { citer } from '../../src/un/cite.ts';
import { placeMentions, type AnalysedDocument } from '../../src/un/place-mentions.ts';
import { readCouncilRecord } from '../../src/un/vote.ts';

const RECORD = readCouncilRecord();
const analyzer = createAnalyzer(loadLexicon(new URL('../../keywords/', import.meta.url).pathname));

const documentOf = (fields: Partial<AnalysedDocument>): AnalysedDocument => ({
  title: '',
  text: '',
  lang: 'en',
  published: null,
  symbol: null,
  pageStarts: null,
  ...fields,
});

/** What the pipeline makes of a document. */
function read(fields: Partial<AnalysedDocument>): Mention[] {
  const document = documentOf(fields);
  const { title, text, lang, published } = document;
  const { mentions } = analyzer.analyze({ id: 'x', title, text, lang, published });
  return placeMentions(mentions, document, RECORD);
}

describe('tellings of the Council’s record', () => {
  const veto = (text: string, published = '2024-03-29'): Mention | undefined =>
    read({ title: 'UN vote on North Korea', text, published }).find(({ record }) => record);

  test('what was voted on is not who says so, and who is quoted did not do it', () => {
    expect(
      veto('According to Beijing, the United States vetoed the UN Panel of Experts on North Korea.'),
    ).toMatchObject({
      sourceActor: null,
      facilitator: ['RU'],
      record: { verdict: 'contradicts' },
    });
  });

  test('a day at the beginning of the sentence is that of its clause', () => {
    const mention = read({
      text: 'In 2018 China vetoed a meeting of the UN Security Council on North Korean human rights.',
    }).find(({ record }) => record);
    expect(mention?.record).toMatchObject({ verdict: 'contradicts', date: '2018-12-07' });
  });

  test('a veto laid to a member that only abstained is marked, with the symbols and who voted how', () => {
    expect(veto('China vetoed the renewal of the UN Panel of Experts on North Korea.')?.record).toMatchObject(
      {
        verdict: 'contradicts',
        row: '2024-03-28-panel',
        symbols: expect.arrayContaining(['S/2024/255', 'S/PV.9591']),
        tally: { yes: 13, no: 1, abstain: 1 },
        stances: { RU: 'vetoed', CN: 'abstained' },
      },
    );
  });

  test('our own words do not repeat the blame: the record’s stands instead', () => {
    const said = veto('China vetoed the renewal of the UN Panel of Experts on North Korea.');
    expect(said?.quote).toContain('China vetoed');
    expect(said?.facilitator).toEqual(['RU']);
  });

  test('a true one has the record as its evidence', () => {
    expect(
      veto('Russia vetoed the renewal of the UN Panel of Experts on North Korea.')?.record,
    ).toMatchObject({ verdict: 'agrees', row: '2024-03-28-panel' });
  });

  test.each([
    ['en', 'China abstained and Russia vetoed the renewal of the UN Panel of Experts on North Korea.'],
    [
      'ja',
      'ロシアは2024年3月28日、国連安保理で北朝鮮制裁専門家パネルの任期延長決議案に拒否権を行使し、中国は棄権した。',
    ],
  ])('who only abstained is no facilitator of a true telling either: %s', (lang, text) => {
    const told = read({ text, lang }).filter(({ record }) => record);
    expect(told.length).toBeGreaterThan(0);
    for (const { facilitator, record } of told) {
      expect(record?.verdict).toBe('agrees');
      expect(facilitator).toEqual(['RU']);
    }
  });

  test.each([
    [
      'en',
      'China vetoed a UN Security Council resolution on North Korea on 26 May 2022, and Russia abstained.',
    ],
    ['en', 'Russia vetoed the UN Panel of Experts on North Korea; China voted in favour.'],
    [
      'en',
      'Russia vetoed the renewal of the UN Panel of Experts on North Korea, and the United States abstained.',
    ],
    ['ja', '2022年5月、中国だけが国連安保理の北朝鮮追加制裁決議案に拒否権を行使した。'],
  ])('a sentence of which half is untrue is not borne out: %s %s', (lang, text) => {
    const told = read({ text, lang }).filter(({ record }) => record);
    expect(told.length).toBeGreaterThan(0);
    for (const { record } of told) expect(record?.verdict).toBe('contradicts');
  });

  test('a sentence that tells of two votes is not taken for one', () => {
    const told = read({
      text: 'China and Russia vetoed new UN Security Council sanctions on North Korea in May 2022, and Russia vetoed the UN Panel of Experts on North Korea in March 2024. China abstained in 2024.',
    });
    expect(told.map(({ record }) => record?.verdict)).not.toContain('contradicts');
  });

  test.each([
    ['a denial', 'China denied that it blocked a Security Council statement on North Korea.', '2022-10-06'],
    ['a fear', 'China may veto the renewal of the UN Panel of Experts on North Korea.', '2024-03-29'],
  ])('%s convicts nobody', (_, text, published) => {
    expect(read({ text, published }).map(({ record }) => record?.verdict)).not.toContain('contradicts');
  });

  test('what is no telling of the Council has no row', () => {
    const [mention] = read({ text: 'North Korea shipped artillery shells to Russia by sea, Seoul said.' });
    expect(mention).toBeDefined();
    expect(mention).not.toHaveProperty('record');
  });
});

const SENTENCE = 'The Panel found that North Korea shipped artillery shells to Russia by sea.';

describe('citations of UN documents', () => {
  const cited = (text: string, pageStarts: number[] | null = null): unknown =>
    read({ text, pageStarts, symbol: 'S/2024/215' })[0]?.citation;

  test('symbol, page and paragraph', () => {
    const text = ['Summary', '1. The Panel met.', '2. It wrote.', `3. ${SENTENCE}`, 'It went on.'].join(
      '\n\n',
    );
    expect(cited(text, [0, 20, text.indexOf('3. The')])).toEqual({
      symbol: 'S/2024/215',
      page: 3,
      paragraph: '3',
    });
    expect(cited(text)).toEqual({ symbol: 'S/2024/215', page: null, paragraph: '3' });
  });

  test.each([
    [
      'a list inside a paragraph is that paragraph',
      ['44. So it is:', '1. Ships', `2. ${SENTENCE}`, '45. Next.'],
      '44',
    ],
    ['numbers begin anew in an annex', ['1. One.', '2. Two.', 'Annex', '1. More.', `2. ${SENTENCE}`], '2'],
    ['before the first number there is none', [SENTENCE, '1. One.', '2. Two.'], null],
    ['in an annex without numbers there is none', ['1. One.', '2. Two.', 'Annex II', SENTENCE], null],
    [
      'nor in one that a letter in Russian has',
      ['1. One.', '2. Two.', 'Приложение к письму Председателя', SENTENCE],
      null,
    ],
    ['a number that fits no run is none', ['1. One.', '2. Two.', `17. ${SENTENCE}`, '3. Three.'], '2'],
    ['a lost number does not stop the run', ['1. One.', '2. Two.', `4. ${SENTENCE}`], '4'],
  ])('%s', (_, paragraphs, number) => {
    const before = paragraphs[0]?.startsWith('44')
      ? Array.from({ length: 43 }, (__, i) => `${i + 1}. A.`)
      : [];
    expect(cited([...before, ...paragraphs].join('\n\n'))).toMatchObject({ paragraph: number });
  });

  test('a hundred thousand lists take no time', () => {
    const lists = '1. One.\n\n2. Two.\n\n1. Another.\n\n77. Far.\n\n'.repeat(25_000);
    const started = performance.now();
    const cite = citer({ symbol: 'S/2024/215', text: lists, pageStarts: null });
    expect(cite(lists.length).paragraph).toBe('1');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('news has none', () => {
    expect(read({ text: SENTENCE })[0]).not.toHaveProperty('citation');
  });
});

describe('who says so, in a meeting record and in its press release', () => {
  const record = [
    'S/PV.9961',
    'The meeting was called to order at 10 a.m.',
    'The President: I give the floor to the representative of the United States of America.',
    'Mrs. Halvorsen-Reed (United States of America): The Panel of Experts reported that North Korea shipped artillery shells to Russia.',
    'Mr. Zorin (Russian Federation) (spoke in Russian): My country denies that North Korea supplied artillery shells to Russia.',
    'The meeting rose at 1 p.m.',
  ].join('\n\n');
  const release = [
    'The Council met on the DPRK on Wednesday.',
    'ANNA HALVORSEN-REED (United States) said North Korea shipped artillery shells to Russia.',
    'PIOTR ZORIN (Russian Federation) denied that North Korea supplied artillery shells to Russia.',
  ].join('\n\n');

  test.each([
    ['record', record, 'S/PV.9961'],
    ['release', release, 'SC/16999'],
  ])('%s', (_, text, symbol) => {
    const said = read({ text, symbol, published: '2025-09-17' })
      .filter(({ type }) => type === 'arms_transfer')
      .map(({ sourceActor, status }) => [sourceActor, status === 'denied']);
    expect(said).toContainEqual(['United States', false]);
    expect(said).toContainEqual(['Russia', true]);
    expect(said).not.toContainEqual(['United States', true]);
    expect(said).not.toContainEqual(['Russia', false]);
  });

  test('a page that merely looks like one keeps the source that its words name', () => {
    const text =
      'ANSELM VERHOEVEN, Assistant Under-Secretary for Northern Affairs, said that North Korea shipped artillery shells to Russia.';
    const sourceIn = (symbol: string | null): string | null | undefined =>
      read({ text, symbol })[0]?.sourceActor;
    expect(sourceIn('SC/16999')).toBe('ANSELM VERHOEVEN, Assistant Under-Secretary for Northern Affairs');
    expect(sourceIn(null) ?? '').not.toContain('VERHOEVEN');
  });
});
