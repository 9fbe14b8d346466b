/**
 * False alarms on ordinary news: how many of a heap of unrelated pages are flagged, and how many would alert.
 *   npx tsx bench/false-alarms.ts [--list] PATH ...
 * A path is a JSON Lines file of documents ("title", "text", "published"?), or a folder that is read with all below it: .jsonl,
 * .txt (its first line is the title), .html and .html.gz (a page, read as the pipeline reads it). --list names what was flagged.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { loadAnalyzer } from '../src/analyze/load.ts';
import { extractPage } from '../src/extract/index.ts';
import type { AnalysisInput, Mention } from '../src/model.ts';

const lineSchema = z.object({
  title: z.string().nullish(),
  text: z.string().nullish(),
  published: z.string().nullish(),
});

const { values, positionals } = parseArgs({
  options: { list: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('usage: npx tsx bench/false-alarms.ts [--list] PATH ...');

const analyzer = loadAnalyzer('keywords');
for (const path of positionals) measure(path);

function measure(path: string): void {
  let [pages, naming, flagged, alerts] = [0, 0, 0, 0];
  for (const document of documentsIn(path)) {
    const { analysis, subjectFound } = analyzer.explain(document);
    pages += 1;
    naming += Number(subjectFound);
    flagged += Number(analysis.relevant);
    alerts += Number(analysis.alert);
    if (analysis.relevant && values.list) list(document, analysis.mentions, analysis.alert);
  }
  const share = ((100 * flagged) / Math.max(1, pages)).toFixed(2);
  print(
    `${path}: ${pages} pages, ${naming} name the DPRK, ${flagged} flagged (${share} %), ${alerts} alerts`,
  );
}

function list({ id, title }: AnalysisInput, mentions: readonly Mention[], alert: boolean): void {
  print(`  ${id} "${title}"${alert ? ', alert' : ''}`);
  for (const { type, confidence, rule, quote } of mentions)
    print(`    ${type} ${confidence} ${rule}: ${quote}`);
}

function* documentsIn(path: string): Generator<AnalysisInput> {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).toSorted()) yield* documentsIn(join(path, name));
  } else if (path.endsWith('.jsonl')) {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    for (const [i, line] of lines.entries()) {
      const { title, text, published } = lineSchema.parse(JSON.parse(line));
      yield { id: `${basename(path)}:${i + 1}`, title: title ?? '', text: text ?? '', published };
    }
  } else if (path.endsWith('.txt')) {
    const [title = '', ...rest] = readFileSync(path, 'utf8').split('\n');
    yield { id: path, title, text: rest.join('\n') };
  } else if (/\.html?(?:\.gz)?$/u.test(path)) yield pageOf(path);
}

function pageOf(path: string): AnalysisInput {
  const bytes = readFileSync(path);
  const page = extractPage(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { now: new Date() });
  return { id: path, title: page.title ?? '', text: page.text, lang: page.lang, published: page.published };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
