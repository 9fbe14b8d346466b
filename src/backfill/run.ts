import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app.ts';
import { startWorkers } from '../run.ts';
import { indexWaiting } from '../search/indexing.ts';
import {
  backfillProgress,
  openBackfill,
  unfinishedOfBackfills,
  type BackfillProgress,
} from '../store/backfills.ts';
import type { Backfill } from '../store/tables.ts';
import { sweep } from '../sweep.ts';
import type { BackfillPlan } from './plan.ts';

/** Between two looks; longer where a look itself takes long. */
const LEAST_PROBE_MS = 500;
const PROBE_SHARE = 20;
/** The rate is that of the last half minute. */
const RATE_MS = 30_000;

/** Opens the walks of a plan's entries, or goes on with them. */
export async function openBackfills(
  app: App,
  plan: BackfillPlan,
  entries: BackfillPlan['entries'],
  restart: boolean,
): Promise<Backfill[]> {
  const rows: Backfill[] = [];
  for (const { entry, window } of entries) {
    const wanted = { sourceId: entry.id, ...window, settings: entry, folder: plan.folder };
    rows.push(await openBackfill(app.database.db, wanted, restart, app.clock()));
  }
  return rows;
}

/** Called with every look; `rate` is pages a second, null while it is not known. */
export type OnProgress = (all: BackfillProgress[], rate: number | null) => void;

/**
 * Works on backfills until their walks have ended and what they brought is read, analysed, linked and indexed. Where another
 * process runs the pipeline over the same folder, it does the work and this one watches.
 */
export async function runBackfills(app: App, ids: readonly number[], onProgress: OnProgress): Promise<void> {
  const isGuest = app.database.kind === 'guest';
  const workers = isGuest ? [] : startWorkers(app, ['backfill', 'read', 'analyze', 'link']);
  try {
    await watch(app, ids, onProgress);
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
  }
  while ((await indexWaiting(app)) > 0);
}

async function watch(app: App, ids: readonly number[], onProgress: OnProgress): Promise<void> {
  const { db } = app.database;
  const looks: { at: number; read: number }[] = [];
  for (;;) {
    const started = performance.now();
    const all = await progressOf(app, ids);
    await resume(app, all);
    const read = all
      .flatMap(({ outcomes }) => outcomes)
      .reduce((sum, { outcome, n }) => sum + (outcome === 'waiting' ? 0 : n), 0);
    looks.push({ at: started, read });
    while (looks.length > 2 && started - (looks[0]?.at ?? 0) > RATE_MS) looks.shift();
    const [first] = looks;
    const seconds = first ? (started - first.at) / 1_000 : 0;
    onProgress(all, first && seconds > 1 ? (read - first.read) / seconds : null);
    const isOpen = all.some(({ backfill }) => backfill.state === 'open');
    if (!isOpen && (await unfinishedOfBackfills(db, ids)) === 0) return;
    await bringBack(app);
    await sleep(Math.max(LEAST_PROBE_MS, PROBE_SHARE * (performance.now() - started)));
  }
}

/** How backfills stand, in the order of their ids as given. */
export async function progressOf(app: App, ids: readonly number[]): Promise<BackfillProgress[]> {
  const all = await Promise.all(ids.map((id) => backfillProgress(app.database.db, id)));
  return all.filter((each) => each !== null);
}

/** A walk whose job was lost, or whose next try is due, is put back into the queue; one that is at work is not touched. */
async function resume(app: App, all: readonly BackfillProgress[]): Promise<void> {
  const now = app.clock().toISOString();
  const due = all.filter(({ backfill }) => backfill.state === 'open' && backfill.next_due <= now);
  await app.queues.addAll(
    'backfill',
    due.map(({ backfill }) => ({ backfillId: backfill.id })),
  );
}

/** Rows whose job was lost by a kill, once nothing else is queued. */
async function bringBack(app: App): Promise<void> {
  const depth = await app.queues.depth();
  if (depth.read + depth.analyze + depth.link === 0) await sweep(app, 0);
}
