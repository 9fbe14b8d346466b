import { PermanentError, RetryLaterError, messageOf } from '../errors.ts';
import type { App } from '../app.ts';
import type { JobInfo, RunningWorker } from './bullmq.ts';
import type { PayloadOf, StageName } from './stages.ts';

/** What became of a job that did not fail: a short reason to count by, and what a log reader wants to know. */
export interface Outcome {
  outcome: string;
  [detail: string]: unknown;
}

/** A worker: the name of its stage and one function. */
export interface WorkerDefinition {
  stage: StageName;
  start(app: App): RunningWorker;
}

/**
 * Makes a worker of a stage's one function. The function is idempotent; it returns an outcome (expected misfortune
 * included) and throws only what the queue must act upon. One wide log record a job. `giveUp` notes in the row that the last
 * attempt failed, so that the sweeper does not bring the same failure back for ever.
 */
export function defineWorker<S extends StageName>(
  stage: S,
  run: (payload: PayloadOf<S>, app: App, job: JobInfo) => Promise<Outcome>,
  giveUp: (payload: PayloadOf<S>, app: App, error: unknown) => Promise<void> = () => Promise.resolve(),
): WorkerDefinition {
  return {
    stage,
    start: (app) =>
      app.queues.work(stage, async (payload, job) => {
        const started = performance.now();
        const record: Record<string, unknown> = { stage, ...payload, attempt: job.attempt };
        try {
          const result = await run(payload, app, job);
          app.log.info({ ...record, ...result, ms: Math.round(performance.now() - started) }, stage);
        } catch (error) {
          const next = nextStep(error, job);
          app.log.warn(
            {
              ...record,
              outcome: next,
              error: messageOf(error),
              ms: Math.round(performance.now() - started),
            },
            stage,
          );
          if (next === 'failed') await giveUp(payload, app, error);
          throw error;
        }
      }),
  };
}

function nextStep(error: unknown, job: JobInfo): string {
  if (error instanceof RetryLaterError) return 'later';
  if (error instanceof PermanentError) return 'failed';
  return job.lastAttempt ? 'failed' : 'retry';
}
