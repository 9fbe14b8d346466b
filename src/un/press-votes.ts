import { COUNCIL_MEMBERS, VOTES_NEEDED, type Tally, type Vote } from './meeting.ts';
import { NUMBER_PATTERN, numberValue } from './number-words.ts';
import { vetoers } from './record-votes.ts';
import { findVoteLists, withListLines, type VoteList } from './press-vote-lists.ts';
import { splitStates, stateCode } from './states.ts';
import { findSymbols } from './symbol-find.ts';

/** A line of the page, and where it stands in the text. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

const NAMES = '(?:\\s\\((?<NAME>[^()]{2,260}(?:\\([^()]{2,40}\\)[^()]{0,200}){0,3})\\))?';
const names = (name: string): string => NAMES.replace('NAME', name);
/** "13 in favour to 2 against (China, Russian Federation), with no abstentions". */
export const PRESS_VOTE = new RegExp(
  `(?<yes>${NUMBER_PATTERN})(?: votes?| members?)?(?: voting)? in favou?r${names('for')}(?:,? (?:to|and|with))?,? ` +
    `(?<no>${NUMBER_PATTERN})(?: votes?)? against${names('against')}` +
    `(?:(?:,? (?:and|with)|,) (?<abstain>${NUMBER_PATTERN})? ?abst(?:entions?|aining|ained)${names('abstaining')})?`,
  'iu',
);
const EVERYWHERE = new RegExp(PRESS_VOTE.source, 'giu');
const UNANIMOUS = /unanimously (?:adopt\p{Ll}+|passed|approved)|adopted unanimously/iu;

/** Finds the votes that a press release tells; one that is told twice is one. */
export function findPressVotes(given: readonly Line[]): Vote[] {
  const lines = withListLines(given);
  const votes: Vote[] = findVoteLists(lines).map((list) => listedVote(lines, list));
  for (const line of lines) {
    const counted = [...line.text.matchAll(EVERYWHERE)];
    for (const match of counted) votes.push(pressVote(line, match));
    if (counted.length === 0 && UNANIMOUS.test(line.text)) {
      votes.push(
        toVote(
          line,
          { yes: COUNCIL_MEMBERS, no: 0, abstain: 0 },
          { inFavour: [], against: [], abstaining: [] },
        ),
      );
    }
  }
  return withoutRepeats(votes);
}

/** What stands before a list and behind it says what was voted on, and how it ended. */
function listedVote(lines: readonly Line[], { lists, tally, from, to }: VoteList): Vote {
  const around = [...lines.slice(Math.max(0, from - 1), from), ...lines.slice(to, to + 1)];
  const text = around.map((line) => line.text).join(' ');
  const [first, last] = [lines[from], lines[to - 1]];
  return toVote({ text, start: first?.start ?? 0, end: last?.end ?? 0 }, tally, lists);
}

function pressVote(line: Line, match: RegExpMatchArray): Vote {
  const groups = match.groups ?? {};
  const lists = {
    inFavour: splitStates(groups.for ?? ''),
    against: splitStates(groups.against ?? ''),
    abstaining: splitStates(groups.abstaining ?? ''),
  };
  const no = numberValue(groups.no ?? '');
  if (lists.against.length === 0 && no !== null) lists.against = namedBeside(line.text, AGAINST, no);
  const abstain = numberValue(groups.abstain ?? '');
  if (lists.abstaining.length === 0) lists.abstaining = namedBeside(line.text, ABSTAINING, abstain);
  const tally = {
    yes: numberValue(groups.yes ?? '') ?? lists.inFavour.length,
    no: no ?? lists.against.length,
    abstain: abstain ?? lists.abstaining.length,
  };
  return toVote(line, tally, lists);
}

const STATES = "((?:the )?\\p{Lu}[\\p{L}’' -]{2,60}?(?:(?:,| and) (?:the )?\\p{Lu}[\\p{L}’' -]{2,60}?){0,4})";
/** "the Russian Federation vetoed", "owing to the veto of China and the Russian Federation". */
const AGAINST = [
  new RegExp(`(?:veto(?:es)?|negative votes?) (?:of|by|from|cast by) ${STATES}(?=[.,;)]|$)`, 'u'),
  new RegExp(`vetoed by ${STATES}(?=[.,;)]|$)`, 'u'),
  new RegExp(
    `(?:^|[.,;] |while |with )${STATES} (?:vetoed|voted against|voting against|cast(?:ing)? (?:a|its|their) veto)`,
    'u',
  ),
];
/** "with China abstaining". */
const ABSTAINING = [new RegExp(`(?:^|[.,;] |while |with |and )${STATES} abstain(?:ed|ing)`, 'u')];

/** States that a line names apart from the count; none where they are not as many as it counts. */
function namedBeside(text: string, patterns: readonly RegExp[], count: number | null): string[] {
  for (const pattern of patterns) {
    const names = splitStates(pattern.exec(text)?.[1] ?? '').map((name) => name.replace(/^the /iu, ''));
    const areStates = names.length > 0 && names.every((name) => stateCode(name) !== null);
    if (areStates && (count === null || names.length === count)) return names;
  }
  return [];
}

function toVote(line: Line, tally: Tally, lists: Pick<Vote, 'inFavour' | 'against' | 'abstaining'>): Vote {
  const isProcedural = /procedural|provisional agenda|adopt\p{Ll}* (?:the|its) agenda|agenda item/iu.test(
    line.text,
  );
  const kind = isProcedural && !/draft resolution/iu.test(line.text) ? 'procedural' : 'substantive';
  const result = resultOf(line.text, kind, tally);
  const symbols = findSymbols(line.text).map(({ symbol }) => symbol);
  return {
    kind,
    subject: kind === 'procedural' ? 'provisional agenda' : subjectOf(line.text),
    draft:
      kind === 'substantive'
        ? (symbols.find((symbol) => /^S\/(?:19|20)\d\d\/\d/u.test(symbol)) ?? null)
        : null,
    ...lists,
    tally,
    result,
    resolution: result === 'adopted' ? (symbols.find((symbol) => symbol.startsWith('S/RES/')) ?? null) : null,
    vetoBy: vetoers(kind, result, tally, lists.against),
    start: line.start,
    end: line.end,
  };
}

function subjectOf(text: string): string {
  return /\bamendments?\b/iu.test(text) ? 'amendment' : 'draft resolution';
}

const FAILED = /\b(?:fail(?:s|ed|ing)? to|reject\p{Ll}*|not adopted|vetoed|veto|blocked|defeated)\b/iu;
const PASSED = /\b(?:adopt\p{Ll}*|approved|decided|passed|carried)\b/iu;

/** A procedural vote is settled by its count alone: a veto that the line speaks of is another one, or has no force. */
function resultOf(text: string, kind: Vote['kind'], tally: Tally): Vote['result'] {
  const byCount = tally.yes >= VOTES_NEEDED ? 'adopted' : 'not adopted';
  if (kind === 'procedural') return byCount;
  if (FAILED.test(text)) return 'not adopted';
  return PASSED.test(text) ? byCount : null;
}

/** The lead and the account of the vote tell the same vote: the fuller telling stays. */
function withoutRepeats(votes: readonly Vote[]): Vote[] {
  const kept: Vote[] = [];
  for (const vote of votes) {
    const index = kept.findIndex(
      (other) => other.kind === vote.kind && sameTally(other.tally, vote.tally) && mayBeOne(other, vote),
    );
    const other = kept[index];
    if (!other) kept.push(vote);
    else if (namesIn(vote) > namesIn(other)) kept[index] = { ...vote, draft: vote.draft ?? other.draft };
    else
      kept[index] = {
        ...other,
        draft: other.draft ?? vote.draft,
        resolution: other.resolution ?? vote.resolution,
      };
  }
  return kept;
}

/** Two drafts can have the same count. */
function mayBeOne(a: Vote, b: Vote): boolean {
  const own = (vote: Vote): string | null => vote.draft ?? vote.resolution;
  const [first, second] = [own(a), own(b)];
  const sorts = [first, second].map((symbol) => symbol?.startsWith('S/RES/') ?? null);
  return first === null || second === null || first === second || sorts[0] !== sorts[1];
}

function sameTally(a: Tally | null, b: Tally | null): boolean {
  return a !== null && b !== null && a.yes === b.yes && a.no === b.no && a.abstain === b.abstain;
}

function namesIn(vote: Vote): number {
  return vote.inFavour.length + vote.against.length + vote.abstaining.length;
}
