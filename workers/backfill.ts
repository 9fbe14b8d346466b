import { walkBackfill } from '../src/backfill/walk.ts';
import { defineWorker } from '../src/queue/worker.ts';

/** The walk through an archive, for as long as it takes; its steps are committed one by one. */
export default defineWorker('backfill', ({ backfillId }, app, { signal }) =>
  walkBackfill(app, backfillId, signal),
);
