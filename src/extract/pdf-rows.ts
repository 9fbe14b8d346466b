/** A run of glyphs as pdf.js gives it; lengths in points, y from the top of the page down to the baseline. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Runs that share a baseline, across all columns. */
export interface Row {
  y: number;
  height: number;
  runs: Run[];
}

/** A line of one column. */
export interface Line {
  text: string;
  x: number;
  right: number;
  y: number;
  height: number;
}

/** Rows above that a run may still belong to: superscripts come before their line, rarely more than a few at once. */
const OPEN_ROWS = 4;
/** Runs after a note mark among which its word is looked for. */
const MARK_WINDOW = 40;
/** Gaps between runs, in line heights: words are apart from the first, columns from the second. */
const WORD_GAP = 0.12;
const CJK_WORD_GAP = 0.6;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Groups a page's runs into rows, from the top down. Raised note marks are left out. */
export function rowsOf(runs: readonly Run[], pageWidth: number): Row[] {
  const visible = runs
    .filter((run) => run.text.trim() !== '' && run.height > 0 && run.x > -5 && run.x < pageWidth + 5)
    .sort((a, b) => a.y - b.y || a.x - b.x);
  const rows: Row[] = [];
  for (const run of withoutNoteMarks(visible)) {
    const row = rows.slice(-OPEN_ROWS).findLast((r) => onSameLine(r, run));
    if (!row) {
      rows.push({ y: run.y, height: run.height, runs: [run] });
      continue;
    }
    row.runs.push(run);
    if (run.height > row.height) Object.assign(row, { y: run.y, height: run.height });
  }
  return rows;
}

function onSameLine(row: Row, run: Run): boolean {
  return Math.abs(row.y - run.y) <= Math.max(2, Math.min(row.height, run.height) * 0.45);
}

/** Small raised digits right behind a word point to a note: in the running text they would be read as figures. */
function withoutNoteMarks(runs: readonly Run[]): Run[] {
  const usual = median(runs.map((run) => run.height));
  return runs.filter((mark, i) => {
    if (mark.height >= usual * 0.8 || !/^[\d,*]{1,4}$/.test(mark.text.trim())) return true;
    return !runs.slice(i + 1, i + MARK_WINDOW).some((word) => {
      const raised = word.y - mark.y;
      const behind = Math.abs(mark.x - (word.x + word.width)) < 4;
      return raised > 0.5 && raised <= word.height && word.height > mark.height * 1.2 && behind;
    });
  });
}

/** Breaks a row into pieces at gaps wider than `gap(row height)`. */
export function piecesOf(row: Row, gap: (height: number) => number): Line[] {
  const pieces: Line[] = [];
  const limit = gap(row.height);
  for (const run of row.runs.toSorted((a, b) => a.x - b.x)) {
    const piece = pieces.at(-1);
    const right = run.x + run.width;
    if (!piece || run.x - piece.right > limit) {
      pieces.push({ text: run.text, x: run.x, right, y: row.y, height: row.height });
      continue;
    }
    piece.text += spaceBetween(piece.text, run, run.x - piece.right, row.height) + run.text;
    piece.right = Math.max(piece.right, right);
  }
  for (const piece of pieces) piece.text = piece.text.replace(/\s+/g, ' ').trim();
  return pieces.filter((piece) => piece.text !== '');
}

function spaceBetween(before: string, run: Run, gap: number, height: number): string {
  if (/\s$/.test(before) || /^\s/.test(run.text)) return '';
  const dense = CJK.test(before.slice(-1)) && CJK.test(run.text.slice(0, 1));
  return gap > height * (dense ? CJK_WORD_GAP : WORD_GAP) ? ' ' : '';
}

/** Gaps that separate columns, and the narrower ones that may be a gutter. */
export const wideGap = (height: number): number => Math.max(14, height * 1.6);
export const gutterGap = (height: number): number => Math.max(6, height * 0.85);

/** A whole row as one line, null where it holds no text. */
export function lineOf(row: Row): Line | null {
  const pieces = piecesOf(row, wideGap);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return null;
  return { ...first, text: pieces.map((piece) => piece.text).join(' '), right: last.right };
}

/** Whether two texts that follow each other are written without a space between them. */
export function joinsWithoutSpace(before: string, after: string): boolean {
  return CJK.test(before.slice(-1)) && CJK.test(after.slice(0, 1));
}
