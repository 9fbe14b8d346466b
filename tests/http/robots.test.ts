import { describe, expect, test } from 'vitest';
import { RobotsCache } from '../../src/http/robots.ts';
import type { HttpOutcome } from '../../src/http/index.ts';
import { clientFor, serve, textOf } from './servers.ts';

interface Answer {
  status: number;
  text?: string;
  location?: string;
}

/** A site whose robots.txt is `answer` at the moment; counts how often it is asked for. */
async function siteWith(answer: Answer) {
  const state = { answer, asked: 0 };
  const server = await serve((request, response) => {
    if (request.url !== '/robots.txt') return response.end(`page ${request.url}`);
    state.asked += 1;
    const { status, text, location } = state.answer;
    return response.writeHead(status, location ? { location } : {}).end(text);
  });
  return { server, state };
}

describe('rules', () => {
  const HOUR = 3600_000;
  const allowed = async (text: string, path: string, kind: 'page' | 'document' | 'feed' | 'api' = 'page') => {
    const { server } = await siteWith({ status: 200, text });
    const outcome = await clientFor([server]).get({ url: server.origin + path, kind });
    if (outcome.outcome === 'refused') expect(outcome.reason).toBe('robots');
    return outcome.outcome === 'ok';
  };

  test.each([
    ['User-agent: *\nDisallow: /private', '/private/page', false],
    ['User-agent: *\nDisallow: /private', '/public', true],
    ['User-agent: *\nDisallow: /%70rivate', '/private', false],
    ['User-agent: *\nDisallow: /private', '/%70rivate', false],
    ['User-agent: *\nDisallow: /\nAllow: /en/', '/en/page', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x', true],
    ['User-agent: Tumen\nDisallow: /\n\nUser-agent: *\nDisallow:', '/page', false],
    ['User-agent: tumen\nDisallow:\n\nUser-agent: *\nDisallow: /', '/page', true],
    ['User-agent: Googlebot\nDisallow: /', '/page', true],
    ['\uFEFFUser-agent: *\r\nDisallow: /', '/page', false],
    ['User-agent: *\nDisallow: /북한', '/%EB%B6%81%ED%95%9C/1', false],
    ['<html>not found</html>', '/page', true],
    ['', '/page', true],
  ])('%j lets %s through: %s', async (text, path, expected) => {
    expect(await allowed(text, path)).toBe(expected);
  });

  test('a closed site is read where it is a subscription, and not where it would be crawled', async () => {
    const closed = 'User-agent: *\nDisallow: /';
    expect(await allowed(closed, '/news/rss.xml', 'feed')).toBe(true);
    expect(await allowed(closed, '/api.json', 'api')).toBe(true);
    expect(await allowed(closed, '/news/1', 'page')).toBe(false);
    expect(await allowed(closed, '/doc.pdf', 'document')).toBe(false);
  });

  test('a long address is judged like a short one', async () => {
    expect(await allowed('User-agent: *\nDisallow: /private', `/private?${'x'.repeat(5000)}`)).toBe(false);
  });

  test('an oversized file counts as far as it is read', async () => {
    const filler = '# filler\n'.repeat(100_000);
    expect(await allowed(`User-agent: *\nDisallow: /private\n${filler}`, '/private')).toBe(false);
  });

  test('rules that are made to take time take little', async () => {
    const rule = 'Disallow: /*a*a*a*a*a*a*a*a*a*a*a*b\n';
    const timed = async (rules: string) => {
      const { server } = await siteWith({ status: 200, text: `User-agent: *\n${rules}` });
      const started = performance.now();
      const outcome = await clientFor([server]).get({
        url: `${server.origin}/${'a'.repeat(1500)}`,
        kind: 'page',
      });
      expect(performance.now() - started).toBeLessThan(5000);
      return outcome;
    };
    expect(await timed(rule.repeat(1500))).toMatchObject({ outcome: 'ok' });
    expect(await timed(`Disallow: /*${'a'.repeat(1400)}b\n`.repeat(40))).toMatchObject({ outcome: 'ok' });
    expect(await timed(rule.repeat(14_000))).toMatchObject({ reason: 'robots-unreachable' });
    expect(await timed(`Disallow: /${'*a'.repeat(200_000)}b`)).toMatchObject({
      reason: 'robots-unreachable',
    });
  });

  test('a redirect is judged by the rules of where it leads', async () => {
    const { server: closed } = await siteWith({ status: 200, text: 'User-agent: *\nDisallow: /' });
    const open = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(302, { location: `${closed.origin}/page` }).end();
    });
    const outcome = await clientFor([closed, open]).get({ url: `${open.origin}/page`, kind: 'page' });
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'robots' });
  });

  test('what the answer for robots.txt means', async () => {
    const { server, state } = await siteWith({ status: 404 });
    const verdicts: Record<string, string> = {};
    for (const status of [404, 401, 403, 410, 429, 500, 503]) {
      state.answer = { status };
      const outcome = await clientFor([server]).get({ url: `${server.origin}/page`, kind: 'page' });
      verdicts[status] = outcome.outcome === 'refused' ? outcome.reason : outcome.outcome;
    }
    const closed = 'robots-unreachable';
    expect(verdicts).toEqual({
      404: 'ok',
      401: 'ok',
      403: 'ok',
      410: 'ok',
      429: closed,
      500: closed,
      503: closed,
    });
  });

  test('robots.txt may be elsewhere, but not in a circle', async () => {
    const { server: elsewhere } = await siteWith({ status: 200, text: 'User-agent: *\nDisallow: /private' });
    const { server, state } = await siteWith({ status: 301, location: `${elsewhere.origin}/robots.txt` });
    const get = () => clientFor([server, elsewhere]).get({ url: `${server.origin}/private`, kind: 'page' });
    expect(await get()).toMatchObject({ reason: 'robots' });
    state.answer = { status: 302, location: '/robots.txt' };
    expect(textOf(await get())).toBe('page /private');
  });

  test('the file is asked for once a day, however many pages wait for it', async () => {
    let now = Date.parse('2026-09-01T00:00:00Z');
    const { server, state } = await siteWith({ status: 200, text: '' });
    const client = clientFor([server], { now: () => new Date(now) });
    const page = { url: `${server.origin}/page`, kind: 'page' } as const;
    await Promise.all([client.get(page), client.get(page), client.get(page)]);
    now += 23 * HOUR;
    await client.get(page);
    expect(state.asked).toBe(1);
    now += 2 * HOUR;
    await client.get(page);
    expect(state.asked).toBe(2);
  });

  test('while the file cannot be reached the last known rules hold, and it is asked for again soon', async () => {
    let now = Date.parse('2026-09-01T00:00:00Z');
    const { server, state } = await siteWith({ status: 200, text: 'User-agent: *\nDisallow: /private' });
    const client = clientFor([server], { now: () => new Date(now) });
    const get = (path: string) => client.get({ url: server.origin + path, kind: 'page' });
    await get('/public');
    now += 25 * HOUR;
    state.answer = { status: 503 };
    expect(await get('/public')).toMatchObject({ outcome: 'ok' });
    expect(await get('/private')).toMatchObject({ reason: 'robots' });
    expect(state.asked).toBe(2);
    state.answer = { status: 404 };
    now += HOUR;
    expect(await get('/private')).toMatchObject({ outcome: 'ok' });
  });
});

describe('crawl delay', () => {
  const delayOf = async (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const answer: HttpOutcome = {
      outcome: 'ok',
      status: 200,
      finalUrl: 'https://a.example/robots.txt',
      movedTo: null,
      headers: {},
      bytes,
      etag: null,
      lastModified: null,
      fetchedAt: '2026-09-01T00:00:00.000Z',
    };
    const cache = new RobotsCache({ agent: 'Tumen', fetch: async () => answer, now: () => new Date(0) });
    return cache.check(new URL('https://a.example/page'));
  };

  test.each([
    ['User-agent: *\nCrawl-delay: 10', 10_000],
    ['User-agent: *\nCrawl-delay: 0.5', 500],
    ['User-agent: *\nCrawl-delay: 86400', 60_000],
    ['User-agent: *\nCrawl-delay: -3', 0],
    ['User-agent: *\nCrawl-delay: later', 0],
    ['User-agent: Bing\nCrawl-delay: 10', 0],
  ])('%j is %i ms', async (text, crawlDelayMs) => {
    expect(await delayOf(text)).toEqual({ allowed: true, crawlDelayMs });
  });

  test('it stretches the pace of the host', async () => {
    const { MemoryPace } = await import('../../src/http/index.ts');
    const { server } = await siteWith({ status: 200, text: 'User-agent: *\nCrawl-delay: 30' });
    const client = clientFor([server], { pace: new MemoryPace() });
    const page = { url: `${server.origin}/page`, kind: 'page' } as const;
    expect(await client.get(page)).toMatchObject({ outcome: 'ok' });
    expect(await client.get(page)).toMatchObject({ outcome: 'paced' });
  });
});
