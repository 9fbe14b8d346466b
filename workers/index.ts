/** What the system does: one worker a stage, in the order of the pipeline (src/queue/stages.ts is the map). */
import type { WorkerDefinition } from '../src/queue/worker.ts';
import alert from './alert.ts';
import analyze from './analyze.ts';
import backfill from './backfill.ts';
import deliver from './deliver.ts';
import digest from './digest.ts';
import link from './link.ts';
import poll from './poll.ts';
import read from './read.ts';
import tick from './tick.ts';

export const WORKERS: readonly WorkerDefinition[] = [
  tick,
  poll,
  read,
  analyze,
  link,
  alert,
  digest,
  deliver,
  backfill,
];
