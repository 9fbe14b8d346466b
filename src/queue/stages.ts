/**
 * THE MAP: every stage of the pipeline, in order. A stage is a queue; a boundary stands only where retry policy, pace or
 * concurrency differ. Payloads carry ids (the row is the truth) and a revision: BullMQ swallows an add whose job id it
 * still holds. Job ids hold no colon and are no integers.
 */
import { z } from 'zod';

const id = z.number().int().positive();

export interface Stage<Payload extends z.ZodType> {
  payload: Payload;
  /** The job's id: adding the same work twice while it waits or runs is one job. */
  jobId: (payload: z.output<Payload>) => string;
  /** How often in all a job is tried when it throws; what the rows say afterwards is the sweeper's business. */
  attempts: number;
  /** First wait before a retry; doubled each time. */
  backoffMs: number;
  concurrency: number;
}

function stage<P extends z.ZodType>(definition: Stage<P>): Stage<P> {
  return definition;
}

/**
 * A worker that dies holds its jobs this long. A living one renews the lock at half time, however long the job takes, so it
 * only has to outlast the longest that anything keeps the event loop from turning.
 */
export const LOCK_MS = 30_000;

export const STAGES = {
  /** The one clock: claims what is due, sweeps what lacks its next stage. Not retried: the next one is a minute away. */
  tick: stage({
    payload: z.object({}),
    jobId: () => 'tick',
    attempts: 1,
    backoffMs: 1_000,
    concurrency: 1,
  }),
  /** Network: waits most of the time. A feed that fails is an outcome with a later due time, so few retries. */
  poll: stage({
    payload: z.object({ feedId: z.string(), due: z.string() }),
    jobId: ({ feedId, due }) => `poll-${feedId}-${Date.parse(due)}`,
    attempts: 2,
    backoffMs: 5_000,
    concurrency: 8,
  }),
  /** Network and CPU: pages of many hosts wait side by side, extraction runs in its own threads. */
  read: stage({
    payload: z.object({ itemId: id, version: id, attempt: z.number().int().min(0) }),
    jobId: ({ itemId, version, attempt }) => `read-${itemId}-v${version}-a${attempt}`,
    attempts: 3,
    backoffMs: 2_000,
    concurrency: 12,
  }),
  /** Pure CPU, a few milliseconds: side by side only to overlap the database's answers. */
  analyze: stage({
    payload: z.object({ documentId: id, lexicon: z.string() }),
    jobId: ({ documentId, lexicon }) => `analyze-${documentId}-${lexicon}`,
    attempts: 3,
    backoffMs: 1_000,
    concurrency: 4,
  }),
  /** Serialised twice: here for one process, by a lock in the database for many. Two at once founded 464 events of 100. */
  link: stage({
    payload: z.object({ documentId: id }),
    jobId: ({ documentId }) => `link-${documentId}`,
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 1,
  }),
  alert: stage({
    payload: z.object({ eventId: id, revision: id }),
    jobId: ({ eventId, revision }) => `alert-${eventId}-r${revision}`,
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 2,
  }),
  digest: stage({
    payload: z.object({
      subscriberId: z.string(),
      edition: z.string(),
      localDate: z.iso.date(),
      slot: z.string(),
    }),
    jobId: ({ subscriberId, edition, localDate, slot }) =>
      `digest-${subscriberId}-${edition}-${localDate}-${slot.replaceAll(':', '')}`,
    attempts: 5,
    backoffMs: 5_000,
    concurrency: 1,
  }),
  /** One message to one recipient. Waiting for a mail server costs no attempt; the row counts what was tried. */
  deliver: stage({
    payload: z.object({ deliveryId: id, attempt: z.number().int().min(0) }),
    jobId: ({ deliveryId, attempt }) => `deliver-${deliveryId}-a${attempt}`,
    attempts: 5,
    backoffMs: 10_000,
    concurrency: 4,
  }),
  /** An archive each, for as long as its walk takes; it waits while its items are unread. The tick brings it back after a kill. */
  backfill: stage({
    payload: z.object({ backfillId: id }),
    jobId: ({ backfillId }) => `backfill-${backfillId}`,
    attempts: 4,
    backoffMs: 15_000,
    concurrency: 8,
  }),
} as const;

export type StageName = keyof typeof STAGES;
export type PayloadOf<S extends StageName> = z.output<(typeof STAGES)[S]['payload']>;
export const STAGE_NAMES = Object.keys(STAGES) as StageName[]; // Object.keys forgets the literal keys

/** BullMQ takes the lowest number first, and jobs without one before all others. */
export const BACKFILL_PRIORITY = 10;
