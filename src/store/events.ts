import { sql } from 'kysely';
import { blockingKeys, decide, merge, profileOf, type EventProfile } from '../events/index.ts';
import { changesEvent, eventStatus } from '../events/status.ts';
import type { Mention, Origin } from '../model.ts';
import type { Status } from '../taxonomy.ts';
import type { Db, Trx } from './database.ts';
import { dayInterval, factsOf, mergeFacts } from './event-rows.ts';
import { publishedOf } from './items.ts';
import { anyOf, json } from './sql.ts';
import type { DocumentRow, EventOrigin, Item } from './tables.ts';

/** Any number; all linkers of a database take the same lock, held to the end of the transaction. */
const LINK_LOCK = 74_054_001;
/** Candidates that share most keys come first; what is further down shares next to nothing. */
const MAX_CANDIDATES = 60;

export interface LinkInput {
  document: DocumentRow;
  item: Item;
  mentions: readonly Mention[];
  /** "live" only for news: see originOf in workers/link.ts. */
  origin: Origin;
  originDocument: number;
  /** Whether news about this mention may alert: live, not seeding, of a type with `alert: immediate`. */
  mayAlert: (mention: Mention) => boolean;
  now: Date;
}

export interface LinkResult {
  joined: number;
  founded: number;
  statements: number;
  withdrawn: number;
  /** Revisions of events that still want a decision on an alert. */
  undecided: { eventId: number; revision: number }[];
}

/** Two linkers at once would found an event twice: whoever links waits here for the others' transactions. */
export async function lockLinking(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LINK_LOCK})`.execute(trx);
}

/**
 * Has every mention of a document join the event it is about, or found one; statements that an edited item no longer
 * makes are marked withdrawn. Running it twice changes nothing.
 */
export async function linkMentions(trx: Trx, input: LinkInput): Promise<LinkResult> {
  const result: LinkResult = { joined: 0, founded: 0, statements: 0, withdrawn: 0, undecided: [] };
  const kept = new Set<string>();
  for (const mention of input.mentions) {
    const { eventId, founded } = await findOrFound(trx, mention, input);
    if (founded) result.founded += 1;
    else result.joined += 1;
    const key = statementKey(input.item.id, eventId, mention);
    if (kept.has(key)) continue;
    kept.add(key);
    const added = await addStatement(trx, key, eventId, mention, input);
    if (added) result.statements += 1;
    const undecided = await requestDecision(trx, eventId, key, mention, input);
    if (undecided) result.undecided.push(undecided);
  }
  result.withdrawn = await withdrawOthers(trx, input.item.id, kept, input.now);
  return result;
}

/** One statement for an item, event, type and status: a reworded sentence in an edited article is no new statement. */
function statementKey(itemId: number, eventId: number, mention: Mention): string {
  return [itemId, eventId, mention.type, mention.status].join('|');
}

async function findOrFound(
  trx: Trx,
  mention: Mention,
  input: LinkInput,
): Promise<{ eventId: number; founded: boolean }> {
  const { document, item, now } = input;
  const profile = profileOf(mention, {
    id: String(document.id),
    title: document.title,
    text: document.text,
    lang: document.lang,
    published: document.published ?? document.published_day,
    url: item.url,
    outlet: item.outlet,
  });
  const keys = blockingKeys(profile);
  const own = await ownEvents(trx, item.id, mention);
  const candidates = own.length > 0 ? own : await candidatesFor(trx, keys);
  const decision = decide(profile, candidates);
  const chosen = candidates.find((candidate) => candidate.id === decision.eventId);
  if (!chosen) return { eventId: await foundEvent(trx, mention, profile, keys, input), founded: true };
  await enrichEvent(trx, Number(chosen.id), chosen.profile, profile, mention, now);
  return { eventId: Number(chosen.id), founded: false };
}

interface Candidate {
  id: string;
  profile: EventProfile;
}

/** A second run, or an edited article, finds its event among those that this very item already speaks of. */
async function ownEvents(trx: Trx, itemId: number, mention: Mention): Promise<Candidate[]> {
  const rows = await trx
    .selectFrom('event')
    .innerJoin('statement', 'statement.event_id', 'event.id')
    .select(['event.id', 'event.profile'])
    .distinctOn('event.id')
    .where('statement.item_id', '=', itemId)
    .where('statement.type', '=', mention.type)
    .where('statement.status', '=', mention.status)
    .where('statement.quote', '=', mention.quote)
    .execute();
  return rows.map((row) => ({ id: String(row.id), profile: row.profile }));
}

async function candidatesFor(trx: Trx, keys: readonly string[]): Promise<Candidate[]> {
  if (keys.length === 0) return [];
  const rows = await trx
    .selectFrom('event')
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('event_key')
          .select(['event_id', (count) => count.fn.countAll().as('shared')])
          .where('key', '=', anyOf(keys, 'text'))
          .groupBy('event_id')
          .orderBy('shared', 'desc')
          .limit(MAX_CANDIDATES)
          .as('hit'),
      (join) => join.onRef('hit.event_id', '=', 'event.id'),
    )
    .select(['event.id', 'event.profile'])
    .execute();
  return rows.map((row) => ({ id: String(row.id), profile: row.profile }));
}

async function foundEvent(
  trx: Trx,
  mention: Mention,
  profile: EventProfile,
  keys: readonly string[],
  input: LinkInput,
): Promise<number> {
  const at = input.now.toISOString();
  const facts = factsOf(mention);
  const interval = dayInterval(facts.event_date);
  const row = await trx
    .insertInto('event')
    .values({
      type: mention.type,
      category: mention.category,
      status: mention.status,
      title: null,
      ...facts,
      date_from: interval?.from ?? null,
      date_to: interval?.to ?? null,
      profile: json(profile),
      origin: input.origin,
      curated_id: null,
      curated: null,
      first_published: publishedOf(input.document, input.item),
      first_seen_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addKeys(trx, row.id, keys);
  return row.id;
}

export async function addKeys(trx: Trx, eventId: number, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await trx
    .insertInto('event_key')
    .values(keys.map((key) => ({ key, event_id: eventId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function enrichEvent(
  trx: Trx,
  eventId: number,
  known: EventProfile,
  added: EventProfile,
  mention: Mention,
  now: Date,
): Promise<void> {
  const event = await trx.selectFrom('event').selectAll().where('id', '=', eventId).executeTakeFirstOrThrow();
  const profile = merge(known, added);
  const facts = event.origin === 'curated' ? null : mergeFacts(event, factsOf(mention)); // what we curated by hand stands
  const interval = facts ? dayInterval(facts.event_date) : null;
  await trx
    .updateTable('event')
    .set({
      ...facts,
      ...(interval ? { date_from: interval.from, date_to: interval.to } : {}),
      profile: json(profile),
      updated_at: now.toISOString(),
    })
    .where('id', '=', eventId)
    .execute();
  await addKeys(trx, eventId, blockingKeys(profile));
}

async function addStatement(
  trx: Trx,
  key: string,
  eventId: number,
  mention: Mention,
  input: LinkInput,
): Promise<boolean> {
  const before = await statusesOf(trx, eventId);
  const { document, item, now } = input;
  const row = await trx
    .insertInto('statement')
    .values({
      event_id: eventId,
      key,
      item_id: item.id,
      document_id: document.id,
      origin_document: input.originDocument,
      type: mention.type,
      status: mention.status,
      news: mention.news,
      confidence: mention.confidence,
      source_actor: mention.sourceActor,
      outlet: item.outlet,
      url: item.url,
      title: document.title,
      lang: document.lang,
      quote: mention.quote,
      quote_start: mention.start,
      quote_end: mention.end,
      quantity: mention.quantity ? json(mention.quantity) : null,
      frame: json(mention),
      published: publishedOf(document, item),
      recorded_at: now.toISOString(),
      origin: input.origin,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) {
    await renewStatement(trx, key, mention, input);
    return false;
  }
  await noteChange(trx, eventId, before, mention.status, row.id, now);
  return true;
}

/** The statement is known: it points to the current reading, and a backfilled one that is now seen live becomes live. */
async function renewStatement(trx: Trx, key: string, mention: Mention, input: LinkInput): Promise<void> {
  await trx
    .updateTable('statement')
    .set({
      document_id: input.document.id,
      quote: mention.quote,
      quote_start: mention.start,
      quote_end: mention.end,
      frame: json(mention),
      withdrawn_at: null,
      ...(input.origin === 'live' ? { origin: 'live' as EventOrigin } : {}),
    })
    .where('key', '=', key)
    .execute();
}

async function statusesOf(trx: Trx, eventId: number): Promise<Status[]> {
  const rows = await trx
    .selectFrom('statement')
    .select('status')
    .distinct()
    .where('event_id', '=', eventId)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows.map((row) => row.status);
}

async function noteChange(
  trx: Trx,
  eventId: number,
  before: readonly Status[],
  added: Status,
  statementId: number,
  now: Date,
): Promise<void> {
  if (!changesEvent(before, added)) return;
  const status = eventStatus([...before, added]);
  const { revision } = await trx
    .updateTable('event')
    .set((eb) => ({ status, revision: eb('revision', '+', 1), updated_at: now.toISOString() }))
    .where('id', '=', eventId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('status_change')
    .values({
      event_id: eventId,
      revision,
      at: now.toISOString(),
      from_status: eventStatus(before),
      to_status: added === 'denied' ? 'denied' : status,
      statement_id: statementId,
    })
    .execute();
}

/**
 * Only news asks for a decision: a recalled history must not use up the one decision that the event's revision has,
 * or the report that follows it would be missed.
 */
async function requestDecision(
  trx: Trx,
  eventId: number,
  key: string,
  mention: Mention,
  input: LinkInput,
): Promise<{ eventId: number; revision: number } | null> {
  if (!mention.news || !input.mayAlert(mention)) return null;
  const event = await trx
    .selectFrom('event')
    .select(['revision'])
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow();
  const statement = await trx.selectFrom('statement').select('id').where('key', '=', key).executeTakeFirst();
  await trx
    .insertInto('alert_decision')
    .values({
      event_id: eventId,
      revision: event.revision,
      statement_id: statement?.id ?? null,
      decided_at: null,
      alert: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'revision']).doNothing())
    .execute();
  const open = await trx
    .selectFrom('alert_decision')
    .select('event_id')
    .where('event_id', '=', eventId)
    .where('revision', '=', event.revision)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  return open ? { eventId, revision: event.revision } : null;
}

async function withdrawOthers(
  trx: Trx,
  itemId: number,
  kept: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const result = await trx
    .updateTable('statement')
    .set({ withdrawn_at: now.toISOString() })
    .where('item_id', '=', itemId)
    .where('withdrawn_at', 'is', null)
    .where(({ not, eb }) => not(eb('key', '=', anyOf([...kept], 'text'))))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Fingerprints of recent documents that hold mentions: where the text may have appeared before. */
export async function recentFingerprints(
  db: Db | Trx,
  since: string,
  limit: number,
): Promise<{ id: number; origin: number; fingerprint: string }[]> {
  const rows = await db
    .selectFrom('document')
    .select(['id', 'origin_document', 'fingerprint'])
    .where('fingerprint', 'is not', null)
    .where('created_at', '>=', since)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.fingerprint
      ? [{ id: row.id, origin: row.origin_document ?? row.id, fingerprint: row.fingerprint }]
      : [],
  );
}

export async function storeOrigin(
  trx: Trx,
  documentId: number,
  fingerprint: string,
  origin: number,
): Promise<void> {
  await trx
    .updateTable('document')
    .set({ fingerprint, origin_document: origin })
    .where('id', '=', documentId)
    .execute();
}

export async function hasStatements(db: Db | Trx, itemId: number): Promise<boolean> {
  const row = await db
    .selectFrom('statement')
    .select('id')
    .where('item_id', '=', itemId)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
