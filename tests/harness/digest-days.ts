/** Days of digests in many zones, made by the real schedule, worker and store against a clock of ours; jobs run at once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import digestWorker from '../../workers/digest.ts';
import { openApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { enqueueDueDigests } from '../../src/publish-due.ts';
import { nextDue, slotKey, type DigestSlot } from '../../src/publish/schedule.ts';
import type { Subscriber } from '../../src/publish/subscribers.ts';
import type { JobInfo, Queues } from '../../src/queue/bullmq.ts';

export interface DigestDays {
  /** A reader each, with a digest at 07:00. */
  zones: readonly string[];
  from: Date;
  days: number;
  /** Between two ticks of the schedule. */
  stepMs: number;
  /** Times in which nothing ticks; both ends are times of a tick. */
  outages: readonly { from: Date; to: Date }[];
}

export interface DigestDaysReport {
  slots: number;
  /** Slots that an outage swallowed: the digest after it holds what they would have held. */
  swallowed: number;
  made: number;
  missing: string[];
  unexpected: string[];
  /** Digests with more or less than one delivery. */
  notDeliveredOnce: number;
}

/** Lets the days pass, and compares the digests that were made with the slots of every reader's calendar. */
export async function passDays(plan: DigestDays): Promise<DigestDaysReport> {
  let now = plan.from;
  const dataDir = mkdtempSync(join(tmpdir(), 'tumen-days-'));
  const opened = await openApp({
    config: configFor(dataDir, plan.zones),
    log: createLogger('silent'),
    command: 'a test',
    clock: () => now,
  });
  const jobs = directJobs(opened.queues);
  const app: App = { ...opened, queues: jobs.queues };
  digestWorker.start(app);
  try {
    const until = plan.from.getTime() + plan.days * 86_400_000;
    for (let at = plan.from.getTime(); at <= until; at += plan.stepMs) {
      if (plan.outages.some(({ from, to }) => at >= from.getTime() && at < to.getTime())) continue;
      now = new Date(at);
      await enqueueDueDigests(app);
      await jobs.run();
    }
    return await reportOf(app, plan, new Date(until));
  } finally {
    await opened.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function configFor(dataDir: string, zones: readonly string[]) {
  const rows = zones.map(
    (zone, n) => `  - { id: r${n}, name: R, email: r${n}@example.org, zone: ${zone} }\n`,
  );
  const [subscribersFile, feedsFile] = [join(dataDir, 'subscribers.yaml'), join(dataDir, 'feeds.yaml')];
  writeFileSync(subscribersFile, `subscribers:\n${rows.join('')}`);
  writeFileSync(feedsFile, FEEDS);
  return { ...loadConfig({}), dataDir, subscribersFile, feedsFile };
}

const FEEDS = `prefilter:
  { en: [North Korea], ko: [북한], ru: [КНДР], zh: [朝鲜], ja: [北朝鮮] }
feeds:
  - { id: one, title: One, url: 'https://one.example.org/feed', kind: rss, lang: en, organisation: One, enabled: true, interval: 30m, healthy: { silenceAfter: 7d } }
`;

const { signal } = new AbortController();

/** Queues whose jobs wait for `run`: a year of waits for a worker to wake would be spent on nothing. */
function directJobs(queues: Queues): { queues: Queues; run: () => Promise<void> } {
  const waiting: unknown[] = [];
  let handle: ((payload: never, job: JobInfo) => Promise<void>) | null = null;
  return {
    queues: {
      ...queues,
      add: async (stage, payload) => void (stage === 'digest' && waiting.push(payload)),
      addAll: async () => undefined,
      work: (_stage, given) => {
        handle = given;
        return { close: async () => undefined };
      },
    },
    run: async () => {
      for (const payload of waiting.splice(0))
        await handle?.(payload as never, { id: 'one', attempt: 1, lastAttempt: true, signal }); // what was added for this stage
    },
  };
}

async function reportOf(app: App, plan: DigestDays, until: Date): Promise<DigestDaysReport> {
  const { db } = app.database;
  const digests = await db.selectFrom('digest').selectAll().execute();
  const deliveries = await db.selectFrom('delivery').select('subject_id').execute();
  const made = digests.map((row) =>
    [row.subscriber_id, row.edition, row.local_date, row.slot.replace(':', '')].join('.'),
  );
  const all = app.subscribers.flatMap((subscriber) => slotsOf(subscriber, plan.from, until));
  const expected = new Set(app.subscribers.flatMap((subscriber) => expectedOf(subscriber, until, plan)));
  return {
    slots: all.length,
    swallowed: all.length - expected.size,
    made: made.length,
    missing: [...expected].filter((key) => !made.includes(key)),
    unexpected: made.filter((key, index) => !expected.has(key) || made.indexOf(key) !== index),
    notDeliveredOnce: digests.filter(
      ({ id }) => deliveries.filter((row) => row.subject_id === String(id)).length !== 1,
    ).length,
  };
}

function slotsOf(subscriber: Subscriber, after: Date, until: Date): DigestSlot[] {
  const slots: DigestSlot[] = [];
  for (let slot = nextDue(subscriber, after); slot && slot.due <= until; slot = nextDue(subscriber, slot.due))
    slots.push(slot);
  return slots;
}

/**
 * Every slot outside the outages, and of those within one the latest, which is made up for. What was due since the last tick before
 * an outage fell into it too.
 */
function expectedOf(
  subscriber: Subscriber,
  until: Date,
  { from, stepMs, outages }: Pick<DigestDays, 'from' | 'stepMs' | 'outages'>,
): string[] {
  const slots = slotsOf(subscriber, from, until);
  const isWithin = ({ due }: DigestSlot, outage: DigestDays['outages'][number]): boolean =>
    due.getTime() > outage.from.getTime() - stepMs && due <= outage.to;
  const outside = slots.filter((slot) => !outages.some((outage) => isWithin(slot, outage)));
  const madeUp = outages.flatMap((outage) => slots.filter((slot) => isWithin(slot, outage)).slice(-1));
  return [...outside, ...madeUp].map(slotKey);
}
