/** What the items say about events: one row a statement, and what each changes. */
import { changeBy, type ChangeKind, type Told } from '../events/index.ts';
import { eventStatus } from '../events/status.ts';
import type { Mention, Origin, Quantity } from '../model.ts';
import type { Trx } from './database.ts';
import { publishedOf } from './items.ts';
import { anyOf, json } from './sql.ts';
import type { DocumentRow, EventOrigin, Item } from './tables.ts';

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

/**
 * One statement for an item, event, type and status: a reworded sentence in an edited article is no new statement, but another
 * figure in it is one, and takes back the figure before.
 */
export async function keyOfStatement(
  trx: Trx,
  eventId: number,
  { type, status, quantity }: Mention,
  { item, document }: LinkInput,
): Promise<string> {
  const key = [item.id, eventId, type, status].join('|');
  const known = await trx
    .selectFrom('statement')
    .select(['quantity', 'document_id'])
    .where('key', '=', key)
    .executeTakeFirst();
  const isEdited = known !== undefined && known.document_id !== document.id;
  if (!isEdited || !known.quantity || !quantity || isSameFigure(known.quantity, quantity)) return key;
  return [key, quantity.min, quantity.max, quantity.unit].join('|');
}

function isSameFigure(a: Quantity, b: Quantity): boolean {
  return a.min === b.min && a.max === b.max;
}

/** Stores a statement; what it changes about its event, or null where it was stored before. */
export async function addStatement(
  trx: Trx,
  key: string,
  eventId: number,
  mention: Mention,
  input: LinkInput,
): Promise<{ change: ChangeKind | null } | null> {
  const before = await toldOf(trx, eventId);
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
    return null;
  }
  const told = {
    status: mention.status,
    quantity: mention.quantity,
    voice: mention.sourceActor ?? item.outlet,
    origin: input.originDocument,
  };
  return {
    change: await noteChange(trx, { eventId, statementId: row.id, news: mention.news }, before, told, now),
  };
}

/** The statement is known: it points to the current reading, and a backfilled one that is now seen live becomes live. */
async function renewStatement(trx: Trx, key: string, mention: Mention, input: LinkInput): Promise<void> {
  await trx
    .updateTable('statement')
    .set({
      document_id: input.document.id,
      title: input.document.title,
      source_actor: mention.sourceActor,
      confidence: mention.confidence,
      quantity: mention.quantity ? json(mention.quantity) : null,
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

async function toldOf(trx: Trx, eventId: number): Promise<Told[]> {
  const rows = await trx
    .selectFrom('statement')
    .select(['status', 'quantity', 'source_actor', 'outlet', 'origin_document'])
    .where('event_id', '=', eventId)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    status: row.status,
    quantity: row.quantity,
    voice: row.source_actor ?? row.outlet,
    origin: row.origin_document,
  }));
}

/**
 * A change is a new revision of the event. What is only recalled brings no figure and confirms nothing: it may be as old as the
 * event.
 */
async function noteChange(
  trx: Trx,
  { eventId, statementId, news }: { eventId: number; statementId: number; news: boolean },
  before: readonly Told[],
  added: Told,
  now: Date,
): Promise<ChangeKind | null> {
  const change = changeBy(before, added);
  if (!change || (change !== 'status' && !news)) return null;
  const known = before.map((each) => each.status);
  const status = eventStatus([...known, added.status]);
  const { revision } = await trx
    .updateTable('event')
    .set((eb) => ({ status, revision: eb('revision', '+', 1), updated_at: now.toISOString() }))
    .where('id', '=', eventId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  if (change !== 'status') return change;
  await trx
    .insertInto('status_change')
    .values({
      event_id: eventId,
      revision,
      at: now.toISOString(),
      from_status: eventStatus(known),
      to_status: added.status === 'denied' ? 'denied' : status,
      statement_id: statementId,
    })
    .execute();
  return change;
}

/**
 * Only news asks for a decision: a recalled history must not use up the one decision that the event's revision has,
 * or the report that follows it would be missed.
 */
export async function requestDecision(
  trx: Trx,
  { eventId, key, change }: { eventId: number; key: string; change: 'new' | ChangeKind },
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
      change,
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

/** Marks the statements that an edited item no longer makes. */
export async function withdrawOthers(
  trx: Trx,
  itemId: number,
  kept: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const at = now.toISOString();
  const withdrawn = await trx
    .updateTable('statement')
    .set({ withdrawn_at: at })
    .where('item_id', '=', itemId)
    .where('withdrawn_at', 'is', null)
    .where(({ not, eb }) => not(eb('key', '=', anyOf([...kept], 'text'))))
    .returning('event_id')
    .execute();
  if (withdrawn.length === 0) return 0;
  // Their events are other ones now: search and past days look at this time.
  const events = [...new Set(withdrawn.map(({ event_id }) => event_id))];
  await trx.updateTable('event').set({ updated_at: at }).where('id', 'in', events).execute();
  return withdrawn.length;
}
