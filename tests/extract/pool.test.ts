import { afterAll, describe, expect, test } from 'vitest';
import { PermanentError, RetryError } from '../../src/errors.ts';
import { createExtractor } from '../../src/extract/index.ts';
import { HOSTILE_PAGES } from './hostile-pages.ts';
import { SAMPLE_PAGES, page } from './pages.ts';
import { HELVETICA, makePdf, rawPdf, twoColumnRecord } from './pdfs.ts';

const article = SAMPLE_PAGES[0]!.paragraphs.join('\n\n');

describe('an extractor', () => {
  const extractor = createExtractor({ threads: 2 });
  afterAll(() => extractor.close());

  test('reads pages and PDFs in its threads, and hands the options on', async () => {
    const options = { url: 'https://news.example/a', now: new Date('2023-01-01T00:00:00Z') };
    const future = '<meta name="date" content="2030-01-01">';
    const read = await Promise.all([
      extractor.extract(page({ head: future }), options),
      extractor.extract(rawPdf('BT /F1 12 Tf 72 700 Td (A tale of a harbour.) Tj ET', HELVETICA)),
      extractor.extract(Buffer.from(SAMPLE_PAGES[1]!.html)),
    ]);
    expect(read[0]).toMatchObject({ text: article, canonical: 'https://news.example/a', published: null });
    expect(read[1]).toMatchObject({ text: 'A tale of a harbour.' });
    expect(read[2]).toMatchObject({ lang: 'ko', title: SAMPLE_PAGES[1]!.title });
  });

  test('leaves the bytes to whoever handed them over', async () => {
    const bytes = page({});
    await extractor.extract(bytes);
    expect(bytes.byteLength).toBeGreaterThan(0);
  });

  test('reports what cannot be read as permanent, and goes on', async () => {
    await expect(extractor.extract(Buffer.from('%PDF-1.7 garbage '.repeat(20)))).rejects.toThrow(
      PermanentError,
    );
    expect(await extractor.extract(page({}))).toMatchObject({ text: article });
  });

  test('reads 500 pages within the limits of its thread', async () => {
    const bytes = await makePdf((doc) => {
      doc.font('Times-Roman').fontSize(10);
      for (let page = 1; page <= 500; page += 1) {
        doc.addPage().text(`This is what page ${page} of the long annex has to say, and no more.`, 60, 100);
      }
    });
    const { pages, flags } = await extractor.extract(bytes, { contentType: 'application/pdf' });
    expect(pages).toHaveLength(500);
    expect(pages?.[499]).toContain('page 500 of the long annex');
    expect(flags).toEqual([]);
  });

  test('reads a record of 60 pages', async () => {
    const { bytes, paragraphs } = await twoColumnRecord(60, 'rows');
    const { text, pages } = await extractor.extract(bytes);
    expect(pages).toHaveLength(60);
    expect(text.split('\n\n').slice(0, paragraphs.length)).toEqual(paragraphs);
  });
});

describe('a document that is too much', () => {
  test('for its time ends its thread only', async () => {
    const extractor = createExtractor({ timeoutMs: 3_000 });
    // some minutes of work for pdf.js, in 40 kB
    const slow = extractor.extract(
      rawPdf('BT /F1 9 Tf 1 0 0 1 9 9 Tm (x) Tj ET\n'.repeat(6_000_000), HELVETICA),
    );
    const next = extractor.extract(page({}));
    await expect(slow).rejects.toThrow('PDF took longer than 3 s to read');
    await expect(slow).rejects.toThrow(PermanentError);
    expect(await next).toMatchObject({ text: article });
    await extractor.close();
  });

  test('for its memory ends its thread only', async () => {
    const extractor = createExtractor({ maxOldSpaceMb: 100, timeoutMs: 60_000 });
    const big = extractor.extract(Buffer.from(HOSTILE_PAGES['12 MB of tiny paragraphs']!()));
    const next = extractor.extract(page({}));
    await expect(big).rejects.toThrow('page needed more than 100 MB to read');
    await expect(big).rejects.toThrow(PermanentError);
    expect(await next).toMatchObject({ text: article });
    await extractor.close();
  });
});

test('closing rejects what is under way and what comes after, to be tried again', async () => {
  const extractor = createExtractor();
  const pending = [extractor.extract(page({})), extractor.extract(page({}))];
  const outcomes = Promise.allSettled(pending);
  await extractor.close();
  for (const outcome of await outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(RetryError) });
  }
  await expect(extractor.extract(page({}))).rejects.toThrow(RetryError);
});
