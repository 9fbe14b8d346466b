import { VOTES_NEEDED, type Meeting, type Paragraph, type Tally, type Turn, type Vote } from './meeting.ts';
import { NUMBER_PATTERN, numberValue } from './number-words.ts';
import { clockTime, isoDay, resumptionOf } from './record-cover.ts';
import { vetoers } from './record-votes.ts';
import { splitStates, stateCode } from './states.ts';
import { findSymbols } from './symbol-find.ts';

/** Meetings coverage of press.un.org, with what a page has besides the meeting. */
export interface PressMeeting extends Meeting {
  headline: string | null;
  subheadline: string | null;
}

const MEETING =
  /(\d{1,5})(?:st|nd|rd|th)\s+Meeting(?:\s*\((Resumption ?\d*)\))?\s*(?:\((?:AM|PM|Night|AM & PM)[^)]{0,20}\))?/u;
const CODE = /\bSC\/\d{4,6}\b/u;
/** Lines in which the date of the meeting can stand. */
const HEAD_LINES = 10;
/** A line this short that holds a date is the date line. */
const DATE_LINE = 24;
const DAY =
  /\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) ((?:19|20)\d\d)\b/u;
const CLOCK = '(\\d{1,2}(?:[:.]\\d{2})?\\s*[ap]\\.?m\\.?|noon)';
const TIMES = new RegExp(
  `The meeting (?:began|started|was called to order|(?:was )?resumed) at ${CLOCK}(?:,? and (ended|rose|was suspended) at ${CLOCK})?`,
  'u',
);

/** Whether a text is the press release of a Security Council meeting. */
export function isPressRelease(text: string): boolean {
  const head = text.slice(0, 3000);
  return CODE.test(head) && MEETING.test(head);
}

/**
 * Reads the press release of a Security Council meeting, as the plain text of its page, a paragraph a line. The page gives
 * tallies and the names of those that were against or abstained, seldom of those in favour.
 */
export function parsePressRelease(text: string): PressMeeting {
  const lines = linesOf(text);
  const at = lines.findIndex((line) => MEETING.test(line.text) && line.text.length < 60);
  const meeting = MEETING.exec(lines[at]?.text ?? text.slice(0, 3000));
  const codeAt = lines.findIndex((line) => CODE.test(line.text) && line.text.length < 40);
  const behind = lines
    .slice(Math.max(at, codeAt) + 1)
    .filter(({ text: line }) => line.length > DATE_LINE || !DAY.test(line));
  const heads = behind.slice(0, behind[1] && /[.!?”]$/u.test(behind[1].text) ? 1 : 2);
  const body = behind.slice(heads.length);
  const votes = findPressVotes(body);
  const times = TIMES.exec(text);
  const day = DAY.exec(
    lines
      .slice(0, HEAD_LINES)
      .map((line) => line.text)
      .join('\n'),
  );
  return {
    source: 'press',
    symbol: CODE.exec(text)?.[0] ?? null,
    number: meeting ? Number(meeting[1]) : null,
    resumption: resumptionOf(meeting?.[2] ? [meeting[2]] : []),
    date: day ? isoDay(day[1] ?? '', day[2] ?? '', day[3] ?? '') : null,
    begins: clockTime(times?.[1] ?? ''),
    ends: clockTime(times?.[3] ?? ''),
    adjournment: adjournmentOf(times?.[2]),
    president: null,
    members: [],
    agenda: [],
    documentsBefore: [],
    turns: readPressTurns(body),
    votes,
    notes: notesOn(text, meeting !== null),
    headline: heads[0]?.text ?? null,
    subheadline: heads[1]?.text ?? null,
  };
}

function adjournmentOf(verb: string | undefined): Meeting['adjournment'] {
  if (verb === undefined) return null;
  return verb === 'was suspended' ? 'suspended' : 'rose';
}

const TO_FOLLOW =
  /(?:full|complete|detailed)?\s*(?:summary|coverage)[^.]{0,80}(?:will (?:be (?:available|posted|issued)|follow)|to follow)/iu;

function notesOn(text: string, hasNumber: boolean): string[] {
  const notes: string[] = [];
  if (!hasNumber) notes.push('no meeting number on the page');
  if (TO_FOLLOW.test(text)) notes.push('the full coverage is to follow: fetch the page again after a day');
  return notes;
}

interface Line {
  text: string;
  start: number;
  end: number;
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n]+/gu)].flatMap((match) => {
    const trimmed = match[0].trim();
    if (trimmed === '') return [];
    const start = match.index + match[0].indexOf(trimmed);
    return [{ text: trimmed, start, end: start + trimmed.length }];
  });
}

/** "ZHANG JUN (China) said", "Ms. THOMAS-GREENFIELD (United States), taking the floor a second time", capitals throughout. */
const CAPITALS =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.?\s)?(?<name>\p{Lu}[\p{Lu}.’'\u2010-\u2015-]*(?:\s(?:\p{Lu}[\p{Lu}.’'\u2010-\u2015-]*|de|da|al|el|van|von|bin)){0,6})(?:\s\((?<state>(?:[^()]|\([^()]*\)){2,80})\)|,\s(?<role>[^.]{4,200}?),?\s(?:said|briefed|noted|told|stressed|recalled|reported|warned|speaking|highlighted|addressed|began|voiced|urged|recounted|described))/u;
const REPRESENTATIVE =
  /^(?:The (?:\p{L}+ )?(?:representative|delegate|speaker) (?:of|for|from) (?:the )?(?<of>[\p{L}’' -]{3,60}?)|(?<own>[\p{L}’' ]{3,50}?)[’']s? (?:representative|delegate))(?=,| (?:said|also|then|noted|took|who|speaking|recalled|stressed|underscored|expressed|pointed|responded|called|condemned))/u;
const HEADING =
  /^(?:Statements?|Briefings?|Action(?: on Draft(?: Resolution)?)?|Vote|Opening Remarks|Background|Decision|Explanations? of Vote.*|Resolution|Right of Reply)$/u;

function readPressTurns(lines: readonly Line[]): Turn[] {
  const turns: Turn[] = [];
  let open: Turn | null = null;
  for (const line of lines) {
    const begun = turnBegins(line);
    if (begun) {
      turns.push(begun);
      open = begun;
    } else if (HEADING.test(line.text) || TIMES.test(line.text) || PRESS_VOTE.test(line.text)) {
      open = null;
    } else if (open) {
      open.paragraphs.push(toParagraph(line));
      open.end = line.end;
    }
  }
  return turns;
}

function turnBegins(line: Line): Turn | null {
  const capitals = CAPITALS.exec(line.text)?.groups;
  const representative = capitals ? undefined : REPRESENTATIVE.exec(line.text)?.groups;
  const state = capitals?.state ?? representative?.of ?? representative?.own ?? null;
  const name = capitals?.name ?? null;
  if (name === null && (state === null || stateCode(state) === null)) return null;
  if (name !== null && !/\p{Lu}{2}/u.test(name)) return null;
  const national = /(?:in (?:his|her|their) national capacity|Council President for \p{L}+)/u.test(
    line.text.slice(0, 240),
  );
  return {
    speaker: name ?? `The representative of ${state ?? ''}`,
    person: name,
    state,
    stateCode: state === null ? null : stateCode(state),
    organisation: capitals?.role ?? null,
    capacity: national ? 'national' : state === null ? 'briefer' : 'member',
    language: 'English',
    interpretation: null,
    paragraphs: [toParagraph(line)],
    start: line.start,
    end: line.end,
  };
}

function toParagraph(line: Line): Paragraph {
  return { text: line.text, start: line.start, end: line.end, page: null };
}

const NAMES = '(?:\\s\\((?<NAME>[^()]{2,260}(?:\\([^()]{2,40}\\)[^()]{0,200}){0,3})\\))?';
const names = (name: string): string => NAMES.replace('NAME', name);
/** "13 in favour to 2 against (China, Russian Federation), with no abstentions". */
const PRESS_VOTE = new RegExp(
  `(?<yes>${NUMBER_PATTERN})(?: votes?| members?)?(?: voting)? in favou?r${names('for')}(?:,? (?:to|and|with))?,? ` +
    `(?<no>${NUMBER_PATTERN})(?: votes?)? against${names('against')}` +
    `(?:(?:,? (?:and|with)|,) (?<abstain>${NUMBER_PATTERN})? ?abst(?:entions?|aining|ained)${names('abstaining')})?`,
  'iu',
);
const EVERYWHERE = new RegExp(PRESS_VOTE.source, 'giu');
const UNANIMOUS = /unanimously (?:adopt\p{Ll}+|passed|approved)|adopted unanimously/iu;
const MEMBERS_OF_COUNCIL = 15;

function findPressVotes(lines: readonly Line[]): Vote[] {
  const votes: Vote[] = [];
  for (const line of lines) {
    const counted = [...line.text.matchAll(EVERYWHERE)];
    for (const match of counted) votes.push(pressVote(line, match));
    if (counted.length === 0 && UNANIMOUS.test(line.text)) {
      votes.push(
        toVote(
          line,
          { yes: MEMBERS_OF_COUNCIL, no: 0, abstain: 0 },
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

function resultOf(text: string, kind: Vote['kind'], tally: Tally): Vote['result'] {
  if (FAILED.test(text)) return 'not adopted';
  if (PASSED.test(text)) return tally.yes >= VOTES_NEEDED ? 'adopted' : 'not adopted';
  return kind === 'procedural' ? (tally.yes >= VOTES_NEEDED ? 'adopted' : 'not adopted') : null;
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
