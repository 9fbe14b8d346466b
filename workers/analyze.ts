import { giveUpDocument } from '../src/give-up.ts';
import type { App } from '../src/app.ts';
import type { Mention } from '../src/model.ts';
import { defineWorker } from '../src/queue/worker.ts';
import { BACKFILL_PRIORITY } from '../src/queue/stages.ts';
import { countOutcome } from '../src/store/coverage.ts';
import { documentById, storeAnalysis } from '../src/store/documents.ts';
import { hasStatements } from '../src/store/origins.ts';
import { itemById, publishedOf } from '../src/store/items.ts';
import { derivedRows } from '../src/store/meetings.ts';
import { storeRelated } from '../src/store/related.ts';
import { placeMentions, type AnalysedDocument } from '../src/un/place-mentions.ts';
import { addDerived } from '../src/un/vote.ts';

/** Text in, mentions out; what it found replaces what an earlier keyword revision found in the same document. */
export default defineWorker(
  'analyze',
  async ({ documentId }, app) => {
    const { database, keywords, analyzer } = app;
    const document = await documentById(database.db, documentId);
    if (!document?.current) return { outcome: 'superseded' };
    const item = await itemById(database.db, document.item_id);
    if (!item) return { outcome: 'gone' };
    const published = publishedOf(document, item);
    const found = analyzer.analyze({
      id: String(document.id),
      title: document.title,
      text: document.text,
      lang: document.lang,
      published,
      url: item.url,
    });
    const mentions = await placed(
      found.mentions,
      { ...document, published, pageStarts: document.pages },
      app,
    );
    const analysis = { ...found, mentions };
    // An edited article that no longer says what it said is linked too: its statements are withdrawn.
    const toLink = analysis.relevant || (await hasStatements(database.db, item.id));
    const topic = analysis.relevant ? null : keywords.topicOf(document, app.catalog.prefilter);
    const outcome = analysis.relevant ? 'mentions' : 'not about facilitation';
    await database.transaction(async (trx) => {
      await storeAnalysis(trx, documentId, analysis, keywords.revision, toLink, app.clock());
      await storeRelated(trx, { itemId: item.id, documentId, topic }, app.clock());
      await countOutcome(trx, app.clock(), 'analyze', item.feed_id, outcome);
    });
    if (toLink) {
      await app.queues.add(
        'link',
        { documentId },
        item.origin === 'backfill' ? { priority: BACKFILL_PRIORITY } : {},
      );
    }
    return { outcome, lang: analysis.lang, mentions: analysis.mentions.length, alert: analysis.alert };
  },
  giveUpDocument,
);

/** The record is asked for only where there is something to compare with it. */
async function placed(
  mentions: readonly Mention[],
  document: AnalysedDocument,
  app: App,
): Promise<Mention[]> {
  const { types, rows: curated } = app.councilRecord;
  const tells = mentions.some(({ type }) => types.has(type));
  const rows = tells ? addDerived(curated, await derivedRows(app.database.db)) : curated;
  return placeMentions(mentions, document, { types, rows });
}
