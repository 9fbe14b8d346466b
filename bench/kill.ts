/**
 * What random SIGKILLs cost: one scheduler and two worker processes over a real PostgreSQL and a real Redis read a loopback
 * world and mail alerts to a real SMTP server, while workers are killed and started again.
 * Usage: tsx bench/kill.ts [--items 2000] [--kills 100] [--seed 1]. Exit code 1 where anything was lost.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { freePort, query, startPostgres, startRedis } from '../tests/harness/services.ts';
import { startWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const items = Number(values.items);
const kills = Number(values.kills);
const FEEDS = 20;
const SUBSCRIBERS = 10;
const DEADLINE_MS = 20 * 60_000;
const TUMEN = fileURLToPath(new URL('../bin/tumen', import.meta.url));

/** mulberry32: the same kills at every run with the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Accepts every mail and counts it by its Message-ID. */
async function startSmtp(): Promise<{ port: number; mails: Map<string, number>; close: () => void }> {
  const mails = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      stream.on('end', () => {
        const id = /^message-id: *(<[^>]+>)/im.exec(text)?.[1] ?? `no id ${mails.size}`;
        mails.set(id, (mails.get(id) ?? 0) + 1);
        done();
      });
    },
  });
  server.on('error', () => undefined); // a killed client breaks its connection
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, mails, close: () => server.close() };
}

const postgres = await startPostgres();
const redis = await startRedis();
if (!postgres || !redis) throw new Error('needs PostgreSQL and Redis');
await query(postgres.url, 'create database kill_test');
const databaseUrl = postgres.url.replace(/\/postgres$/, '/kill_test');
const smtp = await startSmtp();
const world = await startWorld(FEEDS, Math.ceil(items / FEEDS), new Date());
const folder = mkdtempSync(join(tmpdir(), 'tumen-kill-'));
writeFileSync(join(folder, 'feeds.yaml'), world.feedsYaml);
const readers = Array.from(
  { length: SUBSCRIBERS },
  (_, n) => `  - { id: r${n}, name: Reader ${n}, email: r${n}@example.org, zone: UTC }`,
);
writeFileSync(join(folder, 'subscribers.yaml'), `subscribers:\n${readers.join('\n')}\n`);

const environment = {
  ...process.env,
  DATABASE_URL: databaseUrl,
  REDIS_URL: redis.url,
  TUMEN_DATA: folder,
  TUMEN_FEEDS: join(folder, 'feeds.yaml'),
  TUMEN_SUBSCRIBERS: join(folder, 'subscribers.yaml'),
  TUMEN_ALLOW_HOSTS: new URL(world.origin).host,
  HOST_INTERVAL_MS: '0',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(smtp.port),
  SMTP_REQUIRE_TLS: 'false',
  LOG_LEVEL: 'silent',
};

function start(workers: string): ChildProcess {
  return spawn(process.execPath, [TUMEN, 'run', '--no-web'], {
    env: { ...environment, WORKERS: workers },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const WORK = 'poll,read,analyze,link,alert,deliver';
const random = randomFrom(Number(values.seed));
const scheduler = start('tick,digest');
await until(
  async () => (await count('select count(*) as n from tumen.feed_state')) === FEEDS,
  'the scheduler',
);
// A feed's first poll is no news. These feeds are to count as known, so that what they bring may alert.
await query(
  databaseUrl,
  `update tumen.feed_state set seeded_at = now() - interval '1 day', next_due = now()`,
);
const workers = [start(WORK), start(WORK)];

const started = Date.now();
for (let killed = 0; killed < kills; killed += 1) {
  await sleep(500 + random() * 3_000);
  const victim = random() < 0.5 ? 0 : 1;
  workers[victim]?.kill('SIGKILL');
  workers[victim] = start(WORK);
}
await until(async () => (await leftOver()) === 0, 'the end');
const seconds = (Date.now() - started) / 1_000;

const stored = await count('select count(*) as n from tumen.item');
const documents = await count(
  'select count(*) as n from tumen.document where current and analyzed_at is not null and linked_at is not null',
);
const sent = await query(databaseUrl, `select message_id from tumen.delivery where state = 'sent'`);
const lostMails = sent.filter((row) => !smtp.mails.has(String(row['message_id']))).length;
const twice = [...smtp.mails.values()].filter((times) => times > 1).length;
console.log(
  `${kills} SIGKILLs in ${seconds.toFixed(0)} s over ${items} items, ${world.hits.size} addresses fetched`,
);
console.log(
  `items stored ${stored}, documents read, analysed and linked ${documents}, lost ${items - documents}`,
);
console.log(
  `mails due ${sent.length}, received ${smtp.mails.size}, lost ${lostMails}, received twice ${twice}`,
);

for (const child of [scheduler, ...workers]) child.kill('SIGKILL');
await world.close();
smtp.close();
await postgres.stop();
await redis.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(items === documents && lostMails === 0 && sent.length > 0 ? 0 : 1);

async function count(text: string): Promise<number> {
  return Number((await query(databaseUrl, text))[0]?.['n'] ?? 0);
}

/** Rows that still lack something. */
async function leftOver(): Promise<number> {
  return count(`select
    (select ${items} - count(*) from tumen.item) +
    (select count(*) from tumen.item where state = 'new') +
    (select count(*) from tumen.document where current and (analyzed_at is null or linked_at is null)) +
    (select count(*) from tumen.alert_decision where decided_at is null) +
    (select count(*) from tumen.delivery where state = 'pending') as n`);
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await done().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`waited too long for ${what}: ${await leftOver()} rows left`);
    await sleep(500);
  }
}
