import { z } from 'zod';
import { fetchableUrl } from '../../sources/canonical-url.ts';
import { candidateAt } from '../candidate.ts';
import { filesAt } from '../files.ts';
import { localAddress } from '../local-address.ts';
import { text } from '../settings.ts';
import { defineWay, type Candidate, type Step } from '../types.ts';
import { BadWarcError, answerHead, readWarcRecord, type WarcRecord } from '../warc-record.ts';

const STEP = 100;
/** Records looked at before the cursor is stored: most of a crawl is pictures and scripts. */
const STEP_RECORDS = 1_000;
/** Enough for the headers of an answer. */
const HEAD_BYTES = 64 * 1024;
const READABLE = /^(?:text\/html|application\/xhtml\+xml|application\/pdf|text\/plain)\b/iu;

const Cursor = z.strictObject({ file: z.string(), offset: z.int().min(0) });

/** WARC files, gzipped record by record or not: a file, or a folder of them. Pages and PDFs that were answered with 200. */
export const warc = defineWay({
  kind: 'warc',
  needs: 'outlet',
  settings: { path: text },
  cursor: Cursor,
  async *walk(settings, cursor, context) {
    const files = filesAt(context.folder, settings.path, /\.warc(?:\.gz)?$/iu);
    const total = Math.max(
      1,
      files.reduce((sum, file) => sum + file.bytes, 0),
    );
    let before = 0;
    for (const { path, bytes } of files) {
      const from = cursor === null || path > cursor.file ? 0 : path === cursor.file ? cursor.offset : bytes;
      for await (const step of walkFile(path, from)) {
        yield { ...step, done: (before + Math.min(step.cursor.offset, bytes)) / total };
      }
      before += bytes;
    }
  },
});

async function* walkFile(
  path: string,
  from: number,
): AsyncGenerator<Omit<Step, 'done'> & { cursor: z.output<typeof Cursor> }> {
  let candidates: Candidate[] = [];
  let offset: number | null = from;
  for (let records = 1; offset !== null; records += 1) {
    let record: WarcRecord | null;
    try {
      record = await readWarcRecord(path, offset, HEAD_BYTES);
    } catch (error) {
      if (!(error instanceof BadWarcError)) throw error;
      const unreached = [{ address: `${path} from byte ${offset}`, why: error.message }];
      return yield { candidates, unreached, cursor: { file: path, offset: Number.MAX_SAFE_INTEGER } };
    }
    candidates.push(...candidatesIn(record, path, offset));
    offset = record?.next ?? null;
    if (offset !== null && candidates.length < STEP && records % STEP_RECORDS !== 0) continue;
    yield { candidates, cursor: { file: path, offset: offset ?? Number.MAX_SAFE_INTEGER } };
    candidates = [];
  }
}

function candidatesIn(record: WarcRecord | null, path: string, offset: number): Candidate[] {
  if (!record) return [];
  const { headers, content } = record;
  const url = fetchableUrl((headers['warc-target-uri'] ?? '').replace(/^<|>$/gu, ''));
  if (!url || !isReadable(headers, content)) return [];
  const at = new Date(headers['warc-date'] ?? '');
  const capturedAt = Number.isNaN(at.getTime()) ? null : at.toISOString();
  const fetchUrl = localAddress({ kind: 'warc', path, offset });
  return [candidateAt(url, { capturedAt, notAfter: capturedAt?.slice(0, 10) ?? null, fetchUrl })];
}

function isReadable(headers: WarcRecord['headers'], content: Uint8Array): boolean {
  if (headers['warc-type'] === 'resource') return READABLE.test(headers['content-type'] ?? '');
  if (headers['warc-type'] !== 'response') return false;
  const head = answerHead(content);
  return head?.status === 200 && READABLE.test(head.headers['content-type'] ?? '');
}
