import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSymbols, parseSymbol } from '../../src/un/symbol.ts';

const found = (text: string): string[] => findSymbols(text).map(({ symbol }) => symbol);

describe('resolutions cited without a symbol', () => {
  test.each<[string, string[]]>([
    ['Recalling resolution 2397 (2017) of last year', ['S/RES/2397 (2017)']],
    ['резолюция 2397 (2017) Совета Безопасности', ['S/RES/2397 (2017)']],
    ['резолюции Совета Безопасности ООН № 2397 и 2375', ['S/RES/2397 (2017)', 'S/RES/2375 (2017)']],
    ['安理会第2397(2017)号决议', ['S/RES/2397 (2017)']],
    ['安理会第2397（2017）号决议', ['S/RES/2397 (2017)']],
    ['第1718号、1874号及2397号決議', ['S/RES/1718 (2006)', 'S/RES/1874 (2009)', 'S/RES/2397 (2017)']],
    [
      '国連安保理決議1718号、1874号及び2397号',
      ['S/RES/1718 (2006)', 'S/RES/1874 (2009)', 'S/RES/2397 (2017)'],
    ],
    ['安保理決議第1718号、同第1874号', ['S/RES/1718 (2006)', 'S/RES/1874 (2009)']],
    ['第1718、1874和2397号决议', ['S/RES/1718 (2006)', 'S/RES/1874 (2009)', 'S/RES/2397 (2017)']],
    ['유엔 안보리 결의 2397호', ['S/RES/2397 (2017)']],
    ['대북제재 결의 2270호와 2321호', ['S/RES/2270 (2016)', 'S/RES/2321 (2016)']],
    ['제2397호 결의', ['S/RES/2397 (2017)']],
    ['国連安保理決議第2397号', ['S/RES/2397 (2017)']],
    ['安保理決議２３９７号', ['S/RES/2397 (2017)']],
    ['la résolution 2371 (2017) du Conseil', ['S/RES/2371 (2017)']],
    ['la resolución 2397 del Consejo de Seguridad', ['S/RES/2397 (2017)']],
    ['قرار مجلس الأمن 2371(2017)، و2397(2017)', ['S/RES/2371 (2017)', 'S/RES/2397 (2017)']],
    ['UNSC resolutions 1718, 1874 and 2397', ['S/RES/1718 (2006)', 'S/RES/1874 (2009)', 'S/RES/2397 (2017)']],
    [
      'resolutions 1718 (2006) of 14 October 2006, 1874 (2009), 2087 (2013) and 2094',
      ['S/RES/1718 (2006)', 'S/RES/1874 (2009)', 'S/RES/2087 (2013)', 'S/RES/2094 (2013)'],
    ],
    ['UNSCR 1718', ['S/RES/1718 (2006)']],
    ['United Nations Security Council Resolution (UNSCR) 2397', ['S/RES/2397 (2017)']],
    ['документы А/HRC/55/63, А/С.3/78/L.39 и Е/2023/99', ['A/HRC/55/63', 'A/C.3/78/L.39', 'E/2023/99']],
    ['Security Council resolution 825', ['S/RES/825 (1993)']],
    ['General Assembly resolution 78/218', ['A/RES/78/218']],
    ['大会第78/218号决议和人权理事会第52/28号决议', ['A/RES/78/218', 'A/HRC/RES/52/28']],
    [
      'резолюцией 37/28 Совета по правам человека и резолюцию 78/218 Генеральной Ассамблеи',
      ['A/HRC/RES/37/28', 'A/RES/78/218'],
    ],
    [
      'General Assembly resolution 60/251 and Human Rights Council resolution 52/28',
      ['A/RES/60/251', 'A/HRC/RES/52/28'],
    ],
    ['la résolution 78/218 de l’Assemblée générale', ['A/RES/78/218']],
    ['유엔총회 결의 78/218호', ['A/RES/78/218']],
    ['قرار الجمعية العامة 78/218 المؤرخ', ['A/RES/78/218']],
    ['resolution 217 A (III) and resolution 377 (V)', ['A/RES/217 A (III)', 'A/RES/377 (V)']],
    ['resolution ES-11/1', ['A/RES/ES-11/1']],
    [
      'Le Conseil des droits de l’homme, rappelant les faits qui sont connus de tous depuis longtemps et qui ont été rapportés par les témoins, conformément à sa résolution 52/28',
      ['A/HRC/RES/52/28'],
    ],
    ['理事会第5/1号决议', ['A/HRC/RES/5/1']],
    [
      '安全理事会第2371(2017)号决议第11段、第2375(2017)号决议第17段',
      ['S/RES/2371 (2017)', 'S/RES/2375 (2017)'],
    ],
  ])('%s', (text, symbols) => expect(found(text)).toEqual(symbols));
});

describe('symbols in running text', () => {
  test.each<[string, string[]]>([
    [
      'See S/2022/431, A/HRC/42/10 and A/HRC/42/10/Add.1.',
      ['S/2022/431', 'A/HRC/42/10', 'A/HRC/42/10/Add.1'],
    ],
    ['в документе S/2017/1006.', ['S/2017/1006']],
    ['见S/2022/431号文件', ['S/2022/431']],
    ['A/HRC/42/10 وA/HRC/42/10/Add.1', ['A/HRC/42/10', 'A/HRC/42/10/Add.1']],
    ['S/12828 and Corr.1 was issued', ['S/12828', 'S/12828/Corr.1']],
    ['A/RES/78/242 A and B.', ['A/RES/78/242 A', 'A/RES/78/242 B']],
    ['(S/PV.8130) and S/PV.6702 (Resumption 1)', ['S/PV.8130', 'S/PV.6702 (Resumption 1)']],
    ['broken as S/2022/\n431 over a line', ['S/2022/431']],
    ['document S/1507 of 1950', ['S/1507']],
    ['press release SC/14911', ['SC/14911']],
    ['press releases (L/T/4400) and GA/PAL/1450', ['L/T/4400', 'GA/PAL/1450']],
    ['in A/78/481\u2013S/2023/900, annexed', ['A/78/481', 'S/2023/900']],
    ['(A/78/481-S/2023/900)', ['A/78/481', 'S/2023/900']],
    ['A/S-27/19/Rev.1 of the session', ['A/S-27/19/Rev.1']],
    ['GOV/2023/41-GC(67)/20 of the Agency', ['GOV/2023/41', 'GC(67)/20']],
    ['S/AC.44/2004/(02)/1 and ICCD/COP(15)/2', ['S/AC.44/2004/(02)/1', 'ICCD/COP(15)/2']],
    ['A/RES/78 /218 and S/RES/2397/2017', ['A/RES/78/218', 'S/RES/2397 (2017)']],
    ['CEDAW/C/PRK/CO/2-4.', ['CEDAW/C/PRK/CO/2-4']],
  ])('%s', (text, symbols) => expect(found(text)).toEqual(symbols));
});

describe('UN addresses', () => {
  test.each<[string, string]>([
    ['https://undocs.org/en/S/RES/2397(2017)', 'S/RES/2397 (2017)'],
    ['(https://docs.un.org/en/S/2022/431).', 'S/2022/431'],
    ['http://daccess-ods.un.org/access.nsf/Get?OpenAgent&DS=S/2014/872&Lang=E', 'S/2014/872'],
    ['https://documents.un.org/access.nsf/get?DS=A/HRC/55/63&Lang=E&OpenAgent', 'A/HRC/55/63'],
    ['https://www.un.org/en/ga/search/view_doc.asp?symbol=%20A/78/218', 'A/78/218'],
    ['https://documents.un.org/api/symbol/access?s=S%2F2024%2F255&l=en&t=pdf', 'S/2024/255'],
    ['https://digitallibrary.un.org/record/1/files/S_RES_2421%282018%29-EN.pdf', 'S/RES/2421 (2018)'],
    ['https://press.un.org/en/2022/sc14911.doc.htm', 'SC/14911'],
    ['https://press.un.org/en/blog/sc16444', 'SC/16444'],
    ['press.un.org/en/2024/sgsm22345.doc.htm', 'SG/SM/22345'],
    ['https://undocs.org/Home/Mobile?FinalSymbol=A%2F78%2F218&Language=E&DeviceType=Desktop', 'A/78/218'],
    ['https://www.undocs.org/S/2022/431', 'S/2022/431'],
    ['https://main.un.org/securitycouncil/en/s/res/2397-%282017%29', 'S/RES/2397 (2017)'],
    ['https://www.un.org/Docs/journal/asp/ws.asp?m=S/PRST/2017/16', 'S/PRST/2017/16'],
    [
      'https://tbinternet.ohchr.org/_layouts/Download.aspx?symbolno=CEDAW%2fC%2fPRK%2fCO%2f2-4&Lang=en',
      'CEDAW/C/PRK/CO/2-4',
    ],
    ['https://www.securitycouncilreport.org/atf/cf/65BFCF9B/s_pv_9048.pdf', 'S/PV.9048'],
    ['the file S_RES_2397(2017)-EN.pdf', 'S/RES/2397 (2017)'],
  ])('%s', (text, symbol) => {
    expect(findSymbols(text)).toMatchObject([{ symbol, cited: 'url' }]);
  });
});

test('an address of a joint document has both of its symbols', () => {
  const text = 'https://undocs.org/en/A/78/481-S/2023/900';
  const hits = findSymbols(text);
  expect(hits.map(({ symbol }) => symbol)).toEqual(['A/78/481', 'S/2023/900']);
  for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.symbol);
});

describe('what is no symbol', () => {
  test.each([
    'and/or S/he 24/7 w/o n/a N/A A/C I/O km/h TCP/IP AC/DC P/E 24 T/F',
    'He lives at A/102 Sunrise Apartments, flat S/12, 12/5 Street, Plot No. A/1234, Delhi',
    'On 2024/05/01 and 01/05/2024, 3/4 of 1/2',
    '/var/lib/S/2022/431 C:\\A/78/218 docs/A/78/218.md S/2022/431.pdf',
    'Flight KE/123 and CA/1234',
    'influenza A/H1N1, A/California/7/2009 and A/2009',
    'a resolution of 1920x1080 or 1080p, a screen resolution 1440, a resolution 300 dpi',
    'House Resolution 1234, H.Res. 1234, S. Res. 92',
    'My resolution 2024 was a resolution in 2018 (2019)',
    'FY 2018/2019 revenue of 1,718 (2006) and 12 (1946)',
    '결의 3일 만에 결의 2017년 10명',
    '国务院令第2397号 决议2017年',
    'the vote was 13/2/0, ratio 78/218',
    'Section A/12 Class S/500 Mercedes S/560',
    'the ST/200 plan, PO box S/3609, a DC/3850 airframe, L/100 km, TD/200, CD/2000 players, SEA/2200',
    'serial S/44112, S/390 mainframes, S/4HANA, GC/MS, HR/2020 policy, ORG/2023 chart, A/S-1 Norden',
    'Smith 1995 (2003), Vol. 5 (1946)',
    'https://example.org/S/2022/431 and https://example.org/?symbol=A/78/218',
  ])('%s', (text) => expect(found(text)).toEqual([]));

  test('a megabyte of news has none', () => {
    const words =
      'and/or s/he 24/7 km/h the river ministry 1,718 (2006) 3/4 A/C port vessel resolution of the dispute 2019/20 Type A/3 S/N 4411 w/o 9/11 C/O 78/218';
    const list = words.split(' ');
    let text = '';
    for (let i = 0; text.length < 1_000_000; i += 1)
      text += `${list[(i * 7 + (i >> 3)) % list.length] ?? ''} `;
    expect(found(text)).toEqual([]);
  });
});

test('offsets are those of the text as it came', () => {
  const text = '見 Ｓ／２０２２／４３１ and, later, resolution 2397 (2017).';
  for (const hit of findSymbols(text)) expect(text.slice(hit.start, hit.end)).toBe(hit.text);
  expect(found(text)).toEqual(['S/2022/431', 'S/RES/2397 (2017)']);
});

test('a symbol is found in whatever prose stands around it', () => {
  const symbol = constantFrom(
    'S/2022/431',
    'A/C.3/78/L.40/Rev.1',
    'S/PV.9048',
    'A/HRC/RES/58/17',
    'S/RES/2397 (2017)',
  );
  const prose = constantFrom('the text ', 'проект ', '文件', '초안 ', '(', '“', 'see: ', '\n');
  const behind = constantFrom('', '.', ', which', ')', '»', '号', ' и', '\n', '; then');
  assert(
    property(prose, symbol, behind, (before, text, after) => {
      const hits = findSymbols(before + text + after);
      expect(hits.map((hit) => hit.symbol)).toEqual([parseSymbol(text)?.canonical]);
      expect(hits[0]?.start).toBe(before.length);
    }),
  );
});

test('hostile text takes linear time', () => {
  const seconds = (text: string): number => {
    const started = performance.now();
    findSymbols(text);
    return (performance.now() - started) / 1000;
  };
  for (const unit of ['S/', 'A/C.3/', '1718号、', '(', '2397 (2017', '第', 'resolution ', '1718, ']) {
    expect(seconds(`决议 resolution ${unit.repeat(200_000)}决议`)).toBeLessThan(3);
  }
});
