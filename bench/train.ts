/**
 * Trains the model in keywords/weights.json from the labelled passages in tests/corpus (those held aside excepted):
 *   npx tsx bench/train.ts [--verdicts FILE.jsonl ...] [--keep 0.4] [--propose 0.6] [--dry]
 * Verdicts are passages in the same format (tests/corpus/LABELS.md) that analysts have judged. Prints the figures across folds
 * of stories, frames alone beside frames and model; --dry leaves the file as it is. The same passages and keywords give the
 * same weights.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createAnalyzer } from '../src/analyze/analyze.ts';
import { loadLexicon } from '../src/analyze/lexicon.ts';
import { MODEL_FILE, type ModelData } from '../src/learn/model.ts';
import { calibration } from './calibration.ts';
import { readCorpus, readTraining } from './gold.ts';
import { CrossValidation } from './learning.ts';
import { scoreAnalysis } from './score.ts';

const KEYWORDS = 'keywords';
/** Chosen across folds: lower ones find more types and flag more hard negatives. */
const KEEP = 0.4;
/** Words alone must convince more: ordinary news of the country shares many of them. */
const PROPOSE = 0.6;

const share = z.coerce.number().min(0).max(1);
const { values } = parseArgs({
  options: {
    verdicts: { type: 'string', multiple: true, default: [] },
    keep: { type: 'string', default: String(KEEP) },
    propose: { type: 'string', default: String(PROPOSE) },
    dry: { type: 'boolean', default: false },
  },
});
const limits = { keep: share.parse(values.keep), propose: share.parse(values.propose) };
const passages = [...readTraining(), ...readCorpus('verdicts', values.verdicts).gold];
const lexicon = loadLexicon(KEYWORDS);

const learning = new CrossValidation(passages, lexicon);
const across = learning.analyses(limits);
report();
if (!values.dry) {
  const model: ModelData = {
    trained: new Date().toISOString().slice(0, 10),
    corpus: createHash('sha256').update(JSON.stringify(passages)).digest('hex').slice(0, 12),
    ...learning.model(limits),
  };
  writeFileSync(join(KEYWORDS, MODEL_FILE), `${formatted(model)}\n`);
}

/** JSON with a line for each type and setting, so that a change of the model can be read as a change. */
function formatted({ types, ...settings }: ModelData): string {
  const lines = (object: object): string[] =>
    Object.entries(object).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines(settings).join(',\n')},\n"types": {\n${lines(types).join(',\n')}\n}\n}`;
}

function report(): void {
  const frames = createAnalyzer(lexicon);
  const alone = new Map(passages.map((passage) => [passage.id, frames.analyze(passage)]));
  const before = scoreAnalysis(passages, alone);
  const after = scoreAnalysis(passages, across);
  line('across folds', 'frames', 'and model');
  for (const [name, value] of Object.entries(after)) {
    if (!name.startsWith('n ')) line(name, (before[name] ?? Number.NaN).toFixed(3), value.toFixed(3));
  }
  line('\nconfidence', 'right', 'of');
  for (const { name, right, all } of calibration(passages, across)) {
    if (all > 0) line(name, (right / all).toFixed(2), String(all));
  }
}

function line(name: string, ...cells: string[]): void {
  process.stdout.write(`${name.padEnd(34)}${cells.map((cell) => cell.padStart(10)).join('')}\n`);
}
