/** What the rows say after the last attempt of a stage has failed. */
import type { App } from './app.ts';
import { messageOf } from './errors.ts';
import { recordDocumentFailure } from './store/documents.ts';
import { closeReading, itemById } from './store/items.ts';
import { later } from './store/sql.ts';

const READ_AGAIN_MS = 3_600_000;
const MAX_READ_TRIES = 4;

/** Analysis or linking threw on a document every time. */
export async function giveUpDocument(
  { documentId }: { documentId: number },
  app: App,
  error: unknown,
): Promise<void> {
  await recordDocumentFailure(app.database.db, documentId, messageOf(error), app.clock());
}

/** Reading threw every time: not the page's fault (that is an outcome) but ours, a full disk for example. */
export async function giveUpItem({ itemId }: { itemId: number }, app: App, error: unknown): Promise<void> {
  const item = await itemById(app.database.db, itemId);
  if (!item) return;
  const retryAt = item.tries + 1 < MAX_READ_TRIES ? later(app.clock(), READ_AGAIN_MS) : null;
  await app.database.transaction((trx) =>
    closeReading(trx, item, { state: 'failed', outcome: messageOf(error).slice(0, 200), retryAt }),
  );
}
