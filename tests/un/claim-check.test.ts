import { describe, expect, test } from 'vitest';
import { checkClaim, readCouncilRecord, type ClaimCheck } from '../../src/un/vote.ts';

const ROWS = readCouncilRecord().rows;
const check = (text: string, lang = 'en', published: string | null = null): ClaimCheck =>
  checkClaim({ text, lang, published }, ROWS);

describe('a denial tells neither what was nor what was not', () => {
  test.each([
    ['en', 'Russia denied that it vetoed the UN Panel of Experts on North Korea.'],
    ['en', 'China denied vetoing the renewal of the UN Panel of Experts on North Korea.'],
    ['en', 'Russia denied that its veto ended the UN Panel of Experts on North Korea.'],
    ['ko', '러시아는 유엔 북한 전문가 패널 연장에 거부권을 행사했다는 사실을 부인했다.'],
    ['ru', 'Россия отрицает, что наложила вето на продление группы экспертов по КНДР.'],
    ['zh', '俄罗斯否认否决了联合国朝鲜问题专家小组延期的决议草案。'],
    ['ja', 'ロシアは、国連の北朝鮮専門家パネルの延長に拒否権を行使したことを否定した。'],
  ])('%s: %s', (lang, text) => {
    expect(check(text, lang).verdict).toBe('unknown');
  });

  test('what was refused to somebody is no denial of what is told', () => {
    const text = 'The NGO Committee denied HRNK consultative status; China voted against.';
    expect(check(text, 'en', '2018-02-03').verdict).toBe('agrees');
  });
});

test('a statement that was blocked is not the resolution adopted that month, whoever says so', () => {
  const text =
    "The UN Panel said China had blocked a Security Council statement on North Korea's missile launch in March 2022.";
  expect(check(text)).toMatchObject({ verdict: 'agrees', row: { id: '2022-03-25-statement' } });
});

describe('that nobody else did it', () => {
  test.each([
    ['ko', '2022년 5월 중국만 유엔 안보리 대북 추가 제재 결의안에 거부권을 행사했다.'],
    ['ko', '2022년 5월 중국이 단독으로 유엔 안보리 대북 추가 제재 결의안에 거부권을 행사했다.'],
    ['ja', '2022年5月、中国だけが国連安保理の北朝鮮追加制裁決議案に拒否権を行使した。'],
  ])('%s: %s', (lang, text) => {
    expect(check(text, lang)).toMatchObject({ verdict: 'contradicts', row: { id: '2022-05-26-veto' } });
  });

  test.each([
    ['ko', '2024년 3월 러시아만 유엔 북한 전문가 패널 연장 결의안에 거부권을 행사했다.'],
    ['ko', '2022년 5월 중국만큼 러시아도 유엔 안보리 대북 추가 제재 결의안에 거부권을 행사했다.'],
  ])('where it is so, or not what is said, nothing is against it: %s %s', (lang, text) => {
    expect(check(text, lang).verdict).toBe('agrees');
  });
});

describe('the day that a claim names', () => {
  test.each([
    "Russia's veto ended the UN Panel of Experts on North Korea in 2023.",
    'Russia vetoed the UN Panel of Experts on North Korea on 30 April 2024.',
    'Russia and China vetoed a UN Security Council resolution with new sanctions on North Korea in 2021.',
  ])('is not borne out where it is another one: %s', (text) => {
    expect(check(text).verdict).toBe('unknown');
  });

  test.each([
    'Russia vetoed the UN Panel of Experts on North Korea in 2024.',
    'Russia vetoed the UN Panel of Experts on North Korea, which was established by the Council in 2009.',
    'Russia and China vetoed a UN Security Council resolution on North Korea in 2022.',
  ])('can be a year that had one veto, and is not that of what was there before: %s', (text) => {
    expect(check(text).verdict).toBe('agrees');
  });

  test.each([
    'In 2018 China vetoed a UN Security Council meeting on human rights in North Korea.',
    'In 2017 Russia blocked a UN Security Council meeting on human rights in North Korea.',
  ])('can be the year of the one try for a meeting on human rights: %s', (text) => {
    expect(check(text)).toMatchObject({
      verdict: 'contradicts',
      row: { date: expect.stringMatching(/^201[78]-12-/u) },
    });
  });

  test('a year does not excuse a veto of somebody else', () => {
    const text = 'France vetoed a UN Security Council resolution on North Korea in 2022.';
    expect(check(text)).toMatchObject({ verdict: 'contradicts', row: { id: '2022-05-26-veto' } });
  });
});
