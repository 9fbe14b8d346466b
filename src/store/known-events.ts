/** The second time axis: what an event looked like on a day in the past, from the statements that were recorded by then. */
import { eventStatus } from '../events/status.ts';
import type { Mention } from '../model.ts';
import type { Status } from '../taxonomy.ts';
import type { Db, Trx } from './database.ts';
import { dayInterval, factsOf, mergeFacts } from './event-rows.ts';
import { anyOf } from './sql.ts';
import type { EventRow } from './tables.ts';

/** The columns of an event that grow with its statements. */
export type KnownEvent = Pick<
  EventRow,
  | 'id'
  | 'status'
  | 'supplier'
  | 'recipient'
  | 'facilitators'
  | 'items'
  | 'place'
  | 'event_date'
  | 'date_from'
  | 'date_to'
  | 'names'
  | 'un_symbols'
  | 'confidence'
  | 'first_published'
>;

const COLUMNS = [
  'id',
  'status',
  'supplier',
  'recipient',
  'facilitators',
  'items',
  'place',
  'event_date',
  'date_from',
  'date_to',
  'names',
  'un_symbols',
  'confidence',
  'first_published',
  'origin',
] as const;

interface KnownStatement {
  event_id: number;
  status: Status;
  frame: Mention | null;
  published: string | null;
}

/**
 * Events that were known at the instant `at` and have changed since, as they were then; of `ids`, or of all. An event that is
 * not among them either was not known yet or is today what it was.
 */
export async function changedSince(
  db: Db | Trx,
  at: string,
  ids: readonly number[] | null = null,
): Promise<KnownEvent[]> {
  let events = db
    .selectFrom('event')
    .select(COLUMNS)
    .where('type', 'is not', null)
    .where('first_seen_at', '<=', at)
    .where('updated_at', '>', at);
  if (ids) events = events.where('id', '=', anyOf(ids, 'bigint'));
  const rows = await events.execute();
  const statements = await statementsBy(
    db,
    at,
    rows.map((row) => row.id),
  );
  return rows.map((row) => knownEvent(row, statements.get(row.id) ?? []));
}

/** Statements that stood at `at`, in the order in which they were recorded, by event. */
async function statementsBy(
  db: Db | Trx,
  at: string,
  ids: readonly number[],
): Promise<Map<number, KnownStatement[]>> {
  const byEvent = new Map<number, KnownStatement[]>();
  if (ids.length === 0) return byEvent;
  const rows = await db
    .selectFrom('statement')
    .select(['event_id', 'status', 'frame', 'published'])
    .where('event_id', '=', anyOf(ids, 'bigint'))
    .where('recorded_at', '<=', at)
    .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>', at)]))
    .orderBy('id')
    .execute();
  for (const row of rows) byEvent.set(row.event_id, [...(byEvent.get(row.event_id) ?? []), row]);
  return byEvent;
}

/** What was entered by hand stands as it is; the rest follows from the statements, as linking would have put it together. */
function knownEvent(
  event: KnownEvent & Pick<EventRow, 'origin'>,
  statements: readonly KnownStatement[],
): KnownEvent {
  const status =
    statements.length > 0 ? eventStatus(statements.map((statement) => statement.status)) : event.status;
  if (event.origin === 'curated') return { ...columnsOf(event), status };
  const [first, ...later] = statements.flatMap(({ frame }) => (frame ? [factsOf(frame)] : []));
  if (!first) return { ...columnsOf(event), status };
  const facts = later.reduce(mergeFacts, first);
  const days = dayInterval(facts.event_date);
  const published = statements.flatMap((statement) => statement.published ?? []).toSorted()[0];
  return {
    ...facts,
    id: event.id,
    status,
    date_from: days?.from ?? null,
    date_to: days?.to ?? null,
    first_published: published ?? null,
  };
}

function columnsOf(event: KnownEvent): KnownEvent {
  const { id, status, supplier, recipient, facilitators, items, place, event_date } = event;
  const { date_from, date_to, names, un_symbols, confidence, first_published } = event;
  return {
    id,
    status,
    supplier,
    recipient,
    facilitators,
    items,
    place,
    event_date,
    date_from,
    date_to,
    names,
    un_symbols,
    confidence,
    first_published,
  };
}
