import { COUNCIL_MEMBERS, VOTES_NEEDED, type Tally, type Vote } from './meeting.ts';
import { NUMBER_PATTERN, numberValue } from './number-words.ts';
import { vetoers } from './record-votes.ts';
import { splitStates } from './states.ts';
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
export function findPressVotes(lines: readonly Line[]): Vote[] {
  const votes: Vote[] = [];
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

function pressVote(line: Line, match: RegExpMatchArray): Vote {
  const groups = match.groups ?? {};
  const lists = {
    inFavour: splitStates(groups.for ?? ''),
    against: splitStates(groups.against ?? ''),
    abstaining: splitStates(groups.abstaining ?? ''),
  };
  const tally = {
    yes: numberValue(groups.yes ?? '') ?? lists.inFavour.length,
    no: numberValue(groups.no ?? '') ?? lists.against.length,
    abstain: numberValue(groups.abstain ?? '') ?? lists.abstaining.length,
  };
  return toVote(line, tally, lists);
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
    subject: kind === 'procedural' ? 'provisional agenda' : 'draft resolution',
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
    const index = kept.findIndex((other) => other.kind === vote.kind && sameTally(other.tally, vote.tally));
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

function sameTally(a: Tally | null, b: Tally | null): boolean {
  return a !== null && b !== null && a.yes === b.yes && a.no === b.no && a.abstain === b.abstain;
}

function namesIn(vote: Vote): number {
  return vote.inFavour.length + vote.against.length + vote.abstaining.length;
}
