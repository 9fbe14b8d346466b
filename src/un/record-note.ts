import type { Analysis, AnalysisInput, Mention, RecordNote } from '../model.ts';
import type { Status } from '../taxonomy.ts';
import { checkClaim, type ClaimCheck } from './claim-check.ts';
import type { CouncilRecord, CouncilRow } from './council-record.ts';

/** What surrounds the mentions: it tells the subject and the day of what they say. */
export interface Telling {
  title: string;
  lang: string;
  published: string | null;
}

/** Statuses that assert: a plan, a demand or a denial cannot be untrue to a record of what was done. */
const ASSERTING: ReadonlySet<Status> = new Set(['confirmed', 'reported', 'alleged']);

/**
 * The mentions, those of the record's types with the row that they tell of: one that lays to a state what the record does
 * not bear out, or gives another count, is marked as contradicting it; a true one has the row as its evidence.
 */
export function noteRecord(mentions: readonly Mention[], telling: Telling, record: CouncilRecord): Mention[] {
  return mentions.map((mention) =>
    record.types.has(mention.type) ? { ...mention, record: noteOf(mention, telling, record.rows) } : mention,
  );
}

/** An analysis with the notes that noteRecord makes. */
export function tellingsNoted(analysis: Analysis, input: AnalysisInput, record: CouncilRecord): Analysis {
  const { lang, mentions } = analysis;
  const telling = { title: input.title, lang, published: input.published ?? null };
  return { ...analysis, mentions: noteRecord(mentions, telling, record) };
}

function noteOf(mention: Mention, telling: Telling, rows: readonly CouncilRow[]): RecordNote | null {
  const { title, lang, published } = telling;
  const check = checkClaim({ text: mention.quote, context: title, lang, published }, rows);
  if (!check.row) return null;
  const { id, date, symbols, kind, tally, stances, others, outcome, review } = check.row;
  const verdict = ASSERTING.has(mention.status) ? verdictOf(check) : 'unknown';
  return { verdict, why: check.why, row: id, date, symbols, kind, tally, stances, others, outcome, review };
}

/** A quote is a part of what a text says of the outcome: by itself it convicts nobody. */
function verdictOf({ verdict, against }: ClaimCheck): RecordNote['verdict'] {
  return against === 'outcome' ? 'unknown' : verdict;
}
