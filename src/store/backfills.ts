import type { Db, Trx } from './database.ts';
import { json } from './sql.ts';
import type { Backfill } from './tables.ts';

/** Opens (or goes on with) the backfill of a source over a window of days; a finished one is opened again by `restart`. */
export async function openBackfill(
  db: Db,
  source: { sourceId: string; from: string; to: string; restart: boolean },
  now: Date,
): Promise<Backfill> {
  const at = now.toISOString();
  await db
    .insertInto('backfill')
    .values({
      source_id: source.sourceId,
      from_day: source.from,
      to_day: source.to,
      cursor: null,
      started_at: at,
      finished_at: null,
      last_error: null,
      next_due: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('backfill')
    .selectAll()
    .where('source_id', '=', source.sourceId)
    .where('from_day', '=', source.from)
    .where('to_day', '=', source.to)
    .executeTakeFirstOrThrow();
  const reopen = row.state === 'failed' || (row.state === 'done' && source.restart);
  if (!reopen) return row;
  return db
    .updateTable('backfill')
    .set({
      state: 'open',
      next_due: at,
      finished_at: null,
      ...(row.state === 'done' ? { cursor: null, pages: 0, items: 0 } : {}),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function backfillById(db: Db | Trx, id: number): Promise<Backfill | undefined> {
  return db.selectFrom('backfill').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface BackfillStep {
  cursor: unknown;
  newItems: number;
  done: boolean;
  nextDue: string;
}

/** In the transaction that stores the page's items: after a kill the walk goes on behind the last stored page. */
export async function recordBackfillPage(trx: Trx, id: number, step: BackfillStep, now: Date): Promise<void> {
  await trx
    .updateTable('backfill')
    .set((eb) => ({
      cursor: json(step.cursor),
      pages: eb('pages', '+', 1),
      items: eb('items', '+', step.newItems),
      last_error: null,
      next_due: step.nextDue,
      ...(step.done ? { state: 'done' as const, finished_at: now.toISOString() } : {}),
    }))
    .where('id', '=', id)
    .execute();
}

export async function recordBackfillFailure(
  db: Db,
  id: number,
  failure: { error: string; nextDue: string; final: boolean },
): Promise<void> {
  await db
    .updateTable('backfill')
    .set({
      last_error: failure.error.slice(0, 500),
      next_due: failure.nextDue,
      ...(failure.final ? { state: 'failed' as const } : {}),
    })
    .where('id', '=', id)
    .execute();
}

export async function dueBackfills(db: Db, now: Date): Promise<{ id: number; pages: number }[]> {
  return db
    .selectFrom('backfill')
    .select(['id', 'pages'])
    .where('state', '=', 'open')
    .where('next_due', '<=', now.toISOString())
    .execute();
}

/** Items that a backfill stored and that still wait to be read. */
export async function unreadBackfillItems(db: Db): Promise<number> {
  const row = await db
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'new')
    .where('tries', '=', 0)
    .where('origin', '=', 'backfill')
    .executeTakeFirstOrThrow();
  return row.n;
}
