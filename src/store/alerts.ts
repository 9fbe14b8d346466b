import type { ChangeKind } from '../events/index.ts';
import type { Db, Trx } from './database.ts';
import { later } from './sql.ts';
import type { EventRow, StatementRow } from './tables.ts';

export interface PendingDecision {
  event: EventRow;
  statement: StatementRow;
  /** What made this revision. */
  change: 'new' | ChangeKind;
  /** When the latest alert about the event was decided; null where there was none. */
  alertedAt: string | null;
  /** A later revision of the event waits for (or has) its own decision: that one speaks for both. */
  superseded: boolean;
  /** The earliest publication among all statements of the event, whatever brought them. */
  knownSince: string | null;
}

/** The undecided revision with what a decision needs, or null where it is decided or gone. */
export async function pendingDecision(
  trx: Trx,
  eventId: number,
  revision: number,
): Promise<PendingDecision | null> {
  const decision = await trx
    .selectFrom('alert_decision')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('revision', '=', revision)
    .where('decided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!decision?.statement_id) return null;
  const event = await trx.selectFrom('event').selectAll().where('id', '=', eventId).executeTakeFirst();
  const statement = await trx
    .selectFrom('statement')
    .selectAll()
    .where('id', '=', decision.statement_id)
    .executeTakeFirst();
  if (!event || !statement) return null;
  const newer = await trx
    .selectFrom('alert_decision')
    .select('revision')
    .where('event_id', '=', eventId)
    .where('revision', '>', revision)
    .executeTakeFirst();
  return {
    event,
    statement,
    change: decision.change,
    alertedAt: await alertedAt(trx, eventId),
    superseded: newer !== undefined,
    knownSince: await knownSince(trx, event, statement.id),
  };
}

async function alertedAt(trx: Trx, eventId: number): Promise<string | null> {
  const row = await trx
    .selectFrom('alert_decision')
    .select((eb) => eb.fn.max('decided_at').as('at'))
    .where('event_id', '=', eventId)
    .where('alert', '=', true)
    .executeTakeFirst();
  return row?.at ?? null;
}

async function knownSince(trx: Trx, event: EventRow, exceptStatement: number): Promise<string | null> {
  const row = await trx
    .selectFrom('statement')
    .select((eb) => eb.fn.min('published').as('published'))
    .where('event_id', '=', event.id)
    .where('id', '!=', exceptStatement)
    .executeTakeFirst();
  return row?.published ?? null;
}

export async function decideAlert(
  trx: Trx,
  eventId: number,
  revision: number,
  decision: { alert: boolean; reason: string },
  now: Date,
): Promise<void> {
  await trx
    .updateTable('alert_decision')
    .set({ decided_at: now.toISOString(), alert: decision.alert, reason: decision.reason })
    .where('event_id', '=', eventId)
    .where('revision', '=', revision)
    .execute();
}

/** Decisions that were promised and not made: a kill between linking and alerting. */
export async function undecidedAlerts(
  db: Db,
  now: Date,
  graceMs: number,
  limit: number,
): Promise<{ eventId: number; revision: number }[]> {
  const rows = await db
    .selectFrom('alert_decision')
    .innerJoin('event', 'event.id', 'alert_decision.event_id')
    .select(['alert_decision.event_id', 'alert_decision.revision'])
    .where('decided_at', 'is', null)
    .where('event.updated_at', '<=', later(now, -graceMs))
    .limit(limit)
    .execute();
  return rows.map((row) => ({ eventId: row.event_id, revision: row.revision }));
}

/** Alerts that were sent, for the status page and summaries. */
export async function countAlerts(db: Db): Promise<number> {
  const row = await db
    .selectFrom('alert_decision')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('alert', '=', true)
    .executeTakeFirstOrThrow();
  return row.n;
}
