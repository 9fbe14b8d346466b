import type { DocumentBefore, Meeting } from './meeting.ts';
import { clockTime, readCover } from './record-cover.ts';
import { findHeaders } from './record-headers.ts';
import { flatten } from './paragraphs.ts';
import { readRecordParts, type RecordBody } from './record-text.ts';
import { readTurns } from './record-turns.ts';
import { findVotes } from './record-votes.ts';
import { findSymbols } from './symbol-find.ts';

export type { Capacity, DocumentBefore, Meeting, Paragraph, Person, Tally, Turn, Vote } from './meeting.ts';

/** Whether a text is a meeting record of the Security Council. */
export function isMeetingRecord(text: string): boolean {
  return (
    /S\/PV\.\s?\d/u.test(text.slice(0, 3000)) &&
    /The meeting (?:was called to order|(?:was )?resumed)/u.test(text)
  );
}

/**
 * Reads a verbatim record of the Security Council (S/PV) in English: the text of pdftotext, or the pages of a PDF joined
 * with form feeds, which give the paragraphs their page numbers. Offsets count UTF-16 units of that text. Parts that a text
 * lacks are null or empty and named in `notes`; nothing is invented.
 */
export function parseMeetingRecord(text: string): Meeting {
  const { cover: coverText, body, unplaced } = readRecordParts(text);
  const cover = readCover(coverText === '' ? text.slice(0, 3000) : coverText);
  const headers = findHeaders(body.text);
  const close = closeOf(body.text);
  const speechStarts = [...headers.map(({ start }) => start), close?.start ?? body.text.length];
  const votes = findVotes(body.text, speechStarts);
  const turns = readTurns(
    body,
    headers,
    [...votes.map(({ start }) => start), ...(close ? [close.start] : [])],
    cover,
  );
  return {
    source: 'record',
    ...cover,
    begins: openingTime(body.text) ?? cover.begins,
    ends: close?.time ?? null,
    adjournment: close?.how ?? null,
    documentsBefore: documentsBefore(body.text, cover.agenda),
    turns,
    votes: votes.map(({ vote }) => ({ ...vote, ...inInput(body, vote) })),
    notes: [
      ...notesOn(cover, turns.length, close !== null, votes),
      ...(unplaced ? ['a passage before the opening could not be placed'] : []),
    ],
  };
}

function inInput(body: RecordBody, range: { start: number; end: number }): { start: number; end: number } {
  return { start: body.original(range.start), end: body.original(range.end - 1) + 1 };
}

function openingTime(text: string): string | null {
  return clockTime(
    /The meeting (?:was called to order|(?:was )?resumed) (?:at|on)\s+([^\n]{3,60})/u.exec(text)?.[1] ?? '',
  );
}

const CLOSE = /(?<=^|\s)The meeting (rose|was suspended|was adjourned) at\s+([^\n]{1,30})/gu;

function closeOf(text: string): { start: number; time: string | null; how: 'rose' | 'suspended' } | null {
  const last = [...text.matchAll(CLOSE)].at(-1);
  if (!last) return null;
  return {
    start: last.index,
    time: clockTime(last[2] ?? ''),
    how: last[1] === 'was suspended' ? 'suspended' : 'rose',
  };
}

const BEFORE_COUNCIL =
  /(?:have|has|had)\s+before\s+(?:them|it)\s+|(?:draw|drawn|invite|call)\s+(?:the\s+)?(?:attention|members['’]?\s+attention)\s+|contained\s+in\s+document\s+/gu;
const WITHIN = 320;

/** Documents that the President says the Council has before it, and those that the agenda names. */
function documentsBefore(text: string, agenda: readonly string[]): DocumentBefore[] {
  const found = new Map<string, DocumentBefore>();
  const add = (passage: string): void => {
    for (const { symbol, cited, start, end } of findSymbols(passage)) {
      if (cited !== 'symbol' || found.has(symbol)) continue;
      found.set(symbol, { symbol, what: whatIs(passage, start, end) });
    }
  };
  for (const item of agenda) add(item);
  for (const match of text.matchAll(BEFORE_COUNCIL)) {
    const passage = flatten(text.slice(match.index, match.index + WITHIN));
    add(/^.{0,300}?(?<!\b(?:Mr|Mrs|Ms|Dr|No))\.(?=\s\p{Lu}|\s*$)/u.exec(passage)?.[0] ?? passage);
  }
  return [...found.values()];
}

const SORTS: readonly (readonly [NonNullable<DocumentBefore['what']>, RegExp])[] = [
  ['draft resolution', /draft resolution/iu],
  ['letter', /\bletters?\b/iu],
  ['report', /\breports?\b/iu],
  ['note', /\bnote\b/iu],
];

/** "document S/2022/431, which contains the text of a draft resolution", "Letter dated ... (S/2017/1006)". */
function whatIs(passage: string, start: number, end: number): DocumentBefore['what'] {
  const behind = /^,? (?:which )?contain\p{Ll}+ .{0,120}/u.exec(passage.slice(end))?.[0];
  const context = behind ?? passage.slice(0, start);
  return SORTS.find(([, words]) => words.test(context))?.[0] ?? null;
}

function notesOn(
  cover: { number: number | null; members: readonly unknown[] },
  turns: number,
  closed: boolean,
  votes: ReturnType<typeof findVotes>,
): string[] {
  const notes = votes.flatMap(({ note }) => (note === null ? [] : [note]));
  if (cover.number === null) notes.push('no meeting number on the cover');
  if (cover.members.length === 0) notes.push('no list of members on the cover');
  if (turns === 0) notes.push('no speaker was found');
  if (!closed) notes.push('the end of the meeting is missing');
  return notes;
}
