/**
 * Scores analysis and linking against labelled passages and prints one table.
 * usage: tsx bench/eval.ts [--types] [FILE.jsonl ...]     (default: tests/corpus/dev.jsonl and own.jsonl)
 */
import { readFileSync } from 'node:fs';
import { createAnalyzer } from '../src/analyze/analyze.ts';
import { loadLexicon } from '../src/analyze/lexicon.ts';
import { linkDocuments } from '../src/events/stories.ts';
import type { Analysis } from '../src/model.ts';
import { bCubed, calibration, goldSchema, scoreAnalysis, type Figures, type Gold } from './score.ts';

const DEFAULT_FILES = ['tests/corpus/dev.jsonl', 'tests/corpus/own.jsonl'];

const options = process.argv.slice(2);
const files = options.filter((option) => !option.startsWith('--'));
const corpora = (files.length > 0 ? files : DEFAULT_FILES).map((path) => ({ path, gold: readGold(path) }));
const analyzer = createAnalyzer(loadLexicon('keywords'));

const columns = corpora.map(({ path, gold }) => {
  const started = performance.now();
  const found = new Map<string, Analysis>(gold.map((passage) => [passage.id, analyzer.analyze(passage)]));
  const seconds = (performance.now() - started) / 1000;
  const figures: Figures = {
    ...scoreAnalysis(gold, found),
    ...scoreStories(gold, found),
    'n passages a second': gold.length / seconds,
  };
  return { path, figures, bands: calibration(gold, found) };
});

printTable();

function readGold(path: string): Gold[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => goldSchema.parse(JSON.parse(line)));
}

/** Linking is scored over relevant passages that name a story. */
function scoreStories(gold: readonly Gold[], found: ReadonlyMap<string, Analysis>): Figures {
  const told = gold.filter((passage) => passage.relevant && passage.story !== undefined);
  if (told.length === 0) return {};
  const links = linkDocuments(
    told.map((passage) => ({ document: passage, mentions: found.get(passage.id)?.mentions ?? [] })),
  );
  const { p, r, f1 } = bCubed(
    new Map(told.map((passage) => [passage.id, passage.story ?? passage.id])),
    new Map(links.map(({ id, story }) => [id, story])),
  );
  return { 'story B-cubed P': p, 'story B-cubed R': r, 'story B-cubed F1': f1 };
}

function printTable(): void {
  const names = [...new Set(columns.flatMap(({ figures }) => Object.keys(figures)))];
  const shown = names.filter(
    (name) =>
      options.includes('--types') ||
      !/^type [a-z]+_|^type (?:detention|trafficking|repatriation)/u.test(name),
  );
  const write = (cells: readonly string[]): void => {
    process.stdout.write(
      `${cells.map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padStart(24))).join('')}\n`,
    );
  };
  write(['', ...columns.map(({ path }) => path.replace(/^.*\//u, ''))]);
  for (const name of shown) write([name, ...columns.map(({ figures }) => show(name, figures[name]))]);
  for (const [i, [band]] of (columns[0]?.bands ?? []).entries()) {
    write([`right at confidence ${band}`, ...columns.map(({ bands }) => showBand(bands[i]))]);
  }
}

function show(name: string, value: number | undefined): string {
  if (value === undefined) return '';
  return name.startsWith('n ') ? String(Math.round(value)) : value.toFixed(3);
}

function showBand(band: [string, number, number] | undefined): string {
  return band && band[2] > 0 ? `${band[1].toFixed(2)} of ${band[2]}` : '';
}
