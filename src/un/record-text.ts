import { lastAtMost } from './sorted.ts';

/**
 * The body of a meeting record without what pages add to it: running heads, dates, page and job numbers, soft hyphens,
 * words that justification left behind; and in the order in which it is to be read.
 */
export interface RecordBody {
  text: string;
  /** The offset in the input of an offset in `text`. */
  original(offset: number): number;
  /** The page of an offset in `text`, counted from 1; null where the input has no form feeds. */
  pageOf(offset: number): number | null;
}

export interface RecordParts {
  /** Everything before the meeting was called to order. */
  cover: string;
  body: RecordBody;
  /** Whether a passage stands before the opening whose place in the body is not known. */
  unplaced: boolean;
}

const OPENING = /(?<=^|\s)The meeting (?:was called to order|(?:was )?resumed) (?:at|on) /u;
/** Symbol, date, page and job numbers, also run together ("22-363333/15") or set in one row with the title. */
const FURNITURE = new RegExp(
  '^(?:' +
    [
      String.raw`S\/PV\.\s?\d+(?:\s?\((?:Resumption|Part)[^)]{0,6}\))?`,
      String.raw`\d{1,2}\/\d{1,2}\/\d{4}`,
      String.raw`\d{1,3}\/\d{1,3}(?:\s+\d{2}-\d{5})?`,
      String.raw`\d{2}-\d{5,8}(?:\s?\([A-Z]\))?(?:\s?\d{0,3}\/\d{1,3})?`,
      String.raw`\*\d{7,8}\*`,
      String.raw`S\/PV\.\d+\s.{5,160}\d\d\/\d\d\/\d{4}`,
      String.raw`\d\d\/\d\d\/\d{4}\s.{5,160}S\/PV\.\d+`,
    ].join('|') +
    ')$',
  'u',
);
/** The number of a page where it stands alone at the foot of the left column. */
const PAGE_NUMBER = /^\d{1,3}\/\d{1,3}$/u;
/** A word that justification left behind between empty lines. */
const STRAY_WORD = /^\p{Ll}{1,12}$/u;

interface Line {
  text: string;
  start: number;
  end: number;
}

/** Takes a record apart; `input` is the text of pdftotext, or the pages of a PDF joined with form feeds. */
export function readRecordParts(input: string): RecordParts {
  const { text, original } = withoutSoftHyphens(input);
  const opening = OPENING.exec(text)?.index ?? 0;
  const coverEnd = endOfCover(text, opening);
  const lines = linesOf(text);
  const heads = runningHeads(lines);
  const isFurniture = (index: number): boolean => isFurnitureLine(lines, index, heads);
  const kept = lines.filter(
    (line, index) => line.start >= coverEnd && line.text !== '' && !isFurniture(index),
  );
  const early = kept.filter((line) => line.start < opening);
  const late = kept.filter((line) => line.start >= opening);
  const pageFoot =
    lines.find((line) => line.start > opening && PAGE_NUMBER.test(line.text))?.start ?? opening;
  const cut = late.findIndex((line) => line.start > pageFoot);
  const placed = early.length > 0 && cut > 0;
  const ordered = placed ? [...late.slice(0, cut), ...early, ...late.slice(cut)] : late;
  const body = bodyOf(text, ordered, original);
  return { cover: text.slice(0, opening), body, unplaced: early.length > 0 && !placed };
}

/** Lines of the body, an empty line between two where one was; every offset still leads back. */
function bodyOf(whole: string, lines: readonly Line[], original: (offset: number) => number): RecordBody {
  const starts: number[] = [];
  let text = '';
  for (const line of lines) {
    starts.push(text.length);
    text += /^[ \t]*\r?\n[ \t]*\r?\n/u.test(whole.slice(line.end, line.end + 8))
      ? `${line.text}\n\n`
      : `${line.text}\n`;
  }
  const inWhole = (offset: number): number => {
    const index = Math.max(0, lastAtMost(starts, offset));
    const line = lines[index];
    return line ? Math.min(line.start + offset - (starts[index] ?? 0), line.end) : 0;
  };
  const feeds = [...whole.matchAll(/\f/gu)].map((match) => match.index);
  return {
    text,
    original: (offset) => original(inWhole(offset)),
    pageOf: (offset) => (feeds.length === 0 ? null : lastAtMost(feeds, inWhole(offset)) + 2),
  };
}

function withoutSoftHyphens(input: string): { text: string; original: (offset: number) => number } {
  const removed: number[] = [];
  for (let at = input.indexOf('\u00ad'); at >= 0; at = input.indexOf('\u00ad', at + 1)) {
    removed.push(at - removed.length);
  }
  if (removed.length === 0) return { text: input, original: (offset) => offset };
  return {
    text: input.replaceAll('\u00ad', ''),
    original: (offset) => offset + lastAtMost(removed, offset) + 1,
  };
}

/** The cover ends with its page, with its job number in stars, or where the symbol stands for the second time. */
function endOfCover(text: string, opening: number): number {
  const cover = text.slice(0, opening);
  const feed = cover.indexOf('\f');
  if (feed >= 0) return feed;
  const stars = /\*\d{7,8}\*/u.exec(cover);
  if (stars) return stars.index + stars[0].length;
  const symbols = [...cover.matchAll(/^S\/PV\..*$/gmu)];
  return symbols[1]?.index ?? opening;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n\r\f]+/gu)) {
    const trimmed = match[0].trim();
    const start = match.index + match[0].indexOf(trimmed);
    lines.push({ text: trimmed, start, end: start + trimmed.length });
  }
  return lines;
}

/** Titles that stand beside a symbol, date or page number on more than one page. */
function runningHeads(lines: readonly Line[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (line.text.length < 8 || /[.:;,]$/u.test(line.text) || FURNITURE.test(line.text)) continue;
    const beside = [lines[index - 1], lines[index + 1]].some((other) => other && FURNITURE.test(other.text));
    if (beside) counts.set(line.text, (counts.get(line.text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([text]) => text));
}

function isFurnitureLine(lines: readonly Line[], index: number, heads: ReadonlySet<string>): boolean {
  const line = lines[index];
  if (!line) return false;
  return FURNITURE.test(line.text) || heads.has(line.text) || isStrayWord(lines, index);
}

function isStrayWord(lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  return (
    line !== undefined &&
    STRAY_WORD.test(line.text) &&
    isApart(lines[index - 1], line) &&
    isApart(line, lines[index + 1])
  );
}

/** Whether at least one empty line stands between two lines. */
function isApart(above: Line | undefined, below: Line | undefined): boolean {
  return !above || !below || below.start - above.end > 1;
}
