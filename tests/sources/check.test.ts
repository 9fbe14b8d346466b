import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { checkFeed } from '../../src/sources/check.ts';
import { clientFor, serve } from '../http/servers.ts';
import { catalogOf, entry, fixture, PREFILTER, rss } from './helpers.ts';

const site = await serve((request, response) => {
  const path = request.url ?? '/';
  if (path === '/robots.txt') response.writeHead(404).end();
  else if (path === '/yonhap.xml') response.setHeader('etag', '"1"').end(fixture('yonhap-en.xml'));
  else if (path === '/moved.xml') response.writeHead(301, { location: '/yonhap.xml' }).end();
  else if (path === '/empty.xml') response.end(rss());
  else if (path === '/wall.xml') response.writeHead(403, { 'cf-mitigated': 'challenge' }).end();
  else if (path === '/gate.xml' && !request.headers.cookie) {
    response.writeHead(307, { location: '/gate.xml', 'set-cookie': 'TMOSHCooKie=1' }).end();
  } else if (path === '/gate.xml') response.end(fixture('korea-times.xml'));
  else response.writeHead(404).end();
});

function sample(path: string, more: Record<string, unknown> = {}) {
  return entry({ url: site.origin + path, timeZone: 'Asia/Seoul', ...more });
}

async function check(path: string, more: Record<string, unknown> = {}) {
  const catalog = catalogOf(sample(path, more));
  const now = () => new Date('2026-08-28T03:00:00Z');
  return checkFeed(catalog.feed('sample'), catalog, clientFor([site]), now);
}

describe('a live look at a feed', () => {
  test('says what came', async () => {
    const { ok, lines } = await check('/yonhap.xml');
    expect(ok).toBe(true);
    const text = lines.join('\n');
    expect(text).toMatch(/^HTTP 200 in \d+\.\d s, 1 KB/u);
    expect(text).toContain('conditional requests work');
    expect(text).toContain('2 items');
    expect(text).toContain('2026-08-27T23:00 to 2026-08-28T00:10 UTC: spans 1 hours; asked every 1h');
    expect(text).toContain('(LEAD) N. Korean freighter calls');
  });

  test('says that a feed has moved', async () => {
    const { lines } = await check('/moved.xml');
    expect(lines.join('\n')).toContain(`redirected to ${site.origin}/yonhap.xml\nthe redirect is permanent`);
  });

  test('passes a cookie gate', async () => {
    expect(await check('/gate.xml', { cookieGate: true })).toMatchObject({ ok: true });
    expect(await check('/gate.xml')).toMatchObject({ ok: false });
  });

  test.each([
    ['/empty.xml', 'failed: empty: 0 entries'],
    ['/wall.xml', 'failed: HTTP 403, a bot check'],
    ['/nowhere.xml', 'failed: HTTP 404'],
  ])('%s fails, and says why', async (path, message) => {
    const { ok, lines } = await check(path);
    expect(ok).toBe(false);
    expect(lines.at(-1)).toContain(message);
  });

  test('says what is unlike a healthy answer', async () => {
    const { lines } = await check('/yonhap.xml', { healthy: { silenceAfter: '1h' } });
    expect(lines).toContain('silent: nothing new for 3 hours (limit 1h)');
  });
});

describe('tumen feeds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tumen-feeds-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'feeds.yaml');
  const off = sample('/empty.xml', { id: 'other', enabled: false, whyOff: 'Answers nothing.' });
  writeFileSync(file, stringify({ prefilter: PREFILTER, feeds: [sample('/yonhap.xml'), off] }));

  /** Runs the command line in this process; a process of its own costs seconds on a busy machine. */
  async function tumen(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    vi.stubEnv('TUMEN_FEEDS', file);
    vi.stubEnv('TUMEN_ALLOW_HOSTS', site.host);
    const written = { out: '', err: '' };
    const catching = (key: 'out' | 'err') => (text: string | Uint8Array) => {
      written[key] += String(text);
      return true;
    };
    const spies = [
      vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
      vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
    ];
    try {
      await main([process.execPath, 'tumen', 'feeds', ...args]);
      return { code: Number(process.exitCode ?? 0), ...written };
    } finally {
      process.exitCode = undefined;
      for (const spy of spies) spy.mockRestore();
      vi.unstubAllEnvs();
    }
  }

  test('lists what is on, with --all also what is off and why', async () => {
    const short = await tumen();
    const long = await tumen('--all');
    const json = await tumen('--all', '--json');
    expect(short.out).toMatch(/^sample\s+en\s+rss\s+every 1h\s+Sample\n\n1 feeds are on, 1 are off/u);
    expect(long.out).toMatch(/other\s+en\s+rss\s+off\s+Sample: Answers nothing\./u);
    const objects = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(objects.map(({ id, enabled }) => ({ id, enabled }))).toEqual([
      { id: 'sample', enabled: true },
      { id: 'other', enabled: false },
    ]);
  });

  test('checks one; exit code 1 when nothing could be read, 2 for a feed that does not exist', async () => {
    const good = await tumen('check', 'sample');
    const bad = await tumen('check', 'other');
    const none = await tumen('check', 'sampel');
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining('2 items') });
    expect(bad).toMatchObject({ code: 1, out: expect.stringContaining('failed: empty') });
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "sample"?') });
  });
});
