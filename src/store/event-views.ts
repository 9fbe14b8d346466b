import { groupBy } from '../group-by.ts';
import type { EventDates, EventView, StatementView, StatusChange } from '../publish/event-view.ts';
import type { Status } from '../taxonomy.ts';
import type { Db, Trx } from './database.ts';
import { changesSince, figuresOf, speakerOf, type StatementWithSource } from './event-changes.ts';
import { changedSince, type KnownEvent } from './known-events.ts';
import { anyOf } from './sql.ts';
import type { EventRow, StatementRow } from './tables.ts';

/** What the lexicon says of a type; the store does not know a single one. */
export interface TypeTraits {
  immediate: boolean;
  sensitive: boolean;
  duties: string[];
}

export interface ViewContext {
  traitsOf: (type: NonNullable<EventRow['type']>) => TypeTraits;
  /** Statements that the reader was told of already; null: a view for nobody in particular, where nothing is new. */
  told: ReadonlySet<number> | null;
  /** Only what was recorded by this instant, as it stood then; absent or null: as it stands now. */
  asKnownOn?: string | null;
  /** As in TimelineFilter. */
  changed?: readonly KnownEvent[];
}

type StatusChangeRow = {
  event_id: number;
  at: string;
  to_status: Status;
  published: string | null;
  source_actor: string | null;
  outlet: string | null;
};

/** Views of events in the order of `ids`; events outside the categories have none. */
export async function eventViews(
  db: Db | Trx,
  ids: readonly number[],
  context: ViewContext,
): Promise<EventView[]> {
  if (ids.length === 0) return [];
  const at = context.asKnownOn ?? null;
  const statements = groupBy(await statementsOf(db, ids, at), (row) => row.event_id);
  const changes = groupBy(await statusChanges(db, ids, at), (row) => row.event_id);
  const byId = new Map((await eventsOf(db, ids, context)).map((event) => [event.id, event]));
  return ids.flatMap((id) => {
    const event = byId.get(id);
    return event ? (viewOf(event, statements.get(id) ?? [], changes.get(id) ?? [], context) ?? []) : [];
  });
}

async function eventsOf(
  db: Db | Trx,
  ids: readonly number[],
  { asKnownOn: at, changed }: ViewContext,
): Promise<EventRow[]> {
  const rows = await db.selectFrom('event').selectAll().where('id', '=', anyOf(ids, 'bigint')).execute();
  if (!at) return rows;
  const then = new Map((changed ?? (await changedSince(db, at, ids))).map((row) => [row.id, row]));
  return rows.filter((row) => row.first_seen_at <= at).map((row) => ({ ...row, ...then.get(row.id) }));
}

async function statementsOf(
  db: Db | Trx,
  ids: readonly number[],
  at: string | null,
): Promise<StatementWithSource[]> {
  const known = db
    .selectFrom('statement')
    .leftJoin('document', 'document.id', 'statement.document_id')
    .leftJoin('snapshot', 'snapshot.id', 'document.snapshot_id')
    .selectAll('statement')
    .select(['snapshot.sha256', 'document.flags', 'document.source'])
    .where('statement.event_id', '=', anyOf(ids, 'bigint'))
    .orderBy('statement.id');
  const standing = at
    ? known
        .where('statement.recorded_at', '<=', at)
        .where((eb) =>
          eb.or([eb('statement.withdrawn_at', 'is', null), eb('statement.withdrawn_at', '>', at)]),
        )
    : known.where('statement.withdrawn_at', 'is', null);
  return standing.execute();
}

async function statusChanges(
  db: Db | Trx,
  ids: readonly number[],
  at: string | null,
): Promise<StatusChangeRow[]> {
  const changes = db
    .selectFrom('status_change')
    .leftJoin('statement', 'statement.id', 'status_change.statement_id')
    .select([
      'status_change.event_id',
      'status_change.at',
      'status_change.to_status',
      'statement.published',
      'statement.source_actor',
      'statement.outlet',
    ])
    .where('status_change.event_id', '=', anyOf(ids, 'bigint'))
    .orderBy('status_change.revision');
  return (at ? changes.where('status_change.at', '<=', at) : changes).execute();
}

function viewOf(
  event: EventRow,
  statements: readonly StatementWithSource[],
  changes: readonly StatusChangeRow[],
  context: ViewContext,
): EventView | null {
  if (!event.type || !event.category) return null;
  const traits = context.traitsOf(event.type);
  const told = context.told;
  const isNewTo = (row: StatementRow): boolean => told !== null && isUntold(row, told);
  const views = statements.map((row) => statementView(row, isNewTo(row)));
  const older = told === null ? [] : statements.filter((row) => !isUntold(row, told));
  return {
    id: String(event.id),
    category: event.category,
    type: event.type,
    immediate: traits.immediate,
    isBaseline: event.origin === 'curated',
    sensitive: traits.sensitive,
    status: event.status,
    statusHistory: statusHistory(event, statements, changes),
    supplier: event.supplier,
    recipient: event.recipient,
    facilitators: event.facilitators,
    items: event.items,
    names: event.names,
    figures: figuresOf(statements),
    place: event.place,
    dates: {
      event: intervalOf(event),
      published: dayIfMidnight(firstPublished(event, statements)),
      firstSeen: event.first_seen_at,
    },
    confidence: event.confidence,
    unSymbols: event.un_symbols,
    duties: traits.duties,
    statements: views.toReversed(),
    changes: told && older.length > 0 ? changesSince(older, statements.filter(isNewTo)) : [],
    isNew: told !== null && older.length === 0,
  };
}

/** What an archive or the baseline told is known, although no digest brought it: only live reports can be new to a reader. */
function isUntold(row: StatementRow, told: ReadonlySet<number>): boolean {
  return row.origin === 'live' && !told.has(row.id);
}

/** Reports reach us in any order. */
function firstPublished(event: EventRow, statements: readonly StatementRow[]): string | null {
  const published = statements.flatMap((row) => row.published ?? []);
  return published.length > 0 ? published.reduce((a, b) => (a <= b ? a : b)) : event.first_published;
}

function statementView(row: StatementWithSource, isNew: boolean): StatementView {
  return {
    id: String(row.id),
    outlet: row.outlet,
    url: row.url,
    title: row.title,
    lang: row.lang,
    published: dayIfMidnight(row.published),
    firstSeen: row.recorded_at,
    status: row.status,
    sourceActor: row.source_actor,
    quote: row.quote,
    origin: String(row.origin_document ?? `s${row.id}`),
    isCopy: row.origin_document !== null && row.origin_document !== row.document_id,
    snapshotSha: row.sha256,
    limitedText: row.source === 'feed',
    citation: row.frame?.citation ?? null,
    record: row.frame?.record ?? null,
    isNew,
  };
}

function intervalOf({ event_date: date, date_from: from, date_to: to }: EventRow): EventDates['event'] {
  if (date) return { from: date, to: date };
  return from && to ? { from, to } : null;
}

/** Sources that give a day only are stored as its first moment: an hour of theirs would be ours. */
function dayIfMidnight(instant: string | null): string | null {
  return instant?.endsWith('T00:00:00.000Z') ? instant.slice(0, 10) : instant;
}

function statusHistory(
  event: EventRow,
  statements: readonly StatementWithSource[],
  changes: readonly StatusChangeRow[],
): StatusChange[] {
  const first = statements[0];
  const founding: StatusChange = {
    status: first?.status ?? event.status,
    at: first?.published ?? event.first_seen_at,
    by: first ? speakerOf(first) : null,
  };
  const later = changes.map((row) => ({
    status: row.to_status,
    at: row.published ?? row.at,
    by: speakerOf(row),
  }));
  return inOrderSaid([founding, ...later]);
}

/** What was said later but reached us earlier (a denial before the report that it denies) was no stage of the event. */
function inOrderSaid(history: readonly StatusChange[]): StatusChange[] {
  return history.filter(({ at, status }, index) =>
    history.slice(index + 1).every((next) => at < next.at || (at === next.at && status !== 'denied')),
  );
}
