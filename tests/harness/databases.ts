import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { query } from './services.ts';

export interface TestDatabase {
  database: Database;
  dataDir: string;
  databaseUrl: string | null;
  drop(): Promise<void>;
}

export const KINDS = ['pglite', 'postgres'] as const;
export type Kind = (typeof KINDS)[number];

/** False where the suite must be skipped for want of a server. */
export function hasDatabase(kind: Kind): boolean {
  return kind === 'pglite' || inject('postgresUrl') !== null;
}

let serial = 0;

/** A folder for `data/`, with a PGlite inside where the kind asks for one. */
export function makeDataDir(kind: Kind): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'tumen-data-'));
  if (kind === 'pglite') cpSync(inject('pgliteTemplate'), dataDir, { recursive: true });
  return dataDir;
}

/** An empty database of its own on the server; null for PGlite. */
export async function makeServerDatabase(kind: Kind): Promise<string | null> {
  const server = inject('postgresUrl');
  if (kind === 'pglite' || !server) return null;
  const name = `tumen_${process.pid}_${(serial += 1)}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function makeDatabase(kind: Kind): Promise<TestDatabase> {
  const dataDir = makeDataDir(kind);
  const databaseUrl = await makeServerDatabase(kind);
  const database = await openDatabase({
    databaseUrl,
    dataDir,
    now: new Date(),
    command: 'a test',
    queueConnections: 40,
  });
  return {
    database,
    dataDir,
    databaseUrl,
    drop: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
