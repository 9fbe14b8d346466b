import { mkdirSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openApp, type App } from '../../src/app.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { makeDataDir, makeServerDatabase } from './databases.ts';

/** The three shapes of DESIGN 2.2. */
export const SHAPES = ['pglite', 'postgres', 'postgres+redis'] as const;
export type Shape = (typeof SHAPES)[number];

export function hasShape(shape: Shape): boolean {
  if (shape === 'pglite') return true;
  return inject('postgresUrl') !== null && (shape === 'postgres' || inject('redisUrl') !== null);
}

export const READER = '  - { id: reader, name: A Reader, email: reader@example.org, zone: Europe/London }\n';

let redisDatabase = 0;

/** Settings for a world of its own: data folder, database, Redis database, feeds and subscribers. */
export async function makeConfig(
  shape: Shape,
  feedsYaml: string,
  origin: string,
  changes: Partial<Config> = {},
): Promise<Config> {
  const kind = shape === 'pglite' ? 'pglite' : 'postgres';
  const dataDir = makeDataDir(kind);
  const feedsFile = join(dataDir, 'feeds.yaml');
  const subscribersFile = join(dataDir, 'subscribers.yaml');
  writeFileSync(feedsFile, feedsYaml);
  writeFileSync(subscribersFile, `subscribers:\n${READER}`);
  return {
    ...loadConfig({}),
    databaseUrl: await makeServerDatabase(kind),
    redisUrl:
      shape === 'postgres+redis'
        ? `${inject('redisUrl')}/${(redisDatabase = (redisDatabase % 6) + 1)}`
        : null,
    dataDir,
    feedsFile,
    subscribersFile,
    allowHosts: [new URL(origin).host],
    hostIntervalMs: 0,
    alertGatherMs: 0,
    port: 0,
    logLevel: 'silent',
    ...changes,
  };
}

export async function openTestApp(config: Config, clock?: () => Date): Promise<App> {
  mkdirSync(config.dataDir, { recursive: true });
  return openApp({ config, log: createLogger(config.logLevel), command: 'a test', clock });
}

/** Names of the mails that the outbox channel wrote. */
export function outbox(config: Config): string[] {
  const folder = join(config.dataDir, 'outbox');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .sort()
    : [];
}

export function removeData(config: Config): void {
  rmSync(config.dataDir, { recursive: true, force: true });
}
