/**
 * The topology of docker-compose.yml without Docker: `tumen run` processes over one PostgreSQL and one Redis, which read a
 * loopback world and mail to a real SMTP server.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';
import { freePort, query } from './services.ts';
import { startWorld, type World } from './world.ts';

const TUMEN = fileURLToPath(new URL('../../bin/tumen', import.meta.url));

export interface ClusterOptions {
  /** An empty database. */
  databaseUrl: string;
  redisUrl: string;
  feeds: number;
  itemsPerFeed: number;
  subscribers: number;
}

export interface Cluster {
  world: World;
  /** How often each Message-ID was accepted. */
  mails: Map<string, number>;
  /** Starts `tumen run` on these stages. What it says goes to this process's stderr. */
  start(stages: string): ChildProcess;
  /** The feeds count as known, so that what they bring may alert, and are due. */
  makeFeedsKnown(): Promise<void>;
  /** First column of the first row, as a number. */
  count(statement: string): Promise<number>;
  /** Rows that still lack something. */
  leftOver(): Promise<number>;
  /** Kills what still runs and removes what was made. */
  close(): Promise<void>;
}

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { databaseUrl, redisUrl, feeds, itemsPerFeed } = options;
  const smtp = await startSmtp();
  const world = await startWorld(feeds, itemsPerFeed, new Date());
  const folder = mkdtempSync(join(tmpdir(), 'tumen-cluster-'));
  writeFileSync(join(folder, 'feeds.yaml'), world.feedsYaml);
  writeFileSync(join(folder, 'subscribers.yaml'), subscribersYaml(options.subscribers));
  const environment = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    TUMEN_DATA: folder,
    TUMEN_FEEDS: join(folder, 'feeds.yaml'),
    TUMEN_SUBSCRIBERS: join(folder, 'subscribers.yaml'),
    TUMEN_ALLOW_HOSTS: new URL(world.origin).host,
    HOST_INTERVAL_MS: '0',
    ALERT_GATHER_MS: '0',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtp.port),
    SMTP_REQUIRE_TLS: 'false',
    LOG_LEVEL: 'silent',
  };
  const children: ChildProcess[] = [];
  const count = async (statement: string): Promise<number> =>
    Number(Object.values((await query(databaseUrl, statement))[0] ?? {})[0] ?? 0);
  return {
    world,
    mails: smtp.mails,
    start: (stages) => {
      const child = spawn(process.execPath, [TUMEN, 'run', '--no-web'], {
        env: { ...environment, WORKERS: stages },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      children.push(child);
      return child;
    },
    makeFeedsKnown: async () => {
      await until(
        async () => (await count('select count(*) from tumen.feed_state')) === feeds,
        'the scheduler',
      );
      await query(
        databaseUrl,
        `update tumen.feed_state set seeded_at = now() - interval '1 day', next_due = now()`,
      );
    },
    count,
    leftOver: () => count(leftOverStatement(feeds * itemsPerFeed)),
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await world.close();
      smtp.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks twice a second; throws after `minutes`. */
export async function until(done: () => Promise<boolean>, what: string, minutes = 20): Promise<void> {
  const deadline = Date.now() + minutes * 60_000;
  while (!(await done().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`waited ${minutes} minutes for ${what}`);
    await sleep(500);
  }
}

function subscribersYaml(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, n) => `  - { id: r${n}, name: Reader ${n}, email: r${n}@example.org, zone: UTC }`,
  );
  return `subscribers:\n${rows.join('\n')}\n`;
}

function leftOverStatement(items: number): string {
  return `select
    (select ${items} - count(*) from tumen.item) +
    (select count(*) from tumen.item where state = 'new') +
    (select count(*) from tumen.document where current and (analyzed_at is null or linked_at is null)) +
    (select count(*) from tumen.alert_decision where decided_at is null) +
    (select count(*) from tumen.delivery where state = 'pending')`;
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
