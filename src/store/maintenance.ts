import type { Db } from './database.ts';
import { later } from './sql.ts';
import type { SnapshotFiles } from './snapshots.ts';

const OUTCOME_DAYS = 400;
const DELIVERY_DAYS = 400;
const BATCH = 500;

export interface Retention {
  /** Raw bytes of pages that hold no mention are kept this long; those that a statement rests on are kept for good. */
  snapshotDays: number;
}

export interface RetentionResult {
  snapshots: number;
  counts: number;
}

/** Forgets what nobody can ask for any more. Evidence of a statement is never touched. */
export async function applyRetention(
  db: Db,
  files: SnapshotFiles,
  retention: Retention,
  now: Date,
): Promise<RetentionResult> {
  const before = (days: number): string => later(now, -days * 86_400_000);
  const counts = await db
    .deleteFrom('outcome_count')
    .where('day', '<', before(OUTCOME_DAYS).slice(0, 10))
    .executeTakeFirst();
  await db
    .deleteFrom('delivery')
    .where('state', '!=', 'pending')
    .where('created_at', '<', before(DELIVERY_DAYS))
    .execute();
  let snapshots = 0;
  for (;;) {
    const removed = await removeSnapshots(db, files, before(retention.snapshotDays));
    snapshots += removed;
    if (removed < BATCH) break;
  }
  return { snapshots, counts: Number(counts.numDeletedRows) };
}

async function removeSnapshots(db: Db, files: SnapshotFiles, before: string): Promise<number> {
  const old = await db
    .selectFrom('snapshot')
    .select(['id', 'sha256'])
    .where('fetched_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('statement')
            .innerJoin('document', 'document.id', 'statement.document_id')
            .select('statement.id')
            .whereRef('document.snapshot_id', '=', 'snapshot.id'),
        ),
      ),
    )
    .limit(BATCH)
    .execute();
  for (const { id, sha256 } of old) {
    await db.deleteFrom('snapshot').where('id', '=', id).execute();
    const other = await db
      .selectFrom('snapshot')
      .select('id')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (!other) await files.remove(sha256);
  }
  return old.length;
}
