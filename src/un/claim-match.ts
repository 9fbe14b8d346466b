import type { PartialDay } from './claim-date.ts';
import type { ReadClaim } from './claim-read.ts';
import type { Act } from './claim-words.ts';
import type { CouncilRow, Topic } from './council-record.ts';

const DAY_MS = 86_400_000;
/** News tells of an event within a week; what comes later names the day, or a subject that there was only once. */
const FRESH_DAYS = 8;
/** A veto told so soon after a DPRK vote is that one, whatever the words for its subject. */
const NEWS_DAYS = 3;
/** An "expected" day, a date line or a time zone can be this far off. */
const NEAR_DAYS = 1;
/** Subjects that stand alone in the record: a telling without a date can only mean the row that ended them. */
const SINGULAR: ReadonlySet<Topic> = new Set(['panel', 'webcast', 'listing', 'petroleum']);

/**
 * The row that a claim is about, by symbol, or by subject and day together; null where none fits well enough. Rows after the
 * day on which the claim was published are out of the question.
 */
export function matchRow(
  claim: ReadClaim,
  published: string | null,
  rows: readonly CouncilRow[],
): CouncilRow | null {
  const scored = rows
    .filter((row) => published === null || daysBetween(row.date, published) >= -NEAR_DAYS)
    .map((row) => ({ row, score: scoreOf(row, claim, published) || onlyOfYearScore(row, claim, rows) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || daysApart(a.row, published) - daysApart(b.row, published));
  return scored[0]?.row ?? null;
}

const SYMBOL_SCORE = 20;

function scoreOf(row: CouncilRow, claim: ReadClaim, published: string | null): number {
  const bySymbol = row.keys.some((key) => claim.symbols.has(key));
  const subject = subjectScore(row, claim, published);
  if (bySymbol) return SYMBOL_SCORE + subject + dayScore(row, claim.days, published);
  if (row.kind === 'decision' && isOfStatement(claim) && !isOfStatement(row)) return 0;
  const day = dayScore(row, claim.days, published);
  if (subject === 0 || !(claim.aboutDprk || (subject >= TELLING_SUBJECT && day >= TELLING_DAY))) return 0;
  if (day > 0) return subject + day;
  const isSingular =
    row.kind !== 'decision' && row.topics.some((topic) => SINGULAR.has(topic) && claim.topics.has(topic));
  const isElse =
    claim.namesDays &&
    claim.days.some((told) => isBefore(told, row.date, published) || (published === null && isFull(told)));
  return isSingular && !isElse ? subject : 0;
}

/** A statement that was blocked is no resolution that was adopted, however near: "the Panel said China blocked a statement". */
function isOfStatement({ topics }: { topics: Iterable<Topic> }): boolean {
  return [...topics].some((topic) => topic === 'statement' || topic === 'presidential_statement');
}

/** What a year has one of: its veto, its try for a meeting on human rights. */
const SORTS_OF_YEAR: readonly { isOf(row: CouncilRow): boolean; acts: ReadonlySet<Act> }[] = [
  { isOf: ({ kind }) => kind === 'veto', acts: new Set(['veto']) },
  {
    isOf: ({ kind, topics }) =>
      topics[0] === 'human_rights' && kind !== 'decision' && kind !== 'veto' && kind !== 'ngo',
    acts: new Set(['veto', 'block', 'against', 'oppose']),
  },
];

/**
 * A year without a month tells the row of which it had only one of its sort: a claim that lays such an act to somebody in that
 * year can mean no other.
 */
function onlyOfYearScore(row: CouncilRow, claim: ReadClaim, rows: readonly CouncilRow[]): number {
  const year = row.date.slice(0, 4);
  const isTold =
    claim.days.length > 0 &&
    claim.days.every((told) => told.month === null && told.day === null && String(told.year) === year);
  if (!isTold || !claim.aboutDprk || !row.topics.some((topic) => claim.topics.has(topic))) return 0;
  const isOnly = SORTS_OF_YEAR.some(
    ({ isOf, acts }) =>
      isOf(row) &&
      claim.assertions.some(({ act }) => acts.has(act)) &&
      rows.filter((other) => isOf(other) && other.date.startsWith(year)).length === 1,
  );
  return isOnly ? 1 : 0;
}

/** A subject and a day that tell the row even where the text does not name the DPRK. */
const TELLING_SUBJECT = 5;
const TELLING_DAY = 2;

/** A day with its year that fits no row tells of something else, unless it is what later news reports of. */
function isFull({ year, month, day }: PartialDay): boolean {
  return year !== null && month !== null && day !== null;
}

/** Whether a text names a day that lies before the row's, so that it must mean something earlier. */
function isBefore(told: PartialDay, date: string, published: string | null): boolean {
  const year = told.year ?? (published === null ? null : Number(published.slice(0, 4)));
  if (year === null || told.month === null) return told.year !== null && told.year < Number(date.slice(0, 4));
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${pad(told.month)}-${pad(told.day ?? 31)}` < date;
}

/** More telling subjects count more: a statement is of human rights only by the way. */
const WEIGHTS: Readonly<Record<Topic, number>> = {
  webcast: 6,
  ngo: 6,
  listing: 6,
  petroleum: 6,
  easing: 5,
  panel: 5,
  presidential_statement: 4,
  statement: 3,
  human_rights: 3,
  sanctions: 2,
};

function subjectScore(row: CouncilRow, claim: ReadClaim, published: string | null): number {
  const since = published === null ? null : daysBetween(row.date, published);
  const fresh = since !== null && since <= NEWS_DAYS;
  const [main] = row.topics;
  const asserted = row.kind === 'veto' && claim.assertions.some(({ act }) => act === 'veto') ? 2 : 0;
  if (main === undefined || !row.topics.some((topic) => claim.topics.has(topic)))
    return asserted > 0 && fresh ? 1 : 0;
  const shared = row.topics.filter((topic) => claim.topics.has(topic)).map((topic) => WEIGHTS[topic]);
  return Math.max(...shared) + (claim.topics.has(main) ? 1 : 0) + asserted;
}

/** How well the days of a claim fit a row: 6 for the very day, down to 1 for "in March"; 0 where none fits. */
function dayScore(row: CouncilRow, days: readonly PartialDay[], published: string | null): number {
  const sincePublished = published === null ? null : daysBetween(row.date, published);
  const isFresh = sincePublished !== null && sincePublished <= FRESH_DAYS;
  const [year = 0, month = 0, day = 0] = row.date.split('-').map(Number);
  const scores = days.map((told) => {
    if (told.year !== null && told.year !== year) return 0;
    if (told.month !== null && told.month !== month) return row.about ? nearMonth(told, month) : 0;
    if (told.day !== null && Math.abs(told.day - day) > NEAR_DAYS) return 0;
    if (told.day !== null && told.month !== null) return told.day === day ? 6 : 5;
    if (told.day !== null) return isFresh ? 5 : 0;
    if (told.month === null) return 0;
    return told.year === null ? (sincePublished !== null && sincePublished <= 366 ? 1 : 0) : 3;
  });
  return Math.max(isFresh ? 2 + (FRESH_DAYS - (sincePublished ?? 0)) / FRESH_DAYS : 0, ...scores);
}

function nearMonth(told: PartialDay, month: number): number {
  return told.month !== null && Math.abs(told.month - month) === 1 ? 1 : 0;
}

function daysBetween(earlier: string, later: string): number {
  return Math.floor((Date.parse(later.slice(0, 10)) - Date.parse(earlier)) / DAY_MS);
}

function daysApart(row: CouncilRow, published: string | null): number {
  return published === null ? 0 : Math.abs(daysBetween(row.date, published));
}
