import type { Analysis, Mention } from '../model.ts';
import type { Db, Trx } from './database.ts';
import { json, later, sha256 } from './sql.ts';
import type { DocumentRow, SnapshotRow } from './tables.ts';

export interface NewSnapshot {
  itemId: number;
  url: string;
  finalUrl: string;
  fetchedAt: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  sha256: string;
  bytes: number;
}

/** Notes a fetch whose bytes are on disk already. */
export async function addSnapshot(trx: Trx, snapshot: NewSnapshot): Promise<number> {
  const row = await trx
    .insertInto('snapshot')
    .values({
      item_id: snapshot.itemId,
      url: snapshot.url,
      final_url: snapshot.finalUrl,
      fetched_at: snapshot.fetchedAt,
      status: snapshot.status,
      headers: json(snapshot.headers),
      sha256: snapshot.sha256,
      bytes: snapshot.bytes,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The latest fetch that brought these bytes. */
export async function snapshotOf(db: Db, hash: string): Promise<SnapshotRow | undefined> {
  return db
    .selectFrom('snapshot')
    .selectAll()
    .where('sha256', '=', hash)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface NewDocument {
  itemId: number;
  itemVersion: number;
  snapshotId: number | null;
  source: 'page' | 'pdf' | 'feed';
  title: string;
  byline: string | null;
  text: string;
  lang: string;
  /** Instant, or day where the time is not known. */
  published: string | null;
  publishedFrom: string | null;
  canonicalUrl: string | null;
  symbol: string | null;
  flags: string[];
  pageStarts: number[] | null;
}

/**
 * Makes this reading the item's current document. A reading with the same words changes nothing: null is returned, and
 * what was found in the current document stands; so does one in which the feed stands in for a page that was read.
 */
export async function addDocument(trx: Trx, document: NewDocument, now: Date): Promise<number | null> {
  const textHash = sha256(`${document.title}\u0000${document.text}`, 32);
  const current = await trx
    .selectFrom('document')
    .select(['id', 'text_hash', 'source', 'item_version'])
    .where('item_id', '=', document.itemId)
    .where('current', '=', true)
    .executeTakeFirst();
  if (current?.text_hash === textHash) return null;
  // A page that is asked for again and cannot be had stays as it was read.
  const poorer = current && current.source !== 'feed' && document.source === 'feed';
  if (poorer && current.item_version === document.itemVersion) return null;
  if (current)
    await trx.updateTable('document').set({ current: false }).where('id', '=', current.id).execute();
  const row = await trx
    .insertInto('document')
    .values({
      item_id: document.itemId,
      item_version: document.itemVersion,
      snapshot_id: document.snapshotId,
      source: document.source,
      title: document.title,
      byline: document.byline,
      text: document.text,
      text_hash: textHash,
      lang: document.lang,
      published: instantOf(document.published),
      published_day: document.published?.slice(0, 10) ?? null,
      published_from: document.publishedFrom,
      canonical_url: document.canonicalUrl,
      symbol: document.symbol,
      flags: document.flags,
      pages: document.pageStarts ? json(document.pageStarts) : null,
      fingerprint: null,
      origin_document: null,
      created_at: now.toISOString(),
      analyzed_at: null,
      lexicon: null,
      linked_at: null,
      retry_at: null,
      last_error: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A bare day is no instant: it stays a day. */
function instantOf(published: string | null): string | null {
  return published?.includes('T') ? published : null;
}

export async function documentById(db: Db | Trx, documentId: number): Promise<DocumentRow | undefined> {
  return db.selectFrom('document').selectAll().where('id', '=', documentId).executeTakeFirst();
}

/**
 * Replaces what an earlier analysis of this document found. `lexicon` is the revision of the keyword files; `toLink` says
 * whether linking has anything to do.
 */
export async function storeAnalysis(
  trx: Trx,
  documentId: number,
  analysis: Analysis,
  lexicon: string,
  toLink: boolean,
  now: Date,
): Promise<void> {
  await trx.deleteFrom('mention').where('document_id', '=', documentId).execute();
  if (analysis.mentions.length > 0) {
    await trx
      .insertInto('mention')
      .values(analysis.mentions.map((mention, ordinal) => mentionRow(documentId, ordinal, mention)))
      .execute();
  }
  await trx
    .updateTable('document')
    .set({
      analyzed_at: now.toISOString(),
      lexicon,
      linked_at: toLink ? null : now.toISOString(),
      failures: 0,
      retry_at: null,
      last_error: null,
    })
    .where('id', '=', documentId)
    .execute();
}

function mentionRow(documentId: number, ordinal: number, mention: Mention) {
  const { type, category, status, confidence, news } = mention;
  return { document_id: documentId, ordinal, type, category, status, confidence, news, frame: json(mention) };
}

export async function mentionsOf(db: Db | Trx, documentId: number): Promise<Mention[]> {
  const rows = await db
    .selectFrom('mention')
    .select('frame')
    .where('document_id', '=', documentId)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => row.frame);
}

export async function markLinked(trx: Trx, documentId: number, now: Date): Promise<void> {
  await trx
    .updateTable('document')
    .set({ linked_at: now.toISOString(), failures: 0, retry_at: null, last_error: null })
    .where('id', '=', documentId)
    .execute();
}

/** Has the documents of these items linked again: their origin has changed. */
export async function relink(trx: Trx, itemIds: readonly number[]): Promise<number[]> {
  if (itemIds.length === 0) return [];
  const rows = await trx
    .updateTable('document')
    .set({ linked_at: null })
    .where('item_id', 'in', [...itemIds])
    .where('current', '=', true)
    .where('analyzed_at', 'is not', null)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** A document that fails this often is left alone until its text or the keywords change; `tumen doctor` counts them. */
const MAX_FAILURES = 5;
const FIRST_RETRY_MS = 10 * 60_000;

/** Notes that a stage gave up on a document; it is tried again later, ever more rarely. */
export async function recordDocumentFailure(
  db: Db,
  documentId: number,
  error: string,
  now: Date,
): Promise<void> {
  const document = await documentById(db, documentId);
  if (!document) return;
  await db
    .updateTable('document')
    .set({
      failures: document.failures + 1,
      retry_at: later(now, FIRST_RETRY_MS * 2 ** document.failures),
      last_error: error.slice(0, 500),
    })
    .where('id', '=', documentId)
    .execute();
}

/** Documents that were given up. */
export async function countFailedDocuments(db: Db): Promise<number> {
  const row = await db
    .selectFrom('document')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('failures', '>=', MAX_FAILURES)
    .where('current', '=', true)
    .executeTakeFirstOrThrow();
  return row.n;
}

export interface WaitingDocument {
  documentId: number;
  backfill: boolean;
}

/** Current documents without analysis, older than the grace that a job in flight has. */
export async function unanalyzedDocuments(
  db: Db,
  now: Date,
  graceMs: number,
  limit: number,
): Promise<WaitingDocument[]> {
  return waiting(db, 'analyzed_at', now, graceMs, limit);
}

/** Current documents that were analysed but not linked. */
export async function unlinkedDocuments(
  db: Db,
  now: Date,
  graceMs: number,
  limit: number,
): Promise<WaitingDocument[]> {
  return waiting(db, 'linked_at', now, graceMs, limit);
}

async function waiting(
  db: Db,
  lacks: 'analyzed_at' | 'linked_at',
  now: Date,
  graceMs: number,
  limit: number,
): Promise<WaitingDocument[]> {
  let query = db
    .selectFrom('document')
    .innerJoin('item', 'item.id', 'document.item_id')
    .select(['document.id', 'item.origin'])
    .where('document.current', '=', true)
    .where(`document.${lacks}`, 'is', null)
    .where('document.failures', '<', MAX_FAILURES)
    .where((eb) =>
      eb.or([eb('document.retry_at', 'is', null), eb('document.retry_at', '<=', now.toISOString())]),
    )
    .where('document.created_at', '<=', later(now, -graceMs));
  if (lacks === 'linked_at') query = query.where('document.analyzed_at', '<=', later(now, -graceMs));
  const rows = await query.orderBy('document.id').limit(limit).execute();
  return rows.map((row) => ({ documentId: row.id, backfill: row.origin === 'backfill' }));
}
