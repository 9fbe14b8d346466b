import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIN = join(import.meta.dirname, '../../bin/tumen');

function tumen(
  args: readonly string[],
  input: string | Uint8Array,
  env: Record<string, string> = {},
): { status: number | null; stdout: string; stderr: string } {
  const result = spawnSync(process.execPath, [BIN, 'parse-feed', ...args], {
    input,
    env: { ...process.env, ...env },
  });
  return { status: result.status, stdout: result.stdout.toString(), stderr: result.stderr.toString() };
}

const RSS = `<rss><channel><link>/</link><atom:link rel="next" href="/2"/><lastBuildDate>2026-06-01 08:00</lastBuildDate>
<item><title>제재</title><link>/1</link><author>kim@n.example (Kim)</author><pubDate>2026-06-01 08:00</pubDate>
<category>UN</category><enclosure url="/a.pdf" type="application/pdf" length="5"/></item></channel></rss>`;

const EXPECTED = {
  version: 'https://jsonfeed.org/version/1.1',
  title: 'https://n.example/',
  home_page_url: 'https://n.example/',
  feed_url: 'https://n.example/feed',
  next_url: 'https://n.example/2',
  _updated: '2026-05-31T23:00:00.000Z',
  _tumen: {
    format: 'rss',
    encoding: 'utf-8',
    encodingFrom: 'utf8',
    olderUrl: 'https://n.example/2',
    truncated: false,
  },
  items: [
    {
      id: 'https://n.example/1',
      url: 'https://n.example/1',
      title: '제재',
      date_published: '2026-05-31T23:00:00.000Z',
      authors: [{ name: 'Kim', email: 'kim@n.example' }],
      tags: ['UN'],
      attachments: [{ url: 'https://n.example/a.pdf', mime_type: 'application/pdf', size_in_bytes: 5 }],
    },
  ],
};

describe('tumen parse-feed', () => {
  it('writes JSON Feed', () => {
    const { status, stdout } = tumen(['--url', 'https://n.example/feed', '--time-zone', 'Asia/Seoul'], RSS);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(EXPECTED);
  });

  it('takes address and headers from the environment', () => {
    const latin = Buffer.from('<rss><title>Cor\u00e9e</title></rss>', 'latin1');
    const { stdout } = tumen([], latin, {
      FEED_URL: 'https://n.example/f',
      FEED_HEADERS: '{"Content-Type":"text/xml; charset=windows-1252","content-language":"fr"}',
    });
    expect(JSON.parse(stdout)).toMatchObject({
      title: 'Corée',
      language: 'fr',
      feed_url: 'https://n.example/f',
      _tumen: { encoding: 'windows-1252', encodingFrom: 'http' },
    });
  });

  it('says on standard error what is wrong', () => {
    expect(tumen([], '<html></html>')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'tumen: not a feed: an HTML page\n',
    });
    expect(tumen([], RSS, { FEED_HEADERS: 'x' })).toMatchObject({ status: 2, stdout: '' });
    expect(tumen(['--time-zone', 'Mars'], RSS)).toMatchObject({ status: 2, stdout: '' });
  });

  it('stops reading a document that is too large', () => {
    const { status, stderr } = tumen([], Buffer.alloc(20_000_000, '<'));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'tumen: not a feed: more than the 16 MB that are allowed\n',
    });
  });
});

describe('tumen parse-feed --batch', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tumen-feeds-'));
    writeFileSync(join(folder, 'a.xml'), RSS);
    writeFileSync(join(folder, 'b.xml'), 'no');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers line by line', () => {
    const lines = [
      {
        id: 1,
        file: join(folder, 'a.xml'),
        url: 'https://n.example/feed',
        headers: { 'content-type': 'text/xml' },
      },
      { id: 'two', file: join(folder, 'b.xml'), url: null },
      { id: 3, file: join(folder, 'none.xml') },
    ];
    const { status, stdout } = tumen(
      ['--batch', '--time-zone', 'Asia/Seoul'],
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    const answers = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers).toEqual([
      { id: 1, ok: true, feed: EXPECTED, ms: expect.any(Number) as number },
      { id: 'two', ok: false, error: 'not a feed: text that begins "no"', ms: expect.any(Number) as number },
      {
        id: 3,
        ok: false,
        error: expect.stringContaining('ENOENT') as string,
        ms: expect.any(Number) as number,
      },
    ]);
  });

  it('a line of another shape is a mistake of the caller', () => {
    expect(tumen(['--batch'], '{"id":1}\n')).toMatchObject({ status: 2, stdout: '' });
  });
});
