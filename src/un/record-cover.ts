import type { Meeting, Person } from './meeting.ts';
import { stateCode } from './states.ts';
import { parseSymbol } from './symbol-parse.ts';

/** What the cover of a record tells. */
export type Cover = Pick<
  Meeting,
  'symbol' | 'number' | 'resumption' | 'date' | 'begins' | 'president' | 'members' | 'agenda'
>;

const SYMBOL = /S\/PV\.\s?\d+(?:\s?\((?:Resumption|Part)\s?[\dIVX]*\))?/u;
const NUMBER = /(\d{1,5})(?:st|nd|rd|th) meeting/u;
const DATE =
  /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(\d{1,2})\s+(\p{L}+)\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}(?:[.:]\d{2})?\s*(?:a\.m\.|p\.m\.)|noon))?/u;
/** Rows of dots that lead the eye from a state to its representative. */
const LEADER = /(?:\s?[.…]){3,}|(?:\s[.…]){1,2}\s*$|(?<=\p{Ll})\.\s*$/gu;
const TITLE = String.raw`(?:Mr|Mrs|Ms|Miss|Dr)\.?|Sir|Dame|Lord|Lady|Baroness|Prince|Princess|Sheikha?h?`;
const PERSON_AT_END = new RegExp(String.raw`^(.*?)\s*((?:${TITLE})\s+\p{Lu}.*)$`, 'u');

/** Reads the cover of a meeting record. */
export function readCover(cover: string): Cover {
  const symbol = parseSymbol(SYMBOL.exec(cover)?.[0] ?? '');
  const number = NUMBER.exec(cover)?.[1] ?? symbol?.number ?? null;
  const date = DATE.exec(cover);
  return {
    symbol: symbol?.canonical ?? null,
    number: number === null ? null : Number(number),
    resumption: resumptionOf(symbol?.parens.map((paren) => paren.text) ?? []),
    date: date ? isoDay(date[1] ?? '', date[2] ?? '', date[3] ?? '') : null,
    begins: clockTime(date?.[4] ?? ''),
    president: presidentOf(cover),
    members: membersOf(cover),
    agenda: agendaOf(cover),
  };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];

/** 1 of "Resumption 1"; "(Resumption)" without a number is the first; 0 of the first part of a meeting. */
export function resumptionOf(parens: readonly string[]): number {
  const match = parens.map((text) => /^Resumption ?([\dIVX]*)$/u.exec(text)).find((found) => found !== null);
  if (!match) return 0;
  const value = match[1] ?? '';
  return value === '' ? 1 : ROMAN.indexOf(value) + 1 || Number(value);
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "26", "May", "2022" as an ISO day; null where the month is none. */
export function isoDay(day: string, month: string, year: string): string | null {
  const index = MONTHS.indexOf(month);
  return index < 0 ? null : `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** "4.45 p.m." as "16:45", "10 a.m." as "10:00", "noon" as "12:00"; null where it is no time. */
export function clockTime(text: string): string | null {
  if (/^(?:12 )?noon/u.test(text)) return '12:00';
  const match = /(\d{1,2})(?:[.:](\d{2}))?\s*([ap])\.?\s?m/u.exec(text);
  if (!match) return null;
  const hour = (Number(match[1]) % 12) + (match[3] === 'p' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}`;
}

function presidentOf(cover: string): Person | null {
  const after = /President:\s*([\s\S]{3,240}?)\(((?:[^()]|\([^()]*\)){2,80})\)/u.exec(cover);
  if (!after) return null;
  const state = oneLine(after[2] ?? '');
  return { name: oneLine((after[1] ?? '').replace(LEADER, ' ')), state, stateCode: stateCode(state) };
}

/** The list of members: a row each, or all states in one block and all persons in the next, in the same order. */
function membersOf(cover: string): Person[] {
  const block = /Members:\s*([\s\S]*?)(?=\n\s*Agenda\b|$)/u.exec(cover)?.[1] ?? '';
  const members: Person[] = [];
  const states: string[] = [];
  const names: string[] = [];
  let unfinished = '';
  for (const raw of block.split('\n')) {
    const line = oneLine(raw.replace(LEADER, ' '));
    if (line === '' || /^\[.*\]$/u.test(line)) continue;
    const match = PERSON_AT_END.exec(line);
    const state = oneLine(`${unfinished} ${match ? (match[1] ?? '') : line}`);
    const name = match?.[2] ?? null;
    const isState = state !== '' && stateCode(state) !== null;
    unfinished = '';
    if (isState && name !== null) members.push({ name, state, stateCode: stateCode(state) });
    else if (isState) states.push(state);
    else if (name !== null) names.push(name);
    else unfinished = state;
  }
  if (states.length === names.length) {
    members.push(...states.map((state, i) => ({ name: names[i] ?? '', state, stateCode: stateCode(state) })));
  } else {
    members.push(...states.map((state) => ({ name: '', state, stateCode: stateCode(state) })));
  }
  return members;
}

const NOT_AGENDA =
  /^(?:This record contains|\d{2}-\d{5}|\*\d{7,8}\*|United Nations|S\/PV\.|Please recycle|Accessible document|Reissued)/u;

/** The lines under "Agenda": a title, and the letters or reports under it. */
function agendaOf(cover: string): string[] {
  const after = /(?:^|\n)\s*Agenda\s*\n([\s\S]*)$/u.exec(cover)?.[1] ?? '';
  const lines: string[] = [];
  for (const raw of after.split(/[\n\f]/u)) {
    const line = oneLine(raw);
    if (NOT_AGENDA.test(line)) break;
    if (line !== '') lines.push(line);
  }
  return joinItems(lines);
}

const NEW_ITEM =
  /^(?:Letters? dated|Identical letters|Reports? of|Note (?:by|verbale)|Briefing by|Election of|Implementation of)/u;

/** Wrapped lines belong to the item above; a letter or report begins a new one. */
function joinItems(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const above = items.at(-1);
    if (above === undefined || NEW_ITEM.test(line)) items.push(line);
    else items[items.length - 1] = /[\p{L}]-$/u.test(above) ? above + line : `${above} ${line}`;
  }
  return items;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
