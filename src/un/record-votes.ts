import { VOTES_NEEDED, type Tally, type Vote } from './meeting.ts';
import { NUMBER_PATTERN, numberValue } from './number-words.ts';
import { isPermanent, splitStates } from './states.ts';
import { findSymbols } from './symbol-find.ts';

/** A vote in the body of a record; its lists, from "A vote was taken" on, are nobody's speech. */
export interface FoundVote {
  vote: Vote;
  start: number;
  end: number;
  /** What does not fit: the lists and the tally that the President announced. */
  note: string | null;
}

const TAKEN = /A (?:recorded )?vote was taken by (?:show of hands|roll[- ]call)\s*\.?/gu;
const LIST_HEAD = /(?<=^|\s)(In favou?r|Against|Abstaining|Abstentions?|Absent|Not participating):/gu;
/** Lists end where somebody speaks again. */
const LISTS_END =
  /\n\s*(?:The (?:Acting )?President|(?:Mr|Mrs|Ms|Miss)\.? \p{Lu}[^\n:]{0,80})(?:\s*\([^():]{2,80}\))*\s*:|\n\s*The meeting (?:rose|was)/u;
const LONGEST_LISTS = 4000;
const BEFORE_VOTE = 2500;
/** The President's last sentences before a vote say what it is about. */
const LAST_WORDS = 500;
const FIRST_WORDS = 500;

/** Finds the votes of a record's body. */
export function findVotes(body: string): FoundVote[] {
  return [...body.matchAll(TAKEN)].map((match) => readVote(body, match.index, match.index + match[0].length));
}

function readVote(body: string, start: number, listsStart: number): FoundVote {
  const window = body.slice(listsStart, listsStart + LONGEST_LISTS);
  const end = listsStart + (LISTS_END.exec(window)?.index ?? window.length);
  const lists = readLists(body.slice(listsStart, end));
  const before = oneLine(body.slice(Math.max(0, start - BEFORE_VOTE), start));
  const after = oneLine(body.slice(end, end + FIRST_WORDS));
  const announced = announcedTally(after);
  const listed = { yes: lists.inFavour.length, no: lists.against.length, abstain: lists.abstaining.length };
  const tally = listed.yes + listed.no + listed.abstain > 0 ? listed : announced;
  const kind = kindOfVote(before.slice(-LAST_WORDS), after);
  const result = resultOf(after);
  const vote: Vote = {
    kind,
    subject: subjectOf(kind, before.slice(-LAST_WORDS), after),
    draft: kind === 'substantive' ? draftBefore(before) : null,
    ...lists,
    tally,
    result,
    resolution: result === 'adopted' ? resolutionIn(after) : null,
    vetoBy: vetoers(kind, result, tally, lists.against),
    start,
    end,
  };
  return { vote, start, end, note: conflict(tally, announced) };
}

type Lists = Pick<Vote, 'inFavour' | 'against' | 'abstaining'>;

function readLists(text: string): Lists {
  const lists: Lists = { inFavour: [], against: [], abstaining: [] };
  const heads = [...text.matchAll(LIST_HEAD)];
  for (const [index, head] of heads.entries()) {
    const end = heads[index + 1]?.index ?? text.length;
    const names = splitStates(joinBroken(text.slice(head.index + head[0].length, end)));
    if (head[1]?.startsWith('In')) lists.inFavour.push(...names);
    else if (head[1] === 'Against') lists.against.push(...names);
    else if (head[1]?.startsWith('Abst')) lists.abstaining.push(...names);
  }
  return lists;
}

/** A name that a line end broke is put together: "Plurina-\ntional". */
function joinBroken(text: string): string {
  return text.replace(/(\p{Ll})-\s*\n\s*(?=\p{Ll})/gu, '$1');
}

const ANNOUNCED = new RegExp(
  `(?<yes>${NUMBER_PATTERN}) votes? in favou?r(?:,? (?:and |to )?(?<no>${NUMBER_PATTERN})(?: votes?)? against)?` +
    `(?:,? (?:and|with) (?<abstain>${NUMBER_PATTERN}) abstentions?)?`,
  'iu',
);

/** "There were 10 votes in favour, 3 votes against and 2 abstentions"; what is not named is none. */
function announcedTally(after: string): Tally | null {
  const groups = ANNOUNCED.exec(after)?.groups;
  const yes = numberValue(groups?.yes ?? '');
  if (!groups || yes === null) return null;
  return { yes, no: numberValue(groups.no ?? 'no') ?? 0, abstain: numberValue(groups.abstain ?? 'no') ?? 0 };
}

function conflict(listed: Tally | null, announced: Tally | null): string | null {
  if (!listed || !announced) return null;
  const [a, b] = [listed, announced].map(({ yes, no, abstain }) => `${yes}-${no}-${abstain}`);
  return a === b ? null : `the lists of a vote give ${a}, the President announced ${b}`;
}

const ON_A_DRAFT = /draft (?:resolution|amendment|presidential|statement)|\bamendments?\b/iu;
const PROCEDURAL = /provisional agenda|procedural|\b(?:proposal|motion|request|invitation)\b|rule 3[79]/iu;

/** What the President announces behind the lists counts more than what was said before them. */
function kindOfVote(before: string, after: string): Vote['kind'] {
  if (ON_A_DRAFT.test(after)) return 'substantive';
  if (PROCEDURAL.test(after)) return 'procedural';
  return PROCEDURAL.test(before) && !ON_A_DRAFT.test(before) ? 'procedural' : 'substantive';
}

function subjectOf(kind: Vote['kind'], before: string, after: string): string {
  if (kind === 'substantive') return /\bamendments?\b/iu.test(after) ? 'amendment' : 'draft resolution';
  return /agenda/iu.test(`${before} ${after}`) ? 'provisional agenda' : 'procedural proposal';
}

const SYMBOL_OF_DRAFT = /^S\/(?:19|20)\d\d\/\d+/u;

/** The draft is what is called so nearest before the vote; other symbols there may be letters and reports. */
function draftBefore(before: string): string | null {
  const documents = findSymbols(before).filter(
    ({ symbol, cited }) => cited === 'symbol' && SYMBOL_OF_DRAFT.test(symbol),
  );
  const isDraft = ({ start, end }: { start: number; end: number }): boolean =>
    /draft (?:resolution|amendment)|text of a draft/iu.test(
      before.slice(Math.max(0, start - 140), end + 100),
    );
  return (documents.findLast(isDraft) ?? documents.at(-1))?.symbol ?? null;
}

const FAILED =
  /not (?:\w+ )?(?:been )?adopted|fail(?:s|ed)? (?:of adoption|to|of being)|has (?:thus |therefore )?been rejected|is rejected/iu;

function resultOf(after: string): Vote['result'] {
  if (FAILED.test(after)) return 'not adopted';
  return /(?:been|was|is) (?:unanimously )?(?:adopted|carried|accepted|approved)/iu.test(after)
    ? 'adopted'
    : null;
}

function resolutionIn(after: string): string | null {
  return findSymbols(after).find(({ symbol }) => symbol.startsWith('S/RES/'))?.symbol ?? null;
}

/**
 * Who vetoed: the permanent members among the noes of a substantive draft that had nine votes and was not adopted. How many
 * permanent members the President names is not looked at: a record can say "one permanent member" of two.
 */
export function vetoers(
  kind: Vote['kind'],
  result: Vote['result'],
  tally: Tally | null,
  against: readonly string[],
): string[] {
  if (kind !== 'substantive' || result === 'adopted' || !tally || tally.yes < VOTES_NEEDED) return [];
  return against.filter(isPermanent);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
