import type { App } from '../src/app.ts';
import { capturedAt } from '../src/backfill/capture.ts';
import { localPlace } from '../src/backfill/local-address.ts';
import { readLocalPage } from '../src/backfill/local-page.ts';
import { documentRequest, noDocument, otherLanguage, type DocumentRequest } from '../src/document-request.ts';
import { RetryLaterError, messageOf } from '../src/errors.ts';
import { giveUpItem } from '../src/give-up.ts';
import { detectLanguage } from '../src/extract/index.ts';
import type { HttpOk, HttpOutcome } from '../src/http/index.ts';
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
import { closeReading, itemById, recordCapture } from '../src/store/items.ts';
import { givePlaceBack, takePlace, type PlaceLimits } from '../src/store/places.ts';
import { storeMeeting } from '../src/store/meetings.ts';
import type { Trx } from '../src/store/database.ts';
import { later } from '../src/store/sql.ts';
import type { Item } from '../src/store/tables.ts';
import { meetingIn } from '../src/un/meeting-in.ts';
import type { Meeting } from '../src/un/meeting.ts';
import { deriveRows } from '../src/un/vote.ts';

const MINUTE_MS = 60_000;
/**
 * When a page that refused us is asked again: soon, since most of what fails is a hiccup of the network; then in hours, when
 * a wall is often gone. After the last the feed's text stands.
 */
const AGAIN_AFTER_MS = [5, 60, 6 * 60, 24 * 60].map((minutes) => minutes * MINUTE_MS);

/** The UN's document system answers two at a time; at ten, every seventh answer was a refusal. A download has a minute. */
const DOCUMENTS: PlaceLimits = { name: 'UN documents', count: 2, leaseMs: 90_000 };
/** About as long as it takes to answer one. */
const DOCUMENT_WAIT_MS = 15_000;

interface Reading {
  verdict: PageVerdict;
  extracted: Extracted | null;
  snapshot: NewSnapshot | null;
  /** Of meeting records and press releases of the Security Council. */
  meeting: Meeting | null;
}

const unread = (verdict: PageVerdict, snapshot: NewSnapshot | null = null): Reading => ({
  verdict,
  extracted: null,
  snapshot,
  meeting: null,
});

/** An item's page (or PDF) becomes its document; where the page is not to be had, the feed's own text does. */
export default defineWorker(
  'read',
  async ({ itemId, version }, app) => {
    const item = await itemById(app.database.db, itemId);
    if (!item || item.version !== version || item.state !== 'new') return { outcome: 'superseded' };
    const reading = await readPage(item, app);
    const again = reading.verdict.again ? AGAIN_AFTER_MS[item.tries] : undefined;
    const outcome = outcomeOf(reading.verdict);
    const document = documentOf(item, reading);
    const now = app.clock();
    const documentId = await app.database.transaction(async (trx) => {
      const snapshotId = reading.snapshot ? await addSnapshot(trx, reading.snapshot) : null;
      const id =
        document.text || document.title ? await addDocument(trx, { ...document, snapshotId }, now) : null;
      if (id !== null && reading.meeting) {
        const { meeting } = reading;
        await storeMeeting(trx, id, meeting, deriveRows(meeting), app.councilRecord.types);
      }
      await closeReading(trx, item, { state: 'read', outcome, retryAt: again ? later(now, again) : null });
      const captured = reading.snapshot && capturedAt(reading.snapshot.finalUrl);
      if (captured) await recordCapture(trx, item.id, captured);
      if (item.origin === 'live') await count(trx, now, item, shortfallOf(reading.verdict));
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

/** The coverage of a digest says what became of the day's items; what an archive lacks stands in the report of its backfill. */
async function count(trx: Trx, now: Date, item: Item, shortfall: string | null): Promise<void> {
  await countOutcome(trx, now, 'read', item.feed_id, 'read');
  if (shortfall !== null && item.url) await countOutcome(trx, now, 'page', hostOf(item.url), shortfall);
}

async function readPage(item: Item, app: App): Promise<Reading> {
  const feed = app.catalog.find(item.feed_id);
  const address = item.fetch_url ?? item.url;
  // A copy in an archive can be had where the page itself is closed to us.
  const isClosed = item.fetch_url === null && (feed?.pages === 'feed-only' || feed?.fullTextInFeed);
  if (!address || isClosed) return unread({ kind: 'feed', reason: 'feed only', again: false });
  const request = documentRequest({ url: address, symbol: item.symbol }, feed);
  const place = localPlace(address);
  const answer = place
    ? await readLocalPage(place, item.url ?? address, app.clock())
    : await fetchPage(request, app);
  if (answer.outcome === 'paced')
    throw new RetryLaterError(`pace of ${hostOf(address)}`, spreadWait(answer.waitMs, Math.random()));
  if (answer.outcome !== 'ok') return unread(judgeFetch(answer));
  const snapshot = await keep(item, answer, app); // before anything is parsed: evidence first
  const missing = request.language === null ? null : noDocument(answer);
  if (missing)
    return unread({ kind: 'feed', reason: `refused: ${missing.reason}`, again: missing.again }, snapshot);
  try {
    const contentType = answer.headers['content-type'];
    const url = item.fetch_url === null ? answer.finalUrl : (item.url ?? undefined);
    const extracted = await app.extractor.extract(answer.bytes, { url, contentType });
    return judged(item, request, answer, extracted, snapshot);
  } catch (error) {
    return unread({ kind: 'feed', reason: `unreadable: ${messageOf(error)}`, again: false }, snapshot);
  }
}

async function fetchPage({ http, language }: DocumentRequest, app: App): Promise<HttpOutcome> {
  if (language === null) return app.http.get(http);
  const { db } = app.database;
  const place = await takePlace(db, DOCUMENTS, app.clock());
  if (place === null) return { outcome: 'paced', waitMs: DOCUMENT_WAIT_MS };
  try {
    return await app.http.get(http);
  } finally {
    await givePlaceBack(db, place, app.clock());
  }
}

function judged(
  item: Item,
  { language }: DocumentRequest,
  answer: HttpOk,
  extracted: Extracted,
  snapshot: NewSnapshot,
): Reading {
  const verdict = judgePage(extracted, feedTextOf(item));
  if (verdict.kind !== 'page' || !item.symbol) return { verdict, extracted, snapshot, meeting: null };
  const meeting = meetingIn({
    symbol: item.symbol,
    pages: extracted.pages,
    bytes: answer.bytes,
    contentType: answer.headers['content-type'] ?? null,
  });
  const other = language && otherLanguage(language, extracted.lang);
  const again = other ?? meeting?.notes.find((note) => note.includes('to follow')) ?? null;
  return { verdict: { kind: 'page', again }, extracted, snapshot, meeting };
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
    flags: [...(page?.flags ?? []), ...flagsOf(verdict)],
    pageStarts: page?.pages ? pageStarts(page.text, page.pages) : null,
  };
}

function outcomeOf(verdict: PageVerdict): string {
  if (verdict.kind === 'feed') return `read feed text (${verdict.reason})`;
  return verdict.again === null ? 'read' : `read (${verdict.again})`;
}

/** What the coverage counts: why the page is not, or not quite, what was asked for. */
function shortfallOf(verdict: PageVerdict): string | null {
  if (verdict.kind === 'feed') return verdict.reason;
  return verdict.again === null ? null : `refused: ${verdict.again}`;
}

function flagsOf(verdict: PageVerdict): string[] {
  if (verdict.kind === 'feed') return [`feed-text: ${verdict.reason}`];
  return verdict.again ? [`again: ${verdict.again}`] : [];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
