import type { Paragraph } from './meeting.ts';
import type { RecordBody } from './record-text.ts';

/** A line this much shorter than the others ends its paragraph, if it also ends a sentence. */
const SHORT_LINE = 0.85;
/** Lines longer than this are whole paragraphs: the text comes unwrapped. */
const UNWRAPPED = 140;

/** The paragraphs of a range of the body, lines joined, words that a line end broke put together. */
export function paragraphsOf(body: RecordBody, start: number, end: number): Paragraph[] {
  const lines = linesIn(body.text, start, end);
  const width = median(lines.map((line) => line.text.length));
  const paragraphs: Paragraph[] = [];
  let first = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next && !endsParagraph(line.text, width, next.gap)) continue;
    paragraphs.push(toParagraph(body, lines.slice(first, index + 1)));
    first = index + 1;
  }
  return paragraphs;
}

interface Line {
  text: string;
  start: number;
  end: number;
  /** Whether an empty line stands before it. */
  gap: boolean;
}

function linesIn(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  for (const match of text.slice(start, end).matchAll(/[^\n]+/gu)) {
    const trimmed = match[0].trim();
    if (trimmed === '') continue;
    const at = start + match.index + match[0].indexOf(trimmed);
    lines.push({
      text: trimmed,
      start: at,
      end: at + trimmed.length,
      gap: text.slice(at - 2, at) === '\n\n',
    });
  }
  return lines;
}

function endsParagraph(line: string, width: number, gapBehind: boolean): boolean {
  if (!/[.!?:”"’)…]$/u.test(line)) return false;
  return gapBehind || width > UNWRAPPED || line.length < width * SHORT_LINE;
}

/** A passage in one line, words that a line end broke put together. */
export function flatten(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .reduce(joinLines, '')
    .trim();
}

/** Words that a line end broke, put together with the blanks behind them, so that offsets stay true. */
export function healBreaks(text: string): string {
  return text.replace(/(\p{Ll})-(\s*\n\s*)(\p{Ll}+)/gu, (_, before: string, gap: string, after: string) => {
    return `${before}${after}${gap} `;
  });
}

/** A hyphen at a line end is the typesetter's where a small letter follows. */
function joinLines(above: string, below: string): string {
  if (/\p{L}-$/u.test(above) && /^\p{Ll}/u.test(below)) {
    return KEEPS_HYPHEN.test(above) ? above + below : above.slice(0, -1) + below;
  }
  return `${above} ${below}`;
}

const KEEPS_HYPHEN =
  /(?:^|\s)(?:non|anti|self|well|vice|long|short|so|co|high|low|war|State|counter|post|pre|\p{Lu}\p{L}+)-$/u;

function toParagraph(body: RecordBody, lines: readonly Line[]): Paragraph {
  const start = lines[0]?.start ?? 0;
  const end = lines.at(-1)?.end ?? start;
  return {
    text: lines.map((line) => line.text).reduce(joinLines),
    start: body.original(start),
    end: body.original(end - 1) + 1,
    page: body.pageOf(start),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
