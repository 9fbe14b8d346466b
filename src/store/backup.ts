/** The store as lines of JSON, one a row: readable by anything, restorable into PGlite or a server alike. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { UsageError, messageOf } from '../errors.ts';
import type { Trx } from './database.ts';

/** Parents before children, so that restoring in this order satisfies every reference. */
const TABLES = [
  'setting', 'feed_state', 'host_pace', 'outcome_count', 'subscriber_state', 'backfill', 'backfill_unreached', 'item', 'item_key', 'item_version',
  'snapshot', 'document', 'mention', 'meeting', 'council_vote', 'related', 'event', 'event_key', 'statement', 'status_change', 'alert_decision', 'alert',
  'digest', 'digest_statement', 'delivery', 'verdict', 'acknowledgement',
] as const; // prettier-ignore
const WITH_IDENTITY = [
  'item',
  'snapshot',
  'document',
  'mention',
  'event',
  'statement',
  'status_change',
  'digest',
  'delivery',
  'backfill',
];
const PAGE = 500;
const FORMAT = 'tumen-backup-1';

const Header = z.object({ format: z.literal(FORMAT), at: z.string() });
const Row = z.object({ table: z.enum(TABLES), row: z.record(z.string(), z.unknown()) });

/** Every row of every table, as of one moment. Lines end with "\n"; the first names the format. */
export async function* dumpStore(trx: Trx, now: Date): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: FORMAT, at: now.toISOString() })}\n`;
  for (const table of TABLES) {
    for (let from = 0; ; from += PAGE) {
      const page = await sql<{ row: unknown }>`
        select to_jsonb(t) as row from ${named(table)} t order by t.ctid offset ${from} limit ${PAGE}`.execute(
        trx,
      );
      for (const { row } of page.rows) yield `${JSON.stringify({ table, row })}\n`;
      if (page.rows.length < PAGE) break;
    }
  }
}

/** Restores a dump into an empty store, all or nothing. Throws UsageError where the store is not empty or a line is not a row. */
export async function restoreStore(
  trx: Trx,
  lines: AsyncIterable<string>,
  onProgress: (rows: number) => void = () => undefined,
): Promise<number> {
  await refuseFull(trx);
  let number = 0;
  let rows = 0;
  let batch: { table: string; rows: unknown[] } = { table: '', rows: [] };
  const flush = async (): Promise<void> => {
    await insertRows(trx, batch.table, batch.rows);
    rows += batch.rows.length;
    onProgress(rows);
  };
  for await (const line of lines) {
    number += 1;
    const parsed = number === 1 ? Header.safeParse(parse(line)) : Row.safeParse(parse(line));
    if (!parsed.success)
      throw new UsageError(
        `line ${number} of the backup is not what it should be: ${z.prettifyError(parsed.error)}`,
      );
    if ('format' in parsed.data) continue;
    const { table, row } = parsed.data;
    if (table !== batch.table || batch.rows.length >= PAGE) {
      await flush();
      batch = { table, rows: [] };
    }
    batch.rows.push(row);
  }
  if (number === 0) throw new UsageError('the backup is empty');
  await flush();
  for (const table of WITH_IDENTITY) {
    await sql`select setval(pg_get_serial_sequence(${`tumen.${table}`}, 'id'), coalesce(max(id), 0) + 1, false) from ${named(table)}`.execute(
      trx,
    );
  }
  return rows;
}

async function insertRows(trx: Trx, table: string, rows: readonly unknown[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${named(table)} overriding system value
    select * from jsonb_populate_recordset(null::${named(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    trx,
  );
}

/** The lines of a backup file. Throws UsageError where it is missing, damaged or no such file. */
export async function* linesOfBackup(file: string): AsyncGenerator<string> {
  let rest = '';
  const text = createGunzip().setEncoding('utf8');
  // A file may turn out damaged while the database takes its rows: the error waits in the stream until the next line is asked for.
  pipeline(createReadStream(file), text, () => undefined);
  try {
    for await (const chunk of text) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw new UsageError(`${file}: cannot be read as a backup: ${messageOf(error)}`);
  }
  if (rest !== '') yield rest;
}

/** The baseline is installed at every start: curated events alone do not make a store full. */
async function refuseFull(trx: Trx): Promise<void> {
  const items = await sql<{ n: number }>`select count(*) as n from tumen.item`.execute(trx);
  if ((items.rows[0]?.n ?? 0) > 0)
    throw new UsageError('the store is not empty; restore into a new data folder or database');
  for (const table of TABLES.toReversed()) await sql`delete from ${named(table)}`.execute(trx);
}

function named(table: string): RawBuilder<unknown> {
  return sql.table(`tumen.${table}`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
