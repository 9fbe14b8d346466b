import { sql } from 'kysely';
import type { Category, MentionType } from '../taxonomy.ts';
import type { Db } from './database.ts';

export interface TimelineFilter {
  /** Days, inclusive, of the event; an event whose days are not known is shown only without both. */
  from: string | null;
  to: string | null;
  categories: readonly Category[] | null;
  types: readonly MentionType[] | null;
  /** Only what was recorded by this instant; null: all. */
  asKnownOn: string | null;
}

/** Ids of events in the order of the timeline: by event day; one without stands where it was first told of. */
export async function timelineEventIds(db: Db, filter: TimelineFilter): Promise<number[]> {
  let query = db.selectFrom('event').select('id').where('type', 'is not', null);
  if (filter.from) query = query.where((eb) => eb('date_to', '>=', filter.from));
  if (filter.to) query = query.where((eb) => eb('date_from', '<=', filter.to));
  if (filter.categories) query = query.where('category', 'in', [...filter.categories]);
  if (filter.types) query = query.where('type', 'in', [...filter.types]);
  if (filter.asKnownOn) query = query.where('first_seen_at', '<=', filter.asKnownOn);
  const rows = await query
    .orderBy(sql`coalesce(date_from, (first_published at time zone 'UTC')::date) nulls last`)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

export interface StoreCounts {
  items: number;
  documents: number;
  events: number;
  mentions: Record<string, number>;
}

/** What the store holds, for summaries and the status page. Mentions are those of current documents. */
export async function storeCounts(db: Db): Promise<StoreCounts> {
  const rows = await sql<{ items: number; documents: number; events: number }>`
    select (select count(*) from tumen.item) as items,
           (select count(*) from tumen.document where current) as documents,
           (select count(*) from tumen.event where origin <> 'curated') as events`.execute(db);
  const mentions = await db
    .selectFrom('mention')
    .innerJoin('document', 'document.id', 'mention.document_id')
    .select(['mention.type', (eb) => eb.fn.countAll<number>().as('n')])
    .where('document.current', '=', true)
    .groupBy('mention.type')
    .orderBy('mention.type')
    .execute();
  const counts = rows.rows[0] ?? { items: 0, documents: 0, events: 0 };
  return { ...counts, mentions: Object.fromEntries(mentions.map((row) => [row.type, row.n])) };
}
