import { fingerprint, sameOrigin } from './events/index.ts';
import type { Trx } from './store/database.ts';
import { originOfMeeting } from './store/meetings.ts';
import { recentFingerprints, storeOrigin } from './store/origins.ts';
import { later } from './store/sql.ts';
import type { DocumentRow } from './store/tables.ts';

/** Copies of a wire report follow it within days. */
const COPY_WINDOW_DAYS = 10;
const COPY_CANDIDATES = 500;

/** The first document on the same meeting, or with (nearly) the same words: copies of one wire report are one origin. */
export async function originOf(trx: Trx, document: DocumentRow): Promise<number> {
  if (document.origin_document) return document.origin_document;
  const print = fingerprint(`${document.title}\n${document.text}`);
  const since = later(new Date(document.created_at), -COPY_WINDOW_DAYS * 86_400_000);
  const recent = await recentFingerprints(trx, since, COPY_CANDIDATES);
  const origin =
    (await originOfMeeting(trx, document.id)) ??
    recent.find((other) => other.id !== document.id && sameOrigin(other.fingerprint, print))?.origin ??
    document.id;
  await storeOrigin(trx, document.id, print, origin);
  return origin;
}
