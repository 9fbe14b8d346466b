/**
 * What feed reading costs and withstands. `npx tsx bench/feeds.ts [speed] [damage] [hostile] [FOLDER]`; all three
 * without an argument. speed: both paths. damage: the path through rss-parser against the direct one over documents
 * that are wounded at random; those of FOLDER are compared whole, too. hostile: documents of 16 MB that are meant to
 * stop a reader, each in a process of its own (needs GNU time).
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../src/errors.ts';
import { normaliseFeed, NotAFeedError, readFeed } from '../src/feeds/index.ts';
import { throughRssParser } from '../src/feeds/from-rss.ts';
import { MAX_BYTES } from '../src/feeds/limits.ts';
import { HOSTILE_KINDS } from '../tests/feeds/hostile.ts';
import { mutate, randomFrom } from '../tests/feeds/mutate.ts';
import { atomOf, jsonOf, rssOf, SAMPLES } from '../tests/feeds/samples.ts';

const URL_OF_FEED = 'https://news.example/feed.xml';
const MUTATIONS = 15_000; // of which two thirds can still be read
const SEED = 20_261_124;

async function speed(): Promise<void> {
  const item = (i: number): string =>
    `<item><title>Item ${i} of &#8220;many&#8221;</title><link>https://news.example/${i}</link><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate>` +
    `<description>${'A paragraph of &lt;b&gt;text&lt;/b&gt; with <![CDATA[<a href="/x">links</a>]]>. '.repeat(40)}</description></item>`;
  const items = Array.from({ length: 1_500 }, (_, i) => item(i)).join('');
  const bytes = Buffer.from(`<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`);
  const megabytes = bytes.length / 1024 / 1024;
  for (const [name, run] of [
    ['direct', async () => normaliseFeed(bytes, { url: URL_OF_FEED })],
    ['through rss-parser', () => readFeed(bytes, { url: URL_OF_FEED })],
  ] as const) {
    const times: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1_000_000);
    }
    const median = times.toSorted((a, b) => a - b)[3] ?? 0;
    console.log(
      `${name.padEnd(20)} ${(megabytes / median).toFixed(1)} MB per CPU second (${megabytes.toFixed(1)} MB)`,
    );
  }
}

type Verdict = 'same' | 'different' | 'no feed' | 'error';

async function compare(bytes: Uint8Array): Promise<{ verdict: Verdict; ms: number; note: string }> {
  const started = performance.now();
  try {
    const { feed } = normaliseFeed(bytes, { url: URL_OF_FEED });
    const same = isDeepStrictEqual(await throughRssParser(feed), feed);
    return { verdict: same ? 'same' : 'different', ms: performance.now() - started, note: '' };
  } catch (error) {
    const verdict = error instanceof NotAFeedError ? 'no feed' : 'error';
    return { verdict, ms: performance.now() - started, note: messageOf(error) };
  }
}

async function damage(folder: string | undefined): Promise<void> {
  const documents = folder ? filesOf(folder).map((file) => readFileSync(file)) : [];
  const own = SAMPLES.flatMap((sample) =>
    [rssOf(sample), atomOf(sample), jsonOf(sample)].map((text) => Buffer.from(text)),
  );
  const sources = [...own, ...documents.filter(({ length }) => length > 0 && length < 100_000)];
  const random = randomFrom(SEED);
  const counts: Record<string, number> = {};
  let worst = 0;
  const judge = async (kind: string, bytes: Uint8Array): Promise<void> => {
    const { verdict, ms, note } = await compare(bytes);
    counts[`${kind}: ${verdict}`] = (counts[`${kind}: ${verdict}`] ?? 0) + 1;
    worst = Math.max(worst, ms);
    if (verdict === 'error') console.log(note);
  };
  for (const document of [...own, ...documents]) await judge('whole', document);
  for (let i = 0; i < MUTATIONS; i += 1) {
    const source = sources[Math.floor(random() * sources.length)];
    if (source) await judge('damaged', mutate(source, random));
  }
  console.log(counts, `slowest ${worst.toFixed(0)} ms`);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** The command with a document on its standard input; CPU time and peak memory as GNU time reports them. */
async function measure(bytes: Uint8Array): Promise<{ seconds: number; megabytes: number; status: number }> {
  const child = spawn('/usr/bin/time', ['-f', '%U %S %M', process.execPath, 'bin/tumen', 'parse-feed'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let report = '';
  child.stderr.on('data', (chunk: Buffer) => (report += chunk.toString()));
  child.stdin.on('error', () => {}); // a document that is refused is not read to its end
  child.stdin.end(bytes);
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const [user = 0, system = 0, kilobytes = 0] = (report.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { seconds: user + system, megabytes: kilobytes / 1024, status };
}

async function hostile(): Promise<void> {
  const rows: { name: string; seconds: number; megabytes: number; status: number }[] = [];
  for (const { name, make } of HOSTILE_KINDS)
    rows.push({ name, ...(await measure(make(MAX_BYTES - 1_000))) });
  const print = ({ name, seconds, megabytes, status }: (typeof rows)[number]): void =>
    console.log(`${seconds.toFixed(2)} s  ${megabytes.toFixed(0).padStart(4)} MB  exit ${status}  ${name}`);
  console.log(
    `\n${rows.length} hostile documents of 16 MB, CPU time with the start of the process; the slowest:`,
  );
  rows
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .forEach(print);
  console.log('the largest:');
  rows
    .toSorted((a, b) => b.megabytes - a.megabytes)
    .slice(0, 10)
    .forEach(print);
}

const PARTS = ['speed', 'damage', 'hostile'];
const given = process.argv.slice(2);
const folder = given.find((argument) => !PARTS.includes(argument));
const asked = (part: string): boolean =>
  given.includes(part) || !PARTS.some((other) => given.includes(other));
if (asked('speed')) await speed();
if (asked('damage')) await damage(folder);
if (asked('hostile')) await hostile();
