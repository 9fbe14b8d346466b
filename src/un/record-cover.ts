import type { Meeting, Person } from './meeting.ts';
import { stateCode } from './states.ts';
import { parseSymbol } from './symbol-parse.ts';
import { PARTICLE, TITLE } from './titles.ts';

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
const LEADER = /(?:\s?[.…]){3,}|(?:[ \t][.…]){2}/gu;
const PERSON_START = String.raw`(?:${TITLE})\s+(?:${PARTICLE}\s+){0,2}\p{Lu}`;
const PERSON = new RegExp(`^${PERSON_START}`, 'u');
const CELL_BORDER = new RegExp(String.raw`\||(?<=\s)(?=${PERSON_START})`, 'u');

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

/**
 * The list of members: rows of state and person, or all states in one block and all persons in the next in the same order,
 * with or without line ends between them.
 */
function membersOf(cover: string): Person[] {
  const block = /Members:\s*([\s\S]*?)(?=\sAgenda\s|$)/u.exec(cover)?.[1] ?? '';
  const cells = oneLine(block.replace(/\[[^\]\n]*\]/gu, ' ').replace(LEADER, ' | '))
    .split(CELL_BORDER)
    .flatMap(splitCell)
    .filter((cell) => cell !== '');
  const isPerson = (cell: string): boolean => PERSON.test(cell);
  const states = cells.filter((cell) => !isPerson(cell));
  const persons = cells.filter(isPerson);
  const names = states.length === persons.length ? persons : namesBeside(cells, isPerson);
  return states.map((state, index) => ({ name: names[index] ?? null, state, stateCode: stateCode(state) }));
}

/**
 * The names of rows of which some lack theirs: each stands behind its state. None where states stand in one block and persons
 * in another: whose name is missing cannot be told then.
 */
function namesBeside(cells: readonly string[], isPerson: (cell: string) => boolean): (string | null)[] {
  const names: (string | null)[] = [];
  for (const cell of cells) {
    if (!isPerson(cell)) names.push(null);
    else if (names.length === 0 || names.at(-1) !== null) return [];
    else names[names.length - 1] = cell;
  }
  return names;
}

/** "Mr. Benamar China": in a text without line ends the next state follows a name at once. */
function splitCell(cell: string): string[] {
  const text = cell.trim();
  if (!PERSON.test(text)) return [text];
  const words = text.split(' ');
  for (let cut = 2; cut < words.length; cut += 1) {
    const state = words.slice(cut).join(' ');
    if (stateCode(state) !== null) return [words.slice(0, cut).join(' '), state];
  }
  return [text];
}

const AGENDA =
  /(?<=\s)Agenda\s+([\s\S]{4,3000}?)(?=This record contains|\d{2}-\d{5}|\*\d{7,8}\*|\f|\sS\/PV\.|The meeting (?:was called|resumed|was resumed)|$)/u;

/** The lines under "Agenda": a title, and the letters or reports under it. */
function agendaOf(cover: string): string[] {
  const lines = (AGENDA.exec(cover)?.[1] ?? '').split('\n').map(oneLine);
  return joinItems(lines.filter((line) => line !== ''));
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
