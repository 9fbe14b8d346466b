import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { clientFor, expectOutcome, serve, serveRaw, textOf } from './servers.ts';

type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves each path by the function of that name. */
function serveSite(pages: Record<string, Page>) {
  return serve((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://x').pathname];
    if (page) page(request, response);
    else response.writeHead(404).end('no such page');
  });
}

const echo: Page = (request, response) => response.end(JSON.stringify(request.headers));

describe('requests', async () => {
  const site = await serveSite({
    '/echo': echo,
    '/post': (request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () =>
        response.writeHead(201).end(`${request.method} ${request.headers['content-type']} ${body}`),
      );
    },
    '/moved-post': (_request, response) => response.writeHead(307, { location: '/post' }).end(),
    '/conditional': (request, response) => {
      if (request.headers['if-none-match'] === '"a"') response.writeHead(304, { etag: '"a"' }).end();
      else
        response.writeHead(200, { etag: '"a"', 'last-modified': 'Fri, 28 Aug 2026 22:35:09 GMT' }).end('new');
    },
    '/always-304': (_request, response) => response.writeHead(304).end(),
  });
  const client = clientFor([site], { now: () => new Date('2026-09-01T00:00:00Z') });

  test('a request names the program, its version and a contact', async () => {
    const headers = JSON.parse(textOf(await client.get({ url: `${site.origin}/echo`, kind: 'feed' })));
    expect(headers['user-agent']).toBe('Tumen/0.1 (+ops@example.org)');
    expect(headers.accept).toContain('application/rss+xml');
    expect(headers['accept-encoding']).not.toContain('zstd');
  });

  test('an answer holds its validators, its time and its bytes', async () => {
    const outcome = await client.get({ url: `${site.origin}/conditional`, kind: 'feed' });
    expect(expectOutcome(outcome, 'ok')).toMatchObject({
      status: 200,
      finalUrl: `${site.origin}/conditional`,
      etag: '"a"',
      lastModified: 'Fri, 28 Aug 2026 22:35:09 GMT',
      fetchedAt: '2026-09-01T00:00:00.000Z',
    });
  });

  test('a known validator gives "not modified"', async () => {
    const request = { url: `${site.origin}/conditional`, kind: 'feed', etag: '"a"' } as const;
    expect(await client.get(request)).toMatchObject({ outcome: 'notModified', etag: '"a"' });
  });

  test('304 without a condition is an error: there is nothing that it could refer to', async () => {
    const outcome = await client.get({ url: `${site.origin}/always-304`, kind: 'feed' });
    expect(outcome).toMatchObject({ outcome: 'httpError', status: 304 });
  });

  test('POST sends the text as it was given and follows no redirect', async () => {
    const sent = await client.post({ url: `${site.origin}/post`, json: '{"a": 1}' });
    expect(textOf(sent)).toBe('POST application/json {"a": 1}');
    const moved = await client.post({ url: `${site.origin}/moved-post`, json: '{}' });
    expect(moved).toMatchObject({ outcome: 'httpError', status: 307 });
  });
});

describe('redirects', async () => {
  const other = await serveSite({ '/echo': echo });
  const site = await serveSite({
    '/echo': echo,
    '/permanent': (_request, response) => response.writeHead(301, { location: '/echo' }).end(),
    '/temporary': (_request, response) => response.writeHead(302, { location: '/permanent' }).end(),
    '/abroad': (_request, response) => response.writeHead(308, { location: `${other.origin}/echo` }).end(),
    '/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
    '/nowhere': (_request, response) => response.writeHead(302).end(),
    '/upper': (_request, response) => response.writeHead(302, { location: '/ECHO' }).end(),
    '/gate': (request, response) => {
      if (request.headers.cookie === 'PASS=1; more=2') response.end('through');
      else
        response
          .writeHead(307, { location: '/gate', 'set-cookie': ['PASS=1; Path=/', 'more=2; HttpOnly'] })
          .end();
    },
    '/bad-gate': (_request, response) =>
      response.writeHead(307, { location: '/bad-gate', 'set-cookie': 'PASS=1' }).end(),
  });
  const client = clientFor([site, other]);
  const get = (path: string, more = {}) => client.get({ url: site.origin + path, kind: 'feed', ...more });

  test('only a chain of permanent redirects says that the feed has moved', async () => {
    expect(await get('/permanent')).toMatchObject({
      finalUrl: `${site.origin}/echo`,
      movedTo: `${site.origin}/echo`,
    });
    expect(await get('/temporary')).toMatchObject({ finalUrl: `${site.origin}/echo`, movedTo: null });
    expect(await get('/echo')).toMatchObject({ movedTo: null });
  });

  test('headers of the caller stay at home', async () => {
    const headers = { authorization: 'Bearer secret' };
    expect(textOf(await get('/permanent', { headers }))).toContain('secret');
    expect(textOf(await get('/abroad', { headers }))).not.toContain('secret');
  });

  test('a loop ends', async () => {
    expect(await get('/loop')).toMatchObject({ outcome: 'refused', reason: 'too-many-redirects' });
  });

  test('a redirect without a target is an error of the server', async () => {
    expect(await get('/nowhere')).toMatchObject({ outcome: 'httpError', status: 302 });
  });

  test('the caller may mend a target', async () => {
    const mapRedirect = (target: URL) => new URL(target.href.toLowerCase());
    expect(await get('/upper')).toMatchObject({ outcome: 'httpError', status: 404 });
    expect(await get('/upper', { mapRedirect })).toMatchObject({
      outcome: 'ok',
      finalUrl: `${site.origin}/echo`,
    });
  });

  test('a cookie gate is passed once, where the source is known to have one', async () => {
    expect(textOf(await get('/gate', { cookieGate: true }))).toBe('through');
    expect(await get('/gate')).toMatchObject({ reason: 'too-many-redirects' });
    expect(await get('/bad-gate', { cookieGate: true })).toMatchObject({ reason: 'too-many-redirects' });
  });
});

describe('errors', async () => {
  const site = await serveSite({
    '/seconds': (_request, response) => response.writeHead(429, { 'retry-after': '120' }).end('slow down'),
    '/date': (_request, response) =>
      response.writeHead(503, { 'retry-after': 'Tue, 01 Sep 2026 00:10:00 GMT' }).end(),
    '/waf': (_request, response) => response.writeHead(202, { 'x-amzn-waf-action': 'challenge' }).end(),
    '/cloudflare': (_request, response) =>
      response.writeHead(403, { 'cf-mitigated': 'challenge' }).end('Just a moment'),
    '/big-error': (_request, response) => response.writeHead(500).end('x'.repeat(1_000_000)),
  });
  const client = clientFor([site], { now: () => new Date('2026-09-01T00:00:00Z') });
  const get = async (path: string) =>
    expectOutcome(await client.get({ url: site.origin + path, kind: 'feed' }), 'httpError');

  test('Retry-After is read in both forms', async () => {
    expect(await get('/seconds')).toMatchObject({ status: 429, retryAfterMs: 120_000 });
    expect(await get('/date')).toMatchObject({ status: 503, retryAfterMs: 600_000 });
  });

  test('the first bytes of an error are kept, the rest is not read', async () => {
    expect(Buffer.from((await get('/seconds')).bytes).toString()).toBe('slow down');
    expect((await get('/big-error')).bytes.byteLength).toBe(64 * 1024);
  });

  test('a bot check is told apart, whatever its status', async () => {
    expect(await get('/waf')).toMatchObject({ status: 202, challenge: true });
    expect(await get('/cloudflare')).toMatchObject({ status: 403, challenge: true });
    expect(await get('/seconds')).toMatchObject({ challenge: false });
  });
});

describe('compression', async () => {
  const text = 'КНДР 북한 朝鲜 '.repeat(100);
  const send =
    (encoding: string, body: Uint8Array): Page =>
    (_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
  const zeros = new Uint8Array(50_000_000);
  const site = await serveSite({
    '/gzip': send('gzip', gzipSync(text)),
    '/x-gzip': send('X-GZIP', gzipSync(text)),
    '/br': send('br', brotliCompressSync(text)),
    '/deflate': send('deflate', deflateSync(text)),
    '/raw-deflate': send('deflate', deflateRawSync(text)),
    '/twice': send('gzip, br', brotliCompressSync(gzipSync(text))),
    '/not-gzip': send('gzip', Buffer.from(text)),
    '/empty': send('gzip', new Uint8Array()),
    '/truncated': send('gzip', gzipSync(text).subarray(0, -8)),
    '/unknown': send('zstd', Buffer.from(text)),
    '/broken': send('br', Buffer.from('this is no brotli at all')),
    '/onion': send('gzip, gzip, gzip, gzip', Buffer.from(text)),
    '/gzip-bomb': send('gzip', gzipSync(zeros)),
    '/brotli-bomb': send('br', brotliCompressSync(zeros)),
    '/inner-bomb': send('gzip, gzip', gzipSync(gzipSync(zeros))),
  });
  const client = clientFor([site]);
  const get = (path: string, maxBytes = 1_000_000) =>
    client.get({ url: site.origin + path, kind: 'feed', maxBytes });

  test.each(['/gzip', '/x-gzip', '/br', '/deflate', '/raw-deflate', '/twice', '/not-gzip', '/truncated'])(
    '%s is undone',
    async (path) => {
      expect(textOf(await get(path))).toBe(text);
    },
  );

  test('an empty body stays empty', async () => {
    expect(textOf(await get('/empty'))).toBe('');
  });

  test.each(['/unknown', '/broken', '/onion'])('%s is an error of the server', async (path) => {
    expect(await get(path)).toMatchObject({ outcome: 'networkError', code: 'CONTENT_ENCODING' });
  });

  test.each(['/gzip-bomb', '/brotli-bomb', '/inner-bomb'])('%s never unfolds', async (path) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await get(path)).toEqual({ outcome: 'tooLarge', limit: 1_000_000 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});

describe('hostile servers', async () => {
  const head = 'HTTP/1.1 200 OK\r\n';
  const drip = await serveRaw((socket) => {
    socket.write(`${head}content-length: 100000\r\n\r\n`);
    const timer = setInterval(() => socket.write('x'), 20);
    socket.on('close', () => clearInterval(timer));
  });
  const silent = await serveRaw(() => {});
  let sent = 0;
  const endless = await serveRaw((socket) => {
    socket.write(`${head}\r\n`);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const push = () => {
      while (!socket.destroyed && socket.write(chunk)) sent += chunk.length;
      if (!socket.destroyed) socket.once('drain', push);
    };
    push();
  });
  const announced = await serveRaw((socket) => socket.write(`${head}content-length: 99999999999\r\n\r\nx`));
  const cutOff = await serveRaw((socket) => socket.end(`${head}content-length: 1000\r\n\r\nonly this`));
  const overlong = await serveRaw((socket) => socket.end(`${head}content-length: 4\r\n\r\nfour and more`));
  const noise = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
  const headers = await serveRaw((socket) => socket.end(`${head}x: ${'y'.repeat(200_000)}\r\n\r\n`));
  const hangUp = await serveRaw((socket) => socket.destroy());
  const servers = [drip, silent, endless, announced, cutOff, overlong, noise, headers, hangUp];
  const client = clientFor(servers);
  const get = (server: { origin: string }, more = {}) =>
    client.get({ url: `${server.origin}/`, kind: 'feed', maxBytes: 1_000_000, timeoutMs: 5000, ...more });

  test('a slow drip and a silent server end at the deadline', async () => {
    const started = performance.now();
    const both = await Promise.all([get(drip, { timeoutMs: 300 }), get(silent, { timeoutMs: 300 })]);
    expect(both).toEqual([
      { outcome: 'timeout', timeoutMs: 300 },
      { outcome: 'timeout', timeoutMs: 300 },
    ]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('an endless body ends at the cap', async () => {
    expect(await get(endless)).toEqual({ outcome: 'tooLarge', limit: 1_000_000 });
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a length over the cap is refused before the body comes', async () => {
    expect(await get(announced)).toEqual({ outcome: 'tooLarge', limit: 1_000_000 });
  });

  test('a body that is shorter than its length is an error, never half an answer', async () => {
    expect(await get(cutOff)).toMatchObject({ outcome: 'networkError' });
  });

  test('what follows the announced length is not read', async () => {
    const outcome = await get(overlong);
    if (outcome.outcome === 'ok') expect(textOf(outcome)).toBe('four');
    else expect(outcome).toMatchObject({ outcome: 'networkError' });
  });

  test.each([
    ['another protocol', noise],
    ['endless headers', headers],
    ['a closed door', hangUp],
  ])('%s is an error of the network', async (_name, server) => {
    expect(await get(server)).toMatchObject({ outcome: 'networkError', code: expect.stringMatching(/\w/u) });
  });

  test('the caller can end a request, and that is no outcome', async () => {
    const stop = new AbortController();
    const running = client.get({ url: `${silent.origin}/`, kind: 'feed' }, stop.signal);
    setTimeout(() => stop.abort(new Error('shutting down')), 50);
    await expect(running).rejects.toThrow('shutting down');
    await expect(client.get({ url: `${silent.origin}/`, kind: 'feed' }, stop.signal)).rejects.toThrow(
      'shutting down',
    );
  });
});
