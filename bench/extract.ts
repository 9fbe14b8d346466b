/**
 * Measures page extraction on three public, hand-annotated sets, each a checkout given by its path:
 *   npx tsx bench/extract.ts --articles article-extraction-benchmark   (181 pages, whole article bodies)
 *   npx tsx bench/extract.ts --dates htmldate                          (1,000 pages, publication days)
 *   npx tsx bench/extract.ts --segments trafilatura                    (990 pages, wanted and unwanted passages, titles, authors)
 * `--worst N` lists the pages that lose most.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { extractPage } from '../src/extract/index.ts';
import type { Extracted } from '../src/model.ts';

interface Row {
  url: string;
  loss: number;
  note: string;
}

interface Table {
  title: string;
  figures: Record<string, number>;
  rows: Row[];
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** Extracts, and adds the CPU milliseconds that it took to `ms`. */
function timed(bytes: Uint8Array, url: string, ms: number[]): Extracted {
  const before = process.cpuUsage();
  const result = extractPage(bytes, { url, now: new Date() });
  const { user, system } = process.cpuUsage(before);
  ms.push((user + system) / 1_000);
  return result;
}

/** The set's own measure: 4-gram shingles, counts normalised by page, F1 of mean precision and mean recall. */
function articles(dir: string): Table {
  const truth = z
    .record(z.string(), z.object({ articleBody: z.string(), url: z.string() }))
    .parse(JSON.parse(readFileSync(join(dir, 'ground-truth.json'), 'utf8')));
  const ms: number[] = [];
  const precision: number[] = [];
  const recall: number[] = [];
  const exact: number[] = [];
  const rows: Row[] = [];
  for (const [id, { articleBody, url }] of Object.entries(truth)) {
    const { text } = timed(gunzipSync(readFileSync(join(dir, 'html', `${id}.html.gz`))), url, ms);
    const { p, r } = shingleMatch(articleBody, text);
    if (p !== null) precision.push(p);
    if (r !== null) recall.push(r);
    exact.push(tokens(articleBody).join(' ') === tokens(text).join(' ') ? 1 : 0);
    rows.push({
      url,
      loss: 2 - (p ?? 0) - (r ?? 0),
      note: `p ${(p ?? 0).toFixed(2)} r ${(r ?? 0).toFixed(2)}`,
    });
  }
  const [p, r] = [mean(precision), mean(recall)];
  return {
    title: `${rows.length} article bodies`,
    figures: { F1: (2 * p * r) / (p + r), precision: p, recall: r, exact: mean(exact), 'ms/page': mean(ms) },
    rows,
  };
}

const tokens = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

function shingles(text: string): Map<string, number> {
  const words = tokens(text);
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, words.length - 3); i += 1) {
    const shingle = words.slice(i, i + 4).join(' ');
    if (shingle) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** Precision and recall of one page; null where one of them has nothing to be counted on. */
function shingleMatch(gold: string, found: string): { p: number | null; r: number | null } {
  const [a, b] = [shingles(gold), shingles(found)];
  let [tp, fp, fn] = [0, 0, 0];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(key) ?? 0, b.get(key) ?? 0];
    tp += Math.min(x, y);
    fp += Math.max(0, y - x);
    fn += Math.max(0, x - y);
  }
  return { p: tp + fp > 0 ? tp / (tp + fp) : null, r: tp + fn > 0 ? tp / (tp + fn) : null };
}

/** Exact day; a page without an answer counts as a miss, as the set's authors count. */
function dates(dir: string): Table {
  const entry = z.object({ file: z.string(), date: z.string().nullable() });
  const ms: number[] = [];
  const rows: Row[] = [];
  let [tp, fp, fn] = [0, 0, 0];
  for (const list of ['eval_mediacloud_2020.json', 'eval_default.json']) {
    // Python wrote the list: a missing day is NaN in it
    const source = readFileSync(join(dir, 'tests', list), 'utf8').replaceAll(': NaN', ': null');
    const pages = z.record(z.string(), entry).parse(JSON.parse(source));
    for (const [url, { file, date }] of Object.entries(pages)) {
      const result = timed(readFileSync(findPage(dir, file)), url, ms);
      const day = result.published?.slice(0, 10) ?? null;
      if (day === null) fn += 1;
      else if (day === date) tp += 1;
      else fp += 1;
      rows.push({
        url,
        loss: day === date ? 0 : 1,
        note: `${date} got ${day} from ${result.publishedFrom} (${file})`,
      });
    }
  }
  const figures = {
    F: (2 * tp) / (2 * tp + fp + fn),
    precision: tp / (tp + fp),
    recall: tp / (tp + fn),
    'ms/page': mean(ms),
  };
  return { title: `${rows.length} publication days`, figures, rows };
}

function findPage(dir: string, file: string): string {
  const places = ['test_set', 'cache', 'eval'].map((folder) => join(dir, 'tests', folder, file));
  const found = places.find((path) => existsSync(path));
  if (!found) throw new Error(`${file} is in none of ${dir}/tests/{test_set,cache,eval}`);
  return found;
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Names without regard to case and order; the set gives them in many forms. */
const names = (list: string): string =>
  fold(list)
    .split(/\s?[,;/&]\s?|\s(?:and|und|et|y)\s/u)
    .sort()
    .join(', ');

/** Passages that must be there and must not; titles and authors exactly. */
function segments(dir: string): Table {
  const list = z.array(z.string()).catch([]);
  const entry = z.object({
    file: z.string(),
    with: list,
    without: list,
    title: z.string().nullish(),
    author: z.union([z.string(), z.array(z.string())]).nullish(),
    date: z.string().nullish(),
  });
  const pages = z
    .record(z.string(), entry)
    .parse(JSON.parse(readFileSync(join(dir, 'tests', 'evaldata.json'), 'utf8')));
  const ms: number[] = [];
  const rows: Row[] = [];
  const titles: number[] = [];
  const authors: number[] = [];
  const days: number[] = [];
  let [tp, fp, fn] = [0, 0, 0];
  for (const [url, gold] of Object.entries(pages)) {
    const result = timed(readFileSync(findPage(dir, gold.file)), url, ms);
    const found = gold.with.filter((passage) => result.text.includes(passage)).length;
    const leaked = gold.without.filter((passage) => result.text.includes(passage)).length;
    tp += found;
    fn += gold.with.length - found;
    fp += leaked;
    const author = names([gold.author ?? []].flat().join(', '));
    if (gold.title) titles.push(fold(result.title ?? '') === fold(gold.title) ? 1 : 0);
    if (author) authors.push(names(result.byline ?? '') === author ? 1 : 0);
    if (gold.date) days.push(result.published?.slice(0, 10) === gold.date ? 1 : 0);
    const note = `title "${result.title}" of "${gold.title ?? ''}", author "${result.byline}" of "${author}", missed ${gold.with.length - found}, leaked ${leaked}`;
    rows.push({ url, loss: gold.with.length - found + leaked, note });
  }
  const figures = {
    F1: (2 * tp) / (2 * tp + fp + fn),
    precision: tp / (tp + fp),
    recall: tp / (tp + fn),
    title: mean(titles),
    author: mean(authors),
    day: mean(days),
    'ms/page': mean(ms),
  };
  return { title: `${rows.length} pages by passages`, figures, rows };
}

const { values } = parseArgs({
  options: {
    articles: { type: 'string' },
    dates: { type: 'string' },
    segments: { type: 'string' },
    worst: { type: 'string', default: '0' },
  },
});
const tables = [
  values.articles && articles(values.articles),
  values.dates && dates(values.dates),
  values.segments && segments(values.segments),
].filter((table) => typeof table === 'object');
for (const { title, figures, rows } of tables) {
  console.log(
    title,
    Object.entries(figures)
      .map(([name, value]) => `${name} ${value.toFixed(3)}`)
      .join('  '),
  );
  const worst = rows.toSorted((a, b) => b.loss - a.loss).slice(0, Number(values.worst));
  for (const row of worst) console.log(`  ${row.loss.toFixed(2)} ${row.url} ${row.note}`);
}
