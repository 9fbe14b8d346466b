/**
 * Items a second through the whole pipeline, from loopback feeds to the digest, on PGlite, PostgreSQL, and PostgreSQL with
 * Redis; beside each the same number of no-op jobs. Usage: npm run bench -- [--items 10000] [--feeds 100] [--only pglite]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { query, startPostgres, startRedis } from '../tests/harness/services.ts';
import { startWorld } from '../tests/harness/world.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '10000' },
    feeds: { type: 'string', default: '100' },
    only: { type: 'string' },
  },
});
const feeds = Number(values.feeds);
const items = Number(values.items);

interface Result {
  seconds: number;
  digestSeconds: number;
  cpuSeconds: number;
  peakMb: number;
  items: number;
  documents: number;
  events: number;
}

/** Runs a TypeScript file as its own process and returns the JSON of its last line. */
function run(script: string, args: string[], environment: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const file = new URL(script, import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
      env: { ...process.env, LOG_LEVEL: 'silent', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.once('exit', (code) =>
      code === 0
        ? resolve(out.trim().split('\n').at(-1) ?? '')
        : reject(new Error(`${script} ended with ${code}`)),
    );
  });
}

const postgres = await startPostgres();
const redis = await startRedis();
const world = await startWorld(feeds, Math.ceil(items / feeds), new Date());
const setups: [string, Record<string, string>][] = [['pglite', {}]];
if (postgres) setups.push(['postgres', { DATABASE_URL: postgres.url }]);
if (postgres && redis) setups.push(['postgres+redis', { DATABASE_URL: postgres.url, REDIS_URL: redis.url }]);

console.log(
  `${items} items in ${feeds} feeds, pages fetched and read; ${cpus().length} cores, Node ${process.version}\n`,
);
console.log(
  'setup            items/s   no-op jobs/s   seconds   cpu s   digest s   peak MB   documents   events',
);
for (const [name, environment] of setups.filter(([each]) => !values.only || each === values.only)) {
  const folder = mkdtempSync(join(tmpdir(), 'tumen-bench-'));
  writeFileSync(join(folder, 'feeds.yaml'), world.feedsYaml);
  writeFileSync(
    join(folder, 'subscribers.yaml'),
    'subscribers:\n  - { id: bench, name: Bench, email: bench@example.org, zone: UTC }\n',
  );
  const common = {
    TUMEN_DATA: folder,
    TUMEN_FEEDS: join(folder, 'feeds.yaml'),
    TUMEN_SUBSCRIBERS: join(folder, 'subscribers.yaml'),
    TUMEN_ALLOW_HOSTS: new URL(world.origin).host,
    HOST_INTERVAL_MS: '0',
    ...environment,
  };
  const own: Record<string, string> = environment['DATABASE_URL']
    ? { DATABASE_URL: await freshDatabase(environment['DATABASE_URL'], name) }
    : {};
  const result = JSON.parse(await run('./pipeline-process.ts', [], { ...common, ...own })) as Result; // our own process wrote it
  const noop = JSON.parse(
    await run('./noop-process.ts', [String(Math.min(items, 3_000))], { ...common, ...own }),
  ) as { jobsPerSecond: number };
  console.log(
    [
      name.padEnd(15),
      (result.documents / result.seconds).toFixed(1).padStart(8),
      noop.jobsPerSecond.toFixed(0).padStart(14),
      result.seconds.toFixed(1).padStart(9),
      result.cpuSeconds.toFixed(1).padStart(7),
      result.digestSeconds.toFixed(2).padStart(10),
      result.peakMb.toFixed(0).padStart(9),
      String(result.documents).padStart(11),
      String(result.events).padStart(8),
    ].join(' '),
  );
  rmSync(folder, { recursive: true, force: true });
}
await world.close();
await postgres?.stop();
await redis?.stop();

async function freshDatabase(url: string, name: string): Promise<string> {
  const database = `bench_${name.replace('+', '_')}`;
  await query(url, `create database ${database}`);
  const own = new URL(url);
  own.pathname = `/${database}`;
  return own.href;
}
