import type { Meeting } from '../un/meeting.ts';
import { parseCouncilRow, storedRow, type CouncilRow } from '../un/council-record.ts';
import { sameMeeting } from '../un/same-meeting.ts';
import type { MentionType } from '../taxonomy.ts';
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
  if (rows.length > 0 && meeting.date !== null) await reanalyze(trx, meeting.date, types);
}

async function reanalyze(trx: Trx, day: string, types: ReadonlySet<MentionType>): Promise<void> {
  const at = (days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString();
  await trx
    .updateTable('document')
    .set({ analyzed_at: null })
    .where('current', '=', true)
    .where((eb) => eb(eb.fn.coalesce('published', 'created_at'), '>=', at(-1)))
    .where((eb) => eb(eb.fn.coalesce('published', 'created_at'), '<=', at(TOLD_WITHIN_DAYS)))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('mention')
        .select('document_id')
        .where('type', 'in', [...types]),
    )
    .execute();
}

/** The rows that current documents add to the Council's record, in the order in which the documents came. */
export async function derivedRows(db: Db | Trx): Promise<CouncilRow[]> {
  const found = await db
    .selectFrom('meeting')
    .innerJoin('document', 'document.id', 'meeting.document_id')
    .select('meeting.rows')
    .where('document.current', '=', true)
    .orderBy('document.id')
    .execute();
  return found.flatMap(({ rows }) => rows.map(parseCouncilRow));
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
