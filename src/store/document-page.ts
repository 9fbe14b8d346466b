import { sql } from 'kysely';
import type { Mention } from '../model.ts';
import type { MentionType } from '../taxonomy.ts';
import type { Db } from './database.ts';
import { anyOf } from './sql.ts';
import type { DocumentRow, Item, SnapshotRow } from './tables.ts';

export interface DocumentPage {
  document: DocumentRow;
  item: Item;
  snapshot: SnapshotRow | null;
  mentions: Mention[];
  /** Every reading of the item, the first one first. */
  readings: { id: number; created_at: string; current: boolean; source: string; item_version: number }[];
  /** Events that statements of this reading are about, by type, status and quote. */
  events: { id: number; type: MentionType | null; status: string; quote: string }[];
}

/** A document with all that is kept of it, or null. */
export async function documentPage(db: Db, id: number): Promise<DocumentPage | null> {
  const document = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!document) return null;
  const { item_id: itemId, snapshot_id: snapshotId } = document;
  const item = await db.selectFrom('item').selectAll().where('id', '=', itemId).executeTakeFirstOrThrow();
  const snapshot =
    snapshotId === null
      ? undefined
      : await db.selectFrom('snapshot').selectAll().where('id', '=', snapshotId).executeTakeFirst();
  const mentions = await db
    .selectFrom('mention')
    .select('frame')
    .where('document_id', '=', id)
    .orderBy('ordinal')
    .execute();
  const readings = await db
    .selectFrom('document')
    .select(['id', 'created_at', 'current', 'source', 'item_version'])
    .where('item_id', '=', itemId)
    .orderBy('id')
    .execute();
  const events = await db
    .selectFrom('statement')
    .select(['event_id as id', 'type', 'status', 'quote'])
    .where('document_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();
  return {
    document,
    item,
    snapshot: snapshot ?? null,
    mentions: mentions.map((row) => row.frame),
    readings,
    events,
  };
}

/** Types of the mentions in each of some documents. */
export async function mentionTypesOf(db: Db, ids: readonly number[]): Promise<Map<number, MentionType[]>> {
  const { rows } = await sql<{ id: number; types: MentionType[] }>`
    select document_id as id, array_agg(distinct type) as types from tumen.mention
    where document_id = ${anyOf(ids, 'bigint')} group by document_id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.types]));
}
