import { readFileSync } from 'node:fs';
import { array, assert, boolean, constantFrom, integer, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { misreadSymbol } from '../../src/un/symbol-misread.ts';
import {
  findSymbols,
  formatSymbol,
  parseSymbol,
  pressAddress,
  symbolAddresses,
} from '../../src/un/symbol.ts';

const LIST = readFileSync(new URL('../fixtures/un/symbols.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [symbol = '', kind = '', modifiers = '', parentheses = ''] = row.split(',');
    return { symbol, kind, modifiers, parentheses };
  });

const loose = (text: string): string => text.replace(/\s+/gu, '').toUpperCase();

describe('240 real symbols', () => {
  test('the list is whole', () => expect(LIST).toHaveLength(240));

  test.each(LIST)('$symbol', ({ symbol, kind, modifiers, parentheses }) => {
    const parsed = parseSymbol(symbol);
    expect(parsed).not.toBeNull();
    if (!parsed) return;
    expect(parsed.kind).toBe(kind);
    expect(parsed.modifiers.map((part) => `${part.kind}.${part.number}`).join(';')).toBe(modifiers);
    expect(loose(parsed.parens.map((paren) => paren.text).join(';'))).toBe(loose(parentheses));
    expect(parsed.problem).toBeNull();
    if (parsed.note === null) expect(loose(formatSymbol(parsed))).toBe(loose(symbol));
    expect(parseSymbol(formatSymbol(parsed))).toEqual({ ...parsed, note: null });
  });
});

test.each([
  ['A/RES/217(III)A', 'A/RES/217 A (III)', 'ga_resolution'],
  ['S/PV. 8130', 'S/PV.8130', 'sc_meeting'],
  ['A/36/pv.53', 'A/36/PV.53', 'ga_meeting'],
  ['S/2001/521/ADD.1', 'S/2001/521/Add.1', 'sc_doc'],
  ['A/RES/ES-11/1', 'A/RES/ES-11/1', 'ga_resolution'],
  ['A/RES/3201 (S-VI)', 'A/RES/3201 (S-VI)', 'ga_resolution'],
  ['A/HRC/RES/S-16/1', 'A/HRC/RES/S-16/1', 'hrc_resolution'],
  ['A/HRC/58/L.7', 'A/HRC/58/L.7', 'hrc_draft'],
  ['A/HRC/WG.6/33/PRK/1', 'A/HRC/WG.6/33/PRK/1', 'hrc_doc'],
  ['CEDAW/C/PRK/CO/2-4', 'CEDAW/C/PRK/CO/2-4', 'treaty_body'],
  ['CCPR/CO/72/PRK', 'CCPR/CO/72/PRK', 'treaty_body'],
  ['HRI/CORE/PRK/2016', 'HRI/CORE/PRK/2016', 'treaty_body'],
  ['E/C.12/PRK/CO/1', 'E/C.12/PRK/CO/1', 'ecosoc_body'],
  ['E/RES/2018/12', 'E/RES/2018/12', 'ecosoc_resolution'],
  ['ST/SGB/2003/13', 'ST/SGB/2003/13', 'secretariat'],
  ['A/C.3/78/SR.16', 'A/C.3/78/SR.16', 'ga_committee_meeting'],
  ['A/78/6 (Sect. 3)', 'A/78/6 (Sect. 3)', 'ga_doc'],
  ['SG/SM/22345', 'SG/SM/22345', 'press_release'],
  ['S/RES/2397', 'S/RES/2397 (2017)', 'sc_resolution'],
  ['S/2014//502', 'S/2014/502', 'sc_doc'],
  ['Ｓ／２０２２／４３１', 'S/2022/431', 'sc_doc'],
  ['S/2020\u00a0/1179', 'S/2020/1179', 'sc_doc'],
  ['A/RES/78 /218', 'A/RES/78/218', 'ga_resolution'],
  ['S/2O22/431', null, null],
  ['S/RES', null, null],
  ['and/or', null, null],
  ['S/he', null, null],
  ['24/7', null, null],
  ['A/78/218 and more prose', null, null],
])('%s is %s', (text, canonical, kind) => {
  expect(parseSymbol(text)?.canonical ?? null).toBe(canonical);
  expect(parseSymbol(text)?.kind ?? null).toBe(kind);
});

const ORGANS = readFileSync(new URL('../fixtures/un/organs.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [symbol = '', kind = '', session = '', year = '', number = ''] = row.split(',');
    return { symbol, kind, session, year, number };
  });

describe('symbols of all organs', () => {
  test.each(ORGANS)('$symbol', ({ symbol, kind, session, year, number }) => {
    const parsed = parseSymbol(symbol);
    expect(parsed).toMatchObject({ canonical: symbol, kind, problem: null });
    expect([parsed?.session ?? '', parsed?.year ?? '', parsed?.number ?? '']).toEqual([
      session,
      year === '' ? '' : Number(year),
      number,
    ]);
    expect(parseSymbol(symbol.toLowerCase())?.key).toBe(parsed?.key);
    expect(findSymbols(`see document ${symbol}, which`).map((hit) => hit.symbol)).toEqual([symbol]);
  });
});

test.each([
  ['S/RES/2397/2017', 'S/RES/2397 (2017)'],
  ['S/RES.2397', 'S/RES/2397 (2017)'],
  ['S/RES/2397[2017]', 'S/RES/2397 (2017)'],
  ['S/PV/9048', 'S/PV.9048'],
  ['S/2022/431*', 'S/2022/431'],
  ['S_RES_2397(2017)-EN.pdf', 'S/RES/2397 (2017)'],
  ['A_HRC_RES_55_21-ZH.pdf', 'A/HRC/RES/55/21'],
  ['A/78/6(Sect.3)/Add.1', 'A/78/6 (Sect. 3)/Add.1'],
  ['unep/ea.5/res.14', 'UNEP/EA.5/Res.14'],
])('%s is written %s', (text, canonical) => {
  expect(parseSymbol(text)).toMatchObject({ canonical, problem: null });
});

test('a joint document has two symbols', () => {
  for (const dash of ['-', '\u2013', ' \u2013 ']) {
    expect(parseSymbol(`A/78/481${dash}S/2023/900`)).toMatchObject({
      canonical: 'A/78/481-S/2023/900',
      symbols: ['A/78/481', 'S/2023/900'],
      session: '78',
    });
  }
  const joint = parseSymbol('A/56/95-S/2001/574/Add.1');
  expect(joint?.symbols).toEqual(['A/56/95', 'S/2001/574/Add.1']);
  expect(joint && symbolAddresses(joint)?.undocs).toBe('https://undocs.org/en/A/56/95');
  expect(parseSymbol('A/78/481')?.symbols).toEqual(['A/78/481']);
});

test.each([
  ['A/RES/178/218', 'there has been no session 178 of the General Assembly'],
  ['S/RES/9999', 'no resolution 9999 is known'],
  ['S/PV.90480', 'no meeting 90480 has been held'],
  ['S/RES/2397 (17)', '"(17)" is no year'],
])('%s: %s', (text, problem) => expect(parseSymbol(text)?.problem).toBe(problem));

test.each<[string, string | null]>([
  ['S/2O22/431', 'S/2022/431'],
  ['S/2022/43l', 'S/2022/431'],
  ['S-2022-431', 'S/2022/431'],
  ['S\\2022\\431', 'S/2022/431'],
  ['A.78.218', 'A/78/218'],
  ['S/PV9048', 'S/PV.9048'],
  ['SRES/2397', 'S/RES/2397 (2017)'],
  ['S/RES 2397 (2017)', 'S/RES/2397 (2017)'],
  ['A/RES78/218', 'A/RES/78/218'],
  ['A/HRC55/63', 'A/HRC/55/63'],
  ['A/C3/78/L39', 'A/C.3/78/L.39'],
  ['S/2022/431/Add1', 'S/2022/431/Add.1'],
  ['A/HCR/55/63', 'A/HRC/55/63'],
  ['GA/RES/78/218', 'A/RES/78/218'],
  ['UNSC/RES/2397', 'S/RES/2397 (2017)'],
  ['HRC/RES/34/24', 'A/HRC/RES/34/24'],
  ['A / RES / 78 / 218', 'A/RES/78/218'],
  ['A/78/481/S/2023/900', 'A/78/481-S/2023/900'],
  ['S/RES/2397/2018', null],
  ['S/2202/431', null],
  ['S/RES/(2397) 2017', null],
])('%s was meant to be %s', (text, suggestion) => {
  expect(parseSymbol(text)).toBeNull();
  const misread = misreadSymbol(text);
  expect(misread?.problem).toMatch(/\w/u);
  expect(misread?.suggestion).toBe(suggestion);
  if (suggestion !== null) expect(parseSymbol(suggestion)?.canonical).toBe(suggestion);
});

test.each([
  '24/7',
  'and/or',
  'S/he',
  'A-10',
  'S-400',
  'KE/123',
  '2022-05-26',
  'a-1',
  'covid-19',
  'SA-5',
  'S/2022/431',
])('%s is no symbol gone wrong', (text) => expect(misreadSymbol(text)).toBeNull());

test('one document has one key, two have two', () => {
  const key = (text: string): string | undefined => parseSymbol(text)?.key;
  expect(key('S/RES/2049(2012)')).toBe(key('s/res/2049 (2012)'));
  expect(key('S/RES/2397')).toBe(key('S/RES/2397 (2017)'));
  expect(key('S/PV.5629(ResumptionI)')).toBe(key('S/PV.5629 (Resumption 1)'));
  expect(key('A/RES/78/80[A]')).toBe(key('A/RES/78/80 A'));
  expect(key('S/PV.9048')).not.toBe(key('S/PV.9048 (Resumption 1)'));
  expect(key('S/2024/10')).not.toBe(key('S/2024/10/Rev.1'));
});

test('parts are told apart', () => {
  expect(parseSymbol('E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1')).toMatchObject({
    bodies: ['CN.4', 'Sub.2', 'AC.2'],
    year: 1987,
    series: 'WP',
    number: '4',
    modifiers: [{ kind: 'Add', number: '1' }],
    documentType: 'working paper',
  });
  expect(parseSymbol('A/C.3/78/L.40/Rev.1')).toMatchObject({
    session: '78',
    number: '40',
    documentType: 'draft',
  });
  expect(parseSymbol('S/12828 and Corr.1')).toMatchObject({ canonical: 'S/12828', note: 'and Corr.1' });
  expect(parseSymbol('(A/79/1) Colour Publication')).toMatchObject({
    canonical: 'A/79/1',
    note: 'Colour Publication',
  });
});

test('a resolution with another year than its own is a slip', () => {
  expect(parseSymbol('S/RES/2397 (2018)')?.problem).toBe('resolution 2397 is of 2017');
  expect(parseSymbol('S/RES/2397 (2017)')?.problem).toBeNull();
});

test('addresses', () => {
  const symbol = parseSymbol('S/RES/2421 (2018)');
  expect(symbol && symbolAddresses(symbol, 'ru')).toEqual({
    undocs: 'https://undocs.org/ru/S/RES/2421(2018)',
    docs: 'https://docs.un.org/ru/S/RES/2421(2018)',
    access: 'https://documents.un.org/api/symbol/access?s=S/RES/2421(2018)&l=ru&t=pdf',
    libraryFile: 'S_RES_2421%282018%29-RU.pdf',
  });
  const press = parseSymbol('SC/14911');
  expect(press && symbolAddresses(press)).toBeNull();
  expect(press && pressAddress(press, 2022)).toBe('https://press.un.org/en/2022/sc14911.doc.htm');
});

const number = integer({ min: 1, max: 9999 });
const modifiers = array(tuple(constantFrom('Add', 'Corr', 'Rev'), integer({ min: 1, max: 40 })), {
  maxLength: 3,
});
const stems = oneof(
  tuple(integer({ min: 1994, max: 2040 }), number).map(([year, n]) => `S/${year}/${n}`),
  tuple(integer({ min: 31, max: 99 }), number).map(([session, n]) => `A/${session}/${n}`),
  tuple(integer({ min: 1, max: 6 }), integer({ min: 31, max: 99 }), number).map(
    ([c, s, n]) => `A/C.${c}/${s}/L.${n}`,
  ),
  tuple(integer({ min: 1, max: 70 }), number).map(([session, n]) => `A/HRC/${session}/${n}`),
  number.map((n) => `S/PV.${n}`),
);

test('what is built from the grammar is read, whatever its case and spacing', () => {
  assert(
    property(stems, modifiers, boolean(), (stem, list, lower) => {
      const symbol = [stem, ...list.map(([kind, n]) => `${kind}.${n}`)].join('/');
      const parsed = parseSymbol(lower ? symbol.toLowerCase() : symbol.replace(/\.(?=\d)/u, '. '));
      expect(parsed?.canonical).toBe(symbol);
      expect(parsed?.modifiers).toHaveLength(list.length);
    }),
  );
});

test('nothing makes the parser throw, and what it reads it reads again', () => {
  const pieces = constantFrom(
    'S',
    'A',
    '/',
    'RES',
    'PV.',
    '2397',
    '(',
    ')',
    ' ',
    '2017',
    'Add.',
    '[A]',
    'X',
    '-',
    'ж',
    '\n',
  );
  assert(
    property(
      oneof(
        string(),
        array(pieces).map((list) => list.join('')),
      ),
      (text) => {
        const parsed = parseSymbol(text);
        if (parsed) expect(parseSymbol(parsed.canonical)?.key).toBe(parsed.key);
      },
    ),
    { numRuns: 2000 },
  );
});
