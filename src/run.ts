/** Starting, watching and stopping a process that works on stages. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runTick } from '../workers/tick.ts';
import { WORKERS } from '../workers/index.ts';
import type { App } from './app.ts';
import { UsageError } from './errors.ts';
import type { RunningWorker } from './queue/bullmq.ts';
import { STAGE_NAMES, type StageName } from './queue/stages.ts';
import { indexWaiting } from './search/indexing.ts';
import { ensureFeeds, makeFeedsDue } from './store/feeds.ts';
import { sweep } from './sweep.ts';

const TICK_MS = 60_000;
/** New feeds are polled for the first time within this time, not all in one moment. */
const SPREAD_MS = 10 * 60_000;
/** All but the clock, whose next tick always waits. */
const WORKING_STAGES = STAGE_NAMES.filter((stage) => stage !== 'tick');
const IDLE_PROBE_MS = 150;

/** The stages named in WORKERS, or all. Throws UsageError for a name that is none. */
export function chosenStages(names: readonly string[]): StageName[] {
  const unknown = names.filter((name) => !STAGE_NAMES.some((stage) => stage === name));
  if (unknown.length > 0) {
    throw new UsageError(`WORKERS: no stage "${unknown.join('", "')}"; there are ${STAGE_NAMES.join(', ')}`);
  }
  return names.length === 0 ? STAGE_NAMES : STAGE_NAMES.filter((stage) => names.includes(stage));
}

/** Starts the workers of the stages. */
export function startWorkers(app: App, stages: readonly StageName[]): RunningWorker[] {
  return WORKERS.filter((worker) => stages.includes(worker.stage)).map((worker) => worker.start(app));
}

/** Puts the one clock in place; the first tick is at once. */
export async function startClock(app: App): Promise<void> {
  await ensureFeeds(app.database.db, enabledIds(app), app.clock(), SPREAD_MS);
  await app.queues.every('tick', TICK_MS);
}

/** Polls every feed that is on, once, and works until nothing is left to do. `onProgress` is called while it waits. */
export async function runOnce(app: App, onProgress: Progress): Promise<void> {
  const ids = enabledIds(app);
  await ensureFeeds(app.database.db, ids, app.clock(), 1);
  await makeFeedsDue(app.database.db, ids, app.clock());
  await runTick(app);
  await workOff(app, WORKING_STAGES, onProgress);
  await indexWaiting(app);
}

export type Progress = (depth: Record<StageName, number>) => void;

/**
 * Waits until the stages have no job left; where all are worked on, also until no row lacks its next stage. `onProgress` is
 * called with the depth of every queue while it waits.
 */
export async function untilIdle(app: App, stages: readonly StageName[], onProgress: Progress): Promise<void> {
  for (;;) {
    const depth = await app.queues.depth();
    onProgress(depth);
    if (stages.every((stage) => depth[stage] === 0) && (stages !== WORKING_STAGES || (await isSwept(app))))
      return;
    await sleep(IDLE_PROBE_MS);
  }
}

async function isSwept(app: App): Promise<boolean> {
  return Object.values(await sweep(app, 0)).every((rows) => rows === 0);
}

/** Starts the workers of some stages, waits until these are idle, and stops them. */
export async function workOff(
  app: App,
  stages: readonly StageName[],
  onProgress: Progress = () => undefined,
): Promise<void> {
  const workers = startWorkers(app, stages);
  try {
    await untilIdle(app, stages, onProgress);
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
  }
}

function enabledIds(app: App): string[] {
  return app.catalog.feeds.filter((feed) => feed.enabled).map((feed) => feed.id);
}
