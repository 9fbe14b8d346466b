import type { Db } from './database.ts';
import type { VerdictTable } from './tables.ts';

export interface StatementSource {
  /** The reading that the statement was found in; null for what was entered by hand. */
  documentId: number | null;
  origin: 'live' | 'backfill' | 'curated';
}

/** Where the statements about an event come from, by their ids. */
export async function statementSources(db: Db, eventId: number): Promise<Map<string, StatementSource>> {
  const rows = await db
    .selectFrom('statement')
    .select(['id', 'document_id', 'origin'])
    .where('event_id', '=', eventId)
    .execute();
  return new Map(rows.map((row) => [String(row.id), { documentId: row.document_id, origin: row.origin }]));
}

export interface Verdict {
  verdict: VerdictTable['verdict'];
  givenAt: string;
}

/** What readers said of an event, the latest first. */
export async function verdictsOn(db: Db, eventId: number): Promise<Verdict[]> {
  const rows = await db
    .selectFrom('verdict')
    .select(['verdict', 'given_at'])
    .where('event_id', '=', eventId)
    .orderBy('given_at', 'desc')
    .execute();
  return rows.map((row) => ({ verdict: row.verdict, givenAt: row.given_at }));
}
