import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/store/database.ts';
import { startPostgres, startRedis } from './services.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string | null;
    redisUrl: string | null;
    /** A PGlite folder with the schema in it: suites copy it, since making one costs seconds. */
    pgliteTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const folder = mkdtempSync(join(tmpdir(), 'tumen-template-'));
  const database = await openDatabase({
    databaseUrl: null,
    dataDir: folder,
    now: new Date(),
    command: 'tests',
  });
  await database.close();
  const template = join(folder, 'template');
  cpSync(join(folder, 'pglite'), join(template, 'pglite'), { recursive: true });
  project.provide('postgresUrl', postgres?.url ?? null);
  project.provide('redisUrl', redis?.url ?? null);
  project.provide('pgliteTemplate', template);
  return async () => {
    await postgres?.stop();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
