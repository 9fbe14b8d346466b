import type { RelatedView } from '../publish/views.ts';
import type { Db, Trx } from './database.ts';

/** More than a reader looks at; what is left out is news from outside the categories. */
const MAX_RELATED = 12;

/** Notes that an item is about a topic beside the categories; a later reading that is not takes it back. */
export async function storeRelated(
  trx: Trx,
  item: { itemId: number; documentId: number; topic: string | null },
  now: Date,
): Promise<void> {
  if (item.topic === null) {
    await trx.deleteFrom('related').where('item_id', '=', item.itemId).execute();
    return;
  }
  const row = { document_id: item.documentId, topic: item.topic };
  await trx
    .insertInto('related')
    .values({ item_id: item.itemId, ...row, recorded_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet(row))
    .execute();
}

/** Live items outside the categories that were recorded in the interval, one for each origin, newest first. */
export async function relatedBetween(db: Db | Trx, from: string, to: string): Promise<RelatedView[]> {
  const rows = await db
    .selectFrom('related')
    .innerJoin('item', 'item.id', 'related.item_id')
    .innerJoin('document', 'document.id', 'related.document_id')
    .select(['document.title', 'item.outlet', 'item.url', 'document.lang', 'item.published'])
    .where('item.origin', '=', 'live')
    .where('related.recorded_at', '>', from)
    .where('related.recorded_at', '<=', to)
    .orderBy('related.recorded_at', 'desc')
    .limit(MAX_RELATED * 4)
    .execute();
  const titles = new Set<string>();
  const distinct = rows.filter((row) => !titles.has(row.title) && titles.add(row.title));
  return distinct.slice(0, MAX_RELATED);
}
