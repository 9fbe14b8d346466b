import type { Meeting, Paragraph, Turn } from './meeting.ts';
import { PRESS_VOTE, findPressVotes, type Line } from './press-votes.ts';
import { clockTime, isoDay, resumptionOf } from './record-cover.ts';
import { stateCode } from './states.ts';

/** Meetings coverage of press.un.org, with what a page has besides the meeting. */
export interface PressMeeting extends Meeting {
  headline: string | null;
  subheadline: string | null;
  /** The first paragraph, which says what the meeting was about. */
  lead: string | null;
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
/** Shorter lines are headings. */
const LEAST_LEAD = 60;
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
    turns: turnsIn(body),
    votes,
    notes: notesOn(text, meeting !== null, day !== null),
    headline: heads[0]?.text ?? null,
    subheadline: heads[1]?.text ?? null,
    lead: body.find(({ text: line }) => line.length > LEAST_LEAD)?.text ?? null,
  };
}

function adjournmentOf(verb: string | undefined): Meeting['adjournment'] {
  if (verb === undefined) return null;
  return verb === 'was suspended' ? 'suspended' : 'rose';
}

const TO_FOLLOW =
  /(?:full|complete|detailed)?\s*(?:summary|coverage)[^.]{0,80}(?:will (?:be (?:available|posted|issued)|follow)|to follow)/iu;

function notesOn(text: string, hasNumber: boolean, hasDay: boolean): string[] {
  const notes: string[] = [];
  if (!hasNumber) notes.push('no meeting number on the page');
  if (!hasDay) notes.push('no date on the page');
  if (TO_FOLLOW.test(text)) notes.push('the full coverage is to follow: fetch the page again after a day');
  return notes;
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n]+/gu)].flatMap((match) => {
    const trimmed = match[0].trim();
    if (trimmed === '') return [];
    const start = match.index + match[0].indexOf(trimmed);
    return [{ text: trimmed, start, end: start + trimmed.length }];
  });
}

/** "Before the vote,", "At the outset,", "Speaking on a point of order,". */
const LEAD_IN = '(?:(?<lead>\\p{Lu}[^,.:;()]{1,60}),\\s)?';
const CAPITAL_WORD = "\\p{Lu}[\\p{Lu}.’'\\u2010-\\u2015-]*";
const SAYS =
  'said|briefed|noted|told|stressed|recalled|reported|warned|speaking|highlighted|addressed|began|voiced|urged|recounted|described';
/** "ZHANG JUN (China) said", "Nicolas de RIVIÈRE (France)", "Ms. THOMAS-GREENFIELD (United States), taking the floor a second time". */
const CAPITALS = new RegExp(
  `^${LEAD_IN}(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\\.?\\s)?(?<name>(?:\\p{Lu}\\p{Ll}+\\s(?:de\\s|da\\s|van\\s|von\\s)?)?${CAPITAL_WORD}` +
    `(?:\\s(?:${CAPITAL_WORD}|de|da|al|el|van|von|bin)){0,6})` +
    `(?:\\s\\((?<state>(?:[^()]|\\([^()]*\\)){2,80})\\)|,\\s(?<role>[^.]{4,200}?),?\\s(?:${SAYS}))`,
  'u',
);
const REPRESENTATIVE = new RegExp(
  `^${LEAD_IN}(?:[Tt]he (?:\\p{L}+ )?(?:representative|delegate|speaker) (?:of|for|from) (?:the )?(?<of>[\\p{L}’' -]{3,60}?)` +
    "|(?<own>[\\p{L}’' ]{3,50}?)[’']s? (?:representative|delegate))" +
    '(?=,| (?:said|also|then|noted|took|who|speaking|recalled|stressed|underscored|expressed|pointed|responded|called|condemned|regretted|welcomed|opposed|added|asked|warned|urged|agreed|countered|rejected))',
  'u',
);
const HEADING =
  /^(?:Statements?|Briefings?|Action(?: on Draft(?: Resolution)?)?|Vote|Opening Remarks|Background|Decision|Explanations? of Vote.*|Resolution|Right of Reply)$/u;

/** The speakers of a press release, from the plain text of its page or of the article in it, a paragraph a line. */
export function readPressTurns(text: string): Turn[] {
  return turnsIn(linesOf(text));
}

function turnsIn(lines: readonly Line[]): Turn[] {
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
  // Behind a lead-in capitals can be an abbreviation ("In July, the DPRK (...)"): a state in the bracket or two words speak for a name.
  if (capitals?.lead !== undefined && !isSure(name ?? '', state)) return null;
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

function isSure(name: string, state: string | null): boolean {
  return state === null ? name.includes(' ') : stateCode(state) !== null;
}

function toParagraph(line: Line): Paragraph {
  return { text: line.text, start: line.start, end: line.end, page: null };
}
