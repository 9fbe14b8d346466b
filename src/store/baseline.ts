import type { EventProfile } from '../events/index.ts';
import type { Quantity } from '../model.ts';
import type { Category, MentionType, Status } from '../taxonomy.ts';
import type { Trx } from './database.ts';
import { dayInterval } from './event-rows.ts';
import { addKeys } from './events.ts';
import { json } from './sql.ts';

export interface CuratedSource {
  outlet: string;
  url: string | null;
  /** Partial ISO date. */
  published: string | null;
}

/** An event that was entered by hand, with its sources. */
export interface CuratedEvent {
  id: string;
  /** Changes with every change of the entry. */
  revision: string;
  type: MentionType | null;
  category: Category | null;
  status: Status;
  title: string;
  supplier: string | null;
  recipient: string | null;
  facilitators: string[];
  items: string[];
  place: string | null;
  /** Partial ISO dates. */
  from: string;
  to: string;
  names: string[];
  unSymbols: string[];
  confidence: number;
  quantity: Quantity | null;
  published: string | null;
  sources: CuratedSource[];
  facts: unknown;
  profile: EventProfile | null;
  keys: string[];
}

/** Adds curated events and renews those whose entry has changed; statements that live items added to them stay. */
export async function installCurated(trx: Trx, events: readonly CuratedEvent[], now: Date): Promise<number> {
  let changed = 0;
  for (const event of events) {
    const known = await trx
      .selectFrom('event')
      .select(['id', 'curated'])
      .where('curated_id', '=', event.id)
      .executeTakeFirst();
    if (known && revisionOf(known.curated) === event.revision) continue;
    const eventId = known ? await renew(trx, known.id, event) : await insert(trx, event, now);
    await addKeys(trx, eventId, event.keys);
    await replaceSources(trx, eventId, event, now);
    changed += 1;
  }
  return changed;
}

function revisionOf(curated: unknown): string | null {
  return typeof curated === 'object' && curated !== null && 'revision' in curated
    ? String(curated.revision)
    : null;
}

function columnsOf(event: CuratedEvent) {
  const first = dayInterval(event.from);
  const last = dayInterval(event.to);
  return {
    type: event.type,
    category: event.category,
    title: event.title,
    supplier: event.supplier,
    recipient: event.recipient,
    facilitators: event.facilitators,
    items: event.items,
    place: event.place,
    event_date: event.from === event.to ? event.from : null,
    date_from: first?.from ?? null,
    date_to: last?.to ?? null,
    names: event.names,
    un_symbols: event.unSymbols,
    confidence: event.confidence,
    curated: json({ revision: event.revision, facts: event.facts }),
    first_published: instantOf(event.published ?? event.to),
  };
}

/** The first instant of a partial date. */
function instantOf(partial: string | null): string | null {
  const interval = dayInterval(partial);
  return interval ? `${interval.from}T00:00:00.000Z` : null;
}

async function insert(trx: Trx, event: CuratedEvent, now: Date): Promise<number> {
  const at = now.toISOString();
  const row = await trx
    .insertInto('event')
    .values({
      ...columnsOf(event),
      status: event.status,
      profile: json(event.profile ?? {}),
      origin: 'curated',
      curated_id: event.id,
      first_seen_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Known from the start: its first revision never alerts.
  await trx
    .insertInto('alert_decision')
    .values({
      event_id: row.id,
      revision: 1,
      statement_id: null,
      decided_at: at,
      alert: false,
      reason: 'known from the baseline',
    })
    .execute();
  return row.id;
}

async function renew(trx: Trx, eventId: number, event: CuratedEvent): Promise<number> {
  await trx
    .updateTable('event')
    .set({ ...columnsOf(event), ...(event.profile ? { profile: json(event.profile) } : {}) })
    .where('id', '=', eventId)
    .execute();
  return eventId;
}

async function replaceSources(trx: Trx, eventId: number, event: CuratedEvent, now: Date): Promise<void> {
  await trx.deleteFrom('statement').where('event_id', '=', eventId).where('origin', '=', 'curated').execute();
  await trx
    .insertInto('statement')
    .values(
      event.sources.map((source, index) => ({
        event_id: eventId,
        key: `curated|${event.id}|${index}`,
        item_id: null,
        document_id: null,
        origin_document: null,
        type: event.type,
        status: event.status,
        news: false,
        confidence: event.confidence,
        source_actor: null,
        outlet: source.outlet,
        url: source.url,
        title: event.title,
        lang: 'en',
        quote: event.title,
        quote_start: null,
        quote_end: null,
        quantity: event.quantity ? json(event.quantity) : null,
        frame: null,
        published: instantOf(source.published),
        recorded_at: now.toISOString(),
        origin: 'curated' as const,
        withdrawn_at: null,
      })),
    )
    .execute();
}
