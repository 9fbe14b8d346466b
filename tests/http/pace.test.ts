import { describe, expect, test } from 'vitest';
import { MemoryPace } from '../../src/http/index.ts';
import { describePace } from './pace-contract.ts';
import { clientFor, serve, textOf } from './servers.ts';

describePace('MemoryPace', async () => {
  const pace = new MemoryPace();
  return { pace, second: pace };
});

describe('the client', async () => {
  const times: number[] = [];
  const site = await serve((request, response) => {
    if (request.url !== '/robots.txt') times.push(performance.now());
    if (request.url === '/busy') response.writeHead(429, { 'retry-after': '60' }).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
    else response.end('ok');
  });
  const feed = (path = '/') => ({ url: site.origin + path, kind: 'feed' }) as const;

  test('waits for a slot that is near', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 150, maxPaceWaitMs: 1000 });
    times.length = 0;
    await Promise.all([client.get(feed()), client.get(feed()), client.get(feed())]);
    expect(times).toHaveLength(3);
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(200);
  });

  test('returns when the slot is far, having sent nothing', async () => {
    const client = clientFor([site], { pace: new MemoryPace(), minIntervalMs: 60_000 });
    await client.get(feed());
    times.length = 0;
    const outcome = await client.get(feed());
    expect(outcome).toMatchObject({ outcome: 'paced', waitMs: expect.any(Number) });
    expect(times).toHaveLength(0);
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
