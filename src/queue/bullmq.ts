/** The only file that knows BullMQ and ioredis. */
import {
  DelayedError,
  Queue,
  UnrecoverableError,
  Worker,
  createPostgresBackend,
  runMigrations,
  type Job,
  type JobsOptions,
  type PgPool,
} from 'bullmq';
import { Redis } from 'ioredis';
import { PermanentError, RetryLaterError } from '../errors.ts';
import type { Pool } from '../store/types.ts';
import { QUEUE_SCHEMA } from '../store/database.ts';
import { LOCK_MS, STAGES, STAGE_NAMES, type PayloadOf, type StageName } from './stages.ts';

/** Where the queues live: Redis, or the PostgreSQL (or PGlite) that holds everything else. */
export type QueueConnection = { redisUrl: string } | { pool: Pool };

export interface AddOptions {
  /** See BACKFILL_PRIORITY; absent: before all that have one. */
  priority?: number;
  delayMs?: number;
}

export interface Queues {
  add<S extends StageName>(stage: S, payload: PayloadOf<S>, options?: AddOptions): Promise<void>;
  addAll<S extends StageName>(
    stage: S,
    payloads: readonly PayloadOf<S>[],
    options?: AddOptions,
  ): Promise<void>;
  /** Puts the stage's one recurring job in place; the first run is at once. */
  every(stage: 'tick', ms: number): Promise<void>;
  /** Jobs that wait, run or are delayed, by stage. */
  depth(): Promise<Record<StageName, number>>;
  /** Starts a worker; `handle` gets a validated payload. What it throws says what happens next (src/errors.ts). */
  work<S extends StageName>(stage: S, handle: Handler<S>): RunningWorker;
  close(): Promise<void>;
}

export interface JobInfo {
  id: string;
  /** 1 at the first try. */
  attempt: number;
  lastAttempt: boolean;
  /** Aborts when the worker closes: a job that takes long may leave off and come back. */
  signal: AbortSignal;
}

export type Handler<S extends StageName> = (payload: PayloadOf<S>, job: JobInfo) => Promise<void>;

export interface RunningWorker {
  /** Takes no more jobs and waits for the running ones; with `force` they are left to be found stalled. */
  close(force?: boolean): Promise<void>;
}

/**
 * After a SIGKILL, with BullMQ's defaults, a job waits 60 s and a second kill fails it for good in spite of attempts left.
 * Looking every 5 s, and never giving up on a job because its worker died, makes a kill cost one lock's length.
 */
const STALLED_INTERVAL_MS = 5_000;
const MAX_STALLED = 1_000;
/** Blocking for work wakes by itself this often, lest a lost notification be a lost job (taskforcesh/bullmq#4729). */
const DRAIN_DELAY_S = 2;

/** Connects the queues of all stages. With a pool the backend's own schema is created or upgraded first. */
export async function createQueues(connection: QueueConnection): Promise<Queues> {
  const link = await connect(connection);
  const queues = new Map(STAGE_NAMES.map((name) => [name, link.queue(name)]));
  const queue = (name: StageName): StageQueue => {
    const found = queues.get(name);
    if (!found) throw new Error(`no queue for stage ${name}`);
    return found;
  };
  return {
    add: async (stage, payload, options) =>
      void (await queue(stage).add(stage, payload, jobOptions(stage, payload, options))),
    addAll: async (stage, payloads, options) => {
      const jobs = payloads.map((data) => ({ name: stage, data, opts: jobOptions(stage, data, options) }));
      if (jobs.length > 0) await queue(stage).addBulk(jobs);
    },
    every: async (stage, ms) => {
      const opts = { removeOnComplete: true, removeOnFail: true };
      await queue(stage).upsertJobScheduler(stage, { every: ms }, { name: stage, data: {}, opts });
    },
    depth: async () => {
      const counts = await Promise.all(
        STAGE_NAMES.map((name) =>
          queue(name).getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized'),
        ),
      );
      return Object.fromEntries(STAGE_NAMES.map((name, index) => [name, counts[index] ?? 0])) as Record<
        StageName,
        number
      >; // fromEntries forgets the keys
    },
    work: (stage, handle) => link.worker(stage, handle),
    close: async () => {
      await Promise.all([...queues.values()].map((each) => each.close()));
      await link.close();
    },
  };
}

/** What both backends' queues have in common; their full types differ in the backend alone. */
type StageQueue = Pick<Queue, 'add' | 'addBulk' | 'upsertJobScheduler' | 'getJobCountByTypes' | 'close'>;

interface Link {
  queue(name: StageName): StageQueue;
  worker<S extends StageName>(stage: S, handle: Handler<S>): RunningWorker;
  close(): Promise<void>;
}

async function connect(connection: QueueConnection): Promise<Link> {
  if ('redisUrl' in connection) {
    // null: a worker waits for a Redis that is away instead of failing its jobs
    const redis = new Redis(connection.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined); // reconnects by itself; `tumen doctor` and the status page say when it is away
    return {
      queue: (name) => quiet(new Queue(name, { connection: redis })),
      worker: (stage, handle) =>
        stoppable(
          (signal) =>
            new Worker(stage, processorOf(stage, handle, signal), {
              connection: redis,
              ...workerOptions(stage),
            }),
        ),
      close: async () => void (await redis.quit().catch(() => redis.disconnect())),
    };
  }
  const pool = connection.pool as unknown as PgPool; // ours names what BullMQ uses of it, with rows of unknown type
  await migrateQueues(pool);
  return {
    queue: (name) => quiet(new Queue(name, { connection: pool }, createPostgresBackend)),
    worker: (stage, handle) =>
      stoppable(
        (signal) =>
          new Worker(
            stage,
            processorOf(stage, handle, signal),
            { connection: pool, ...workerOptions(stage) },
            createPostgresBackend,
          ),
      ),
    close: () => Promise.resolve(),
  };
}

/** A worker whose jobs are told when it closes. */
function stoppable(
  make: (
    signal: AbortSignal,
  ) => RunningWorker & { on(event: 'error', listener: (error: Error) => void): unknown },
): RunningWorker {
  const stop = new AbortController();
  const worker = quiet(make(stop.signal));
  return {
    close: (force) => {
      stop.abort();
      return worker.close(force);
    },
  };
}

/** Connection errors are retried inside; without a listener they would end the process. */
function quiet<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(each: T): T {
  each.on('error', () => undefined);
  return each;
}

function workerOptions(stage: StageName) {
  const { concurrency } = STAGES[stage];
  return {
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_INTERVAL_MS,
    maxStalledCount: MAX_STALLED,
    drainDelay: DRAIN_DELAY_S,
  };
}

function jobOptions<S extends StageName>(
  stage: S,
  payload: PayloadOf<S>,
  options: AddOptions = {},
): JobsOptions {
  const { attempts, backoffMs } = STAGES[stage];
  const jobId = (STAGES[stage].jobId as (payload: PayloadOf<S>) => string)(payload); // S picks both; TypeScript sees their unions
  return {
    jobId,
    attempts,
    backoff: { type: 'exponential', delay: backoffMs },
    delay: options.delayMs,
    priority: options.priority,
    // The row is the truth and the sweeper its guard: a kept job would swallow every later add with its id.
    removeOnComplete: true,
    removeOnFail: true,
  };
}

function processorOf<S extends StageName>(stage: S, handle: Handler<S>, signal: AbortSignal) {
  return async (job: Job, token?: string): Promise<void> => {
    const payload = STAGES[stage].payload.parse(job.data) as PayloadOf<S>; // S picks the schema
    const attempt = job.attemptsMade + 1;
    const info = { id: job.id ?? '', attempt, lastAttempt: attempt >= (job.opts.attempts ?? 1), signal };
    try {
      await handle(payload, info);
    } catch (error) {
      if (error instanceof RetryLaterError) {
        await job.moveToDelayed(Date.now() + error.delayMs, token);
        throw new DelayedError();
      }
      if (error instanceof PermanentError) throw new UnrecoverableError(error.message);
      throw error;
    }
  };
}

/** On one session: the migration is a transaction. */
async function migrateQueues(pool: PgPool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
}
