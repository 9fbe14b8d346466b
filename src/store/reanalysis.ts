import { sql } from 'kysely';
import type { Mention } from '../model.ts';
import type { Db, Trx } from './database.ts';
import { anyOf } from './sql.ts';
import type { DocumentRow, Item, SnapshotRow } from './tables.ts';

export interface ArchivedDocument {
  document: DocumentRow;
  item: Item;
  /** The bytes that it was read from, where there are some. */
  snapshot: SnapshotRow | null;
  mentions: Mention[];
}

/** Current documents that have been analysed, after one id and up to another, in order. */
export async function archivedDocuments(
  db: Db,
  after: number,
  upTo: number,
  limit: number,
): Promise<ArchivedDocument[]> {
  const documents = await db
    .selectFrom('document')
    .selectAll()
    .where('current', '=', true)
    .where('analyzed_at', 'is not', null)
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .orderBy('id')
    .limit(limit)
    .execute();
  if (documents.length === 0) return [];
  const items = await itemsById(
    db,
    documents.map((row) => row.item_id),
  );
  const snapshots = await snapshotsById(
    db,
    documents.flatMap((row) => row.snapshot_id ?? []),
  );
  const mentions = await db
    .selectFrom('mention')
    .select(['document_id', 'frame'])
    .where(
      'document_id',
      '=',
      anyOf(
        documents.map((row) => row.id),
        'bigint',
      ),
    )
    .orderBy('document_id')
    .orderBy('ordinal')
    .execute();
  return documents.flatMap((document) => {
    const item = items.get(document.item_id);
    if (!item) return [];
    const own = mentions.filter((row) => row.document_id === document.id);
    const snapshot = document.snapshot_id === null ? undefined : snapshots.get(document.snapshot_id);
    return [{ document, item, snapshot: snapshot ?? null, mentions: own.map((row) => row.frame) }];
  });
}

async function itemsById(db: Db, ids: readonly number[]): Promise<Map<number, Item>> {
  const rows = await db.selectFrom('item').selectAll().where('id', '=', anyOf(ids, 'bigint')).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function snapshotsById(db: Db, ids: readonly number[]): Promise<Map<number, SnapshotRow>> {
  const rows = await db.selectFrom('snapshot').selectAll().where('id', '=', anyOf(ids, 'bigint')).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The span of a run: the last document that there is now, and how many are to be looked at after `after`. */
export async function archiveSpan(db: Db, after: number): Promise<{ upTo: number; documents: number }> {
  const row = await db
    .selectFrom('document')
    .select((eb) => [eb.fn.max('id').as('upTo'), eb.fn.countAll<number>().as('documents')])
    .where('current', '=', true)
    .where('analyzed_at', 'is not', null)
    .where('id', '>', after)
    .executeTakeFirstOrThrow();
  return { upTo: row.upTo ?? after, documents: row.documents };
}

/** Notes that the present rules find in these documents what is stored already. */
export async function markAnalyzed(trx: Trx, ids: readonly number[], lexicon: string): Promise<void> {
  await trx.updateTable('document').set({ lexicon }).where('id', '=', anyOf(ids, 'bigint')).execute();
}

/** A new reading of the same bytes tells of the same meeting. */
export async function moveMeeting(trx: Trx, from: number, to: number): Promise<void> {
  await trx.updateTable('meeting').set({ document_id: to }).where('document_id', '=', from).execute();
}

/** Statements of an item that were withdrawn at `at` were withdrawn by us: their source may well still make them. */
export async function noteOwnWithdrawal(trx: Trx, itemId: number, at: string): Promise<void> {
  await sql`update tumen.statement set withdrawn_by = 'reanalysis' where item_id = ${itemId} and withdrawn_at = ${at}`.execute(
    trx,
  );
}
