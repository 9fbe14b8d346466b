import type { Db, Trx } from './database.ts';

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
