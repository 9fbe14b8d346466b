import { RetryLaterError, messageOf } from '../src/errors.ts';
import type { App } from '../src/app.ts';
import { giveUpItem } from '../src/give-up.ts';
import { detectLanguage } from '../src/extract/index.ts';
import type { HttpOk } from '../src/http/index.ts';
import type { Extracted } from '../src/model.ts';
import { defineWorker } from '../src/queue/worker.ts';
import { BACKFILL_PRIORITY } from '../src/queue/stages.ts';
import {
  feedTextOf,
  judgeFetch,
  judgePage,
  pageStarts,
  spreadWait,
  type PageVerdict,
} from '../src/reading.ts';
import { countOutcome } from '../src/store/coverage.ts';
import { addDocument, addSnapshot, type NewDocument, type NewSnapshot } from '../src/store/documents.ts';
import { closeReading, itemById } from '../src/store/items.ts';
import { later } from '../src/store/sql.ts';
import type { Item } from '../src/store/tables.ts';
import { documentRequest } from '../src/document-request.ts';

/** When a page that refused us is asked again: a wall is often gone in hours; after the last the feed's text stands. */
const AGAIN_AFTER_MS = [3_600_000, 6 * 3_600_000, 24 * 3_600_000];

interface Reading {
  verdict: PageVerdict;
  extracted: Extracted | null;
  snapshot: NewSnapshot | null;
}

/** An item's page (or PDF) becomes its document; where the page is not to be had, the feed's own text does. */
export default defineWorker(
  'read',
  async ({ itemId, version }, app) => {
    const item = await itemById(app.database.db, itemId);
    if (!item || item.version !== version || item.state !== 'new') return { outcome: 'superseded' };
    const reading = await readPage(item, app);
    const again =
      reading.verdict.kind === 'feed' && reading.verdict.again ? AGAIN_AFTER_MS[item.tries] : undefined;
    const outcome = reading.verdict.kind === 'page' ? 'read' : `read feed text (${reading.verdict.reason})`;
    const document = documentOf(item, reading);
    const now = app.clock();
    const documentId = await app.database.transaction(async (trx) => {
      const snapshotId = reading.snapshot ? await addSnapshot(trx, reading.snapshot) : null;
      const id =
        document.text || document.title ? await addDocument(trx, { ...document, snapshotId }, now) : null;
      await closeReading(trx, item, { state: 'read', outcome, retryAt: again ? later(now, again) : null });
      await countOutcome(trx, now, 'read', item.feed_id, 'read');
      if (reading.verdict.kind === 'feed' && item.url)
        await countOutcome(trx, now, 'page', hostOf(item.url), reading.verdict.reason);
      return id;
    });
    if (documentId !== null) {
      const priority = item.origin === 'backfill' ? { priority: BACKFILL_PRIORITY } : {};
      await app.queues.add('analyze', { documentId, lexicon: app.keywords.revision }, priority);
    }
    return { outcome, feed: item.feed_id, chars: document.text.length, changed: documentId !== null };
  },
  giveUpItem,
);

async function readPage(item: Item, app: App): Promise<Reading> {
  const feed = app.catalog.find(item.feed_id);
  if (!item.url || feed?.pages === 'feed-only' || feed?.fullTextInFeed) {
    return { verdict: { kind: 'feed', reason: 'feed only', again: false }, extracted: null, snapshot: null };
  }
  const answer = await app.http.get(documentRequest({ url: item.url, symbol: item.symbol }, feed));
  if (answer.outcome === 'paced')
    throw new RetryLaterError(`pace of ${hostOf(item.url)}`, spreadWait(answer.waitMs, Math.random()));
  if (answer.outcome !== 'ok') return { verdict: judgeFetch(answer), extracted: null, snapshot: null };
  const snapshot = await keep(item, answer, app); // before anything is parsed: evidence first
  try {
    const extracted = await app.extractor.extract(answer.bytes, {
      url: answer.finalUrl,
      contentType: answer.headers['content-type'],
    });
    return { verdict: judgePage(extracted, feedTextOf(item)), extracted, snapshot };
  } catch (error) {
    return {
      verdict: { kind: 'feed', reason: `unreadable: ${messageOf(error)}`, again: false },
      extracted: null,
      snapshot,
    };
  }
}

async function keep(item: Item, answer: HttpOk, app: App): Promise<NewSnapshot> {
  return {
    itemId: item.id,
    url: item.url ?? answer.finalUrl,
    finalUrl: answer.finalUrl,
    fetchedAt: answer.fetchedAt,
    status: answer.status,
    headers: answer.headers,
    sha256: await app.snapshots.keep(answer.bytes),
    bytes: answer.bytes.byteLength,
  };
}

function documentOf(item: Item, { verdict, extracted }: Reading): NewDocument {
  const page = verdict.kind === 'page' ? extracted : null;
  const text = page?.text ?? feedTextOf(item);
  const title = item.title || page?.title || '';
  return {
    itemId: item.id,
    itemVersion: item.version,
    snapshotId: null,
    source: page ? (page.pages ? 'pdf' : 'page') : 'feed',
    title,
    byline: page?.byline ?? null,
    text,
    lang: detectLanguage(`${title}\n${text.slice(0, 2_000)}`, item.lang ?? page?.lang) ?? 'und',
    published: item.published ?? page?.published ?? null,
    publishedFrom: item.published ? 'feed' : (page?.publishedFrom ?? null),
    canonicalUrl: page?.canonical ?? null,
    symbol: item.symbol,
    flags: [...(page?.flags ?? []), ...(verdict.kind === 'feed' ? [`feed-text: ${verdict.reason}`] : [])],
    pageStarts: page?.pages ? pageStarts(page.pages) : null,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
