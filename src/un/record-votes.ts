import { VOTES_NEEDED, type Tally, type Vote } from './meeting.ts';
import { NUMBER_PATTERN, numberValue } from './number-words.ts';
import { flatten, healBreaks } from './paragraphs.ts';
import { firstAtLeast, lastAtMost } from './sorted.ts';
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
const LONGEST_LISTS = 4000;
/** The President's last sentences before a vote say what it is about. */
const LAST_WORDS = 500;
const FIRST_WORDS = 500;

/** Finds the votes of a record's body; its lists end where the next of `speechStarts` (ascending) lies. */
export function findVotes(body: string, speechStarts: readonly number[]): FoundVote[] {
  const drafts = draftsIn(body);
  const draftStarts = drafts.map(({ at }) => at);
  const taken = [...body.matchAll(TAKEN)];
  return taken.map((match, index) => {
    const start = match.index;
    const listsStart = start + match[0].length;
    const nextSpeech = firstAtLeast(speechStarts, listsStart) ?? body.length;
    const end = Math.min(nextSpeech, taken[index + 1]?.index ?? body.length, listsStart + LONGEST_LISTS);
    return readVote(body, start, listsStart, end, drafts[lastAtMost(draftStarts, start)]?.symbol ?? null);
  });
}

function readVote(
  body: string,
  start: number,
  listsStart: number,
  end: number,
  lastDraft: string | null,
): FoundVote {
  const passage = flatten(body.slice(listsStart, end));
  const [remark = null] = /\[[^\]]{10,400}\]/u.exec(passage) ?? [];
  const lists = readLists(remark === null ? passage : passage.replace(remark, ' '));
  const before = flatten(body.slice(Math.max(0, start - LAST_WORDS), start));
  const after = flatten(body.slice(end, end + FIRST_WORDS));
  const announced = announcedTally(after);
  const listed = { yes: lists.inFavour.length, no: lists.against.length, abstain: lists.abstaining.length };
  const tally = listed.yes + listed.no + listed.abstain > 0 ? listed : announced;
  const kind = kindOfVote(before, after);
  const result = resultOf(after);
  const vote: Vote = {
    kind,
    subject: subjectOf(kind, before, after),
    draft: kind === 'substantive' ? lastDraft : null,
    ...lists,
    tally,
    result,
    resolution: result === 'adopted' ? resolutionIn(after) : null,
    vetoBy: vetoers(kind, result, tally, lists.against),
    start,
    end,
  };
  const notes = [
    conflict(tally, announced),
    remark === null ? null : `a remark on a vote: ${remark.slice(1, -1)}`,
  ];
  return { vote, start, end, note: notes.filter((note) => note !== null).join('; ') || null };
}

type Lists = Pick<Vote, 'inFavour' | 'against' | 'abstaining'>;

function readLists(text: string): Lists {
  const lists: Lists = { inFavour: [], against: [], abstaining: [] };
  const heads = [...text.matchAll(LIST_HEAD)];
  for (const [index, head] of heads.entries()) {
    const end = heads[index + 1]?.index ?? text.length;
    const names = splitStates(text.slice(head.index + head[0].length, end));
    if (head[1]?.startsWith('In')) lists.inFavour.push(...names);
    else if (head[1] === 'Against') lists.against.push(...names);
    else if (head[1]?.startsWith('Abst')) lists.abstaining.push(...names);
  }
  return lists;
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
  if (kind === 'substantive' && /^.{0,120}paragraph \w/isu.test(after)) return 'paragraph';
  if (kind === 'substantive') return /\bamendments?\b/iu.test(after) ? 'amendment' : 'draft resolution';
  return /agenda/iu.test(`${before} ${after}`) ? 'provisional agenda' : 'procedural proposal';
}

const GAP = String.raw`\s{1,3}`;
const DRAFT_SYMBOL = String.raw`(S\/\d{4}\/\d{1,4}(?:\/Rev\.\d+)?)`;
/** "document S/2022/431, which contains the text of a draft resolution", "the draft resolution contained in document ..." */
const DRAFT = new RegExp(
  `${DRAFT_SYMBOL}[,)]?${GAP}(?:which${GAP})?contain\\p{Ll}*${GAP}(?:the${GAP})?(?:text${GAP}of${GAP})?(?:an?|the)${GAP}` +
    `(?:revised${GAP})?(?:draft|amendment)` +
    `|(?:draft${GAP}resolution|amendment)s?,?${GAP}\\(?(?:\\p{Ll}+${GAP}){0,6}?(?:document${GAP})?\\(?${DRAFT_SYMBOL}`,
  'gu',
);

/** The documents that a body calls drafts, in order; other symbols near a vote may be letters and reports. */
function draftsIn(body: string): { at: number; symbol: string }[] {
  return [...healBreaks(body).matchAll(DRAFT)].map((match) => ({
    at: match.index,
    symbol: match[1] ?? match[2] ?? '',
  }));
}

const FAILED =
  /not (?:\w+ )?(?:been )?(?:adopted|retained)|fail(?:s|ed)? (?:of adoption|to|of being)|has (?:thus |therefore )?been rejected|is rejected/iu;

function resultOf(after: string): Vote['result'] {
  if (FAILED.test(after)) return 'not adopted';
  return /(?:been|was|is) (?:unanimously )?(?:adopted|carried|accepted|approved|retained)/iu.test(after)
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
