import { ancestors, isElement, isText, parsePage, subtree, type Element } from '../extract/dom.ts';
import { mendMojibake } from '../text/mojibake.ts';
import { VOTES_NEEDED, emptyMeeting, type Meeting, type Vote } from './meeting.ts';
import { isoDay, resumptionOf } from './record-cover.ts';
import { isPermanent } from './states.ts';
import { findSymbols } from './symbol-find.ts';
import { parseSymbol } from './symbol-parse.ts';
import { readTableVote } from './table-vote.ts';

const TITLE = /Meetings\s+conducted\s+by\s+the\s+Security\s+Council\s+in\s+((?:19|20)\d\d)/iu;
const DEPTH = 40;
/** What the head of a column says; tables without a head have these columns in this order. */
const COLUMNS = {
  record: /record/iu,
  date: /^date/iu,
  press: /press/iu,
  topic: /topic|subject|agenda/iu,
  outcome: /outcome\s*\/|action|^(?:security council )?outcome/iu,
} as const;
type Column = keyof typeof COLUMNS;
const USUAL: readonly Column[] = ['record', 'date', 'press', 'topic', 'outcome'];
/** A row with fewer heads is the title. */
const LEAST_HEADS = 4;
const COUNTS = /\d{1,2}\s*-\s*\d{1,2}\s*-\s*\d{1,2}/u;

/** Whether a page is the Council's table of the meetings of a year. */
export function isMeetingTable(html: string): boolean {
  return TITLE.test(html);
}

/**
 * The meetings of a yearly table, with the vote that a row tells. The table names who vetoed and nobody else; a count whose order
 * cannot be told from the names is left out.
 */
export function readMeetingTable(html: string): Meeting[] {
  const year = TITLE.exec(html)?.[1] ?? '';
  const { root } = parsePage(html);
  const rows = [...subtree(root)].filter((node): node is Element => isElement(node) && node.name === 'tr');
  let columns = USUAL.map((column, at): [Column, number] => [column, at]);
  let width = USUAL.length;
  return rows.flatMap((row) => {
    const heads = cellsOf(row, 'th');
    const cells = cellsOf(row, 'td');
    if (heads.length >= LEAST_HEADS) {
      columns = USUAL.map((column) => [column, heads.findIndex((head) => COLUMNS[column].test(head))]);
      width = heads.length;
    }
    if (cells.length !== width) return [];
    const cell = Object.fromEntries(columns.map(([column, at]) => [column, cells[at] ?? '']));
    return [meetingOf(cell, yearIn(cells) ?? year)];
  });
}

function cellsOf(row: Element, name: 'td' | 'th'): string[] {
  return [...subtree(row)]
    .filter((node): node is Element => isElement(node) && node.name === name)
    .map(textOf);
}

/** The year by the symbols of a row: one table can go on into the next year. */
function yearIn(cells: readonly string[]): string | null {
  const years = cells.flatMap((cell) =>
    findSymbols(cell).flatMap(({ symbol }) => parseSymbol(symbol)?.year ?? []),
  );
  return years.length === 0 ? null : String(years.at(-1));
}

function meetingOf(
  { record = '', date = '', press = '', topic = '', outcome = '' }: Partial<Record<Column, string>>,
  year: string,
): Meeting {
  const symbol = parseSymbol(record);
  const [, day = '', month = ''] = /(\d{1,2})\s+(\p{L}+)/u.exec(date) ?? [];
  const isRecord = symbol?.kind === 'sc_meeting';
  const vote = voteOf(outcome);
  return {
    ...emptyMeeting('table'),
    symbol: symbol?.canonical ?? parseSymbol(press)?.canonical ?? null,
    number: isRecord ? Number(symbol.number) : null,
    resumption: resumptionOf(symbol?.parens.map(({ text }) => text) ?? []),
    date: isoDay(day, month, year),
    agenda: [topic],
    votes: vote ? [vote] : [],
  };
}

/** The vote of the last cell: "Draft resolution S/2022/431 vetoed by China, Russian Federation 13-0-2". */
function voteOf(cell: string): Vote | null {
  const counts = COUNTS.exec(cell)?.[0] ?? '';
  const outcome = cell.replace(counts, ' ').trim();
  const { tally, vetoBy } = readTableVote(outcome, counts);
  if (counts === '' && vetoBy.length === 0) return null;
  const symbols = findSymbols(outcome).map(({ symbol }) => symbol);
  const resolution = symbols.find((symbol) => symbol.startsWith('S/RES/')) ?? null;
  const isCounted = tally !== null && tally.yes >= VOTES_NEEDED;
  return {
    kind: 'substantive',
    subject: 'draft resolution',
    draft: symbols.find((symbol) => /^S\/\d{4}\/\d/u.test(symbol)) ?? null,
    inFavour: [],
    against: vetoBy,
    abstaining: [],
    tally,
    result: resolution === null ? 'not adopted' : 'adopted',
    resolution,
    vetoBy: resolution === null && isCounted ? vetoBy.filter(isPermanent) : [],
    start: 0,
    end: 0,
  };
}

function textOf(cell: Element): string {
  const parts: string[] = [];
  for (const node of subtree(cell)) {
    if (isElement(node)) parts.push(' ');
    else if (isText(node) && [...ancestors(node, DEPTH)].includes(cell)) parts.push(node.data);
  }
  return mendMojibake(parts.join('')).replace(/\s+/gu, ' ').trim();
}
