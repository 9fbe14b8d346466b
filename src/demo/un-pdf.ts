import Pdf from 'pdfkit';
import type { DemoDocument } from './data.ts';
import type { Fortnight } from './fortnight.ts';
import { SAMPLE_NOTE } from './pages.ts';

const MARGIN = 60;
const GUTTER = 18;
const BODY_SIZE = 10;
const HEAD_SIZE = 9;

/** Draws a document as the UN prints it: a meeting record in two columns, a report in one. Returns the PDF's bytes. */
export async function renderUnPdf(source: DemoDocument, fortnight: Fortnight): Promise<Buffer> {
  const fill = (text: string): string => fortnight.fill(text, 'en');
  const symbol = fill(source.symbol);
  const pdf = new Pdf({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: symbol, Producer: 'Tumen sample', Creator: SAMPLE_NOTE, CreationDate: fortnight.now },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  drawHeading(pdf, symbol, source.heading.map(fill));
  if (source.layout === 'record') drawRecord(pdf, source, fill);
  else drawReport(pdf, source, fill);
  drawEdges(pdf, symbol, source);
  pdf.end();
  return done;
}

function drawHeading(pdf: PDFKit.PDFDocument, symbol: string, heading: string[]): void {
  pdf
    .font('Helvetica')
    .fontSize(HEAD_SIZE)
    .text('United Nations', { continued: true })
    .text(symbol, { align: 'right' });
  pdf.moveDown();
  for (const [index, line] of heading.entries()) {
    pdf
      .font(index === 0 ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(index === 0 ? 18 : 11)
      .text(line);
    pdf.moveDown(0.4);
  }
  pdf.moveDown();
}

/** Cover with the list of members, then the speeches in two columns. */
function drawRecord(pdf: PDFKit.PDFDocument, source: DemoDocument, fill: (text: string) => string): void {
  pdf.font('Times-Roman').fontSize(BODY_SIZE);
  for (const line of source.cover) pdf.text(fill(line), { paragraphGap: 10 });
  pdf.addPage();
  // One call: pdfkit forgets between calls in which column it was.
  const body = paragraphsOf(fill(source.body)).join('\n');
  pdf
    .font('Times-Roman')
    .fontSize(BODY_SIZE)
    .text(body, { columns: 2, columnGap: GUTTER, align: 'left', paragraphGap: 6 });
}

function drawReport(pdf: PDFKit.PDFDocument, source: DemoDocument, fill: (text: string) => string): void {
  for (const line of source.cover) pdf.font('Times-Italic').fontSize(BODY_SIZE).text(fill(line));
  pdf.moveDown();
  for (const paragraph of paragraphsOf(fill(source.body))) {
    const title = /^[IVX]+\. /u.test(paragraph);
    pdf
      .font(title ? 'Times-Bold' : 'Times-Roman')
      .fontSize(BODY_SIZE + 1)
      .text(paragraph, { align: 'left', paragraphGap: 7 });
  }
}

/** Symbol above, job number, page number and the mark of a sample below; drawn last, when the pages are known. */
function drawEdges(pdf: PDFKit.PDFDocument, symbol: string, source: DemoDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const margins = pdf.page.margins;
    pdf.page.margins = { ...margins, top: 0, bottom: 0 }; // or text near the edge would open a new page
    const foot = pdf.page.height - MARGIN / 2;
    pdf.font('Helvetica').fontSize(7);
    if (page > start) pdf.text(symbol, MARGIN, MARGIN / 2, { lineBreak: false });
    pdf.text(`${source.job.slice(0, 2)}-${source.job.slice(2)} (E)   ${page + 1}/${count}`, MARGIN, foot, {
      lineBreak: false,
    });
    pdf.text(`${SAMPLE_NOTE} Modelled on: ${source.after}.`, MARGIN + 120, foot, { lineBreak: false });
    pdf.page.margins = margins;
  }
}

/** Lines of the data are joined, except after a colon: "In favour:" stands on a line of its own. */
function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.replace(/(?<!:)\n[ \t]*/gu, ' ').trim())
    .filter(Boolean);
}
