import { sql } from 'kysely';
import type { Db } from './database.ts';

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
