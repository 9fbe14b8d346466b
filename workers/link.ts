import { giveUpDocument } from '../src/give-up.ts';
import type { Origin } from '../src/model.ts';
import { originOf } from '../src/origin-of.ts';
import { hasAlertRules } from '../src/publish/alert-rules.ts';
import { defineWorker } from '../src/queue/worker.ts';
import { documentById, markLinked, mentionsOf } from '../src/store/documents.ts';
import { linkMentions, lockLinking, type LinkResult } from '../src/store/events.ts';
import { itemById, publishedOf } from '../src/store/items.ts';
import type { DocumentRow, Item } from '../src/store/tables.ts';

/** What a feed already held when we first looked is news only if it is as fresh as a daily digest. */
const SEED_NEWS_MS = 36 * 3_600_000;

/** Each mention joins the event it is about, or founds one; then whoever must be alerted is. Serialised (DESIGN 2.10). */
export default defineWorker(
  'link',
  async ({ documentId }, app) => {
    const { database, keywords } = app;
    const result = await database.transaction(async (trx): Promise<LinkResult | null> => {
      await lockLinking(trx);
      const document = await documentById(trx, documentId);
      const item = document && (await itemById(trx, document.item_id));
      if (!item || !document.current) return null;
      const mentions = await mentionsOf(trx, documentId);
      const originDocument = await originOf(trx, document);
      const origin = newsOrigin(document, item);
      const linked = await linkMentions(trx, {
        document,
        item,
        mentions,
        origin,
        originDocument,
        mayAlert: (mention) =>
          origin === 'live' &&
          !item.seeding &&
          (keywords.traitsOf(mention.type).immediate || hasAlertRules(app.subscribers)),
        now: app.clock(),
      });
      await markLinked(trx, documentId, app.clock());
      return linked;
    });
    if (!result) return { outcome: 'superseded' };
    await app.queues.addAll('alert', result.undecided);
    return { outcome: 'linked', ...result, undecided: result.undecided.length };
  },
  giveUpDocument,
);

/** "live" for what is news: a live item, and of a feed's first poll only what was published lately. */
function newsOrigin(document: DocumentRow, item: Item): Origin {
  if (item.origin === 'backfill' || !item.seeding) return item.origin;
  const published = publishedOf(document, item);
  const limit = Date.parse(item.first_seen_at) - SEED_NEWS_MS;
  return published && Date.parse(published) >= limit ? 'live' : 'backfill';
}
