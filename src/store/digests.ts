import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { json, later } from './sql.ts';

/**
 * How old a statement may be when a reader is first told of it: a first digest, or one after an outage, tells of the last
 * days and not of the archive.
 */
const MAX_AGE_DAYS = 8;

export interface FreshStatement {
  id: number;
  eventId: number;
}

/**
 * The statements that are new to a reader at `now`, which may lie in the past: live, and in no digest of this edition that was
 * made before and reached (or may still reach) them. What a backfill brought is history, not news.
 */
export async function freshStatements(
  db: Db | Trx,
  subscriberId: string,
  edition: string,
  now: Date,
): Promise<FreshStatement[]> {
  const since = later(now, -MAX_AGE_DAYS * 86_400_000);
  const rows = await sql<{ id: number; event_id: number }>`
    select s.id, s.event_id from tumen.statement s
    where s.origin = 'live' and (s.withdrawn_at is null or s.withdrawn_at > ${now.toISOString()}) and s.recorded_at >= ${since} and s.recorded_at <= ${now.toISOString()}
      and not exists (
        select 1 from tumen.digest_statement l join tumen.digest g on g.id = l.digest_id
        where l.statement_id = s.id and g.created_at < ${now.toISOString()}
          and l.subscriber_id = ${subscriberId} and l.edition = ${edition}
          and not exists (
            select 1 from tumen.delivery d where d.kind = 'digest' and d.subject_id = l.digest_id::text and d.state in ('failed', 'suppressed')))
    order by s.id`.execute(db);
  return rows.rows.map((row) => ({ id: row.id, eventId: row.event_id }));
}

/** All statements that digests of this edition, made before `now`, told the reader of. */
export async function toldStatements(
  db: Db | Trx,
  subscriberId: string,
  edition: string,
  now: Date,
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('digest_statement')
    .innerJoin('digest', 'digest.id', 'digest_statement.digest_id')
    .select('statement_id')
    .where('digest_statement.subscriber_id', '=', subscriberId)
    .where('digest_statement.edition', '=', edition)
    .where('digest.created_at', '<', now.toISOString())
    .execute();
  return new Set(rows.map((row) => row.statement_id));
}

export interface Withdrawal {
  eventId: number;
  outlet: string;
  /** Local day of the digest that told the reader. */
  toldOn: string;
  /** That digest's view, as it was kept. */
  view: unknown;
}

/** Statements that digests told the reader of and that their articles no longer make, withdrawn after `from` and by `to`. */
export async function withdrawnSince(
  trx: Trx,
  reader: { subscriberId: string; edition: string },
  from: string,
  to: string,
): Promise<Withdrawal[]> {
  const rows = await trx
    .selectFrom('digest_statement')
    .innerJoin('statement', 'statement.id', 'digest_statement.statement_id')
    .innerJoin('digest', 'digest.id', 'digest_statement.digest_id')
    .select(['statement.event_id', 'statement.outlet', 'digest.local_date', 'digest.view'])
    .where('digest_statement.subscriber_id', '=', reader.subscriberId)
    .where('digest_statement.edition', '=', reader.edition)
    .where('statement.withdrawn_at', '>', from)
    .where('statement.withdrawn_at', '<=', to)
    .where(sql<boolean>`statement.withdrawn_by is null`) // what our own rules take back, its source still says
    .orderBy('statement.id')
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    outlet: row.outlet,
    toldOn: row.local_date,
    view: row.view,
  }));
}

export interface DigestKey {
  subscriberId: string;
  edition: string;
  localDate: string;
  slot: string;
}

/** The digest of a slot, or undefined: it is made once. */
export async function digestBySlot(db: Db | Trx, key: DigestKey): Promise<{ id: number } | undefined> {
  return db
    .selectFrom('digest')
    .select('id')
    .where('subscriber_id', '=', key.subscriberId)
    .where('edition', '=', key.edition)
    .where('local_date', '=', key.localDate)
    .where('slot', '=', key.slot)
    .executeTakeFirst();
}

/** When the reader's latest digest of the edition before `now` was made, or null. */
export async function lastDigestAt(
  db: Db | Trx,
  subscriberId: string,
  edition: string,
  now: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('digest')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .where('subscriber_id', '=', subscriberId)
    .where('edition', '=', edition)
    .where('created_at', '<', now.toISOString())
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Reserves the slot and returns the digest's id; null where another worker was first. */
export async function openDigest(trx: Trx, key: DigestKey, zone: string, now: Date): Promise<number | null> {
  const row = await trx
    .insertInto('digest')
    .values({
      subscriber_id: key.subscriberId,
      edition: key.edition,
      local_date: key.localDate,
      slot: key.slot,
      zone,
      created_at: now.toISOString(),
      subject: '',
      html: '',
      body_text: '',
      view: json(null),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface DigestContent {
  subject: string;
  html: string;
  text: string;
  view: unknown;
}

/** Keeps the digest as sent, and enters what it tells in the ledger. */
export async function fillDigest(
  trx: Trx,
  id: number,
  key: DigestKey,
  content: DigestContent,
  statementIds: readonly number[],
): Promise<void> {
  await trx
    .updateTable('digest')
    .set({ subject: content.subject, html: content.html, body_text: content.text, view: json(content.view) })
    .where('id', '=', id)
    .execute();
  if (statementIds.length === 0) return;
  await trx
    .insertInto('digest_statement')
    .values(
      statementIds.map((statement_id) => ({
        subscriber_id: key.subscriberId,
        edition: key.edition,
        statement_id,
        digest_id: id,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['subscriber_id', 'edition', 'statement_id']).doUpdateSet({ digest_id: id }),
    )
    .execute();
}

/** Statements by the day (UTC) of their publication and category since `from`, for the little chart of a digest. */
export async function activitySince(
  db: Db | Trx,
  from: string,
): Promise<{ category: string; day: string; n: number }[]> {
  const rows = await sql<{ category: string; day: string; n: number }>`
    select e.category, (coalesce(s.published, s.recorded_at) at time zone 'UTC')::date as day, count(*) as n
    from tumen.statement s join tumen.event e on e.id = s.event_id
    where s.origin <> 'curated' and coalesce(s.published, s.recorded_at) >= ${from} and e.category is not null
      and s.withdrawn_at is null
    group by 1, 2 order by 1, 2`.execute(db);
  return rows.rows;
}

export interface SubscriberState {
  subscriberId: string;
  nextDue: string | null;
  lastDue: string | null;
}

export async function subscriberStates(db: Db): Promise<Map<string, SubscriberState>> {
  const rows = await db
    .selectFrom('subscriber_state')
    .select(['subscriber_id', 'next_due', 'last_due'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.subscriber_id,
      { subscriberId: row.subscriber_id, nextDue: row.next_due, lastDue: row.last_due },
    ]),
  );
}

/** Sets when the next digest is due; `lastDue` only where a slot has been served. */
export async function setDue(db: Db | Trx, state: SubscriberState): Promise<void> {
  await db
    .insertInto('subscriber_state')
    .values({
      subscriber_id: state.subscriberId,
      next_due: state.nextDue,
      last_due: state.lastDue,
      opted_out_at: null,
      suppressed_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('subscriber_id').doUpdateSet({ next_due: state.nextDue, last_due: state.lastDue }),
    )
    .execute();
}

/** A digest as it was sent, or null. */
export async function digestHtml(db: Db, id: string): Promise<string | null> {
  if (!/^\d{1,15}$/u.test(id)) return null;
  const row = await db.selectFrom('digest').select('html').where('id', '=', Number(id)).executeTakeFirst();
  return row?.html ?? null;
}

export async function latestDigests(
  db: Db,
  limit: number,
): Promise<{ id: number; subject: string; subscriber_id: string; local_date: string }[]> {
  return db
    .selectFrom('digest')
    .select(['id', 'subject', 'subscriber_id', 'local_date'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
