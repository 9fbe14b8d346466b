/**
 * Real services for the suites that need them: a PostgreSQL and a Redis of our own from the binaries on the machine, or those
 * that DATABASE_URL and REDIS_URL name. Where neither is there the suites are reported as skipped, by name.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, chownSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface Service {
  url: string;
  stop: () => Promise<void>;
  /** Stops it, waits, and starts it again at the same address; null for a service that is not ours. */
  restart: ((downMs: number) => Promise<void>) | null;
}

/** Debian keeps the server's binaries off the PATH. */
function binary(name: string): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** initdb and postgres refuse to run as root: there the "postgres" account is used. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (flag: string) =>
      Number(
        execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return {};
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

/** Starts a PostgreSQL server; null where there is none to start. */
export async function startPostgres(): Promise<Service | null> {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve(), restart: null };
  const initdb = binary('initdb');
  const server = binary('postgres');
  if (!initdb || !server) return null;
  const folder = mkdtempSync(join(tmpdir(), 'tumen-pg-'));
  const who = account();
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  const options = { ...who, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    initdb,
    ['-D', join(folder, 'data'), '-U', 'tumen', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    options,
  );
  const port = await freePort();
  const flags = [
    '-D',
    join(folder, 'data'),
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    folder,
    '-c',
    'max_connections=300',
    '-c',
    'fsync=off',
  ];
  let child = spawn(server, flags, options);
  const url = `postgres://tumen@127.0.0.1:${port}/postgres`;
  await until(async () => void (await query(url, 'select 1')), 'PostgreSQL');
  return {
    url,
    stop: async () => {
      await end(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
    restart: async (downMs) => {
      await end(child, 'SIGINT');
      await sleep(downMs);
      child = spawn(server, flags, options);
      await until(async () => void (await query(url, 'select 1')), 'PostgreSQL');
    },
  };
}

/** Starts a Redis with the settings that the compose file has; null where there is none to start. */
export async function startRedis(port?: number): Promise<Service | null> {
  const given = process.env['REDIS_URL'];
  if (given && port === undefined) return { url: given, stop: () => Promise.resolve(), restart: null };
  const server = binary('redis-server');
  if (!server) return null;
  const folder = mkdtempSync(join(tmpdir(), 'tumen-redis-'));
  const own = port ?? (await freePort());
  const flags = [
    '--port',
    String(own),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  let child = spawn(server, flags, { stdio: 'ignore' });
  const { Redis } = await import('ioredis');
  const url = `redis://127.0.0.1:${own}`;
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 });
  probe.on('error', () => undefined);
  await until(async () => void (await probe.ping()), 'Redis');
  probe.disconnect();
  return {
    url,
    stop: async () => {
      await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
    restart: async (downMs) => {
      await end(child, 'SIGTERM');
      await sleep(downMs);
      child = spawn(server, flags, { stdio: 'ignore' }); // keeps nothing: its jobs are gone
    },
  };
}

async function until(attempt: () => Promise<void>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await attempt();
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`${what} did not start`);
}

/** Runs one statement on a server. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
