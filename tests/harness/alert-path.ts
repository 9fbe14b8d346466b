/** How long an alert takes from the poll of its feed to the mail server's "250", in seconds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openApp, type App } from '../../src/app.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { BACKFILL_PRIORITY } from '../../src/queue/stages.ts';
import { runOnce, startWorkers } from '../../src/run.ts';
import { addDocument, type NewDocument } from '../../src/store/documents.ts';
import { storeItems } from '../../src/store/items.ts';
import { startFaultyMail } from './faulty-mail.ts';
import { startOutlets, type Outlets } from './outlets.ts';

export interface AlertPath {
  /** Of each alert, one after the other. */
  seconds: number[];
  /** Documents of the backfill that still waited when the last alert was accepted. */
  behind: number;
}

const STAGES = ['poll', 'read', 'analyze', 'link', 'alert', 'deliver'] as const;
const SHIPS = ['Ilmari Orchid', 'Quezon Pelican', 'Bramble Tundra', 'Ottawa Comet', 'Umbria Quarry'];

/** Publishes `alerts` reports one after the other while a backfill of `backlog` documents waits to be analysed and linked. */
export async function measureAlertPath(alerts: number, backlog: number): Promise<AlertPath> {
  const mail = await startFaultyMail();
  const outlets = await startOutlets(['one'], new Date(Date.now() - 3_600_000));
  const config = configFor(outlets, mail.port);
  const app = await openApp({ config, log: createLogger('silent'), command: 'a test' });
  try {
    await runOnce(app, () => undefined); // the first poll is no news
    const documents = await addBacklog(app, backlog);
    const workers = startWorkers(app, STAGES);
    await app.queues.addAll(
      'analyze',
      documents.map((documentId) => ({ documentId, lexicon: app.keywords.revision })),
      { priority: BACKFILL_PRIORITY },
    );
    const seconds: number[] = [];
    for (let n = 0; n < alerts; n += 1) {
      const text = `The cargo ship ${SHIPS[n % 5]} ${n} carried ${100 + 137 * n} containers of artillery shells from North Korea to Russia last week, South Korea's defence ministry said.`;
      outlets.publish(
        { outlet: 'one', title: `The ship ${SHIPS[n % 5]} ${n} took shells to Russia`, text },
        new Date(),
      );
      const started = performance.now();
      await app.queues.add('poll', { feedId: 'one', due: new Date().toISOString() });
      while (mail.accepted.size <= n && performance.now() - started < 120_000) await sleep(10);
      seconds.push((performance.now() - started) / 1_000);
    }
    const { analyze, link } = await app.queues.depth();
    await Promise.all(workers.map((worker) => worker.close()));
    return { seconds, behind: analyze + link };
  } finally {
    await app.close();
    await outlets.close();
    await mail.close();
    rmSync(config.dataDir, { recursive: true, force: true });
  }
}

function configFor({ feedsYaml, origin }: Outlets, port: number): Config {
  const dataDir = mkdtempSync(join(tmpdir(), 'tumen-alert-path-'));
  const [feedsFile, subscribersFile] = [join(dataDir, 'feeds.yaml'), join(dataDir, 'subscribers.yaml')];
  writeFileSync(feedsFile, feedsYaml);
  writeFileSync(subscribersFile, 'subscribers:\n  - { id: r, name: R, email: r@example.org, zone: UTC }\n');
  const smtp = {
    host: '127.0.0.1',
    port,
    secure: false,
    requireTls: false,
    user: null,
    password: null,
    dkim: null,
  };
  return {
    ...loadConfig({}),
    dataDir,
    feedsFile,
    subscribersFile,
    smtp,
    allowHosts: [new URL(origin).host],
    hostIntervalMs: 0,
  };
}

const BATCH = 500;

/** Documents of a backfill, one in ten about a forced return; returns their ids. */
async function addBacklog(app: App, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => backfilled(from + n));
    await app.database.transaction(async (trx) => {
      const now = app.clock();
      const origin = { feedId: 'one', origin: 'backfill', seeding: false, now } as const;
      const { toRead } = await storeItems(trx, items, origin);
      for (const [n, { itemId, version }] of toRead.entries()) {
        await trx.updateTable('item').set({ state: 'read' }).where('id', '=', itemId).execute();
        const id = await addDocument(trx, documentOf(from + n, itemId, version), now);
        if (id !== null) ids.push(id);
      }
    });
  }
  return ids;
}

function backfilled(n: number) {
  const url = `https://archive.example.org/${n}`;
  return {
    keys: [url],
    outlet: 'Archive',
    url,
    title: `Archive ${n}`,
    summaryHtml: null,
    contentHtml: null,
    authors: [],
    lang: 'en',
    symbol: null,
    published: new Date(Date.UTC(2015, 0, 1) + n * 3_600_000).toISOString(),
  };
}

function documentOf(n: number, itemId: number, itemVersion: number): NewDocument {
  const filler = Array.from(
    { length: 12 },
    (_, line) =>
      `The library of district ${n * 31 + line} opened its reading room ${n % 17} hours late, and nobody minded.`,
  ).join(' ');
  const lead =
    n % 10 === 0
      ? `China forcibly returned ${20 + n} North Korean refugees over the bridge of district ${n} in 2015, the rights group Archive${n} said. `
      : '';
  return {
    itemId,
    itemVersion,
    snapshotId: null,
    source: 'page',
    title: `Archive ${n}`,
    byline: null,
    text: `${lead}${filler}`,
    lang: 'en',
    published: new Date(Date.UTC(2015, 0, 1) + n * 3_600_000).toISOString(),
    publishedFrom: 'feed',
    canonicalUrl: null,
    symbol: null,
    flags: [],
    pageStarts: null,
  };
}
