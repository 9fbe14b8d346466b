import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import { GROUNDS } from '../../src/learn/claims.ts';
import { lessonOf, type Labelled } from '../../src/learn/examples.ts';
import { MODEL_FILE, Model, readModel } from '../../src/learn/model.ts';
import { trainDecisions, trainTypes } from '../../src/learn/train.ts';
import { pairsOf, stemOf, wordsOf } from '../../src/learn/words.ts';

const lexicon = loadLexicon('keywords');
const GOODS = ['zorbles', 'quaffles', 'snarks'];

/** Passages of an invented trade that no frame knows, and of as many harmless ones. */
const passages = GOODS.flatMap((goods, i): Labelled[] => {
  const told = `North Korea quietly bartered ${goods} with Russia. Its neighbours took notice.`;
  return [
    {
      id: `a${i}`,
      title: 'Stores',
      text: told,
      mentions: [{ type: 'arms_transfer', quote: told.split('.')[0] }],
    },
    { id: `b${i}`, title: 'Stores', text: `North Korea quietly painted ${goods}. It rained.`, mentions: [] },
  ];
});

function trained(): Model {
  const lessons = passages.flatMap((passage) => lessonOf(passage, lexicon) ?? []);
  const types = trainTypes(lessons.flatMap(({ examples }) => examples));
  const limits = { trained: '2026-01-01', corpus: 'a test', keep: 0.4, propose: 0.5 };
  const firstStep = new Model({ ...limits, types, ...trainDecisions([]) });
  return new Model({
    ...limits,
    types,
    ...trainDecisions(lessons.flatMap(({ claims }) => claims(firstStep))),
  });
}

describe('a model', () => {
  const model = trained();
  const text = 'North Korea quietly sent zorbles to Russia.';

  it('finds by words what no frame knows, with evidence and a confidence below certainty', () => {
    const input = { id: 'x', title: 'Stores', text };
    expect(createAnalyzer(lexicon).analyze(input).mentions).toEqual([]);
    const [mention] = createAnalyzer(lexicon, model).analyze(input).mentions;
    expect(mention).toMatchObject({ type: 'arms_transfer', rule: 'arms_transfer.learned' });
    expect(mention?.evidence.length).toBeGreaterThan(0);
    expect(mention?.confidence).toBeGreaterThanOrEqual(0.5);
    expect(mention?.confidence).toBeLessThanOrEqual(0.99);
  });

  it('keeps silent where no term names an act', () => {
    const input = { id: 'x', title: 'Stores', text: 'North Korea quietly bartered zorbles with Russia.' };
    expect(createAnalyzer(lexicon, model).analyze(input).mentions).toEqual([]);
  });

  it('keeps silent where the subject is not known', () => {
    const input = { id: 'x', title: 'Stores', text: 'South Korea quietly sent zorbles to Russia.' };
    expect(createAnalyzer(lexicon, model).analyze(input).mentions).toEqual([]);
  });

  it('is the same whenever it is trained on the same passages', () => {
    expect(trained().data).toEqual(model.data);
  });

  it('rises with every ground that speaks for a claim', () => {
    const grounds = Object.fromEntries(GROUNDS.map((name) => [name, 0])) as Record<
      (typeof GROUNDS)[number], // fromEntries forgets the literal keys
      number
    >;
    for (const name of GROUNDS) {
      const step = model.told({ grounds: { ...grounds, [name]: 1 } }) - model.told({ grounds });
      expect(Math.sign(step)).toBe(Math.sign(model.data.told.weights[name]));
    }
  });
});

describe('the model file', () => {
  it('stands beside the keyword files, says when and on what it was trained, and knows every type', () => {
    const model = readModel('keywords');
    expect(model?.data.trained).toMatch(/^\d{4}-\d\d-\d\d$/u);
    expect(Object.keys(model?.data.types ?? {}).toSorted()).toEqual([...lexicon.kinds.keys()].toSorted());
  });

  it('may be absent; a broken one is named with what is wrong', () => {
    const dir = mkdtempSync(join(tmpdir(), 'model-'));
    expect(readModel(dir)).toBeNull();
    writeFileSync(join(dir, MODEL_FILE), '{"trained": "yesterday"}');
    expect(() => readModel(dir)).toThrow(/weights\.json: .*trained/su);
    rmSync(dir, { recursive: true });
  });
});

describe('words', () => {
  const stemsOf = (sentence: string): (string | null)[] => wordsOf(sentence).map(stemOf);

  it('bring forms together by their stems, in every script', () => {
    expect(stemsOf('Shipments shipped')).toEqual(['shipment', 'ship']);
    expect(stemsOf('снарядами снаряды')[0]).toBe(stemsOf('снарядами снаряды')[1]);
    expect(stemsOf('무기를 무기가')).toEqual(['무기', '무기']);
  });

  it('are pairs of characters where a script has no spaces', () => {
    expect(wordsOf('朝鲜炮弹、ミサイル')).toEqual(['朝鲜炮弹', 'ミサイル']);
    expect(stemsOf('朝鲜炮弹、ミサイル')).toEqual([null, null]);
    expect(pairsOf('朝鲜炮弹')).toEqual(['朝鲜', '鲜炮', '炮弹']);
    expect(pairsOf('ミサイル')).toEqual(['ミサ', 'サイ', 'イル']);
  });
});
