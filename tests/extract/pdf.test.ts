import { describe, expect, test } from 'vitest';
import { PermanentError } from '../../src/errors.ts';
import { extract, extractPdf } from '../../src/extract/index.ts';
import {
  HELVETICA,
  REPORT_PARAGRAPH,
  STREAM_ORDERS,
  cjkFont,
  makePdf,
  rawPdf,
  report,
  twoColumnRecord,
  ucs2,
} from './pdfs.ts';

describe.each(STREAM_ORDERS)('a record in two columns, drawn by %s', (order) => {
  test('is read column by column, its broken words whole, without headers and page numbers', async () => {
    const { bytes, paragraphs } = await twoColumnRecord(4, order);
    const { text, pages, flags, lang } = await extractPdf(bytes);
    const found = text.split('\n\n');
    expect(found.slice(0, paragraphs.length)).toEqual(paragraphs);
    expect(text).not.toMatch(/S\/PV|23-24242|17\/08/);
    expect(pages).toHaveLength(4);
    expect({ flags, lang }).toEqual({ flags: [], lang: 'en' });
  });
});

describe('a report in one column', async () => {
  const read = await extractPdf(await report(5), { url: 'https://docs.example/S_2024_7777.pdf' });

  test('keeps its numbered paragraphs and loses notes, their marks, headers and page numbers', () => {
    const numbered = read.text.split('\n\n').filter((paragraph) => /^\d+\. /.test(paragraph));
    expect(numbered).toEqual(numbered.map((_, i) => `${i + 1}. ${REPORT_PARAGRAPH}`));
    expect(numbered.length).toBeGreaterThan(30);
    expect(read.text).not.toMatch(/photographs|S\/2024\/7777|24-31313/);
  });

  test('gives each page its own text', () => {
    expect(read.pages).toHaveLength(5);
    for (const page of read.pages ?? []) expect(page).toMatch(/\d+\. The Panel inspected/);
    expect(read.pages?.[1]).not.toContain('Report of the Panel');
  });

  test('has title, date and address', () => {
    expect(read).toMatchObject({
      title: 'Report of the Panel of Harbour Masters on cargo that was moved without papers',
      published: '2024-03-07',
      publishedFrom: 'text',
      canonical: 'https://docs.example/S_2024_7777.pdf',
    });
  });
});

test('a paragraph that runs over the end of a page is whole in the text and divided between the pages', async () => {
  const lines = [
    'The envoy said that the cargo, which nobody had declared, was',
    'taken off the ship within the hour and brought to a warehouse.',
  ];
  const bytes = await makePdf((doc) => {
    for (const [i, line] of lines.entries()) {
      doc
        .addPage()
        .font('Times-Roman')
        .fontSize(11)
        .text(line, 80, i === 0 ? 690 : 100, { lineBreak: false });
    }
  });
  const { text, pages } = await extractPdf(bytes);
  expect(text).toBe(lines.join(' '));
  expect(pages).toEqual(lines);
});

test('words keep the hyphen that the document writes elsewhere', async () => {
  const lines = [
    'A cease-fire was agreed on Monday, and on Tuesday the cease-',
    'fire held, while the ship- ment was under way and the har-',
    'bour closed.',
  ];
  const bytes = await makePdf((doc) => {
    doc.addPage().font('Times-Roman').fontSize(11);
    for (const [i, line] of lines.entries()) doc.text(line, 80, 100 + i * 13, { lineBreak: false });
  });
  expect((await extractPdf(bytes)).text).toBe(
    'A cease-fire was agreed on Monday, and on Tuesday the cease-fire held, while the ship- ment was under way and the harbour closed.',
  );
});

describe('a meeting record', () => {
  test('is called by its organ and meeting', async () => {
    const bytes = await makePdf((doc) => {
      doc.addPage().font('Times-Roman');
      doc.fontSize(14).text('United Nations', 60, 80).fontSize(20).text('Security Council', 60, 110);
      doc.fontSize(12).text('Seventy-eighth year', 60, 140).text('9999th meeting', 60, 200);
      doc.fontSize(10).text('Thursday, 17 August 2023, 10 a.m.', 60, 218).text('New York', 60, 232);
      doc.text('The meeting was called to order at 10.05 a.m. and went on until the evening.', 60, 280);
    });
    expect(await extractPdf(bytes)).toMatchObject({
      title: 'Security Council, 9999th meeting',
      published: '2023-08-17',
    });
  });
});

test('a right column of two lines is read behind the left one', async () => {
  const left = Array.from({ length: 40 }, (_, n) => `Left line ${n} goes on to its end here`);
  const right = ['Right column begins with these words', 'and goes on to the end of its thought.'];
  const bytes = await makePdf((doc) => {
    doc.font('Times-Roman').fontSize(10).addPage();
    for (const [n, text] of left.entries()) doc.text(text, 54, 96 + n * 12.5, { lineBreak: false });
    for (const [n, text] of right.entries()) doc.text(text, 320, 96 + n * 12.5, { lineBreak: false });
  });
  const { text } = await extractPdf(bytes);
  expect(text.replace(/\s+/gu, ' ')).toBe([...left, ...right].join(' '));
});

test('the symbol at the top edge of a cover is kept, though it runs at the head of every page', async () => {
  const bytes = await makePdf((doc) => {
    doc.font('Times-Roman').fontSize(10);
    for (let page = 1; page <= 4; page += 1) {
      doc.addPage();
      doc.text('S/PV.9048', 480, 36, { lineBreak: false });
      doc.text(`Page ${page} says what it has to say in a line.`, 80, 200, { lineBreak: false });
    }
  });
  const { pages } = await extractPdf(bytes);
  expect(pages?.map((text) => text.includes('S/PV.9048'))).toEqual([true, false, false, false]);
});

describe('East Asian text in fonts that are not in the file', () => {
  test.each([
    ['UniGB-UCS2-H', 'GB1', '朝鲜向俄罗斯运送弹药。'],
    ['UniKS-UCS2-H', 'Korea1', '북한이 러시아로 탄약을 보냈다.'],
    ['UniJIS-UCS2-H', 'Japan1', '北朝鮮がロシアに弾薬を送った。'],
  ])('%s is read', async (encoding, collection, text) => {
    const bytes = rawPdf(`BT /F1 12 Tf 72 700 Td ${ucs2(text)} Tj ET`, cjkFont(encoding, collection));
    expect((await extractPdf(bytes)).text).toBe(text);
  });

  test('lines are joined without spaces', async () => {
    const content = `BT /F1 12 Tf 72 700 Td ${ucs2('一艘货轮载着约三百个')} Tj 0 -15 Td ${ucs2('集装箱驶离朝鲜罗津港。')} Tj ET`;
    const { text } = await extractPdf(rawPdf(content, cjkFont('UniGB-UCS2-H', 'GB1')));
    expect(text).toBe('一艘货轮载着约三百个集装箱驶离朝鲜罗津港。');
  });
});

describe('what cannot be read', () => {
  const plain = (options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> =>
    makePdf((doc) => {
      for (let i = 0; i < 6; i += 1) {
        doc
          .addPage()
          .fontSize(11)
          .text(`Page ${i} tells of the harbour and of what was shipped from there.`, 80, 100);
      }
    }, options);

  test('a password leaves a flag and no text', async () => {
    const bytes = await plain({ userPassword: 'secret', ownerPassword: 'owner' });
    expect(await extractPdf(bytes)).toMatchObject({ text: '', flags: ['encrypted'], pages: [] });
  });

  test('a password that only forbids changes is no hindrance', async () => {
    const { text, flags } = await extractPdf(await plain({ ownerPassword: 'owner' }));
    expect(text).toContain('Page 3 tells of the harbour');
    expect(flags).toEqual([]);
  });

  test('pictures of pages are scanned', async () => {
    const bytes = await makePdf((doc) => {
      for (let i = 0; i < 3; i += 1) doc.addPage().rect(50, 50, 400, 600).fill('#888');
    });
    expect(await extractPdf(bytes)).toMatchObject({ text: '', flags: ['scanned'], pages: ['', '', ''] });
  });

  test('a file without its end is truncated, and what is there is read', async () => {
    const whole = rawPdf('BT /F1 12 Tf 72 700 Td (A harbour tale of some length.) Tj ET', HELVETICA);
    const { text, flags } = await extractPdf(whole.subarray(0, whole.length - 6));
    expect({ text, flags }).toEqual({ text: 'A harbour tale of some length.', flags: ['truncated'] });
  });

  test('a file that lost its catalogue with its end is an error that says so', async () => {
    const whole = await plain();
    const cut = extractPdf(whole.subarray(0, whole.length / 2));
    await expect(cut).rejects.toThrow(/^PDF cannot be read: its end is missing: /);
  });

  test.each([
    ['nothing', ''],
    ['a mark only', '%PDF-1.7\n'],
    ['garbage behind the mark', `%PDF-1.7\n${'garbage '.repeat(500)}`],
    ['a page of HTML', `<!DOCTYPE html><title>Not found</title>${'<p>x</p>'.repeat(50)}`],
  ])('%s is an error that says so', async (_, source) => {
    await expect(extractPdf(Buffer.from(source))).rejects.toThrow(PermanentError);
    await expect(extractPdf(Buffer.from(source))).rejects.toThrow(/^PDF cannot be read: /);
  });
});

describe('extract()', () => {
  test('knows a PDF by its bytes, whatever the server calls it', async () => {
    const bytes = rawPdf(
      'BT /F1 12 Tf 72 700 Td (A harbour tale of some length, told in one line.) Tj ET',
      HELVETICA,
    );
    const read = await extract(bytes, { contentType: 'text/html' });
    expect(read).toMatchObject({
      text: 'A harbour tale of some length, told in one line.',
      pages: [expect.any(String)],
    });
  });

  test('takes HTML that is served as a PDF for what it is', async () => {
    const read = await extract(Buffer.from('<!DOCTYPE html><title>Page not found</title>'), {
      contentType: 'application/pdf',
    });
    expect(read).toMatchObject({ title: 'Page not found', pages: null, flags: ['soft-404', 'not-a-pdf'] });
  });

  test('reads plain text in paragraphs', async () => {
    const read = await extract(Buffer.from('First line\nof a paragraph.\r\n\r\nSecond paragraph < first.'), {
      contentType: 'text/plain; charset=utf-8',
      url: 'https://texts.example/a.txt',
    });
    expect(read).toMatchObject({
      text: 'First line of a paragraph.\n\nSecond paragraph < first.',
      lang: 'en',
      canonical: 'https://texts.example/a.txt',
    });
  });
});
