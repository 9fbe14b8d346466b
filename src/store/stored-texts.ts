import type { AnalysisInput, Mention } from '../model.ts';
import type { Db } from './database.ts';
import { mentionsOf } from './documents.ts';
import { publishedOf } from './items.ts';

/** A document as it was analysed, and what was found in it then. */
export interface StoredText {
  document: AnalysisInput;
  mentions: Mention[];
}

/** Rows that are held in memory at once. */
const PAGE = 200;

/** All current documents that have been analysed, oldest first. Reads only. */
export async function* storedTexts(db: Db): AsyncGenerator<StoredText> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('document')
      .innerJoin('item', 'item.id', 'document.item_id')
      .select(['document.id', 'document.title', 'document.text', 'document.lang', 'document.published'])
      .select(['document.published_day', 'item.published as item_published', 'item.url'])
      .where('document.current', '=', true)
      .where('document.analyzed_at', 'is not', null)
      .where('document.id', '>', after)
      .orderBy('document.id')
      .limit(PAGE)
      .execute();
    for (const { id, title, text, lang, url, item_published, ...dates } of rows) {
      const published = publishedOf(dates, { published: item_published });
      const document = { id: String(id), title, text, lang, published, url };
      yield { document, mentions: await mentionsOf(db, id) };
      after = id;
    }
    if (rows.length < PAGE) return;
  }
}
