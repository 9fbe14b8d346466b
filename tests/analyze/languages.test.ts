import { describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import type { Mention } from '../../src/model.ts';

const analyzer = createAnalyzer(loadLexicon('keywords'));
const mentionsOf = (text: string, title = ''): Mention[] =>
  analyzer.analyze({ id: 'x', title, text, published: '2024-06-20' }).mentions;
const typesOf = (text: string, title = ''): string[] => [
  ...new Set(mentionsOf(text, title).map((mention) => mention.type)),
];

describe('a Russian name in any case', () => {
  for (const place of ['Туманган', 'Тумангане', 'Туманганом', 'Туманганская']) {
    it(place, () => {
      const text = `${place}: вагоны с боеприпасами ушли в Россию.`;
      expect(typesOf(text)).toContain('arms_transfer');
    });
  }
  it('also one of three letters', () => {
    expect(typesOf('Россия передала Ким Чен Ыну ракеты.')).toEqual(['arms_transfer']);
  });
});

describe('what only the DPRK is spoken of with', () => {
  const vetoed =
    'Россия наложила вето: мандат группы экспертов по санкциям истек, Совет Безопасности бессилен.';
  it('stands for it where no third state is named', () => {
    expect(typesOf(vetoed)).toContain('panel_termination');
  });
  it('does not where the text is about a third state', () => {
    expect(typesOf(vetoed, 'Санкции против Мали')).toEqual([]);
  });
  it('supplies nothing', () => {
    const [mention] = mentionsOf('전문가패널은 러시아가 북한 포탄을 받았다고 밝혔다.');
    expect(mention).toMatchObject({ supplier: 'KP', recipient: 'RU' });
  });
});

describe('particles behind a name', () => {
  const cases: [string, string, string][] = [
    ['北朝鮮によるロシアへの武器供与を米国が非難した。', 'KP', 'RU'],
    ['ロシアによる北朝鮮へのミサイル供与を米国が非難した。', 'RU', 'KP'],
    ['러시아에 의한 북한으로의 미사일 제공을 미국이 비난했다.', 'RU', 'KP'],
  ];
  for (const [text, supplier, recipient] of cases)
    it(text, () => expect(mentionsOf(text)[0]).toMatchObject({ supplier, recipient }));
});
