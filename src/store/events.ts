import { sql } from 'kysely';
import { blockingKeys, decide, merge, profileOf, type EventProfile } from '../events/index.ts';
import type { Mention } from '../model.ts';
import type { Trx } from './database.ts';
import { dayInterval, factsOf, mergeFacts } from './event-rows.ts';
import { publishedOf } from './items.ts';
import { anyOf, json } from './sql.ts';
import {
  addStatement,
  keyOfStatement,
  requestDecision,
  withdrawOthers,
  type LinkInput,
} from './statements.ts';

/** Any number; all linkers of a database take the same lock, held to the end of the transaction. */
const LINK_LOCK = 74_054_001;
/** Candidates that share most keys come first; what is further down shares next to nothing. */
const MAX_CANDIDATES = 60;

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
    const key = await keyOfStatement(trx, eventId, mention, input);
    if (kept.has(key)) continue;
    kept.add(key);
    const added = await addStatement(trx, key, eventId, mention, input);
    if (added) result.statements += 1;
    const change = added?.change ?? 'new';
    const undecided = await requestDecision(trx, { eventId, key, change }, mention, input);
    if (undecided) result.undecided.push(undecided);
  }
  result.withdrawn = await withdrawOthers(trx, input.item.id, kept, input.now);
  return result;
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
