/** Puts an article in the store the way the pipeline does, from its reading on: analysed and linked at a moment of ours. */
import type { App } from '../../src/app.ts';
import { startWorkers, untilIdle } from '../../src/run.ts';
import { addDocument, addSnapshot } from '../../src/store/documents.ts';
import { storeItems } from '../../src/store/items.ts';
import type { Origin } from '../../src/model.ts';

export interface Article {
  outlet: string;
  title: string;
  text: string;
  lang?: string;
  published?: string;
  url?: string;
  origin?: Origin;
  /** The bytes of the page, where a snapshot is to be kept. */
  page?: string;
}

/** Stores the article as read at `app.clock()`; the same address again is a new reading of the same item. Returns the document's id. */
export async function tell(app: App, article: Article): Promise<number> {
  const now = app.clock();
  const url = article.url ?? `https://example.org/${encodeURIComponent(article.title)}`;
  const published = article.published ?? now.toISOString();
  const sha256 = article.page === undefined ? null : await app.snapshots.keep(Buffer.from(article.page));
  const id = await app.database.transaction(async (trx) => {
    const feed = article.outlet.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
    const stored = await storeItems(
      trx,
      [
        {
          keys: [url],
          outlet: article.outlet,
          url,
          title: article.title,
          summaryHtml: article.text.slice(0, 100),
          contentHtml: null,
          authors: [],
          lang: article.lang ?? 'en',
          symbol: null,
          published,
        },
      ],
      { feedId: feed, origin: article.origin ?? 'live', seeding: false, now },
    );
    const item = stored.toRead[0];
    if (!item) throw new Error(`the feed says nothing new of ${url}`);
    const snapshotId =
      sha256 === null
        ? null
        : await addSnapshot(trx, {
            itemId: item.itemId,
            url,
            finalUrl: url,
            fetchedAt: now.toISOString(),
            status: 200,
            headers: { 'content-type': 'text/html; charset=utf-8' },
            sha256,
            bytes: article.page?.length ?? 0,
          });
    await trx.updateTable('item').set({ state: 'read' }).where('id', '=', item.itemId).execute();
    return addDocument(
      trx,
      {
        itemId: item.itemId,
        itemVersion: item.version,
        snapshotId,
        source: 'page',
        title: article.title,
        byline: null,
        text: article.text,
        lang: article.lang ?? 'en',
        published,
        publishedFrom: 'feed',
        canonicalUrl: null,
        symbol: null,
        flags: [],
        pageStarts: null,
      },
      now,
    );
  });
  if (id === null) throw new Error('the store knew this text already');
  await app.queues.add('analyze', { documentId: id, lexicon: app.keywords.revision });
  const stages = ['analyze', 'link'] as const;
  const workers = startWorkers(app, stages);
  await untilIdle(app, stages, () => undefined);
  await Promise.all(workers.map((worker) => worker.close()));
  return id;
}
