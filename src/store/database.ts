import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, Migrator, PostgresDialect, type Transaction } from 'kysely';
import { Pool as PgPool, types as pgTypes } from 'pg';
import { UsageError, messageOf } from '../errors.ts';
import { migrations } from './migrations/index.ts';
import { claimFolder, type Holder } from './owner.ts';
import { PARSERS } from './parsers.ts';
import { PGlitePool, inTransactionScope } from './pglite-pool.ts';
import { SocketPool, openSocket, serveSocket } from './socket.ts';
import type { Tables } from './tables.ts';
import type { Pool } from './types.ts';

export const SCHEMA = 'tumen';
export const QUEUE_SCHEMA = 'bullmq';

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

export interface Database {
  /** "server": DATABASE_URL; "owner": PGlite in this process; "guest": PGlite in another process, over its socket. */
  kind: 'server' | 'owner' | 'guest';
  db: Db;
  /** For BullMQ's PostgreSQL backend: unqualified names mean its schema. */
  queuePool: Pool;
  /** Who owns the folder, where the database is a folder. */
  holder: Holder | null;
  /** Runs `work` in one transaction. A query inside it that does not go through `trx` fails at once. */
  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /** Disk space of dead rows is given back, and the planner told what there is (no autovacuum runs in PGlite). */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  databaseUrl: string | null;
  dataDir: string;
  now: Date;
  /** Shown to whoever finds the folder taken. */
  command: string;
  /** Connections that the queue's pool may open: at least twice the queues, or workers wait for each other for ever. */
  queueConnections?: number;
}

/** Opens the database and brings its schema up to date. Throws UsageError where it cannot be reached. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl ? openServer(options.databaseUrl, options) : openFolder(options);
}

const WORK_CONNECTIONS = 12;
const QUEUE_CONNECTIONS = 40;

async function openServer(url: string, options: DatabaseOptions): Promise<Database> {
  const types = {
    getTypeParser: (id: number, format?: string) =>
      (format === 'binary' ? undefined : PARSERS[id]) ?? pgTypes.getTypeParser(id),
  };
  const pool = new PgPool({ connectionString: url, max: WORK_CONNECTIONS, types, keepAlive: true });
  const queuePool = new PgPool({
    connectionString: url,
    max: options.queueConnections ?? QUEUE_CONNECTIONS,
    keepAlive: true,
    options: `-c search_path=${QUEUE_SCHEMA}`,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  for (const each of [pool, queuePool]) each.on('error', () => undefined).setMaxListeners(0); // every queue and worker listens
  const db = kyselyOver(pool);
  try {
    await migrate(db);
  } catch (error) {
    await Promise.all([pool.end(), queuePool.end()]);
    throw new UsageError(`DATABASE_URL: the database cannot be used: ${messageOf(error)}`);
  }
  return {
    kind: 'server',
    db,
    queuePool: queuePool as unknown as Pool, // pg's overloads for callbacks hide that its promises have our shape
    holder: null,
    transaction: (work) => inTransactionScope(() => db.transaction().execute(work)),
    vacuum: () => Promise.resolve(), // a server has autovacuum
    close: async () => {
      await db.destroy();
      await queuePool.end();
    },
  };
}

async function openFolder(options: DatabaseOptions): Promise<Database> {
  const claim = await claimFolder(options.dataDir, options.now, options.command);
  if (claim.kind === 'other') return joinOwner(claim.holder);
  try {
    const engine = await PGlite.create({
      dataDir: join(options.dataDir, 'pglite'),
      parsers: PARSERS,
      relaxedDurability: false,
    });
    await engine.exec(
      `create schema if not exists ${QUEUE_SCHEMA}; set search_path to ${QUEUE_SCHEMA}; set timezone to 'UTC'`,
    );
    const pool = new PGlitePool(engine);
    const db = kyselyOver(pool);
    await migrate(db);
    const server = await serveSocket(pool, claim.holder.socket);
    return {
      ...overPool('owner', db, pool, claim.holder),
      vacuum: async () => void (await pool.query('vacuum analyze')),
      close: async () => {
        server.close();
        await db.destroy();
        claim.release();
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** The owner starts to listen when its database is open: 2 to 4 s after its lock. */
const OWNER_START_MS = 20_000;
const OWNER_PROBE_MS = 100;

async function joinOwner(holder: Holder): Promise<Database> {
  const who = `process ${holder.pid} ("${holder.command}", since ${holder.since})`;
  for (let waited = 0; waited < OWNER_START_MS; waited += OWNER_PROBE_MS) {
    try {
      (await openSocket(holder.socket)).destroy();
      const pool = new SocketPool(holder.socket);
      const db = kyselyOver(pool);
      return { ...overPool('guest', db, pool, holder), close: () => db.destroy() };
    } catch {
      await sleep(OWNER_PROBE_MS);
    }
  }
  throw new UsageError(
    `the data folder is held by ${who}, which does not answer. Stop it, or set DATABASE_URL: a PostgreSQL server can be shared.`,
  );
}

function overPool(kind: 'owner' | 'guest', db: Db, pool: Pool, holder: Holder): Database {
  return {
    kind,
    db,
    queuePool: pool,
    holder,
    transaction: (work) => inTransactionScope(() => db.transaction().execute(work)),
    vacuum: () => Promise.resolve(),
    close: () => db.destroy(),
  };
}

function kyselyOver(pool: PgPool | Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as PgPool }) }).withSchema(SCHEMA); // our pools have the part that Kysely uses
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: migrations,
    migrationTableSchema: SCHEMA,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed =
      results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first migration';
    throw new Error(`schema migration failed (${failed}): ${messageOf(error)}`);
  }
}
