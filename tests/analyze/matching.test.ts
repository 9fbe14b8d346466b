import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/analyze/document.ts';
import { nounForms, verbForms } from '../../src/analyze/inflect.ts';
import { detectLanguage } from '../../src/analyze/language.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';

const lexicon = loadLexicon('keywords');
const subject = lexicon.concepts.get('KP') ?? -1;

/** The words of a text that stand for a term; the text gets a sentence that names the DPRK, or nothing would be read. */
function words(term: string, text: string): string[] {
  const document = readDocument({ id: 'x', title: 'North Korea', text }, lexicon, subject);
  const concept = lexicon.concepts.get(term) ?? -1;
  const hits =
    document?.lines.filter((line) => !line.title).flatMap((line) => line.by.get(concept) ?? []) ?? [];
  return hits.map((hit) => document?.full.slice(hit.start, hit.end) ?? '');
}

describe('a keyword inside another word is none', () => {
  const cases: [string, string, string[]][] = [
    ['arms', 'Franshell opened a shop.', []],
    ['arms', 'A shell company paid.', []],
    ['arms', 'The shells were sent.', ['shells']],
    ['fuel', 'greenhouse gas and nuclear fuel', []],
    ['KP', 'North Macedonia voted.', []],
    ['KP', 'the North Korean crew', ['the North', 'North Korean']],
    ['council', 'the Human Rights Council met', []],
    ['arms', 'It condemned the missile test.', []],
    ['arms', 'поставки снарядов и ракетами', ['снарядов', 'ракетами']],
    ['arms', '북한은 포탄을 보냈다', ['포탄']],
    ['arms', '北韓的砲彈與飛彈', ['砲彈', '飛彈']],
  ];
  for (const [term, text, expected] of cases)
    it(`${term}: ${text}`, () => expect(words(term, text)).toEqual(expected));
});

describe('forms with a gap', () => {
  it('join their parts in one sentence', () => {
    expect(words('return_strong', 'China sent 50 of them back.')).toEqual(['sent 50 of them back']);
  });
  it('do not reach over a sentence end', () => {
    expect(words('return_strong', 'China sent a note. Then it came back.')).toEqual([]);
  });
});

describe('English inflection', () => {
  const verbs: [string, string[]][] = [
    ['ship', ['ships', 'shipped', 'shipping']],
    ['hand over', ['hands over', 'handed over', 'handing over']],
    ['supply', ['supplies', 'supplied', 'supplying']],
    ['send', ['sends', 'sent', 'sending']],
    ['resell', ['resells', 'resold', 'reselling']],
    ['seize', ['seizes', 'seized', 'seizing']],
  ];
  for (const [verb, forms] of verbs) it(verb, () => expect(verbForms(verb)).toEqual([verb, ...forms]));
  it('plurals', () => {
    const plurals = ['railway company', 'rocket', 'seaman', 'arms', 'North Korean woman'].map((noun) =>
      nounForms(noun).at(-1),
    );
    expect(plurals).toEqual(['railway companies', 'rockets', 'seamen', 'arms', 'North Korean women']);
  });
});

describe('detectLanguage', () => {
  const cases: [string, string | null, string][] = [
    ['북한이 포탄을 보냈다', null, 'ko'],
    ['北朝鮮は砲弾を送った', null, 'ja'],
    ['朝鲜向俄罗斯提供炮弹', 'en', 'zh'],
    ['КНДР передала снаряды', null, 'ru'],
    ['Північна Корея передала снаряди', null, 'uk'],
    ['La Corée du Nord a livré', 'fr-FR', 'fr'],
    ['North Korea', 'ko', 'en'],
    ['', null, 'und'],
  ];
  for (const [text, hint, expected] of cases)
    it(`${text} (${hint})`, () => expect(detectLanguage(text, hint)).toBe(expected));
});
