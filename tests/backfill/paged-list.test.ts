import { describe, expect, test } from 'vitest';
import { serve } from '../http/servers.ts';
import { feedOf, fixture, rss } from '../sources/helpers.ts';
import { walk } from './walking.ts';

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
  const requests: string[] = [];
  const server = await serve((request, response) => {
    if (request.url === '/robots.txt') return response.writeHead(404).end();
    requests.push(request.url ?? '');
    const page = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('paged') ?? 1);
    const result = answer(page);
    return typeof result === 'number' ? response.writeHead(result).end() : response.end(result);
  });
  const feed = feedOf({ url: `${server.origin}/feed/` });
  const go = (from: string, to: string, more = {}) =>
    walk('wordpress', {}, { servers: [server], feed, from, to, ...more });
  return { go, requests };
}

describe('WordPress', () => {
  test('pages back until the window is passed, and keeps what is inside', async () => {
    const { go, requests } = await wordpress(archivePage);
    const { guids, candidates, steps } = await go('2023-12-18', '2023-12-24');
    expect(guids).toEqual(['post-7', 'post-8', 'post-9', 'post-10', 'post-11', 'post-12', 'post-13']);
    expect(requests).toEqual(['/feed/', '/feed/?paged=2', '/feed/?paged=3', '/feed/?paged=4']);
    expect(candidates).toHaveLength(20);
    const shares = steps.map(({ done }) => done);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test('both days of the window are inside', async () => {
    const { go } = await wordpress(archivePage);
    expect((await go('2023-12-30', '2023-12-30')).guids).toEqual(['post-1']);
  });

  test('begun anew after every page, it finds the same and asks for no page twice', async () => {
    const { go, requests } = await wordpress((page) => (page < 5 ? archivePage(page) : 404));
    expect((await go('2020-01-01', '2023-12-31', { killed: true })).guids).toHaveLength(20);
    expect(requests).toHaveLength(5);
  });

  test('a site that answers every page with the first one is walked once', async () => {
    const { go, requests } = await wordpress(() => archivePage(1));
    expect((await go('2020-01-01', '2023-12-31')).guids).toHaveLength(5);
    expect(requests).toHaveLength(2);
  });

  test('404 ends an archive, but not before its second page', async () => {
    const { go } = await wordpress((page) => (page < 3 ? archivePage(page) : 404));
    expect(await go('2020-01-01', '2023-12-31')).toMatchObject({ failure: null, guids: { length: 10 } });
    const gone = await wordpress(() => 404);
    expect((await gone.go('2020-01-01', '2023-12-31')).failure).toMatchObject({
      message: 'HTTP 404',
      final: true,
    });
  });

  test('an empty page ends an archive, an empty first page is a failure', async () => {
    const { go } = await wordpress((page) => (page < 3 ? archivePage(page) : rss()));
    expect((await go('2020-01-01', '2023-12-31')).failure).toBeNull();
    const empty = await wordpress(() => rss());
    expect((await empty.go('2020-01-01', '2023-12-31')).failure?.message).toBe('the first page has no items');
  });

  test('a page that is no feed is a failure, so that the walk can be taken up again there', async () => {
    const broken = new TextEncoder().encode('<!doctype html><html><title>Error</title></html>');
    const { go } = await wordpress((page) => (page < 3 ? archivePage(page) : broken));
    const { guids, failure } = await go('2020-01-01', '2023-12-31');
    expect(guids).toHaveLength(10);
    expect(failure).toMatchObject({ message: expect.stringContaining('not a feed'), final: false });
  });

  test('a hiccup is tried again at once; what lasts is a failure for later', async () => {
    let asked = 0;
    const { go } = await wordpress((page) => ((asked += 1) === 2 ? 503 : page < 3 ? archivePage(page) : 404));
    expect(await go('2020-01-01', '2023-12-31')).toMatchObject({ failure: null, guids: { length: 10 } });
    const down = await wordpress((page) => (page === 1 ? archivePage(page) : 503));
    expect((await down.go('2020-01-01', '2023-12-31')).failure).toMatchObject({ final: false });
  });

  test('one old post that is pinned on top does not end the walk', async () => {
    const pinned = '<title>Rules</title><guid>rules</guid><pubDate>Tue, 01 Jan 2019 00:00:00 GMT</pubDate>';
    const { go } = await wordpress((page) => {
      const posts = new TextDecoder().decode(archivePage(page));
      return new TextEncoder().encode(posts.replace('<item>', `<item>${pinned}</item><item>`));
    });
    const { guids } = await go('2023-12-27', '2023-12-31');
    expect(guids).toEqual(['post-0', 'post-1', 'post-2', 'post-3', 'post-4']);
  });

  test('posts without a date are kept, since they may be inside', async () => {
    const { go } = await wordpress((page) => (page === 1 ? rss('<title>A</title><guid>a</guid>') : 404));
    expect((await go('2023-01-01', '2023-01-02')).guids).toEqual(['a']);
  });

  test('the archive is crawled although the feed is a subscription: robots.txt holds', async () => {
    const server = await serve((request, response) =>
      response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow: /' : archivePage(1)),
    );
    const feed = feedOf({ url: `${server.origin}/feed/` });
    const { failure } = await walk('wordpress', {}, { servers: [server], feed });
    expect(failure).toMatchObject({ message: expect.stringContaining('robots'), final: true });
  });

  test('an archive that never ends is left when the walk stops counting', async () => {
    const { go } = await wordpress(archivePage);
    const cursor = { page: 5000, seen: [], done: 0.5 };
    expect((await go('1990-01-01', '2023-12-31', { cursor })).steps).toHaveLength(1);
  });
});

describe('press.un.org pages under a tag', () => {
  async function tagPages() {
    const requests: string[] = [];
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') return response.writeHead(404).end();
      requests.push(request.url ?? '');
      const page = Math.min(Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page') ?? 0), 2);
      const html = Buffer.from(fixture(`press-tag-${page}.html`)).toString('utf8');
      // The releases stand on press.un.org whatever host serves the list here.
      return response.end(html.replaceAll(/href="(?=\/)/gu, 'href="https://press.un.org'));
    });
    const feed = feedOf({
      kind: 'html-list',
      url: `${server.origin}/en/dprk`,
      list: { href: String.raw`^https://press\.un\.org/(?:en/)?(?:blog|(?:19|20)\d\d)/[a-z]+\d+` },
    });
    const go = (from: string, to: string) => walk('un-press', {}, { servers: [server], feed, from, to });
    return { go, requests };
  }

  test('pages count from 0; the year in the address bounds what has no date', async () => {
    const { go, requests } = await tagPages();
    const { guids, candidates } = await go('2024-01-01', '2024-12-31');
    expect(guids).toEqual(['sc15726', 'sc15648']);
    expect(requests).toEqual(['/en/dprk', '/en/dprk?page=1', '/en/dprk?page=2']);
    expect(candidates).toHaveLength(6);
  });

  test('past its last page a list goes on repeating it; the walk does not', async () => {
    const { go, requests } = await tagPages();
    const { guids } = await go('2017-01-01', '2026-12-31');
    expect(guids).toEqual(['sc16301', 'sc16058', 'sc15726', 'sc15648', 'sc14911', 'sc14700']);
    expect(requests).toHaveLength(4);
  });
});
