import type { Analysis, AnalysisInput, Mention, RecordNote } from '../model.ts';
import { LANGUAGES, type Status } from '../taxonomy.ts';
import { checkClaim, type ClaimCheck } from './claim-check.ts';
import { daysIn } from './claim-date.ts';
import { sentencesAround } from './claim-read.ts';
import type { CouncilRecord, CouncilRow } from './council-record.ts';

/** What surrounds the mentions: it tells the subject and the day of what they say. */
export interface Telling {
  title: string;
  /** Mentions stand in title + "\n" + text. */
  text: string;
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
  const telling = { title: input.title, text: input.text, lang, published: input.published ?? null };
  return { ...analysis, mentions: noteRecord(mentions, telling, record) };
}

function noteOf(mention: Mention, telling: Telling, rows: readonly CouncilRow[]): RecordNote | null {
  const check = checkQuote(mention, telling, rows);
  if (!check.row) return null;
  const { id, date, symbols, kind, tally, stances, others, outcome, review } = check.row;
  const verdict = ASSERTING.has(mention.status) ? verdictOf(check) : 'unknown';
  return { verdict, why: check.why, row: id, date, symbols, kind, tally, stances, others, outcome, review };
}

/**
 * A quote can be one clause of its sentence, and leave out the day, or who else did what: where by itself it is not against
 * the record, the whole sentence is looked at. What the sentence tells of another row is no reason to convict.
 */
function checkQuote(mention: Mention, telling: Telling, rows: readonly CouncilRow[]): ClaimCheck {
  const { title: context, text, lang, published } = telling;
  const claim = { text: mention.quote, context, lang, published };
  const own = checkClaim(claim, rows);
  if (own.verdict === 'contradicts') return own;
  const sentence = sentencesAround(`${context}\n${text}`, mention.start, mention.end);
  if (namesSeveralDays(sentence, lang)) return own;
  const whole = checkClaim({ ...claim, text: sentence }, rows);
  const isSame = own.row === null || own.row.id === whole.row?.id;
  const tellsMore = own.verdict === 'unknown' ? whole.verdict !== 'unknown' : whole.verdict === 'contradicts';
  return isSame && tellsMore ? whole : own;
}

/** Whether a sentence tells of more than one day: its acts need not belong to one vote. */
function namesSeveralDays(sentence: string, lang: string): boolean {
  const language = LANGUAGES.find((known) => known === lang);
  const days = language ? daysIn(sentence, language) : [];
  return (['year', 'month'] as const).some(
    (part) => new Set(days.flatMap((day) => day[part] ?? [])).size > 1,
  );
}

/** A quote is a part of what a text says of the outcome: by itself it convicts nobody. */
function verdictOf({ verdict, against }: ClaimCheck): RecordNote['verdict'] {
  return against === 'outcome' ? 'unknown' : verdict;
}
