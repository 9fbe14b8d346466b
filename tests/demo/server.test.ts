import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startDemoServer, type DemoServer } from '../../src/demo/server.ts';
import { Fortnight } from '../../src/demo/fortnight.ts';
import { SAMPLE_NOTE } from '../../src/demo/pages.ts';
import { storiesOf, type Step, type Story } from '../../src/demo/stories.ts';
import { extract } from '../../src/extract/index.ts';
import type { Extracted } from '../../src/model.ts';
import { parseCatalog, readSource, type Catalog, type ReadResult } from '../../src/sources/index.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const fortnight = new Fortnight(NOW);
let server: DemoServer;
let catalog: Catalog;

beforeAll(async () => {
  server = await startDemoServer({ now: NOW });
  catalog = parseCatalog(server.feedsYaml, 'demo feeds');
});
afterEach(() => server.advance(1));
afterAll(() => server.close());

async function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<Response & { bytes: Buffer }> {
  const response = await fetch(new URL(path, server.origin), { headers, redirect: 'manual' });
  return Object.assign(response, { bytes: Buffer.from(await response.arrayBuffer()) });
}

async function readPage({ path, url }: Story): Promise<Extracted> {
  const { bytes, headers } = await get(path);
  return extract(bytes, { url, contentType: headers.get('content-type') ?? undefined });
}

async function poll(id: string): Promise<ReadResult> {
  const feed = catalog.feed(id);
  const { bytes, headers } = await get(feed.url);
  return readSource(feed, { bytes, url: feed.url, contentType: headers.get('content-type') });
}

const storiesAt = (step: Step) =>
  server.data.feeds.flatMap((feed) => storiesOf(feed, step, fortnight, server.origin));

describe('feeds', () => {
  test.each([1, 2] as const)(
    'poll %i: every reader finds every item with its title and instant',
    async (step) => {
      server.advance(step);
      for (const demo of server.data.feeds.filter((feed) => !feed.fails)) {
        const result = await poll(demo.id);
        if (!result.ok) throw new Error(`${demo.id}: ${result.message}`);
        const expected = storiesOf(demo, step, fortnight, server.origin).slice(0, demo.limit);
        const { items } = result.reading;
        const blogs = expected.filter((story) => story.path.includes('/blog/')).length;
        expect(items, demo.id).toHaveLength(expected.length - blogs);
        expect(result.reading.encoding.toLowerCase(), demo.id).toBe(demo.encoding);
        for (const item of items) {
          const story = expected.find((it) => it.url === item.url);
          expect(item.title, demo.id).toContain(oneSpaced(story?.title));
          expect(item.published, `${demo.id} ${item.title}`).toBe(toSecond(story?.published));
        }
      }
    },
  );

  test('what fails, fails in three ways', async () => {
    expect((await get('/old-mirror/rss.xml')).status).toBe(503);
    expect(await poll('gate-daily')).toMatchObject({ ok: false, reason: 'challenge' });
    expect(await poll('silent-watch')).toMatchObject({ ok: false, reason: 'empty' });
  });

  test('one meeting stands in the UN feed twice and is read once; agendas are no documents', async () => {
    const press = await poll('un-press-sample');
    const documents = await poll('un-docs-sample');
    expect(press).toMatchObject({ ok: true, reading: { skipped: { twice: 1 } } });
    expect(documents).toMatchObject({ ok: true, reading: { skipped: { agenda: 1 } } });
    expect(documents.ok && documents.reading.items.map((item) => item.symbol)).toEqual([
      'S/PV.99021',
      'A/HRC/99/71',
      'S/2026/9401',
    ]);
  });

  test('the second poll brings new items and one correction, and 304 where nothing changed', async () => {
    const before = new Map<string, Response>();
    for (const feed of catalog.feeds) before.set(feed.id, await get(feed.url));
    server.advance(2);
    const unchanged: string[] = [];
    for (const feed of catalog.feeds) {
      const first = before.get(feed.id)?.headers;
      const headers: Record<string, string> = {};
      const etag = first?.get('etag');
      const modified = first?.get('last-modified');
      if (etag) headers['if-none-match'] = etag;
      if (modified) headers['if-modified-since'] = modified;
      if ((await get(feed.url, headers)).status === 304) unchanged.push(feed.id);
    }
    expect(unchanged.sort()).toEqual(
      [
        'federal-notices',
        'northern-desk',
        'primorye-gazette',
        'river-daily-ko',
        'silent-watch',
        'un-docs-sample',
      ].sort(),
    );
    const ledger = await poll('rights-ledger');
    expect(ledger.ok && ledger.reading.items.map((item) => item.title)).toContain(
      'China forces back at least 190 North Koreans',
    );
  });
});

describe('pages', () => {
  test('every address of every feed is served, or fails as intended', async () => {
    const wanted = {
      article: 200,
      forbidden: 403,
      'bot-wall': 200,
      consent: 200,
      closed: 200,
      none: 404,
      document: 301,
    };
    server.advance(2);
    for (const story of storiesAt(2)) {
      expect((await get(story.path)).status, story.path).toBe(wanted[story.item.page]);
    }
  });

  test('all carry the mark of a sample', async () => {
    for (const story of storiesAt(1).filter((it) => !it.item.symbol)) {
      expect((await get(story.path)).bytes.includes(SAMPLE_NOTE), story.path).toBe(true);
    }
  });

  test('articles can be read: title, date, text without furniture, in their own encoding', async () => {
    const some = server.data.feeds.flatMap((feed) =>
      storiesOf(feed, 1, fortnight, server.origin).slice(0, 3),
    );
    for (const story of some.filter((it) => it.item.page === 'article')) {
      const read = await readPage(story);
      expect(oneSpaced(read.text), story.path).toContain(oneSpaced(story.paragraphs.at(-1)));
      expect(read.text, story.path).not.toContain(SAMPLE_NOTE);
      expect(read.title, story.path).toContain(oneSpaced(story.title));
      expect(read.published?.slice(0, 10), story.path).toBe(story.published.toISOString().slice(0, 10));
      expect(read.canonical, story.path).toBe(story.url);
    }
  });

  test('walls and forms are recognised as such', async () => {
    for (const [page, flag] of [
      ['bot-wall', 'bot-check'],
      ['consent', 'consent'],
    ] as const) {
      const [story] = storiesAt(1).filter((it) => it.item.page === page);
      expect(story && (await readPage(story)).flags, page).toContain(flag);
    }
  });

  test('robots.txt closes one folder', async () => {
    expect((await get('/robots.txt')).bytes.toString()).toContain('Disallow: /closed/');
    expect(storiesAt(1).filter((story) => story.path.startsWith('/closed/'))).toHaveLength(1);
  });
});

describe('documents', () => {
  test.each(['S/PV.99021', 'A/HRC/99/71', 'S/2026/9401'])(
    '%s: the short address leads to a PDF',
    async (symbol) => {
      const short = await get(`/undocs/en/${symbol}`);
      const file = await get(short.headers.get('location') ?? '');
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    },
  );

  test('the resolver names the file in capitals, behind which stands none', async () => {
    const location =
      (await get('/api/symbol/access?s=S%2FPV.99021&l=en&t=pdf')).headers.get('location') ?? '';
    expect(location).toMatch(/\/PDF\/N2699021\.PDF$/u);
    expect((await get(new URL(location).pathname)).headers.get('content-type')).toMatch(/^text\/html/u);
    expect((await get(new URL(location).pathname.toLowerCase())).bytes.subarray(0, 4).toString()).toBe(
      '%PDF',
    );
  });

  test('the record reads as a record: two columns in order, votes on lines of their own', async () => {
    const { bytes } = await get('/doc/undoc/gen/n26/990/21/pdf/n2699021.pdf');
    const { text } = await extract(bytes, {});
    const plain = text.replaceAll(/\s+/gu, ' ');
    expect(plain.indexOf('There were 11 votes in favour, 2 votes against and 2 abstentions')).toBeGreaterThan(
      0,
    );
    expect(plain.indexOf('The meeting rose at 12.20 p.m.')).toBeGreaterThan(
      plain.indexOf('My country shares these questions'),
    );
    expect(text).toMatch(/Against:\s+China, Russian Federation/u);
  });
});

describe('the server itself', () => {
  test('counts requests, knows HEAD, refuses the rest, and answers 404', async () => {
    const before = server.requests()['/nowhere'] ?? 0;
    expect((await get('/nowhere')).status).toBe(404);
    expect(server.requests()['/nowhere']).toBe(before + 1);
    const url = new URL('/en/rss.xml', server.origin);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  });

  test('packs what is large, and only for who can unpack', async () => {
    const packed = await get('/en/rss.xml', { 'accept-encoding': 'gzip' });
    const plain = await get('/en/rss.xml', { 'accept-encoding': 'identity' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBe(null);
    expect(packed.bytes.equals(plain.bytes)).toBe(true);
  });
});

function toSecond(instant: Date | undefined): string | undefined {
  return instant?.toISOString().replace(/\.\d{3}Z$/u, '.000Z');
}

/** Readers fold an ideographic space to a plain one. */
function oneSpaced(text = ''): string {
  return text.replaceAll(/\s+/gu, ' ');
}
