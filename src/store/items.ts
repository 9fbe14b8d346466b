import { sql } from 'kysely';
import type { Origin } from '../model.ts';
import type { Trx, Db } from './database.ts';
import { anyOf, json, later, sha256 } from './sql.ts';
import type { DocumentRow, Item } from './tables.ts';

/** Items inserted by one statement: 20 parameters each, of the 65,535 that a statement may have. */
const BATCH = 200;

/** What a reader found, ready to be stored: `keys` are all the names under which it may be known already. */
export interface NewItem {
  keys: string[];
  outlet: string;
  url: string | null;
  title: string;
  summaryHtml: string | null;
  contentHtml: string | null;
  authors: string[];
  lang: string | null;
  symbol: string | null;
  published: string | null;
  /** Where its bytes are fetched, when that is not its own address. */
  fetchUrl?: string | null;
  /** When an archive took the copy that is read (ISO instant). */
  capturedAt?: string | null;
}

export interface StoreContext {
  feedId: string;
  origin: Origin;
  /** The backfill that brings the items. */
  backfillId?: number;
  /** The feed's first poll: what it brings was there before we were, and is no news. */
  seeding: boolean;
  now: Date;
}

export interface StoredItems {
  /** Items to be read: new ones, and edited ones in their new version. */
  toRead: { itemId: number; version: number }[];
  created: number;
  edited: number;
  known: number;
  /** Documents of items that a backfill had stored and a live poll has now seen. */
  upgradedItems: number[];
}

/** Stores what is new, keeps a version of what was edited, leaves the rest alone. Running it twice changes nothing. */
export async function storeItems(
  trx: Trx,
  items: readonly NewItem[],
  context: StoreContext,
): Promise<StoredItems> {
  await lockIntake(trx);
  const stored: StoredItems = { toRead: [], created: 0, edited: 0, known: 0, upgradedItems: [] };
  const byKey = await knownKeys(
    trx,
    items.flatMap((item) => item.keys),
  );
  const { fresh, known } = sortOut(items, byKey);
  for (let from = 0; from < fresh.length; from += BATCH) {
    const batch = fresh.slice(from, from + BATCH);
    const ids = await createItems(trx, batch, context);
    stored.created += ids.length;
    stored.toRead.push(...ids.map((itemId) => ({ itemId, version: 1 })));
    await addKeys(
      trx,
      batch.flatMap((item, index) => item.keys.map((key) => ({ key, item_id: ids[index] ?? 0 }))),
    );
  }
  const rows = await itemsById(
    trx,
    known.map(({ itemId }) => itemId),
  );
  for (const { item, itemId } of known) {
    const row = rows.get(itemId);
    if (row) await revisit(trx, row, item, context, stored);
  }
  await addKeys(
    trx,
    known.flatMap(({ item, itemId }) =>
      item.keys.filter((key) => !byKey.has(key)).map((key) => ({ key, item_id: itemId })),
    ),
  );
  return stored;
}

/** Any number, the same in every process. */
const INTAKE_LOCK = 7_261_001;

/** Two that store one item at the same time would both find it unknown, and it would be fetched twice. */
async function lockIntake(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${INTAKE_LOCK})`.execute(trx);
}

/** Which items are known under any of their keys; of two that share a key within one answer, the first counts. */
function sortOut(
  items: readonly NewItem[],
  byKey: ReadonlyMap<string, number>,
): { fresh: NewItem[]; known: { item: NewItem; itemId: number }[] } {
  const fresh: NewItem[] = [];
  const known: { item: NewItem; itemId: number }[] = [];
  const taken = new Set<string>();
  for (const item of items) {
    const itemId = item.keys.map((key) => byKey.get(key)).find((id) => id !== undefined);
    if (itemId !== undefined) known.push({ item, itemId });
    else if (!item.keys.some((key) => taken.has(key))) fresh.push(item);
    for (const key of item.keys) taken.add(key);
  }
  return { fresh, known };
}

async function knownKeys(trx: Trx, keys: readonly string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await trx.selectFrom('item_key').selectAll().where('key', '=', anyOf(keys, 'text')).execute();
  return new Map(rows.map((row) => [row.key, row.item_id]));
}

async function itemsById(trx: Trx, ids: readonly number[]): Promise<Map<number, Item>> {
  if (ids.length === 0) return new Map();
  const rows = await trx.selectFrom('item').selectAll().where('id', '=', anyOf(ids, 'bigint')).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function addKeys(trx: Trx, keys: readonly { key: string; item_id: number }[]): Promise<void> {
  if (keys.length === 0) return;
  await trx
    .insertInto('item_key')
    .values([...keys])
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** Ids in the order of the items: one INSERT numbers its rows in the order of its values. */
async function createItems(trx: Trx, items: readonly NewItem[], context: StoreContext): Promise<number[]> {
  const at = context.now.toISOString();
  const rows = await trx
    .insertInto('item')
    .values(
      items.map((item) => ({
        feed_id: context.feedId,
        outlet: item.outlet,
        origin: context.origin,
        seeding: context.seeding,
        url: item.url,
        title: item.title,
        summary_html: item.summaryHtml,
        content_html: item.contentHtml,
        authors: json(item.authors),
        lang: item.lang,
        symbol: item.symbol,
        published: item.published,
        first_seen_at: at,
        live_at: context.origin === 'live' ? at : null,
        content_hash: hashOf(item),
        outcome: null,
        next_try_at: at,
        backfill_id: context.backfillId ?? null,
        fetch_url: item.fetchUrl ?? null,
        captured_at: item.capturedAt ?? null,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id).sort((a, b) => a - b);
}

/** Title and bodies: what makes an edit. A changed date or author is none. */
function hashOf(item: NewItem): string {
  return sha256([item.title, item.summaryHtml ?? '', item.contentHtml ?? ''].join('\u0000'), 32);
}

async function revisit(
  trx: Trx,
  known: Item,
  item: NewItem,
  context: StoreContext,
  stored: StoredItems,
): Promise<void> {
  const itemId = known.id;
  if (known.origin === 'backfill' && context.origin === 'live') {
    await trx
      .updateTable('item')
      .set({ origin: 'live', seeding: context.seeding, live_at: context.now.toISOString() })
      .where('id', '=', itemId)
      .execute();
    stored.upgradedItems.push(itemId);
  }
  // Only the feed that told of an item first may edit it: another feed's shorter summary is no new version. Nor is what an
  // archive tells of it: what is stored is not fetched twice.
  const mayEdit = known.feed_id === context.feedId && context.origin === 'live';
  if (!mayEdit || known.content_hash === hashOf(item)) {
    stored.known += 1;
    return;
  }
  await keepVersion(trx, known, context.now);
  await trx
    .updateTable('item')
    .set({
      url: item.url ?? known.url, // the UN's release takes the place of its live blog under another address
      title: item.title,
      summary_html: item.summaryHtml,
      content_html: item.contentHtml,
      content_hash: hashOf(item),
      version: known.version + 1,
      state: 'new',
      outcome: null,
      tries: 0,
      next_try_at: context.now.toISOString(),
    })
    .where('id', '=', itemId)
    .execute();
  stored.edited += 1;
  stored.toRead.push({ itemId, version: known.version + 1 });
}

async function keepVersion(trx: Trx, known: Item, now: Date): Promise<void> {
  await trx
    .insertInto('item_version')
    .values({
      item_id: known.id,
      version: known.version,
      seen_at: now.toISOString(),
      title: known.title,
      summary_html: known.summary_html,
      content_html: known.content_html,
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'version']).doNothing())
    .execute();
}

export async function itemById(db: Db | Trx, itemId: number): Promise<Item | undefined> {
  return db.selectFrom('item').selectAll().where('id', '=', itemId).executeTakeFirst();
}

/** Closes the reading of a version: `retryAt` leaves it open for a better text later. */
export async function closeReading(
  trx: Trx,
  item: Item,
  result: { state: 'read' | 'dropped' | 'failed'; outcome: string; retryAt: string | null },
): Promise<void> {
  await trx
    .updateTable('item')
    .set({
      state: result.retryAt ? 'new' : result.state,
      outcome: result.outcome,
      tries: item.tries + 1,
      ...(result.retryAt ? { next_try_at: result.retryAt } : {}),
    })
    .where('id', '=', item.id)
    .where('version', '=', item.version) // an edit in the meantime is read on its own
    .execute();
}

/** An archive led on to another capture than the one that its index named. */
export async function recordCapture(trx: Trx, itemId: number, capturedAt: string): Promise<void> {
  await trx.updateTable('item').set({ captured_at: capturedAt }).where('id', '=', itemId).execute();
}

export interface UnreadItem {
  itemId: number;
  version: number;
  attempt: number;
  backfill: boolean;
}

/** Items whose reading is due and that nobody seems to work on: a kill between storing and enqueueing, or a later retry. */
export async function unreadItems(db: Db, now: Date, graceMs: number, limit: number): Promise<UnreadItem[]> {
  const rows = await db
    .selectFrom('item')
    .select(['id', 'version', 'tries', 'origin'])
    .where('state', '=', 'new')
    .where('next_try_at', '<=', later(now, -graceMs))
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    itemId: row.id,
    version: row.version,
    attempt: row.tries,
    backfill: row.origin === 'backfill',
  }));
}

/** The moment of publication: the feed's word first, then the page's; a bare day counts from its first minute. */
export function publishedOf(
  document: Pick<DocumentRow, 'published' | 'published_day'>,
  item: Pick<Item, 'published'>,
): string | null {
  return (
    item.published ??
    document.published ??
    (document.published_day ? `${document.published_day}T00:00:00.000Z` : null)
  );
}

/** How many of some things are stored already, each given by all the names that it may be known under. */
export async function countKnown(db: Db, things: readonly (readonly string[])[]): Promise<number> {
  if (things.length === 0) return 0;
  const rows = await db
    .selectFrom('item_key')
    .select('key')
    .where('key', '=', anyOf(things.flat(), 'text'))
    .execute();
  const known = new Set(rows.map(({ key }) => key));
  return things.filter((keys) => keys.some((key) => known.has(key))).length;
}
