/** The store as lines of JSON, one a row: readable by anything, restorable into PGlite or a server alike. */
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import type { Trx } from './database.ts';

/** Parents before children, so that restoring in this order satisfies every reference. */
const TABLES = [
  'setting', 'feed_state', 'host_pace', 'outcome_count', 'subscriber_state', 'backfill', 'item', 'item_key', 'item_version',
  'snapshot', 'document', 'mention', 'meeting', 'related', 'event', 'event_key', 'statement', 'status_change', 'alert_decision',
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
export async function restoreStore(trx: Trx, lines: AsyncIterable<string>): Promise<number> {
  await refuseFull(trx);
  let number = 0;
  let rows = 0;
  for await (const line of lines) {
    number += 1;
    const parsed = number === 1 ? Header.safeParse(parse(line)) : Row.safeParse(parse(line));
    if (!parsed.success)
      throw new UsageError(
        `line ${number} of the backup is not what it should be: ${z.prettifyError(parsed.error)}`,
      );
    if ('format' in parsed.data) continue;
    const { table, row } = parsed.data;
    await sql`insert into ${named(table)} overriding system value
      select * from jsonb_populate_record(null::${named(table)}, ${JSON.stringify(row)}::jsonb)`.execute(trx);
    rows += 1;
  }
  for (const table of WITH_IDENTITY) {
    await sql`select setval(pg_get_serial_sequence(${`tumen.${table}`}, 'id'), coalesce(max(id), 0) + 1, false) from ${named(table)}`.execute(
      trx,
    );
  }
  return rows;
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
