import { describe, expect, test } from 'vitest';
import { createBackfillWalker, parseCursor, type Cursor, type Feed } from '../../src/sources/index.ts';
import { clientFor, serve, type TestServer } from '../http/servers.ts';
import { feedOf, fixture, rss } from './helpers.ts';

interface Walk {
  guids: string[];
  outside: number;
  requests: string[];
  failure: string | null;
}

/** Walks as the worker does: one page a step, the cursor through JSON in between, as a table would keep it. */
async function walk(feed: Feed, server: TestServer, from: string, to: string, maxSteps = 50): Promise<Walk> {
  const walker = createBackfillWalker(feed);
  if (!walker) throw new Error('no walker');
  const http = clientFor([server]);
  const done: Walk = { guids: [], outside: 0, requests: [], failure: null };
  let cursor: Cursor | null = walker.first(from, to);
  for (let step = 0; cursor && step < maxSteps; step += 1) {
    cursor = parseCursor(JSON.parse(JSON.stringify(cursor)));
    const request = walker.request(cursor);
    done.requests.push(request.url.slice(server.origin.length));
    const answer = await http.get({ ...request, minIntervalMs: 0 });
    if (answer.outcome === 'httpError' && walker.endsAt(cursor, answer.status)) break;
    if (answer.outcome !== 'ok') throw new Error(JSON.stringify(answer));
    const fetched = { bytes: answer.bytes, url: answer.finalUrl, contentType: null };
    const result = await walker.next(cursor, fetched);
    done.guids.push(...result.items.map((item) => item.guid));
    done.outside += result.outside;
    done.failure = result.failure;
    cursor = result.cursor;
  }
  return done;
}

const DAY_MS = 86_400_000;
const START = Date.parse('2023-12-31T12:00:00Z');

/** Page n (from 1) of an archive with five posts a page, one a day, back from the last day of 2023. */
function archivePage(n: number): Uint8Array {
  const posts = Array.from({ length: 5 }, (_, index) => {
    const post = (n - 1) * 5 + index;
    const date = new Date(START - post * DAY_MS);
    return `<title>Post ${post}</title><guid>post-${post}</guid><pubDate>${date.toUTCString()}</pubDate>`;
  });
  return rss(...posts);
}

async function wordpress(answer: (page: number) => Uint8Array | number) {
  const server = await serve((request, response) => {
    if (request.url === '/robots.txt') return response.writeHead(404).end();
    const page = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('paged') ?? 1);
    const result = answer(page);
    return typeof result === 'number' ? response.writeHead(result).end() : response.end(result);
  });
  const feed = feedOf({ url: `${server.origin}/feed/`, backfill: { kind: 'wordpress' } });
  return { server, feed };
}

describe('WordPress', () => {
  test('pages back until the window is passed, and keeps what is inside', async () => {
    const { server, feed } = await wordpress(archivePage);
    const done = await walk(feed, server, '2023-12-18', '2023-12-24');
    expect(done.guids).toEqual(['post-7', 'post-8', 'post-9', 'post-10', 'post-11', 'post-12', 'post-13']);
    expect(done.requests).toEqual(['/feed/', '/feed/?paged=2', '/feed/?paged=3', '/feed/?paged=4']);
    expect(done.outside).toBe(13);
  });

  test('both days of the window are inside', async () => {
    const { server, feed } = await wordpress(archivePage);
    expect((await walk(feed, server, '2023-12-30', '2023-12-30')).guids).toEqual(['post-1']);
  });

  test('a site that answers every page with the first one is walked once', async () => {
    const { server, feed } = await wordpress(() => archivePage(1));
    const done = await walk(feed, server, '2020-01-01', '2023-12-31');
    expect(done.guids).toHaveLength(5);
    expect(done.requests).toHaveLength(2);
  });

  test('404 ends an archive, but not before its second page', async () => {
    const { server, feed } = await wordpress((page) => (page < 3 ? archivePage(page) : 404));
    expect((await walk(feed, server, '2020-01-01', '2023-12-31')).guids).toHaveLength(10);
    const gone = await wordpress(() => 404);
    await expect(walk(gone.feed, gone.server, '2020-01-01', '2023-12-31')).rejects.toThrow('404');
  });

  test('an empty page ends an archive, an empty first page is a failure', async () => {
    const { server, feed } = await wordpress((page) => (page < 3 ? archivePage(page) : rss()));
    expect(await walk(feed, server, '2020-01-01', '2023-12-31')).toMatchObject({ failure: null });
    const empty = await wordpress(() => rss());
    expect(await walk(empty.feed, empty.server, '2020-01-01', '2023-12-31')).toMatchObject({
      failure: 'the first page has no items',
    });
  });

  test('a page that is no feed is a failure, so that the walk can be taken up again there', async () => {
    const { server, feed } = await wordpress((page) =>
      page < 3
        ? archivePage(page)
        : new TextEncoder().encode('<!doctype html><html><title>Error</title></html>'),
    );
    const done = await walk(feed, server, '2020-01-01', '2023-12-31');
    expect(done.guids).toHaveLength(10);
    expect(done.failure).toContain('not a feed');
  });

  test('one old post that is pinned on top does not end the walk', async () => {
    const pinned = '<title>Rules</title><guid>rules</guid><pubDate>Tue, 01 Jan 2019 00:00:00 GMT</pubDate>';
    const { server, feed } = await wordpress((page) => {
      const posts = new TextDecoder().decode(archivePage(page));
      return new TextEncoder().encode(posts.replace('<item>', `<item>${pinned}</item><item>`));
    });
    const done = await walk(feed, server, '2023-12-27', '2023-12-31');
    expect(done.guids).toEqual(['post-0', 'post-1', 'post-2', 'post-3', 'post-4']);
  });

  test('posts without a date are kept, since they may be inside', async () => {
    const { server, feed } = await wordpress((page) =>
      page === 1 ? rss('<title>A</title><guid>a</guid>') : 404,
    );
    expect((await walk(feed, server, '2023-01-01', '2023-01-02')).guids).toEqual(['a']);
  });

  test('an archive that never ends is left when the walker stops counting', async () => {
    const walker = createBackfillWalker(feedOf({ backfill: { kind: 'wordpress' } }));
    const cursor = { ...(walker?.first('1990-01-01', '2023-12-31') ?? null), page: 5000, seen: [] };
    const fetched = {
      bytes: archivePage(1),
      url: 'https://sample.example/feed/?paged=5000',
      contentType: null,
    };
    expect((await walker?.next(parseCursor(cursor), fetched))?.cursor).toBeNull();
  });

  test('the archive is crawled although the feed is a subscription: robots.txt holds', async () => {
    const server = await serve((request, response) =>
      response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow: /' : archivePage(1)),
    );
    const feed = feedOf({ url: `${server.origin}/feed/`, backfill: { kind: 'wordpress' } });
    await expect(walk(feed, server, '2023-01-01', '2023-12-31')).rejects.toThrow('robots');
  });
});

describe('press.un.org DPRK pages', () => {
  async function tagPages() {
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') return response.writeHead(404).end();
      const page = Math.min(Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page') ?? 0), 2);
      const html = Buffer.from(fixture(`press-tag-${page}.html`)).toString('utf8');
      // The releases stand on press.un.org whatever host serves the list here.
      return response.end(html.replaceAll(/href="(?=\/)/gu, 'href="https://press.un.org'));
    });
    const feed = feedOf({
      kind: 'html-list',
      url: `${server.origin}/en/dprk`,
      list: { href: String.raw`^https://press\.un\.org/(?:en/)?(?:blog|(?:19|20)\d\d)/[a-z]+\d+` },
      backfill: { kind: 'un-press-tag', pace: '1s' },
    });
    return { server, feed };
  }

  test('pages count from 0; the year in the address bounds what has no date', async () => {
    const { server, feed } = await tagPages();
    const done = await walk(feed, server, '2024-01-01', '2024-12-31');
    expect(done.guids).toEqual(['sc15726', 'sc15648']);
    expect(done.requests).toEqual(['/en/dprk', '/en/dprk?page=1', '/en/dprk?page=2']);
    expect(done.outside).toBe(4);
  });

  test('past its last page a list goes on repeating it; the walk does not', async () => {
    const { server, feed } = await tagPages();
    const done = await walk(feed, server, '2017-01-01', '2026-12-31');
    expect(done.guids).toEqual(['sc16301', 'sc16058', 'sc15726', 'sc15648', 'sc14911', 'sc14700']);
    expect(done.requests).toHaveLength(4);
  });

  test('the walk keeps the pace of the archive', async () => {
    const { feed } = await tagPages();
    const walker = createBackfillWalker(feed);
    const cursor = walker?.first('2024-01-01', '2024-12-31');
    expect(cursor && walker?.request(cursor)).toMatchObject({ kind: 'page', minIntervalMs: 1000 });
  });
});

test('a feed without a way back has no walker', () => {
  expect(createBackfillWalker(feedOf())).toBeNull();
});

test('a cursor that no walker wrote is refused', () => {
  const cursor = { url: 'https://a.example/', page: 1, from: '2023-01-01', to: '2023-12-31', seen: [] };
  expect(parseCursor(cursor)).toEqual(cursor);
  expect(() => parseCursor({ ...cursor, from: 'yesterday' })).toThrow();
  expect(() => parseCursor({ ...cursor, page: -1 })).toThrow();
});
