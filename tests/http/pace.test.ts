import { describe, expect, test } from 'vitest';
import { MemoryPace } from '../../src/http/index.ts';
import { describePace } from './pace-contract.ts';
import { clientFor, serve, textOf } from './servers.ts';

describePace('MemoryPace', async () => {
  const pace = new MemoryPace();
  return { pace, second: pace };
});

describe('the client', async () => {
  let asked = 0;
  const site = await serve((request, response) => {
    asked += 1;
    if (request.url === '/busy') response.writeHead(429, { 'retry-after': '60' }).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
    else response.end('ok');
  });
  const feed = (path = '/') => ({ url: site.origin + path, kind: 'feed' }) as const;

  test('waits for a slot that is near', async () => {
    const granted: number[] = [];
    const pace = new MemoryPace();
    const recording = {
      postpone: pace.postpone.bind(pace),
      async reserve(host: string, interval: number, now: Date) {
        const wait = await pace.reserve(host, interval, now);
        if (wait === 0) granted.push(now.getTime());
        return wait;
      },
    };
    const client = clientFor([site], { pace: recording, minIntervalMs: 100, maxPaceWaitMs: 20_000 });
    await Promise.all([client.get(feed()), client.get(feed()), client.get(feed())]);
    const gaps = granted.slice(1).map((at, index) => at - (granted[index] ?? 0));
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(100);
  });

  test('returns when the slot is far, having sent nothing', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 60_000 });
    await client.get(feed());
    asked = 0;
    const outcome = await client.get(feed());
    expect(outcome).toMatchObject({ outcome: 'paced', waitMs: expect.any(Number) });
    expect(asked).toBe(0);
  });

  test('a page whose robots.txt must wait for its turn waits too, and is not refused', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 60_000 });
    await client.get(feed());
    const page = { url: `${site.origin}/article`, kind: 'page' } as const;
    expect(await client.get(page)).toMatchObject({ outcome: 'paced', waitMs: expect.any(Number) });
    const later = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 20, maxPaceWaitMs: 5_000 });
    expect(textOf(await later.get(page))).toBe('ok');
  });

  test('a feed can ask for more than the usual interval', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 0 });
    await client.get({ ...feed(), minIntervalMs: 60_000 });
    expect(await client.get(feed())).toMatchObject({ outcome: 'paced' });
  });

  test('a redirect on the same host takes no second slot', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 60_000 });
    expect(textOf(await client.get(feed('/moved')))).toBe('ok');
  });

  test('Retry-After holds for everything that goes to the host, POST included', async () => {
    const client = clientFor([site], { pace: new MemoryPace() });
    expect(await client.get(feed('/busy'))).toMatchObject({ outcome: 'httpError', retryAfterMs: 60_000 });
    const outcome = await client.post({ url: `${site.origin}/`, json: '{}' });
    expect(outcome).toMatchObject({ outcome: 'paced' });
    if (outcome.outcome === 'paced') expect(outcome.waitMs).toBeGreaterThan(55_000);
  });

  test('waiting ends with the deadline', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 5000, maxPaceWaitMs: 10_000 });
    await client.get(feed());
    expect(await client.get({ ...feed(), timeoutMs: 200 })).toEqual({ outcome: 'timeout', timeoutMs: 200 });
  });
});
