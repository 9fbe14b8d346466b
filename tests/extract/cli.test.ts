import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SAMPLE_PAGES } from './pages.ts';
import { HELVETICA, rawPdf } from './pdfs.ts';

const BIN = fileURLToPath(new URL('../../bin/tumen', import.meta.url));

async function tumen(
  args: string[],
  input: string | Buffer,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [BIN, 'extract', ...args]);
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

describe('tumen extract', () => {
  test('writes what a page says as one line of JSON', async () => {
    const sample = SAMPLE_PAGES[2]!;
    const { code, out } = await tumen(['--url', 'https://news.example/news/2291'], sample.html);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toEqual({
      title: sample.title,
      byline: sample.byline,
      published: sample.day,
      publishedFrom: 'text',
      text: sample.paragraphs.join('\n\n'),
      lang: 'ru',
      canonical: 'https://news.example/news/2291',
      flags: [],
    });
  });

  test('writes the pages of a PDF', async () => {
    const { out } = await tumen([], rawPdf('BT /F1 12 Tf 72 700 Td (A tale of a harbour.) Tj ET', HELVETICA));
    expect(JSON.parse(out)).toMatchObject({ text: 'A tale of a harbour.', pages: ['A tale of a harbour.'] });
  });

  test('says why a document cannot be read', async () => {
    expect(await tumen([], '%PDF-1.4 garbage '.repeat(20))).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^tumen: PDF cannot be read: /),
    });
  });

  test('refuses a time limit that is none', async () => {
    expect(await tumen(['--time-limit', 'soon'], '')).toMatchObject({
      code: 2,
      err: expect.stringContaining('timeLimit'),
    });
  });
});
