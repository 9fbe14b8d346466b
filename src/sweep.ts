import type { App } from './app.ts';
import { BACKFILL_PRIORITY } from './queue/stages.ts';
import { undecidedAlerts } from './store/alerts.ts';
import { unanalyzedDocuments, unlinkedDocuments, type WaitingDocument } from './store/documents.ts';
import { unreadItems } from './store/items.ts';

/** A job in flight has this long before its row counts as left behind. An add for a job that is still queued changes nothing. */
const GRACE_MS = 90_000;
/** Enough to keep the workers busy for a tick's length, little enough to let live work pass. */
const LIMIT = 1_000;

/**
 * Enqueues what lacks its next stage: rows whose job was lost between storing and enqueueing, by a kill or by a Redis that
 * lost its memory, and readings that are to be tried again now. Returns how many by stage.
 */
export async function sweep(app: App, graceMs = GRACE_MS): Promise<Record<string, number>> {
  const { db } = app.database;
  const now = app.clock();
  const items = await unreadItems(db, now, graceMs, LIMIT);
  for (const { itemId, version, attempt, backfill } of items) {
    await app.queues.add('read', { itemId, version, attempt }, priorityOf({ backfill }));
  }
  const unanalyzed = await unanalyzedDocuments(db, now, graceMs, LIMIT);
  for (const document of unanalyzed) {
    const payload = { documentId: document.documentId, lexicon: app.keywords.revision };
    await app.queues.add('analyze', payload, priorityOf(document));
  }
  const unlinked = await unlinkedDocuments(db, now, graceMs, LIMIT);
  for (const document of unlinked)
    await app.queues.add('link', { documentId: document.documentId }, priorityOf(document));
  const undecided = await undecidedAlerts(db, now, graceMs, LIMIT);
  await app.queues.addAll('alert', undecided);
  return { read: items.length, analyze: unanalyzed.length, link: unlinked.length, alert: undecided.length };
}

function priorityOf({ backfill }: Pick<WaitingDocument, 'backfill'>): { priority?: number } {
  return backfill ? { priority: BACKFILL_PRIORITY } : {};
}
