import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { parseFeedDate } from '../../feeds/dates.ts';
import { fetchableUrl } from '../../sources/canonical-url.ts';
import { candidateAt } from '../candidate.ts';
import { csvRows } from '../csv.ts';
import { filesAt } from '../files.ts';
import { text } from '../settings.ts';
import { defineWay, type Candidate, type Unreached } from '../types.ts';

const STEP = 100;
/** Columns that a first row may name; a list without such a row has the address in its first column. */
const COLUMNS = ['url', 'title', 'published', 'lang'] as const;

const Cursor = z.strictObject({
  /** The file that is read, and how many of its rows lie behind. */
  file: z.string(),
  rows: z.int().min(0),
});

/** A list of addresses: a CSV or text file with one a row, or a folder of such files. */
export const list = defineWay({
  kind: 'list',
  needs: 'outlet',
  settings: { path: text },
  cursor: Cursor,
  async *walk(settings, cursor, context) {
    const files = filesAt(context.folder, settings.path, /\.(?:csv|txt)$/iu);
    const total = Math.max(
      1,
      files.reduce((sum, file) => sum + file.bytes, 0),
    );
    let before = 0;
    for (const { path, bytes } of files) {
      const skip = cursor === null || path > cursor.file ? 0 : path === cursor.file ? cursor.rows : Infinity;
      let rows = 0;
      let part: Part = { candidates: [], unreached: [] };
      let columns: readonly string[] | null = null;
      for await (const { fields, end } of csvRows(createReadStream(path, { encoding: 'utf8' }), isHeader)) {
        rows += 1;
        columns ??= columnsIn(fields);
        if (rows > skip && !(rows === 1 && columns !== PLAIN))
          takeRow(fields, columns, part, context.feed.timeZone);
        if (part.candidates.length + part.unreached.length < STEP) continue;
        yield { ...part, cursor: { file: path, rows }, done: Math.min(1, (before + end) / total) };
        part = { candidates: [], unreached: [] };
      }
      before += bytes;
      if (rows > skip) yield { ...part, cursor: { file: path, rows }, done: before / total };
    }
  },
});

interface Part {
  candidates: Candidate[];
  unreached: Unreached[];
}

const PLAIN: readonly string[] = ['url'];

function columnsIn(first: readonly string[]): readonly string[] {
  return isHeader(first) ? first.map(nameOf) : PLAIN;
}

function isHeader(first: readonly string[]): boolean {
  return first.map(nameOf).includes('url');
}

function nameOf(field: string): string {
  return field.replace(/^\uFEFF/u, '').toLowerCase();
}

function takeRow(
  fields: readonly string[],
  columns: readonly string[],
  part: Part,
  timeZone: string | undefined,
): void {
  const [address = '', title = '', published = '', lang = ''] = COLUMNS.map((name) => fields[columns.indexOf(name)] ?? ''); // prettier-ignore
  if (address === '' || address.startsWith('#')) return;
  const url = fetchableUrl(address.replace(/^\uFEFF/u, ''));
  if (!url)
    return void part.unreached.push({ address: address.slice(0, 500), why: 'no http or https address' });
  part.candidates.push(
    candidateAt(url, {
      title,
      published: parseFeedDate(published, { timeZone: timeZone ?? null }),
      lang: lang.slice(0, 2).toLowerCase() || null,
    }),
  );
}
