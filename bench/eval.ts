/**
 * Scores analysis and linking against labelled passages and prints one table, ours beside three baselines, and under it the
 * calibration of our confidence.
 * usage: tsx bench/eval.ts [--ours] [FILE.jsonl ...]     (default: the corpora in tests/corpus; --ours: no baselines)
 */
import { parseArgs } from 'node:util';
import { bayesBaseline } from './baselines/bayes.ts';
import { keywordBaseline } from './baselines/keywords.ts';
import { readPrevious } from './baselines/previous.ts';
import { calibration, type Band } from './calibration.ts';
import { readCorpora, readCorpus, type Corpus } from './gold.ts';
import type { Figures } from './score.ts';
import { answersOf, currentRelease, figuresOf, type Answers } from './systems.ts';

interface Column {
  corpus: string;
  system: string;
  figures: Figures;
}

const NAME_WIDTH = 30;
const WIDTH = 10;

const { values: options, positionals: files } = parseArgs({
  options: { ours: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const corpora = files.length > 0 ? files.map((path) => readCorpus(path, [path])) : readCorpora();
const release = currentRelease();
const ours = corpora.map((corpus) => ({ corpus, answers: answersOf(release(corpus), corpus.gold) }));
const baselines = options.ours ? () => [] : makeBaselines();

printTable(ours.flatMap(({ corpus, answers }) => [columnOf(corpus, 'tumen', answers), ...baselines(corpus)]));
printCalibration(
  ours.map(({ corpus, answers }) => [corpus.name, calibration(corpus.gold, answers.analyses)]),
);

function columnOf(corpus: Corpus, system: string, answers: Answers): Column {
  return { corpus: corpus.name, system, figures: figuresOf(corpus, answers) };
}

/** Keywords and words answer without linking: every document is a story of its own. */
function makeBaselines(): (corpus: Corpus) => Column[] {
  const keywords = keywordBaseline();
  const bayes = bayesBaseline(ours.flatMap(({ corpus }) => corpus.gold));
  const previous = readPrevious();
  return (corpus) => {
    const kept = previous?.figuresFor(corpus);
    const byKeywords = new Map(corpus.gold.map((passage) => [passage.id, keywords(passage)]));
    return [
      columnOf(corpus, 'keywords', { analyses: byKeywords, stories: new Map() }),
      columnOf(corpus, 'bayes', { analyses: bayes, stories: new Map() }),
      ...(previous && kept ? [{ corpus: corpus.name, system: previous.commit, figures: kept }] : []),
    ];
  };
}

function printTable(columns: readonly Column[]): void {
  const names = [...new Set(columns.flatMap(({ figures }) => Object.keys(figures)))];
  const firsts = columns.map(({ corpus }, i) => (columns[i - 1]?.corpus === corpus ? '' : corpus));
  write(['', ...firsts]);
  write(['', ...columns.map(({ system }) => system)]);
  for (const name of names) write([name, ...columns.map(({ figures }) => show(name, figures[name]))]);
}

/** "0.93 of 120": of so many mentions that claimed a confidence in this band, this share was right. */
function printCalibration(columns: readonly [corpus: string, bands: Band[]][]): void {
  write(['']);
  write(['right, of n, at confidence', ...columns.flatMap(([corpus]) => [corpus, '', 'claimed'])]);
  for (const [i, band] of (columns[0]?.[1] ?? []).entries()) {
    const cells = columns.map(([, bands]) => bands[i]);
    write([
      band.name,
      ...cells.flatMap((cell) => {
        if (!cell || cell.all === 0) return ['', '', ''];
        return [(cell.right / cell.all).toFixed(2), String(cell.all), (cell.claimed / cell.all).toFixed(2)];
      }),
    ]);
  }
}

function write(cells: readonly string[]): void {
  const padded = cells.map((cell, i) => (i === 0 ? cell.padEnd(NAME_WIDTH) : cell.padStart(WIDTH)));
  process.stdout.write(`${padded.join('').trimEnd()}\n`);
}

function show(name: string, value: number | undefined): string {
  if (value === undefined) return '';
  return name.startsWith('n ') ? String(value) : value.toFixed(3);
}
