import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../src/search/query.ts';
import { hitsIn, snippetOf } from '../../src/search/snippet.ts';
import { searchVector, searchWords } from '../../src/search/words.ts';

const words = (text: string): string[] => [...searchWords(text)].map(({ word }) => word);
const marked = (text: string, typed: string): string[] =>
  hitsIn(text, parseSearch(typed)?.marks ?? []).map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  it.each([
    ['Ships shipped shipping', ['ship', 'ship', 'ship']],
    ['Café naïve', ['cafe', 'naiv']],
    ['S/2024/215', ['s', '2024', '215']],
    ['북한군이', ['북한', '한군', '군이', '이']],
    ['朝鲜工人', ['朝鲜', '鲜工', '工人', '人']],
    ['ﾐｻｲﾙ', ['ミサ', 'サイ', 'イル', 'ル']],
    ['ＫＣＮＡ', ['kcna']],
    ['ещё', ['еще']],
    ['核', ['核']],
    ['朝鮮勞動黨', ['朝鲜', '鲜劳', '劳动', '动党', '党']],
    ['脱北者を強制送還', words('脱北者を强制送还')],
    ['2023년', ['2023', '년']],
  ])('of %j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['朝鲜', '朝鮮民主主義人民共和國', ['朝鮮']],
    ['聯合國', '联合国安理会', ['联合国']],
    ['弾道', '弹道导弹', ['弹道']],
  ])('%s is marked in %s, whichever form either has', (typed, text, found) => {
    expect(marked(text, typed)).toEqual(found);
  });

  it('stem Russian cases to one word', () => {
    expect(new Set(words('рабочие рабочих рабочими')).size).toBe(1);
  });

  it('keep their places, with titles first', () => {
    expect(
      searchVector([
        { text: 'coal ships', weight: 'A' },
        { text: 'coal', weight: 'D' },
      ]),
    ).toBe("'coal':1A,4 'ship':2A");
  });

  it('take time in proportion to the text, whatever it holds', () => {
    const started = process.cpuUsage().user; // a busy machine is no slow one
    for (const text of ['a'.repeat(1e6), '가'.repeat(3e5), 'é́'.repeat(3e5), ' '.repeat(1e6)]) words(text);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(10_000);
  });
});

describe('a query', () => {
  it.each([
    ['coal ships', "('coal') & ('ship')"],
    ['"forced return" -Russia', "('forc' <-> 'return') & !('russia')"],
    ['북한군', "(('북한' & '한군'))"],
    ['"북한군"', "(('북한' <-> '한군'))"],
    ['核', "('核':*)"],
    ['S/2024/215', "('s' <-> '2024' <-> '215')"],
  ])('%s asks for %s', (typed, tsquery) => {
    expect(parseSearch(typed)?.tsquery).toBe(tsquery);
  });

  it.each(['', '  ', '-Russia', '"', '* & | ! ()', '<->'])('%j asks for nothing', (typed) => {
    expect(parseSearch(typed)).toBeNull();
  });

  it('never holds a quote or operator that a reader typed', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const { tsquery } = parseSearch(typed) ?? { tsquery: '' };
        expect(tsquery.replaceAll(/'[\p{L}\p{N}\p{M}]+'(?::\*)?/gu, '')).toMatch(/^(?:[()&! ]|<->)*$/u);
      }),
    );
  });
});

describe('a hit', () => {
  it.each([
    ['The ships sailed', 'shipping', ['ships']],
    ['북한군이 왔다', '북한군', ['북한군']],
    ['탈북자들이', '북자', ['북자']],
    ['рабочих из КНДР', 'рабочие КНДР', ['рабочих', 'КНДР']],
    ['repatriated, Repatriation', 'repatriate', ['repatriated', 'Repatriation']],
    ['nothing here', 'coal', []],
  ])('in %j of %j is %j', (text, typed, expected) => {
    expect(marked(text, typed)).toEqual(expected);
  });

  it('stands in the snippet, whole', () => {
    const text = `${'Some other words go on. '.repeat(80)}The tanker Vostrel took on coal at Nampo.${' More.'.repeat(90)}`;
    const snippet = snippetOf(text, parseSearch('coal Nampo')?.marks ?? []);
    expect(snippet.pieces.filter(({ hit }) => hit).map((piece) => piece.text)).toEqual(['coal', 'Nampo']);
    expect(snippet.pieces.map((piece) => piece.text).join('')).toBe(text.slice(snippet.start, snippet.end));
    expect(snippet.end - snippet.start).toBeLessThan(300);
  });

  it('has offsets that lie in the text, in order', () => {
    assert(
      property(
        string({ unit: 'binary', maxLength: 200 }),
        string({ unit: 'binary', maxLength: 20 }),
        (text, typed) => {
          let at = 0;
          for (const { start, end } of hitsIn(text, parseSearch(typed)?.marks ?? [])) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            at = end;
          }
        },
      ),
    );
  });
});
