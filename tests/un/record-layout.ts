import Pdf from 'pdfkit';
import { buffer } from 'node:stream/consumers';
import { COVER, DATE, JOB, MEMBERS, SYMBOL, TITLE, bodyParagraphs } from './sample-record.ts';

const COLUMN_CHARACTERS = 55;
const LINES_PER_COLUMN = 52;
const LONGEST_UNBROKEN_WORD = 9;

/** Breaks a paragraph into lines, long words with a hyphen as a typesetter does. */
export function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    const head = word.slice(0, 5);
    const breaks = word.length > LONGEST_UNBROKEN_WORD && /^\p{Ll}+$/u.test(word) && fits(`${line} ${head}-`);
    lines.push(breaks ? `${line} ${head}-` : line);
    line = breaks ? word.slice(5) : word;
  }
  return [...lines, line];
}

/** The record as pdftotext gives it: columns one after the other, furniture in between, one column out of place. */
export function asPdftotext(): string {
  const lines = bodyParagraphs().flatMap((text) => wrap(text, (line) => line.length <= COLUMN_CHARACTERS));
  const columns: string[][] = [];
  for (let at = 0; at < lines.length; at += LINES_PER_COLUMN)
    columns.push(lines.slice(at, at + LINES_PER_COLUMN));
  const pages = Math.ceil(columns.length / 2) + 1;
  const out = [cover()];
  for (let page = 2; page <= pages; page += 1) {
    const [left = [], right = []] = columns.slice((page - 2) * 2, (page - 1) * 2);
    const foot = page % 2 === 0 ? `${page}/${pages}\n\n${DATE}\n` : '';
    const end =
      page % 2 === 0
        ? `${JOB}\n\n${DATE}\n\n${TITLE}\n`
        : `\n${JOB}${page}/${pages}\n\n${SYMBOL}\n\n${TITLE}\n`;
    const stray = page === 2 ? `${right.slice(0, 4).join('\n')}\n\n` : '';
    const rest = page === 2 ? right.slice(4) : right;
    out.push(`${stray}${left.join('\n')}\n${foot}\n${rest.join('\n')}\n${end}\n`);
  }
  return out.join('');
}

function cover(): string {
  const [, ...members] = MEMBERS;
  const dots = ' . . . . . . . . . . . . .';
  return [
    ...COVER.flatMap((line) => [line, '']),
    `President:\n\n${MEMBERS[0]?.[1]}. . . . . . . . . . . . . .\n\n(${MEMBERS[0]?.[0]})\n\nMembers:\n`,
    ...members.map(([state]) => (state.length > 40 ? `${state} . . ` : `${state}${dots} `)),
    '',
    ...members.map(([, person]) => person),
    `\nAgenda\n${TITLE}\n`,
    `${JOB} (E)\n*2531415*\n\n${SYMBOL}\n\n${TITLE}\n\n`,
  ].join('\n');
}

const PAGE = { width: 595, height: 842, margin: 62, gap: 24, top: 96, bottom: 770, leading: 12.6 };
const COLUMN = (PAGE.width - 2 * PAGE.margin - PAGE.gap) / 2;

/** The record as a PDF set in two columns, with running heads, page numbers and broken words. */
export async function asPdf(): Promise<Buffer> {
  const doc = new Pdf({ size: 'A4', margin: 0, compress: true, info: { Title: SYMBOL } });
  const done = buffer(doc);
  drawCover(doc);
  doc.font('Times-Roman').fontSize(10.5);
  const fits = (line: string): boolean => doc.widthOfString(line) <= COLUMN;
  let page = 1;
  let column = 1;
  let y = PAGE.bottom;
  for (const text of bodyParagraphs()) {
    for (const [index, line] of wrap(`    ${text}`, fits).entries()) {
      if (y + PAGE.leading > PAGE.bottom) {
        column = 1 - column;
        y = PAGE.top;
        if (column === 0) drawFurniture(doc, (page += 1));
      }
      const x = PAGE.margin + column * (COLUMN + PAGE.gap);
      doc.text(line.trimStart(), x + (index === 0 ? 14 : 0), y, { lineBreak: false });
      y += PAGE.leading;
    }
    y += 4;
  }
  doc.end();
  return done;
}

type Doc = InstanceType<typeof Pdf>;

function drawCover(doc: Doc): void {
  doc.font('Times-Roman').fontSize(11);
  let y = 60;
  for (const line of COVER) doc.text(line, 62, (y += 18), { lineBreak: false });
  const row = (label: string, left: string, right: string): void => {
    y += 18;
    doc.text(label, 62, y, { lineBreak: false }).text(left, 130, y, { lineBreak: false });
    doc.text('. '.repeat(8), 400, y, { lineBreak: false }).text(right, 440, y, { lineBreak: false });
  };
  const [presidency, ...members] = MEMBERS;
  row('President:', presidency?.[1] ?? '', `(${presidency?.[0] ?? ''})`);
  for (const [index, [state, person]] of members.entries()) row(index === 0 ? 'Members:' : '', state, person);
  doc.font('Times-Bold').text('Agenda', 62, (y += 30), { lineBreak: false });
  doc.font('Times-Roman').text(TITLE, 130, (y += 20), { lineBreak: false });
  doc
    .fontSize(8)
    .text(`${JOB} (E)`, 62, 780, { lineBreak: false })
    .text('*2531415*', 62, 792, { lineBreak: false });
}

function drawFurniture(doc: Doc, page: number): void {
  doc.addPage({ size: 'A4', margin: 0 });
  const [left, right] = page % 2 === 0 ? [SYMBOL, DATE] : [DATE, SYMBOL];
  doc.fontSize(9).text(left, PAGE.margin, 48, { lineBreak: false });
  doc.text(TITLE, 180, 48, { lineBreak: false }).text(right, 440, 48, { lineBreak: false });
  const [from, to] = page % 2 === 0 ? [`${page}/16`, JOB] : [JOB, `${page}/16`];
  doc.text(from, PAGE.margin, 800, { lineBreak: false }).text(to, 480, 800, { lineBreak: false });
  doc.fontSize(10.5);
}
