import { describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { explain } from '../../src/analyze/explain.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import { quantityOf } from '../../src/analyze/quantity.ts';
import { eventDateOf } from '../../src/analyze/when.ts';
import type { Mention } from '../../src/model.ts';

const analyzer = createAnalyzer(loadLexicon('keywords'));
const mentionsOf = (text: string, title = ''): Mention[] =>
  analyzer.analyze({ id: 'x', title, text, published: '2024-06-20' }).mentions;

describe('who supplies whom', () => {
  const cases: [string, string | null, string | null][] = [
    ['North Korea shipped artillery shells to Russia.', 'KP', 'RU'],
    ['Russia has given North Korea anti-aircraft missiles.', 'RU', 'KP'],
    ['Russia received 50 howitzers made in North Korea.', 'KP', 'RU'],
    ['Moscow bought rockets from Pyongyang.', 'KP', 'RU'],
    ['북한이 러시아에 포탄을 보냈다.', 'KP', 'RU'],
    ['朝鲜向俄罗斯提供炮弹。', 'KP', 'RU'],
    ['北朝鮮はロシアに砲弾を送った。', 'KP', 'RU'],
    ['Russia has been given 50 howitzers by North Korea.', 'KP', 'RU'],
    ['In exchange for shells, Pyongyang wants fighter jets and missiles from Russia.', 'RU', 'KP'],
    ['北朝鮮はスーダンに誘導弾を供給した。', 'KP', 'SD'],
    ['러시아는 북한 포탄을 받았다.', 'KP', 'RU'],
    ['Egypt ordered rocket-propelled grenades from North Korea.', 'KP', 'EG'],
  ];
  for (const [text, supplier, recipient] of cases) {
    it(text, () => {
      const mention = mentionsOf(text).find((one) => one.type === 'arms_transfer');
      expect(mention).toMatchObject({ supplier, recipient });
    });
  }
});

describe('status', () => {
  const cases: [string, Mention['status']][] = [
    ['North Korea has shipped shells to Russia, the White House said.', 'reported'],
    ['North Korea allegedly shipped shells to Russia.', 'alleged'],
    ['North Korea is suspected of shipping shells to Russia.', 'alleged'],
    ['North Korea denied that it had shipped shells to Russia.', 'denied'],
    ['North Korea plans to ship shells to Russia.', 'planned'],
    ['Washington urged North Korea not to ship shells to Russia.', 'urged'],
    ['Russia vetoed a Security Council draft resolution on North Korea.', 'confirmed'],
    ['Pyongyang dismissed the report that North Korea had shipped shells to Russia.', 'alleged'],
    ['Кремль: сообщения о контейнерах с оружием из КНДР в Россию не подтверждены', 'denied'],
    ['러시아는 북한이 포탄을 보냈다는 보도가 사실무근이라고 밝혔다.', 'denied'],
    ['俄方称朝鲜向俄罗斯提供炮弹的说法不属实。', 'denied'],
    ['ロシアは北朝鮮が砲弾を送ったとの報道は事実無根だと述べた。', 'denied'],
    ['北朝鮮はロシアに砲弾を送ったとみられる。', 'alleged'],
    ['북한이 러시아에 포탄을 보낸 것으로 보인다.', 'alleged'],
    ['КНДР, вероятно, передала России снаряды.', 'alleged'],
    ['North Korea wants to ship shells to Russia.', 'planned'],
    ['If North Korea were to send shells to Russia, the war would go on.', 'planned'],
    ['Beijing put thirty North Korean escapees on buses to a country that will punish them.', 'reported'],
    ['The shells from North Korea are to be delivered to Russia by March.', 'planned'],
  ];
  for (const [text, status] of cases) it(text, () => expect(mentionsOf(text)[0]?.status).toBe(status));
});

describe('sentences that go on with a mention', () => {
  const statuses = (text: string): string[] => mentionsOf(text).map((one) => `${one.type} ${one.status}`);
  it('deny it', () => {
    const text = 'North Korea shipped shells to Russia, Seoul said. The embassy called it a baseless rumour.';
    expect(statuses(text)).toEqual(['arms_transfer reported', 'arms_transfer denied']);
  });
  it('call for an end of it', () => {
    const text = 'China sent 50 North Korean escapees back. The minister urged Beijing to stop at once.';
    expect(statuses(text)).toContain('repatriation urged');
  });
  it('are none where nothing was mentioned, or too long ago', () => {
    expect(statuses('North Korea held a parade. The minister denied it.')).toEqual([]);
    const far =
      'North Korea shipped shells to Russia. It rained. It snowed. It froze. It thawed. He denied the news.';
    expect(statuses(far)).toHaveLength(1);
  });
});

describe('context', () => {
  it('carries nationality over from the title', () => {
    expect(
      mentionsOf('More than 100 were sent back over the bridge.', 'North Korean escapees in China')[0]?.type,
    ).toBe('repatriation');
  });
  it('knows "the North" only where either Korea or a neighbour stands in the text', () => {
    expect(mentionsOf('Rebels in the North shipped shells to their allies.')).toEqual([]);
  });
  it('finds nothing without the DPRK', () => {
    expect(mentionsOf('Iran delivered ballistic missiles to Russia.')).toEqual([]);
    expect(mentionsOf('Russia vetoed a Security Council draft on Syria.')).toEqual([]);
  });
  it('counts workers who are sent home as workers', () => {
    const types = mentionsOf(
      'Poland sent home all North Korean workers by the deadline of resolution 2397.',
    ).map((m) => m.type);
    expect(types).toContain('overseas_workers');
    expect(types).not.toContain('repatriation');
  });
  it('leaves out history', () => {
    expect(mentionsOf('In 1950 Stalin supplied Kim Il Sung with tanks.')).toEqual([]);
  });
});

describe('alerts', () => {
  const alert = (text: string, title = ''): boolean =>
    analyzer.analyze({ id: 'x', title, text, published: '2024-06-20' }).alert;
  it('for a new report', () => expect(alert('North Korea shipped shells to Russia this week.')).toBe(true));
  it('not for an old one', () => {
    expect(alert('In 2016 customs officers found North Korean grenades bound for Egypt.')).toBe(false);
  });
  it('not for another type', () => expect(alert('China sent 50 North Korean escapees back.')).toBe(false));
});

describe('quantityOf', () => {
  const cases: [string, object | null][] = [
    ['more than 10,000 containers', { min: 10_000, max: null, unit: 'containers' }],
    ['120 containers of shells', { text: '120 containers', min: 120, max: 120, unit: 'containers' }],
    ['81 North Korean refugees were', { text: '81 North Korean refugees', min: 81, unit: 'refugees' }],
    ['between 1,000 and 1,500', null],
    ['between 1,000 and 1,500 people', { min: 1000, max: 1500, unit: 'people' }],
    ['2 to 3 million shells', { min: 2e6, max: 3e6, unit: 'shells' }],
    ['half a million 122-mm rockets', { min: 5e5, unit: 'rockets' }],
    ['two hundred and fifty tons of coal', { min: 250, unit: 'tons' }],
    ['dozens of North Korean women', { min: 24, max: null, unit: 'women' }],
    ['about $2.8 billion', { min: 2.8e9, max: 2.8e9, unit: 'USD' }],
    ['up to 40,000 laborers', { min: null, max: 40_000, unit: 'laborers' }],
    ['600 were sent back', { min: 600, unit: null }],
    ['о 36 тысячах контейнеров с оружием', { min: 36_000, unit: 'контейнеров' }],
    ['более 50 северокорейских беженцев', { min: 50, max: null, unit: 'беженцев' }],
    ['10 миллионов долларов', { min: 1e7, unit: 'USD' }],
    ['3万8千发炮弹', { min: 38_000, unit: '发' }],
    ['2.8万个集装箱', { min: 28_000, unit: '集装箱' }],
    ['三百名脱北者', { min: 300, unit: '名' }],
    ['6700個のコンテナ', { min: 6700, unit: 'コンテナ' }],
    ['컨테이너 2만8000여 개', { min: 28_000, max: null, unit: '컨테이너' }],
    ['36,000개의 컨테이너가', { min: 36_000, unit: '컨테이너' }],
    ['on October 9, 2023', null],
    ['12월 3일', null],
    ['a 62-year-old', null],
    ['240mm rocket launchers', null],
  ];
  for (const [quote, expected] of cases) {
    it(quote, () => {
      const found = quantityOf(quote, () => true);
      if (expected === null) expect(found).toBeNull();
      else expect(found).toMatchObject(expected);
    });
  }
});

describe('quotes can be read alone', () => {
  const cases: [string, string][] = [
    ['Seoul said that North Korea had shipped shells to Russia.', 'North Korea had shipped shells to Russia'],
    ['Сеул сообщил, что КНДР передала России снаряды.', 'КНДР передала России снаряды'],
    [
      'The US listed a network that buys missiles from North Korea.',
      'The US listed a network that buys missiles from North Korea',
    ],
  ];
  for (const [text, quote] of cases) it(text, () => expect(mentionsOf(text)[0]?.quote).toBe(quote));
});

describe('names of persons, firms and ships', () => {
  const cases: [string, string[]][] = [
    ['In November Pak Chol Su shipped North Korean shells to Russia.', ['Pak Chol Su']],
    ["The National Assembly's members heard that North Korea shipped shells to Russia.", []],
    ['Orders for North Korean shells came from Aurora Line in Russia.', ['Aurora Line']],
  ];
  for (const [text, names] of cases) it(text, () => expect(mentionsOf(text)[0]?.names).toEqual(names));
});

describe('who says so', () => {
  const cases: [string, string | null][] = [
    ['Ukrainian prosecutors said that North Korea had shipped shells to Russia.', 'Ukrainian prosecutors'],
    ['The Kremlin denied that North Korea had shipped shells to Russia.', 'Kremlin'],
    ['Кремль: сообщения о контейнерах с оружием из КНДР не подтверждены', 'Kremlin'],
    [
      'The White House said North Korea had shipped shells to Russia, which the Kremlin denies.',
      'White House',
    ],
  ];
  for (const [text, source] of cases) it(text, () => expect(mentionsOf(text)[0]?.sourceActor).toBe(source));
});

describe('eventDateOf', () => {
  const cases: [string, string | null][] = [
    ['on October 9, 2023', '2023-10-09'],
    ['on 9 October', '2023-10-09'],
    ['last October', '2023-10'],
    ['in March', '2024-03'],
    ['on Friday', '2024-06-14'],
    ['yesterday', '2024-06-19'],
    ['last year', '2023'],
    ['지난해 10월 9일', '2023-10-09'],
    ['10月9日', '2023-10-09'],
    ['去年10月', '2023-10'],
    ['9 октября 2023 года', '2023-10-09'],
    ['February 30, 2024', '2024-02'],
    ['no date here', null],
  ];
  for (const [quote, expected] of cases)
    it(quote, () => expect(eventDateOf(quote, '2024-06-20')).toBe(expected));
  it('knows which year "that year" is', () => {
    expect(eventDateOf('in November of that year', '2025-05-29', 'Since September 2023 it ran.')).toBe(
      '2023-11',
    );
    expect(eventDateOf('в ноябре того же года', '2025-05-29', 'С сентября 2023 года')).toBe('2023-11');
    expect(eventDateOf('in November of that year', '2025-05-29')).toBeNull();
  });
  it('says nothing of relative dates without a day of publication', () =>
    expect(eventDateOf('on Friday', null)).toBeNull());
});

describe('explain', () => {
  it('names rule and words', () => {
    const told = explain(analyzer, { id: 'x', title: '', text: 'North Korea shipped shells to Russia.' });
    expect(told).toMatch(/rule arms_transfer\.\w+/u);
    expect(told).toContain('"shells" at 21');
  });
  it('says why there is none', () => {
    expect(explain(analyzer, { id: 'x', title: '', text: 'Iran sent missiles.' })).toContain(
      'No word of the text names the DPRK',
    );
    const told = explain(analyzer, {
      id: 'x',
      title: '',
      text: 'North Korea showed shells at a parade, sent from a factory.',
    });
    expect(told).toMatch(/almost fired .*: own_use stands in the sentence/u);
  });
});
