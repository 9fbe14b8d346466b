/**
 * Figures of an earlier release of ours, which `npm run eval` prints beside those of the working tree:
 *   npx tsx bench/previous.ts 2b501aa
 * takes that commit's analysis, linking and keywords out of git, has them answer the corpora as they are now, and writes the
 * figures, the commit and a hash of each corpus to bench/baselines/previous.json. Run it again when a corpus has changed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PREVIOUS_FILE, type Previous } from './baselines/previous.ts';
import { readCorpora } from './gold.ts';
import { answersOf, figuresOf, type Release } from './systems.ts';

const [wanted] = process.argv.slice(2);
if (!wanted) throw new Error('usage: npx tsx bench/previous.ts COMMIT');

const commit = git('rev-parse', '--short', wanted).toString().trim();
const folder = mkdtempSync(join(tmpdir(), 'tumen-previous-'));
try {
  const release = await releaseAt(commit);
  const corpora = readCorpora().map((corpus) => {
    const figures = figuresOf(corpus, answersOf(release, corpus.gold));
    return [corpus.name, { hash: corpus.hash, figures }] as const;
  });
  const previous: Previous = { commit, corpora: Object.fromEntries(corpora) };
  writeFileSync(PREVIOUS_FILE, `${JSON.stringify(previous, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

function git(...args: string[]): Buffer {
  return execFileSync('git', args, { maxBuffer: 1 << 28 });
}

async function releaseAt(commit: string): Promise<Release> {
  execFileSync('tar', ['x', '-C', folder], {
    input: git('archive', commit, 'package.json', 'src', 'keywords'),
  });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const load = async (path: string): Promise<unknown> => import(pathToFileURL(join(folder, path)).href);
  // The functions that the working tree is judged by have kept their names and shapes since that commit.
  const { createAnalyzer } = (await load(
    'src/analyze/analyze.ts',
  )) as typeof import('../src/analyze/analyze.ts');
  const { loadLexicon } = (await load(
    'src/analyze/lexicon.ts',
  )) as typeof import('../src/analyze/lexicon.ts');
  const { linkDocuments } = (await load('src/events/index.ts')) as typeof import('../src/events/index.ts');
  const analyzer = createAnalyzer(loadLexicon(join(folder, 'keywords')));
  return { analyze: (input) => analyzer.analyze(input), link: linkDocuments };
}
