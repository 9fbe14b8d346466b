import type { Analysis, AnalysisInput, Mention, RecordNote } from '../model.ts';
import { CATEGORY_IDS, LANGUAGES, type Status } from '../taxonomy.ts';
import { citedTellings } from './cited-tellings.ts';
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

/** The mentions, and those that only the symbol of a row tells to be any, in the order of the text. */
export function withCited(mentions: readonly Mention[], telling: Telling, record: CouncilRecord): Mention[] {
  const known = mentions.filter(({ type }) => record.types.has(type));
  return [...mentions, ...citedTellings(known, telling, record.rows)].sort((a, b) => a.start - b.start);
}

/** An analysis with what the record adds: tellings that cite it, the notes that noteRecord makes, and its blame. */
export function tellingsNoted(analysis: Analysis, input: AnalysisInput, record: CouncilRecord): Analysis {
  const telling = {
    title: input.title,
    text: input.text,
    lang: analysis.lang,
    published: input.published ?? null,
  };
  const all = withCited(analysis.mentions, telling, record);
  return withMentions(analysis, noteRecord(all, telling, record).map(asRecorded));
}

/** An analysis with other mentions; those that come from the record never alert by themselves. */
export function withMentions(analysis: Analysis, mentions: Mention[]): Analysis {
  const categories = CATEGORY_IDS.flatMap((id) => {
    const own = mentions.filter(({ category }) => category === id).map(({ confidence }) => confidence);
    return own.length > 0 ? [{ id, confidence: Math.max(...own) }] : [];
  });
  return { ...analysis, relevant: mentions.length > 0, categories, mentions };
}

/** Stances of those that stood in the way. */
const IN_THE_WAY: ReadonlySet<string> = new Set(['vetoed', 'against', 'held', 'opposed', 'refused']);

/**
 * Whom the record acquits we do not accuse in our own words: the quote stays as it is, the blame is the record's. A true
 * telling, too, names some that only abstained; one that blames nobody is left so. What was voted on is not who says so.
 */
export function asRecorded(mention: Mention): Mention {
  const { record } = mention;
  if (!record) return mention;
  return { ...mention, facilitator: recordedBlame(mention, record), sourceActor: speaker(mention) };
}

function recordedBlame({ facilitator }: Mention, record: RecordNote): Mention['facilitator'] {
  if (record.verdict === 'unknown') return facilitator;
  if (record.verdict === 'agrees' && facilitator.length === 0) return facilitator;
  const recorded = Object.keys(record.stances).filter((code) => IN_THE_WAY.has(record.stances[code] ?? ''));
  const upheld = facilitator.filter((code) => recorded.includes(code));
  return upheld.length > 0 ? upheld : recorded;
}

/** Bodies that the Council's votes are about: "vetoed the Panel of Experts" has no word of the Panel's in it. */
const VOTED_ON = /^UN (?:Panel of Experts|Security Council)$/u;
const SAYS =
  /(?:said|says?|report(?:ed|s)|wrote|found|noted|stated|according to)(?!\p{L})|밝혔|보고서|전했|따르면|сообщил|отметил|заявил|表示|指出|报告|报道|によ(?:ると|れば)|述べ/u;

function speaker({ sourceActor, quote }: Mention): string | null {
  return sourceActor !== null && VOTED_ON.test(sourceActor) && !SAYS.test(quote) ? null : sourceActor;
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
  const full = `${context}\n${text}`;
  const { start, end } = sentencesAround(full, mention.start, mention.end);
  const sentence = full.slice(start, end);
  const severalDays = namesSeveralDays(sentence, lang);
  const own = checkClaim(severalDays ? claim : { ...claim, sentence }, rows);
  if (own.verdict === 'contradicts' || severalDays) return own;
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
