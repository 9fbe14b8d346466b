import Pdf from 'pdfkit';
import { deflateSync } from 'node:zlib';

/** Draws a document and gives its bytes. Pages are added by `draw`. */
export function makePdf(
  draw: (doc: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const doc = new Pdf({ size: 'LETTER', margin: 0, autoFirstPage: false, ...options });
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    draw(doc);
    doc.end();
  });
}

interface Placed {
  text: string;
  x: number;
  y: number;
  size: number;
}

/** In which order a file draws the lines of a page; readers of the screen see no difference. */
export const STREAM_ORDERS = ['columns', 'rows', 'reversed', 'right column first'] as const;
export type StreamOrder = (typeof STREAM_ORDERS)[number];

function inStreamOrder(lines: readonly Placed[], order: StreamOrder): Placed[] {
  if (order === 'rows') return lines.toSorted((a, b) => a.y - b.y || a.x - b.x);
  if (order === 'reversed') return lines.toReversed();
  return order === 'columns' ? [...lines] : lines.toSorted((a, b) => Number(b.x > 300) - Number(a.x > 300));
}

const COLUMN = { width: 238, lefts: [54, 320], top: 96, bottom: 690, leading: 12.5, size: 10 };

const SPEECHES = [
  'The meeting was called to order at ten past three in the afternoon, and the agenda was adopted without objection.',
  'The President: In accordance with the provisional rules of procedure, I invite the representatives of the neighbouring harbours to participate in this meeting, and it is so decided.',
  'Ms. Almeida: We have before us a report that speaks of containers, of railway wagons and of vessels whose transponders were silent for eleven days; my delegation finds the well-documented evidence deeply troubling.',
  'Mr. Okonjo: The text that we shall put to the vote is balanced. It condemns the transfers, it asks the Secretariat for a further report, and it reminds everyone of obligations that were adopted unanimously.',
  'Mr. Sorokin: My delegation cannot support a document that ignores root causes; extraordinarily one-sided wording was kept, although reasonable amendments had been proposed by several members.',
];

/** A record of many speeches; `paragraphs` is what a reader should find, in order. */
export function twoColumnRecord(
  pageCount: number,
  order: StreamOrder,
): Promise<{ bytes: Buffer; paragraphs: string[] }> {
  const paragraphs: string[] = [];
  return makePdf((doc) => {
    doc.font('Times-Roman');
    let next = 0;
    let rest: string[] = [];
    for (let page = 1; page <= pageCount; page += 1) {
      doc.addPage();
      const lines: Placed[] = furniture(page, pageCount);
      for (const left of COLUMN.lefts) {
        for (let y = COLUMN.top; y <= COLUMN.bottom; y += COLUMN.leading) {
          if (rest.length === 0) {
            const last = page === pageCount && y > COLUMN.bottom - 8 * COLUMN.leading;
            if (last) break;
            const speech = `${SPEECHES[next % SPEECHES.length]!} That was statement number ${next}.`;
            next += 1;
            paragraphs.push(speech);
            rest = wrap(doc, speech);
            const first = rest[0]!;
            lines.push({ text: first, x: left + 18, y, size: COLUMN.size });
          } else lines.push({ text: rest[0]!, x: left, y, size: COLUMN.size });
          rest = rest.slice(1);
        }
      }
      if (page === pageCount && rest.length > 0) paragraphs.pop();
      drawLines(doc, inStreamOrder(lines, order));
    }
  }).then((bytes) => ({ bytes, paragraphs }));
}

function furniture(page: number, pageCount: number): Placed[] {
  const [outer, inner] = page % 2 ? [500, 54] : [54, 420];
  return [
    { text: `17/08/2023`, x: outer, y: 40, size: 10 },
    { text: 'Situation in the harbours S/PV.9999', x: inner, y: 40, size: 10 },
    { text: `${page}/${pageCount}`, x: outer, y: 750, size: 10 },
    { text: '23-24242', x: inner, y: 750, size: 10 },
  ];
}

/** Lines of a paragraph, set in a column's width; the first is indented. Every third line that can be is broken within a word. */
function wrap(doc: PDFKit.PDFDocument, text: string): string[] {
  doc.fontSize(COLUMN.size);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = COLUMN.width - (lines.length === 0 ? 18 : 0);
    const longer = line ? `${line} ${word}` : word;
    if (doc.widthOfString(longer) <= room) {
      line = longer;
      continue;
    }
    const head = /^[a-z]{9,}$/.test(word) && lines.length % 3 === 1 ? word.slice(0, 5) : '';
    const broken = head ? `${line} ${head}-` : '';
    if (broken && doc.widthOfString(broken) <= room) {
      lines.push(broken);
      line = word.slice(5);
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function drawLines(doc: PDFKit.PDFDocument, lines: readonly Placed[]): void {
  for (const { text, x, y, size } of lines) doc.fontSize(size).text(text, x, y, { lineBreak: false });
}

/** A report in one column: masthead, title, numbered paragraphs with note marks, notes at the foot of each page. */
export function report(pageCount: number): Promise<Buffer> {
  return makePdf((doc) => {
    doc.font('Times-Roman');
    let number = 0;
    for (let page = 1; page <= pageCount; page += 1) {
      doc.addPage();
      drawLines(doc, [
        { text: 'S/2024/7777', x: 480, y: 40, size: 10 },
        { text: `${page}/${pageCount}`, x: 520, y: 750, size: 10 },
        { text: '24-31313', x: 80, y: 750, size: 10 },
      ]);
      let y = 100;
      if (page === 1) {
        drawLines(doc, [
          { text: 'United Nations', x: 80, y: 60, size: 14 },
          { text: 'Distr.: General', x: 400, y: 80, size: 10 },
          { text: '7 March 2024', x: 400, y: 92, size: 10 },
          { text: 'Report of the Panel of Harbour Masters on cargo', x: 80, y: 130, size: 14 },
          { text: 'that was moved without papers', x: 80, y: 147, size: 14 },
        ]);
        y = 190;
      }
      for (; y < 560; y += 60) {
        number += 1;
        reportParagraph(doc, number, y);
      }
      drawLines(doc, [
        {
          text: `${page} See the earlier report of the Panel, annex ${page}, which holds`,
          x: 80,
          y: 660,
          size: 8,
        },
        { text: 'the photographs and the letters of the owners.', x: 80, y: 670, size: 8 },
      ]);
    }
  });
}

export const REPORT_PARAGRAPH =
  'The Panel inspected the vessel and found that her papers were incomplete. It asked the owner, who did not reply, and then the flag State, which confirmed that the ship had been struck from its register.';

function reportParagraph(doc: PDFKit.PDFDocument, number: number, y: number): void {
  const lines = [
    `${number}. The Panel inspected the vessel and found that her papers were incomplete. It asked the owner,`,
    'who did not reply, and then the flag State, which confirmed that the ship had been struck from its register.',
  ];
  drawLines(doc, [
    { text: lines[0]!, x: 104, y, size: 10 },
    { text: lines[1]!, x: 80, y: y + 12.5, size: 10 },
  ]);
  const end = 80 + doc.fontSize(10).widthOfString(lines[1]!);
  drawLines(doc, [{ text: String(number), x: end, y: y + 10, size: 6 }]);
}

/** Bytes of a PDF written by hand: one page with this content stream, and the objects of one font, named /F1. */
export function rawPdf(content: string, fontObjects: readonly string[]): Buffer {
  const stream = deflateSync(Buffer.from(content, 'latin1')).toString('latin1');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream}\nendstream`,
    ...fontObjects,
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${offset} 00000 n \n`).join('')}`;
  const trailer = `trailer << /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}

export const HELVETICA = ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];

/** A font that is not in the file and whose codes only a predefined CMap explains. */
export function cjkFont(encoding: string, collection: string): string[] {
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /Absent /Encoding /${encoding} /DescendantFonts [6 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Absent /CIDSystemInfo << /Registry (Adobe) /Ordering (${collection}) /Supplement 2 >> /FontDescriptor 7 0 R >>`,
    '<< /Type /FontDescriptor /FontName /Absent /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
  ];
}

/** A text as the big-endian UTF-16 string that a UCS2 CMap reads. */
export const ucs2 = (text: string): string => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
