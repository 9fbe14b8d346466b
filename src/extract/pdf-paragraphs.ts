import type { PageLayout } from './pdf-columns.ts';
import { joinsWithoutSpace, type Line } from './pdf-rows.ts';

/** The text of a whole document; paragraphs separated by "\n\n". */
export interface PdfText {
  text: string;
  /** What stands on each page; a paragraph that runs over a page's end is divided between both. */
  pages: string[];
}

/** The lines of a paragraph, each with its page; a line holds the space behind it, and no hyphen that was undone. */
type Paragraph = { text: string; page: number }[];

/** Page numbers, and the job numbers and document codes at the foot of UN documents. */
const PAGE_MARK =
  /^(?:\d{1,4}\s?\/\s?\d{1,4}|\d{2}-\d{5}(?:\s?\([A-Z]\))?(?:\s+\d{6})*|\d{1,4}|page \d{1,4}(?: of \d{1,4})?|[-\u2013\u2014]\s?\d{1,4}\s?[-\u2013\u2014]|\*\d{5,12}\*)$/i;
/** The symbol of a meeting record: at the head of its cover it names the record, on every other page it is a running head. */
const RECORD_SYMBOL = /^[A-Z]\/[\w./() -]{0,20}PV\.\s?\d[\w./() -]{0,30}$/u;
/** Beginnings of paragraphs: "12.", "(a)", bullets. Word's hollow bullet comes out as the letter o. */
const ITEM = /^(?:\d{1,3}\.|\([a-z]{1,4}\)|[•●▪■◦–—])\s/u;
const HOLLOW_BULLET = /^o\s\p{L}/u;
const NOTE = /^(?:\d{1,3}|\*{1,3})\s+\S/u;
const SENTENCE_END = /[.!?:;。！？：；”"»)\]]$/u;
const LINE_HYPHEN = /\p{L}[-\u00ad\u2010]$/u;
/** First parts of words that keep their hyphen. */
const HYPHENATED = /^(?:non|anti|self|well|vice|semi|co|pre|post|cross|inter)$/iu;

/** Joins the lines of all pages into paragraphs: no headers, footers, page numbers and notes; hyphens undone. */
export function joinPages(pages: readonly PageLayout[]): PdfText {
  const isFurniture = furnitureOf(pages);
  const joiner = new Joiner(hyphenatedWords(pages));
  for (const [number, page] of pages.entries()) {
    const runs = [
      page.head.filter((line) => !isFurniture(line.text) || (number === 0 && RECORD_SYMBOL.test(line.text))),
      ...page.body,
      page.foot.filter((line) => !isFurniture(line.text)),
    ];
    for (const lines of runs) joiner.add(withoutNotes(lines, page), page.letter, number);
  }
  const paragraphs = joiner.finish();
  return { text: paragraphs.map(textOf).join('\n\n'), pages: textByPage(paragraphs, pages.length) };
}

const textOf = (lines: Paragraph): string =>
  lines
    .map((line) => line.text)
    .join('')
    .trim();

function textByPage(paragraphs: readonly Paragraph[], count: number): string[] {
  const byPage = Array.from({ length: count }, (): string[] => []);
  for (const paragraph of paragraphs) {
    for (const page of new Set(paragraph.map((line) => line.page))) {
      byPage[page]?.push(textOf(paragraph.filter((line) => line.page === page)));
    }
  }
  return byPage.map((texts) => texts.join('\n\n'));
}

/** Texts, digits aside, that stand at the head or foot of three pages, or of two fifths of a short document's. */
function furnitureOf(pages: readonly PageLayout[]): (text: string) => boolean {
  const fold = (text: string): string => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set([...page.head, ...page.foot].map((line) => fold(line.text)))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const enough = Math.max(2, Math.min(3, Math.ceil(pages.length * 0.4)));
  return (text) => (counts.get(fold(text)) ?? 0) >= enough || PAGE_MARK.test(text.trim());
}

/** Words that the document writes with a hyphen within a line: at a line's end they keep it. */
function hyphenatedWords(pages: readonly PageLayout[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const page of pages) {
    for (const line of page.body.flat()) {
      for (const [word] of line.text.matchAll(/\p{L}+(?:[-\u2010]\p{L}+)+/gu)) words.add(word.toLowerCase());
    }
  }
  return words;
}

/** Leaves out footnotes: a small line that begins with a number, and the small lines below it. */
function withoutNotes(lines: readonly Line[], page: PageLayout): Line[] {
  let lastOfNote: Line | null = null;
  return lines.filter((line) => {
    const small = line.height < page.letter * 0.88;
    const follows = lastOfNote !== null && line.y - lastOfNote.y < page.letter * 1.8;
    const isNote = small && line.y > 100 && (NOTE.test(line.text) || follows);
    lastOfNote = isNote ? line : null;
    return !isNote;
  });
}

class Joiner {
  readonly #hyphenated: ReadonlySet<string>;
  readonly #paragraphs: Paragraph[] = [];
  #open: Paragraph = [];
  /** The last line of the column before, and whether it reaches the column's right edge. */
  #last: { line: Line; isFull: boolean } | null = null;

  constructor(hyphenated: ReadonlySet<string>) {
    this.#hyphenated = hyphenated;
  }

  /** Adds the lines of one column; `letter` is the page's usual letter height. */
  add(lines: readonly Line[], letter: number, page: number): void {
    let previous: Line | null = null;
    for (const line of lines) {
      const begins = previous
        ? beginsParagraph(line, previous, letter)
        : !this.#continues(line, lines, letter);
      if (begins) this.#close();
      const last = this.#open.at(-1);
      if (last) last.text = this.#beforeNext(last.text, line.text);
      this.#open.push({ text: line.text, page });
      previous = line;
    }
    if (previous) this.#last = { line: previous, isFull: isFull(previous, lines) };
  }

  finish(): Paragraph[] {
    this.#close();
    return this.#paragraphs;
  }

  /** At the top of a column: whether the last paragraph of the one before goes on. */
  #continues(line: Line, column: readonly Line[], letter: number): boolean {
    if (!this.#last || ITEM.test(line.text)) return false;
    const { line: last, isFull } = this.#last;
    if (LINE_HYPHEN.test(last.text) && /^\p{Ll}/u.test(line.text)) return true;
    if (!isFull || differsInSize(line, last, letter)) return false;
    return !SENTENCE_END.test(last.text) || lacksIndent(line, column, letter);
  }

  /** A line as it stands before the next one of its paragraph. */
  #beforeNext(line: string, next: string): string {
    if (LINE_HYPHEN.test(line) && /^\p{Ll}/u.test(next)) {
      return this.#keepsHyphen(line, next) ? line : line.slice(0, -1);
    }
    // "North-\nKorea" and "2-\n3" have no space either
    if (/[\p{L}\p{N}][-\u2010]$/u.test(line) && /^[\p{L}\p{N}]/u.test(next)) return line;
    return joinsWithoutSpace(line, next) ? line : `${line} `;
  }

  #keepsHyphen(line: string, next: string): boolean {
    if (line.endsWith('\u00ad')) return false;
    const head = /[\p{L}\u2010-]{1,60}(?=[-\u2010]$)/u.exec(line.slice(-60))?.[0] ?? '';
    const tail = /^\p{L}+/u.exec(next)?.[0] ?? '';
    return HYPHENATED.test(head) || this.#hyphenated.has(`${head}-${tail}`.toLowerCase());
  }

  #close(): void {
    if (this.#open.length > 0) this.#paragraphs.push(this.#open);
    this.#open = [];
  }
}

function beginsParagraph(line: Line, previous: Line, letter: number): boolean {
  const gap = line.y - previous.y;
  if (gap > letter * 1.75 || ITEM.test(line.text) || differsInSize(line, previous, letter)) return true;
  const ended = SENTENCE_END.test(previous.text);
  if (HOLLOW_BULLET.test(line.text) && ended) return true;
  const goesOn = /^\p{Ll}/u.test(line.text) && !ended;
  return line.x - previous.x > letter * 0.9 && gap > 0 && !ITEM.test(previous.text) && !goesOn;
}

function differsInSize(line: Line, other: Line, letter: number): boolean {
  return Math.abs(line.height - other.height) > letter * 0.25;
}

/** Whether a column begins its paragraphs with an indent, and this line has none. */
function lacksIndent(line: Line, column: readonly Line[], letter: number): boolean {
  const left = Math.min(...column.map((other) => other.x));
  const isIndented = ({ x }: Line): boolean => x - left > letter * 0.9 && x - left < letter * 5;
  return line.x - left < letter * 0.3 && column.filter(isIndented).length >= 2;
}

/** Whether a line reaches as far to the right as its column does, raggedness aside. */
function isFull(line: Line, column: readonly Line[]): boolean {
  const left = Math.min(...column.map((other) => other.x));
  const right = Math.max(...column.map((other) => other.right));
  return line.right - left > (right - left) * 0.75;
}
