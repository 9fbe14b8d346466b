/**
 * What a backfill takes and what a kill costs it. Usage: npx tsx bench/backfill.ts rate|kill|sitemap
 *   [--setup pglite|postgres+redis] [--pages 10000] [--kills 50] [--addresses 1000000] [--seed 1]
 * rate: pages a second from a list of addresses to linked events. kill: the same, killed at random; exit code 1 where a page is
 * missed or one that was stored is fetched again. sitemap: memory of the process that walks an index of sitemaps.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openDatabase } from '../src/store/database.ts';
import { finish, startArchive, type Archive } from '../tests/harness/archive.ts';
import { randomFrom } from '../tests/harness/random.ts';
import { query, startPostgres, startRedis } from '../tests/harness/services.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    setup: { type: 'string', default: 'pglite' },
    pages: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '50' },
    addresses: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const PER_SITEMAP = 50_000;
/** One address in so many is asked for: the walk is measured, not the reading. */
const KEPT = 10_000;
/** Pages between two kills, at most. */
const MOST_PAGES = 40;
const PROBE_MS = 5;

const onServers = values.setup === 'postgres+redis';
const postgres = onServers ? await startPostgres() : null;
const redis = onServers ? await startRedis() : null;
if (onServers && (!postgres || !redis)) throw new Error('needs PostgreSQL and Redis');
if (postgres) await query(postgres.url, 'create database backfill_bench');
const environment: Record<string, string> =
  postgres && redis
    ? { DATABASE_URL: postgres.url.replace(/\/postgres$/u, '/backfill_bench'), REDIS_URL: redis.url }
    : {};

const MEASURES: Record<string, () => Promise<boolean>> = { rate, kill, sitemap };
const measure = MEASURES[positionals[0] ?? ''];
if (!measure) throw new Error('say rate, kill or sitemap');
const isGood = await measure();
await postgres?.stop();
await redis?.stop();
process.exit(isGood ? 0 : 1);

async function rate(): Promise<boolean> {
  const archive = await startArchive(Number(values.pages), environment);
  const started = performance.now();
  const { said, peakMb, cpuSeconds } = await finish(archive.start());
  const seconds = (performance.now() - started) / 1_000;
  const { documents, missed } = await stored(archive);
  console.log(
    `${values.setup}: ${documents} pages in ${seconds.toFixed(1)} s, ${(documents / seconds).toFixed(1)} pages/s, ${missed} missed, ${cpuSeconds.toFixed(0)} CPU s, peak ${peakMb.toFixed(0)} MB`,
  );
  console.log(said.trim());
  await archive.close();
  return missed === 0;
}

async function kill(): Promise<boolean> {
  const archive = await startArchive(Number(values.pages), environment);
  const random = randomFrom(Number(values.seed));
  const started = performance.now();
  let killed = 0;
  for (; killed < Number(values.kills); killed += 1) {
    const child = archive.start();
    const ended = finish(child);
    // In the midst of work: so many pages after the last kill, however long the process takes to start.
    const due = pagesAsked(archive) + 1 + Math.floor(random() * MOST_PAGES);
    while (child.exitCode === null && pagesAsked(archive) < due) await sleep(PROBE_MS);
    if (child.exitCode !== null) break;
    child.kill('SIGKILL');
    await ended;
  }
  await finish(archive.start());
  const { documents, missed, twice, interrupted } = await stored(archive);
  console.log(
    `${values.setup}: ${killed} SIGKILLs in ${((performance.now() - started) / 1_000).toFixed(0)} s; ${documents} pages stored, ${missed} missed, ` +
      `${twice} fetched again after they were stored, ${interrupted} whose first fetch a kill cut off`,
  );
  await archive.close();
  return missed === 0 && twice === 0;
}

function pagesAsked({ world }: Archive): number {
  return [...world.hits.values()].reduce((sum, n) => sum + n, 0);
}

/** What the store has of an archive's pages, against what its server was asked for. */
async function stored(archive: Archive) {
  const database = await openDatabase({
    databaseUrl: environment['DATABASE_URL'] ?? null,
    dataDir: archive.folder,
    now: new Date(),
    command: 'bench',
  });
  const snapshots = await database.db.selectFrom('snapshot').select(['url', 'fetched_at']).execute();
  const documents = await database.db
    .selectFrom('document')
    .innerJoin('item', 'item.id', 'document.item_id')
    .select('item.url')
    .where('document.current', '=', true)
    .where('document.linked_at', 'is not', null)
    .execute();
  await database.close();
  const urls = new Set(documents.map(({ url }) => url));
  const fetchedAt = new Map<string, number>();
  let twice = 0;
  for (const { url, fetched_at } of snapshots) {
    if (fetchedAt.has(url)) twice += 1;
    fetchedAt.set(url, Date.parse(fetched_at));
  }
  for (const [url, at] of fetchedAt)
    if ((archive.world.lastHitAt.get(new URL(url).pathname) ?? 0) > at) twice += 1;
  const interrupted = archive.pages.filter(
    (url) => (archive.world.hits.get(new URL(url).pathname) ?? 0) > 1,
  ).length;
  return {
    documents: urls.size,
    missed: archive.pages.filter((url) => !urls.has(url)).length,
    twice,
    interrupted,
  };
}

async function sitemap(): Promise<boolean> {
  const addresses = Number(values.addresses);
  const files = Math.ceil(addresses / PER_SITEMAP);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const origin = `http://${request.headers.host}`;
    const file = /^\/(\d+)\.xml\.gz$/u.exec(path)?.[1];
    if (file !== undefined) return response.end(gzipSync(sitemapOf(Number(file), addresses)));
    if (path === '/index.xml')
      return response.end(
        `<sitemapindex>${Array.from({ length: files }, (_, n) => `<sitemap><loc>${origin}/${n}.xml.gz</loc></sitemap>`).join('')}</sitemapindex>`,
      );
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on a port
  const archive = await startArchive(1, { ...environment, TUMEN_ALLOW_HOSTS: new URL(origin).host });
  const plan = join(archive.folder, 'sitemap.yaml');
  writeFileSync(
    plan,
    `from: 2000-01-01\nto: 2100-01-01\nsources:\n  - { id: map, way: sitemap, outlet: Archive, lang: en, url: ${origin}/index.xml, match: '${'0'.repeat(String(KEPT).length - 1)}/' }\n`,
  );
  const started = performance.now();
  const { said, peakMb } = await finish(archive.start(plan));
  console.log(
    `${values.setup}: a sitemap of ${addresses} addresses walked in ${((performance.now() - started) / 1_000).toFixed(0)} s, peak ${peakMb.toFixed(0)} MB`,
  );
  console.log(said.trim());
  server.close();
  await archive.close();
  return peakMb < 300;
}

function sitemapOf(file: number, addresses: number): string {
  const first = file * PER_SITEMAP;
  const count = Math.min(PER_SITEMAP, addresses - first);
  const urls = Array.from(
    { length: count },
    (_, n) =>
      `<url><loc>https://archive.example/news/${first + n}/a-headline-of-some-length-in-the-address</loc></url>`,
  );
  return `<urlset>${urls.join('')}</urlset>`;
}
