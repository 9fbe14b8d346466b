import { sql, type RawBuilder } from 'kysely';
import type { Category, MentionType, Status } from '../taxonomy.ts';
import type { Db } from './database.ts';
import { changedSince, type KnownEvent } from './known-events.ts';
import { json } from './sql.ts';

/** What a timeline shows. What is absent, null or an empty list does not narrow it. */
export interface TimelineFilter {
  /** Days, inclusive, of the event; one whose days are not known stands where it was first told of. */
  from?: string | null;
  to?: string | null;
  categories?: readonly Category[] | null;
  types?: readonly MentionType[] | null;
  statuses?: readonly Status[] | null;
  suppliers?: readonly string[] | null;
  recipients?: readonly string[] | null;
  facilitators?: readonly string[] | null;
  places?: readonly string[] | null;
  /** Outlet and language of one statement at least; where both are given, of the same one. */
  outlets?: readonly string[] | null;
  languages?: readonly string[] | null;
  /** A tsquery (src/search/query.ts) over what is known of the event today. */
  text?: string | null;
  /** Only what was recorded by this instant, as it stood then; null: as it stands now. */
  asKnownOn?: string | null;
  /** What `changedSince` says of that instant, where the caller knows it already: it is the same for every question of a page. */
  changed?: readonly KnownEvent[];
}

export interface TimelinePage {
  order: 'newest' | 'oldest';
  limit: number;
  offset: number;
}

/** Day on which an event without days of its own was first told of. */
const TOLD = sql`(c.first_published at time zone 'UTC')::date`;
/** By event day; an event without stands where it was first told of. */
const DAY = sql<string | null>`coalesce(e.date_from, (e.first_published at time zone 'UTC')::date)`;

/** Ids of events in the order of the timeline, oldest first. */
export async function timelineEventIds(db: Db, filter: TimelineFilter): Promise<number[]> {
  const events = await filteredEvents(db, filter);
  const { rows } = await sql<{ id: number }>`
    select e.id from ${events} order by ${DAY} nulls last, e.id`.execute(db);
  return rows.map((row) => row.id);
}

/** Ids of the events of one page. */
export async function timelinePageIds(db: Db, filter: TimelineFilter, page: TimelinePage): Promise<number[]> {
  const events = await filteredEvents(db, filter);
  const order = page.order === 'newest' ? sql`desc nulls last` : sql`asc nulls last`;
  const tie = page.order === 'newest' ? sql`desc` : sql`asc`;
  const { rows } = await sql<{ id: number }>`
    select e.id from ${events} order by ${DAY} ${order}, e.id ${tie}
    limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows.map((row) => row.id);
}

export interface ChangedEvent {
  id: number;
  updatedAt: string;
}

/** The events of a filter (as it stands now), those that something was learnt of last first. */
export async function latestEvents(
  db: Db,
  filter: TimelineFilter,
  page: { limit: number; offset: number },
): Promise<ChangedEvent[]> {
  const events = await filteredEvents(db, { ...filter, asKnownOn: null });
  const { rows } = await sql<ChangedEvent>`
    select e.id, e.updated_at as "updatedAt" from ${events}
    order by e.updated_at desc, e.id desc limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

/** The events of a filter with a day, the latest days first, each with when it was last changed. */
export async function datedEvents(db: Db, filter: TimelineFilter, limit: number): Promise<ChangedEvent[]> {
  const events = await filteredEvents(db, { ...filter, asKnownOn: null });
  const { rows } = await sql<ChangedEvent>`
    select e.id, e.updated_at as "updatedAt" from ${events}
    where ${DAY} is not null order by ${DAY} desc, e.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface MonthCount {
  /** "2023-10"; null for events that nobody dates. */
  month: string | null;
  category: Category;
  n: number;
}

/** How many events a filter lets through, by the month they stand in and their category. */
export async function countByMonth(db: Db, filter: TimelineFilter): Promise<MonthCount[]> {
  const events = await filteredEvents(db, filter);
  const { rows } = await sql<MonthCount>`
    select left(${DAY}::text, 7) as month, e.category, count(*) as n
    from ${events} group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

export interface OrderedEvents {
  /** The newest first; events that nobody dates come last. */
  newest: number[];
  /** How many of them have no day. */
  undated: number;
  counts: MonthCount[];
}

/** All events of a filter in order, and counted as by countByMonth: of a past day it costs no more than one of the two. */
export async function orderedEvents(db: Db, filter: TimelineFilter): Promise<OrderedEvents> {
  const events = await filteredEvents(db, filter);
  const { rows } = await sql<{ id: number; month: string | null; category: Category }>`
    select e.id, left(${DAY}::text, 7) as month, e.category from ${events}
    order by ${DAY} desc nulls last, e.id desc`.execute(db);
  const counts = new Map<string, MonthCount>();
  for (const { month, category } of rows.toReversed()) {
    const key = `${month} ${category}`;
    const count = counts.get(key) ?? { month, category, n: 0 };
    count.n += 1;
    counts.set(key, count);
  }
  const undated = rows.filter(({ month }) => month === null).length;
  return { newest: rows.map(({ id }) => id), undated, counts: [...counts.values()] };
}

/** One page of events that are in order already. */
export function pageOf({ newest, undated }: OrderedEvents, page: TimelinePage): number[] {
  const { order, limit, offset } = page;
  if (order === 'newest') return newest.slice(offset, offset + limit);
  const dated = newest.slice(0, newest.length - undated).toReversed();
  return [...dated, ...newest.slice(newest.length - undated).toReversed()].slice(offset, offset + limit);
}

export interface EventRange {
  id: number;
  category: Category;
  /** First and last day of the event; the day on which it was told of, twice, where nobody gives one. */
  day: string;
  until: string;
  /** The lowest and the highest figure that anybody gives, and who stands behind them. */
  low: number;
  high: number;
  figures: number;
  /** "more than": somebody leaves the upper end open. */
  open: boolean;
}

/** Ranges of the figures in these units (as sources write them), one an event, the latest `limit`, oldest first. */
export async function figureRangesOf(
  db: Db,
  filter: TimelineFilter,
  units: readonly string[],
  limit: number,
): Promise<EventRange[]> {
  const events = await filteredEvents(db, filter);
  const low = sql`coalesce((s.quantity->>'min')::float8, (s.quantity->>'max')::float8)`;
  const high = sql`coalesce((s.quantity->>'max')::float8, (s.quantity->>'min')::float8)`;
  const { rows } = await sql<EventRange>`
    select e.id, e.category, ${DAY} as day, greatest(e.date_to, ${DAY}) as until, min(${low}) as low, max(${high}) as high, count(*) as figures,
           bool_or(s.quantity->>'max' is null) as open
    from ${events}
    join tumen.statement s on s.event_id = e.id and ${standing(filter)}
    where s.quantity is not null and s.quantity->>'unit' = ${anyText(units)} and ${high} > 0 and ${DAY} is not null
    group by e.id, e.category, ${DAY}, e.date_to order by ${DAY} desc, e.id desc limit ${limit}`.execute(db);
  return rows.toReversed();
}

/** "from" clause of the events, named e, that a filter lets through. */
async function filteredEvents(db: Db, filter: TimelineFilter): Promise<RawBuilder<unknown>> {
  const tests = [sql`c.type is not null`, hasStatement(filter)];
  if (filter.from) tests.push(sql`coalesce(c.date_to, ${TOLD}) >= ${filter.from}`);
  if (filter.to) tests.push(sql`coalesce(c.date_from, ${TOLD}) <= ${filter.to}`);
  if (filter.categories?.length) tests.push(sql`c.category = ${anyText(filter.categories)}`);
  if (filter.types?.length) tests.push(sql`c.type = ${anyText(filter.types)}`);
  if (filter.statuses?.length) tests.push(sql`c.status = ${anyText(filter.statuses)}`);
  if (filter.suppliers?.length) tests.push(sql`c.supplier = ${anyText(filter.suppliers)}`);
  if (filter.recipients?.length) tests.push(sql`c.recipient = ${anyText(filter.recipients)}`);
  if (filter.places?.length) tests.push(sql`c.place = ${anyText(filter.places)}`);
  if (filter.facilitators?.length) tests.push(sql`c.facilitators && ${[...filter.facilitators]}::text[]`);
  if (filter.text)
    tests.push(
      sql`exists (select 1 from tumen.event_search x where x.event_id = c.id and x.words @@ ${filter.text}::tsquery)`,
    );
  const known = await knownEvents(db, filter);
  return sql`(select c.* from ${known} where ${sql.join(tests, sql` and `)}) e`;
}

/** An event all of whose statements were withdrawn is none. */
function hasStatement(filter: TimelineFilter): RawBuilder<unknown> {
  const tests = [sql`s.event_id = c.id`, standing(filter)];
  if (filter.outlets?.length) tests.push(sql`s.outlet = ${anyText(filter.outlets)}`);
  if (filter.languages?.length) tests.push(sql`s.lang = ${anyText(filter.languages)}`);
  return sql`exists (select 1 from tumen.statement s where ${sql.join(tests, sql` and `)})`;
}

function standing({ asKnownOn: at }: TimelineFilter): RawBuilder<unknown> {
  return at
    ? sql`s.recorded_at <= ${at} and (s.withdrawn_at is null or s.withdrawn_at > ${at})`
    : sql`s.withdrawn_at is null`;
}

/** Most events of a past day are today what they were; the others come as rows of their own. */
async function knownEvents(
  db: Db,
  { asKnownOn: at, changed: given }: TimelineFilter,
): Promise<RawBuilder<unknown>> {
  if (!at) return sql`tumen.event c`;
  const changed = json(given ?? (await changedSince(db, at)));
  return sql`(
    select id, type, category, status, supplier, recipient, facilitators, place, date_from, date_to, first_published
    from tumen.event where first_seen_at <= ${at} and updated_at <= ${at}
    union all
    select k.id, o.type, o.category, k.status, k.supplier, k.recipient, k.facilitators, k.place, k.date_from, k.date_to, k.first_published
    from jsonb_to_recordset(${changed}::jsonb) as k (id bigint, status text, supplier text, recipient text,
      facilitators text[], place text, date_from date, date_to date, first_published timestamptz)
    join tumen.event o on o.id = k.id
  ) c`;
}

function anyText(values: readonly string[]): RawBuilder<unknown> {
  return sql`any(${[...values]}::text[])`;
}
