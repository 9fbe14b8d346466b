import {
  gutterGap,
  lineOf,
  median,
  piecesOf,
  rowsOf,
  wideGap,
  type Line,
  type Row,
  type Run,
} from './pdf-rows.ts';

/** A page in reading order. `body` is a list of runs of lines: a new run begins where a column does. */
export interface PageLayout {
  head: Line[];
  body: Line[][];
  foot: Line[];
  /** The usual height of its letters. */
  letter: number;
}

/** Shares of the page's height: what stands outside may be a running header or footer. */
const HEAD_SHARE = 0.09;
const FOOT_SHARE = 0.925;
/** Columns within columns are tables; three levels cover newspapers. */
const MAX_COLUMN_DEPTH = 3;
const GUTTER_STEP = 2;
/** A letter height, where a page gives none. */
const USUAL_LETTER = 10;

/** Orders the runs of one page as they are read: columns one after the other, in whatever order the file draws them. */
export function layOut(runs: readonly Run[], width: number, height: number): PageLayout {
  const rows = rowsOf(runs, width);
  const isHead = (row: Row): boolean => row.y < height * HEAD_SHARE;
  const isFoot = (row: Row): boolean => row.y > height * FOOT_SHARE;
  const pieces = (chosen: Row[]): Line[] => chosen.flatMap((row) => piecesOf(row, wideGap));
  return {
    head: pieces(rows.filter(isHead)),
    body: inOrder(
      rows.filter((row) => !isHead(row) && !isFoot(row)),
      { from: 0, to: width, pageWidth: width },
      0,
    ),
    foot: pieces(rows.filter(isFoot)),
    letter: usualLetter(runs),
  };
}

/** By characters, not by runs: headings and marks are short. */
function usualLetter(runs: readonly Run[]): number {
  const heights: number[] = [];
  for (const { text, height } of runs) {
    if (height > 0) for (let i = 0; i < Math.min(60, text.length); i += 8) heights.push(height);
  }
  return median(heights) || USUAL_LETTER;
}

interface Span {
  from: number;
  to: number;
  pageWidth: number;
}

function inOrder(rows: readonly Row[], span: Span, depth: number): Line[][] {
  const gutter = depth < MAX_COLUMN_DEPTH ? findGutter(rows, span) : null;
  if (gutter === null) {
    const lines = rows.map(lineOf).filter((line) => line !== null);
    return lines.length > 0 ? [lines.sort((a, b) => a.y - b.y || a.x - b.x)] : [];
  }
  const { full, left, right } = divide(rows, gutter, span.pageWidth);
  const ordered: Line[][] = [];
  let top = -1;
  // full-width lines cut the page into bands: within each, the left column is read before the right one
  for (const line of [...full, null]) {
    const bottom = line?.y ?? Infinity;
    const inBand = (row: Row): boolean => row.y > top && row.y <= bottom;
    ordered.push(...inOrder(left.filter(inBand), { ...span, to: gutter }, depth + 1));
    ordered.push(...inOrder(right.filter(inBand), { ...span, from: gutter }, depth + 1));
    if (line) {
      const previous = ordered.at(-1);
      const continues = top >= 0 && previous?.at(-1)?.y === top;
      if (continues) previous?.push(line);
      else ordered.push([line]);
      top = line.y;
    }
  }
  return ordered;
}

/** Sorts runs to either side of the gutter; rows that cross it stay whole. */
function divide(
  rows: readonly Row[],
  gutter: number,
  pageWidth: number,
): { full: Line[]; left: Row[]; right: Row[] } {
  const full: Row[] = [];
  const left: Run[] = [];
  const right: Run[] = [];
  for (const row of rows) {
    const before = row.runs.filter((run) => run.x + run.width <= gutter + 3);
    const behind = row.runs.filter((run) => run.x >= gutter - 3 && !before.includes(run));
    const crosses = before.length + behind.length < row.runs.length;
    const end = Math.max(...before.map((run) => run.x + run.width));
    const start = Math.min(...behind.map((run) => run.x));
    const touches = before.length > 0 && behind.length > 0 && start - end < row.height * 0.55;
    if (crosses || touches) full.push(row);
    else {
      left.push(...before);
      right.push(...behind);
    }
  }
  return {
    full: full
      .map(lineOf)
      .filter((line) => line !== null)
      .sort((a, b) => a.y - b.y),
    left: rowsOf(left, pageWidth),
    right: rowsOf(right, pageWidth),
  };
}

/** The x of a white band that (almost) no text crosses and that has columns of text on both sides; null if none. */
function findGutter(rows: readonly Row[], { from, to }: Span): number | null {
  const pieces = rows.flatMap((row) => piecesOf(row, gutterGap)).filter((piece) => piece.text.length > 3);
  if (pieces.length < 8) return null;
  const total = pieces.reduce((sum, piece) => sum + piece.right - piece.x, 0);
  const gutter = whiteBand(pieces, { from, to }, isEven(total)) ?? whiteBand(pieces, { from, to }, isClear);
  if (gutter === null) return null;
  // a column has lines of text; numbers and labels are a table's
  const texts = pieces.filter((piece) => piece.text.length > MIN_COLUMN_TEXT || hasWideSigns(piece.text));
  const left = texts.filter((piece) => piece.right <= gutter).length;
  const right = texts.filter((piece) => piece.x >= gutter).length;
  const isShort = left >= LONG_COLUMN && right >= 1;
  return (left >= 6 && right >= 4) || isShort ? gutter : null;
}

/** Lines of a left column that make even a line or two on the right a column. */
const LONG_COLUMN = 12;

type Sides = ReturnType<typeof weighSides>;

/** Text on both sides, and next to none across. */
const isEven =
  (total: number) =>
  ({ left, right, crossing }: Sides): boolean =>
    left > 0.25 * total && right > 0.2 * total && crossing < 0.12 * total;
/** The end of a text: the right column is short, and nothing crosses. */
const isClear = ({ left, right, crossing }: Sides): boolean => left > 0 && right > 0 && crossing === 0;

/** The middle of the band that divides the pieces best, among those that `suits`. */
function whiteBand(
  pieces: readonly Line[],
  { from, to }: Pick<Span, 'from' | 'to'>,
  suits: (sides: Sides) => boolean,
): number | null {
  let best = { score: -Infinity, from: 0, to: 0 };
  for (let x = from + (to - from) * 0.28; x <= from + (to - from) * 0.72; x += GUTTER_STEP) {
    const sides = weighSides(pieces, x);
    if (!suits(sides)) continue;
    const score = Math.min(sides.left, sides.right) - sides.crossing;
    if (score > best.score) best = { score, from: x, to: x };
    else if (score === best.score) best.to = x;
  }
  return best.score === -Infinity ? null : (best.from + best.to) / 2;
}

/** Characters in a line of text, in Latin letters; Han, kana and Hangul are twice as wide. */
const MIN_COLUMN_TEXT = 25;
const hasWideSigns = (text: string): boolean =>
  text.length * 2 > MIN_COLUMN_TEXT && /[\u3040-\u9fff\uac00-\ud7af]/.test(text);

function weighSides(pieces: readonly Line[], x: number): { left: number; right: number; crossing: number } {
  const sides = { left: 0, right: 0, crossing: 0 };
  for (const piece of pieces) {
    const width = piece.right - piece.x;
    if (piece.right <= x - 2) sides.left += width;
    else if (piece.x >= x + 2) sides.right += width;
    else sides.crossing += width;
  }
  return sides;
}
