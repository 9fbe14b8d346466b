import type { Meeting } from '../un/meeting.ts';
import { parseCouncilRow, storedRow, type CouncilRow } from '../un/council-record.ts';
import { sameMeeting } from '../un/same-meeting.ts';
import type { MentionType } from '../taxonomy.ts';
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { json } from './sql.ts';

/** A telling this many days behind a meeting can be about it; before the meeting only the date line can be off. */
const TOLD_WITHIN_DAYS = 30;

/**
 * Notes which meeting a document tells of, and the rows that it adds to the Council's record. Tellings of those days, of `types`,
 * are analysed again, because they came before the record did.
 */
export async function storeMeeting(
  trx: Trx,
  documentId: number,
  meeting: Pick<Meeting, 'number' | 'resumption' | 'date' | 'source'>,
  rows: readonly CouncilRow[],
  types: ReadonlySet<MentionType>,
): Promise<void> {
  const values = {
    document_id: documentId,
    number: meeting.number,
    resumption: meeting.resumption,
    day: meeting.date,
    source: meeting.source,
    rows: json(rows.map(storedRow)),
  };
  const { document_id: _id, ...rest } = values;
  await trx
    .insertInto('meeting')
    .values(values)
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(rest))
    .execute();
  await reanalyze(trx, rows, types);
}

/**
 * Keeps the rows that a feed tells outside any document; a row that is told anew takes the place of what the feed told before.
 * Returns how many are new or otherwise than before; tellings of their days are analysed again.
 */
export async function storeVotes(
  trx: Trx,
  feedId: string,
  rows: readonly CouncilRow[],
  types: ReadonlySet<MentionType>,
  now: Date,
): Promise<number> {
  const changed: CouncilRow[] = [];
  for (const row of rows) {
    const stored = await sql<{ row_id: string }>`
      insert into tumen.council_vote (feed_id, row_id, row, recorded_at)
      values (${feedId}, ${row.id}, ${json(storedRow(row))}::jsonb, ${now.toISOString()})
      on conflict (feed_id, row_id) do update set row = excluded.row, recorded_at = excluded.recorded_at
      where council_vote.row is distinct from excluded.row
      returning row_id`.execute(trx);
    if (stored.rows.length > 0) changed.push(row);
  }
  await reanalyze(trx, changed, types);
  return changed.length;
}

async function reanalyze(
  trx: Trx,
  rows: readonly CouncilRow[],
  types: ReadonlySet<MentionType>,
): Promise<void> {
  for (const day of new Set(rows.map(({ date }) => date))) {
    const symbols = rows.filter(({ date }) => date === day).flatMap((row) => row.symbols);
    await reanalyzeDay(trx, day, symbols, types);
  }
}

/** A text that only cites a symbol has no mention of those types before its row is known. */
async function reanalyzeDay(
  trx: Trx,
  day: string,
  symbols: readonly string[],
  types: ReadonlySet<MentionType>,
): Promise<void> {
  const at = (days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString();
  await trx
    .updateTable('document')
    .set({ analyzed_at: null })
    .where('current', '=', true)
    .where((eb) => eb(eb.fn.coalesce('published', 'created_at'), '>=', at(-1)))
    .where((eb) => eb(eb.fn.coalesce('published', 'created_at'), '<=', at(TOLD_WITHIN_DAYS)))
    .where((eb) =>
      eb.or([
        eb(
          'id',
          'in',
          eb
            .selectFrom('mention')
            .select('document_id')
            .where('type', 'in', [...types]),
        ),
        ...symbols.flatMap((symbol) => [
          eb('title', 'like', `%${symbol}%`),
          eb('text', 'like', `%${symbol}%`),
        ]),
      ]),
    )
    .execute();
}

/**
 * The rows that current documents add to the Council's record, in the order in which the documents came; behind them those
 * that feeds tell by themselves.
 */
export async function derivedRows(db: Db | Trx): Promise<CouncilRow[]> {
  const found = await db
    .selectFrom('meeting')
    .innerJoin('document', 'document.id', 'meeting.document_id')
    .select('meeting.rows')
    .where('document.current', '=', true)
    .orderBy('document.id')
    .execute();
  const votes = await db
    .selectFrom('council_vote')
    .select('row')
    .orderBy('feed_id')
    .orderBy('row_id')
    .execute();
  return [...found.flatMap(({ rows }) => rows), ...votes.map(({ row }) => row)].map(parseCouncilRow);
}

/** The origin of an earlier document about the very meeting that this one is about: record and press release are one voice. */
export async function originOfMeeting(trx: Trx, documentId: number): Promise<number | null> {
  const rows = await trx
    .selectFrom('meeting as own')
    .innerJoin('meeting as any', 'any.number', 'own.number')
    .innerJoin('document', 'document.id', 'any.document_id')
    .select(['document.id', 'document.origin_document', 'any.number', 'any.resumption', 'any.day as date'])
    .where('own.document_id', '=', documentId)
    .where('document.id', '<=', documentId)
    .orderBy('document.id')
    .execute();
  const own = rows.find((row) => row.id === documentId);
  const first = own && rows.find((row) => row.id !== documentId && sameMeeting(row, own));
  return first ? (first.origin_document ?? first.id) : null;
}
