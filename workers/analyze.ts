import { analysisOf } from '../src/analysis-of.ts';
import { giveUpDocument } from '../src/give-up.ts';
import { defineWorker } from '../src/queue/worker.ts';
import { BACKFILL_PRIORITY } from '../src/queue/stages.ts';
import { countOutcome } from '../src/store/coverage.ts';
import { documentById, storeAnalysis } from '../src/store/documents.ts';
import { hasStatements } from '../src/store/origins.ts';
import { itemById } from '../src/store/items.ts';
import { storeRelated } from '../src/store/related.ts';

/** Text in, mentions out; what it found replaces what an earlier keyword revision found in the same document. */
export default defineWorker(
  'analyze',
  async ({ documentId }, app) => {
    const { database, keywords } = app;
    const document = await documentById(database.db, documentId);
    if (!document?.current) return { outcome: 'superseded' };
    const item = await itemById(database.db, document.item_id);
    if (!item) return { outcome: 'gone' };
    const analysis = await analysisOf(document, item, app);
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
