import type { App } from '../src/app.ts';
import { defineWorker, type Outcome } from '../src/queue/worker.ts';
import { claimDueFeeds } from '../src/store/feeds.ts';
import { runMaintenance } from '../src/maintenance.ts';
import { dueBackfills } from '../src/store/backfills.ts';
import { dueDeliveries } from '../src/store/deliveries.ts';
import { escalateAlerts } from '../src/escalate.ts';
import { enqueueDueDigests } from '../src/publish-due.ts';
import { indexWaiting } from '../src/search/indexing.ts';
import { sweep } from '../src/sweep.ts';

/** Feeds claimed by one tick; more wait a minute, so that a first start does not flood the queues. */
const MAX_FEEDS = 200;
const MAX_DELIVERIES = 500;

export default defineWorker('tick', (_payload, app) => runTick(app));

/** The one clock of DESIGN section 1: claims what is due, and enqueues again what lacks its next stage. */
export async function runTick(app: App): Promise<Outcome> {
  const feeds = await pollDueFeeds(app);
  const swept = await sweep(app);
  const digests = await enqueueDueDigests(app);
  const backfills = await dueBackfills(app.database.db, app.clock());
  await app.queues.addAll(
    'backfill',
    backfills.map((backfillId) => ({ backfillId })),
  );
  const escalated = await escalateAlerts(app);
  const deliveries = await dueDeliveries(app.database.db, app.clock(), MAX_DELIVERIES);
  await app.queues.addAll(
    'deliver',
    deliveries.map(({ id, tries }) => ({ deliveryId: id, attempt: tries })),
  );
  const indexed = await indexWaiting(app);
  const maintenance = await runMaintenance(app);
  return {
    outcome: 'ticked',
    feeds,
    swept,
    digests,
    backfills: backfills.length,
    escalated,
    deliveries: deliveries.length,
    indexed,
    maintenance,
  };
}

async function pollDueFeeds(app: App): Promise<number> {
  const enabled = app.catalog.feeds.filter((feed) => feed.enabled).map((feed) => feed.id);
  const due = await claimDueFeeds(app.database.db, enabled, app.clock(), MAX_FEEDS);
  await app.queues.addAll('poll', due);
  return due.length;
}
