import { readFile, stat } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import type { HttpOutcome } from '../http/index.ts';
import type { LocalPlace } from './local-address.ts';
import { answerOf, readWarcRecord } from './warc-record.ts';

/** As large as a document of the web may be. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What lies at a place, in the form in which the web answers: the reader of pages need not know the difference. */
export async function readLocalPage(place: LocalPlace, url: string, now: Date): Promise<HttpOutcome> {
  const { path } = place;
  try {
    if (place.kind === 'file') {
      if ((await stat(path)).size > MAX_BYTES) return { outcome: 'tooLarge', limit: MAX_BYTES };
      return found(url, await readFile(path), {}, now);
    }
    const record = await readWarcRecord(path, place.offset, MAX_BYTES);
    const answer = record && (await answerOf(record, MAX_BYTES));
    if (answer) return found(url, answer.body, answer.headers, now);
    return {
      outcome: 'networkError',
      code: 'NO_RECORD',
      message: `${path} has no answer at ${place.offset}`,
    };
  } catch (error) {
    return { outcome: 'networkError', code: 'LOCAL_FILE', message: messageOf(error) };
  }
}

function found(
  url: string,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
  now: Date,
): HttpOutcome {
  const fetchedAt = now.toISOString();
  return {
    outcome: 'ok',
    status: 200,
    finalUrl: url,
    movedTo: null,
    headers,
    bytes,
    etag: null,
    lastModified: null,
    fetchedAt,
  };
}
