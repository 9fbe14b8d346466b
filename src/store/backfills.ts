import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { anyOf, json } from './sql.ts';
import type { Backfill } from './tables.ts';

export interface BackfillEntry {
  sourceId: string;
  from: string;
  to: string;
  settings: unknown;
  folder: string;
}

/**
 * The walk of a plan's entry over its days: begun, or gone on with. One that failed is opened again where it stopped; one whose
 * entry has changed, or (with `restart`) one that was done, from its beginning: what is stored is known and not fetched again.
 */
export async function openBackfill(
  db: Db,
  entry: BackfillEntry,
  restart: boolean,
  now: Date,
): Promise<Backfill> {
  const at = now.toISOString();
  const settings = json(entry.settings);
  await db
    .insertInto('backfill')
    .values({
      source_id: entry.sourceId,
      from_day: entry.from,
      to_day: entry.to,
      settings,
      folder: entry.folder,
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
    .select(sql<boolean>`settings = ${settings}::jsonb`.as('same'))
    .where('source_id', '=', entry.sourceId)
    .where('from_day', '=', entry.from)
    .where('to_day', '=', entry.to)
    .executeTakeFirstOrThrow();
  const { same, ...backfill } = row;
  const anew = !same || (row.state === 'done' && restart);
  if (!anew && row.state !== 'failed') return backfill;
  return db
    .updateTable('backfill')
    .set({
      state: 'open',
      settings,
      folder: entry.folder,
      next_due: at,
      finished_at: null,
      failures: 0,
      ...(anew ? { cursor: null, done: 0 } : {}),
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
  done: number;
  requests: number;
  found: number;
  created: number;
  known: number;
  outside: number;
  unwanted: number;
  unreached: readonly { address: string; why: string }[];
}

/**
 * In the transaction that stores the step's items: after a kill the walk goes on behind the last stored step. False where
 * another process has stored a step in the meantime; then nothing may be.
 */
export async function recordBackfillStep(
  trx: Trx,
  { id, pages }: Pick<Backfill, 'id' | 'pages'>,
  step: BackfillStep,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('backfill')
    .set((eb) => ({
      cursor: json(step.cursor),
      done: step.done,
      pages: eb('pages', '+', 1),
      requests: eb('requests', '+', step.requests),
      found: eb('found', '+', step.found),
      items: eb('items', '+', step.created),
      known: eb('known', '+', step.known),
      outside: eb('outside', '+', step.outside),
      unwanted: eb('unwanted', '+', step.unwanted),
      failures: 0,
      last_error: null,
      next_due: now.toISOString(),
    }))
    .where('id', '=', id)
    .where('pages', '=', pages)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (step.unreached.length === 0) return true;
  await trx
    .insertInto('backfill_unreached')
    .values(
      step.unreached.map(({ address, why }) => ({ backfill_id: id, address, why, at: now.toISOString() })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['backfill_id', 'address'])
        .doUpdateSet((eb) => ({ why: eb.ref('excluded.why'), at: eb.ref('excluded.at') })),
    )
    .execute();
  return true;
}

/** Requests of a walk that ended or failed without another step are counted here. */
export async function finishBackfill(db: Db, id: number, requests: number, now: Date): Promise<void> {
  await db
    .updateTable('backfill')
    .set((eb) => ({
      state: 'done' as const,
      done: 1,
      finished_at: now.toISOString(),
      requests: eb('requests', '+', requests),
    }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

export async function recordBackfillFailure(
  db: Db,
  id: number,
  failure: { error: string; nextDue: string; final: boolean; requests: number },
): Promise<void> {
  await db
    .updateTable('backfill')
    .set((eb) => ({
      last_error: failure.error.slice(0, 500),
      next_due: failure.nextDue,
      failures: eb('failures', '+', 1),
      requests: eb('requests', '+', failure.requests),
      ...(failure.final ? { state: 'failed' as const } : {}),
    }))
    .where('id', '=', id)
    .execute();
}

export async function dueBackfills(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('backfill')
    .select('id')
    .where('state', '=', 'open')
    .where('next_due', '<=', now.toISOString())
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Items of a backfill that wait to be read for the first time. */
export async function unreadOfBackfill(db: Db, id: number): Promise<number> {
  const row = await db
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('backfill_id', '=', id)
    .where('state', '=', 'new')
    .where('tries', '=', 0)
    .executeTakeFirstOrThrow();
  return row.n;
}

export interface BackfillProgress {
  backfill: Backfill;
  /** Items by what reading them came to; "waiting" and "to be asked again" among them. */
  outcomes: { outcome: string; n: number; example: string | null }[];
  /** Documents in which something was found. */
  relevant: number;
  /** Lists that could not be had. */
  unreached: { address: string; why: string }[];
}

/** How a backfill stands, from its rows. */
export async function backfillProgress(db: Db, id: number): Promise<BackfillProgress | null> {
  const backfill = await backfillById(db, id);
  if (!backfill) return null;
  const { rows } = await sql<{ outcome: string; n: number; example: string | null }>`
    select ${OUTCOME} as outcome, count(*)::int as n, min(coalesce(fetch_url, url)) as example
    from tumen.item where backfill_id = ${id} group by 1 order by n desc, 1`.execute(db);
  const found = await sql<{ n: number }>`
    select count(*)::int as n from tumen.item i
    join tumen.document d on d.item_id = i.id and d.current
    where i.backfill_id = ${id} and exists (select from tumen.mention m where m.document_id = d.id)`.execute(
    db,
  );
  const unreached = await db
    .selectFrom('backfill_unreached')
    .select(['address', 'why'])
    .where('backfill_id', '=', id)
    .orderBy('address')
    .execute();
  return { backfill, outcomes: rows, relevant: found.rows[0]?.n ?? 0, unreached };
}

const OUTCOME = sql`case
  when state = 'new' and tries = 0 then 'waiting'
  when state = 'new' then 'to be asked again: ' || coalesce(outcome, '')
  when state = 'failed' then 'failed: ' || coalesce(outcome, '')
  else coalesce(outcome, state) end`;

/** Every address of a backfill that was not read as asked, with the reason. */
export async function unreachedOfBackfill(db: Db, id: number): Promise<{ address: string; why: string }[]> {
  const { rows } = await sql<{ address: string; why: string }>`
    select address, why from tumen.backfill_unreached where backfill_id = ${id}
    union all
    select coalesce(fetch_url, url, title), ${OUTCOME} from tumen.item
    where backfill_id = ${id} and (${OUTCOME}) not in ('read', 'waiting', 'read feed text (feed only)')
    order by 2, 1`.execute(db);
  return rows;
}

/** What these backfills brought and no stage has finished with: unread for the first time, not analysed, not linked. */
export async function unfinishedOfBackfills(db: Db, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from tumen.item where backfill_id = ${anyOf(ids, 'bigint')} and state = 'new' and tries = 0)::int
      + (select count(*) from tumen.document d join tumen.item i on i.id = d.item_id
        where i.backfill_id = ${anyOf(ids, 'bigint')} and d.current and d.failures = 0
        and (d.analyzed_at is null or d.linked_at is null))::int as n`.execute(db);
  return rows[0]?.n ?? 0;
}
