import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { goldSchema, isTraining } from '../../bench/gold.ts';
import { scoreAnalysis } from '../../bench/score.ts';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import { loadAnalyzer } from '../../src/analyze/load.ts';
import { readYamlFile } from '../../src/yaml-file.ts';

const floors = readYamlFile(
  'tests/corpus/floors.yaml',
  z.record(z.string(), z.record(z.string(), z.number())),
).value;
const frames = createAnalyzer(loadLexicon('keywords'));
const shipped = loadAnalyzer('keywords');
const CEILING = 'at most ';

for (const [file, wanted] of Object.entries(floors)) {
  describe(file, () => {
    const lines = readFileSync(`tests/corpus/${file}`, 'utf8').split('\n').filter(Boolean);
    const gold = lines.map((line) => goldSchema.parse(JSON.parse(line)));
    // Of passages that it has learnt from the model would only say what it remembers.
    const analyzer = isTraining(file) ? frames : shipped;
    const figures = scoreAnalysis(
      gold,
      new Map(gold.map((passage) => [passage.id, analyzer.analyze(passage)])),
    );
    for (const [name, floor] of Object.entries(wanted)) {
      const ceiling = name.startsWith(CEILING);
      it(`${name} ${ceiling ? '' : 'at least '}${floor}`, () => {
        const figure = figures[ceiling ? name.slice(CEILING.length) : name];
        if (ceiling) expect(figure).toBeLessThanOrEqual(floor);
        else expect(figure).toBeGreaterThanOrEqual(floor);
      });
    }
  });
}

describe('scoreAnalysis', () => {
  const gold = [
    {
      id: 'a',
      lang: 'en',
      title: 'T',
      text: 'one two three',
      relevant: true,
      alert: true,
      mentions: [
        { quote: 'two three', type: 'arms_transfer', category: 'sanctions_evasion', status: 'reported' },
      ],
    },
    { id: 'b', lang: 'en', title: 'T', text: 'four', relevant: false, alert: false, mentions: [] },
  ];

  it('gives nothing for silence', () => {
    const figures = scoreAnalysis(gold, new Map());
    expect(figures).toMatchObject({
      'relevant R': 0,
      'type F1': 0,
      'mention R': 0,
      'alert R': 0,
      'hard negatives flagged': 0,
    });
  });
});
