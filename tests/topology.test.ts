import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeServerDatabase } from './harness/databases.ts';
import { startCluster, until, type Cluster } from './harness/cluster.ts';

const FEEDS = 4;
const ITEMS_PER_FEED = 25;
const ITEMS = FEEDS * ITEMS_PER_FEED;
const SUBSCRIBERS = 2;
/**
 * What a killed worker held comes back: a job after 30 s, what was stored and not yet queued after 90 s and a tick, a mail in its
 * hands after three minutes and a tick. So much a sound system may take.
 */
const RECOVERY_MINUTES = 5;
const WORK = 'poll,read,analyze,link,alert,deliver';

/** The topology of docker-compose.yml: one scheduler, workers that scale, PostgreSQL, Redis, a mail server. */
describe.skipIf(inject('postgresUrl') === null || inject('redisUrl') === null)(
  'one scheduler and two workers over PostgreSQL and Redis',
  { timeout: (RECOVERY_MINUTES + 1) * 60_000 },
  () => {
    let cluster: Cluster;
    let scheduler: ChildProcess;
    let workers: ChildProcess[];

    beforeAll(async () => {
      cluster = await startCluster({
        databaseUrl: (await makeServerDatabase('postgres')) ?? '',
        redisUrl: `${inject('redisUrl')}/9`,
        feeds: FEEDS,
        itemsPerFeed: ITEMS_PER_FEED,
        subscribers: SUBSCRIBERS,
      });
      scheduler = cluster.start('tick,digest');
      await cluster.makeFeedsKnown();
      workers = [cluster.start(WORK), cluster.start(WORK)];
    });
    afterAll(() => cluster.close());

    it('loses nothing when a worker is killed in the middle', async () => {
      const documents = 'select count(*) from tumen.document';
      await until(async () => (await cluster.count(documents)) > 5, 'the first documents');
      workers[0]?.kill('SIGKILL');
      expect(await cluster.leftOver()).toBeGreaterThan(0);
      await sleep(1_000);
      workers[0] = cluster.start(WORK);
      await until(async () => (await cluster.leftOver()) === 0, 'the end', RECOVERY_MINUTES);
      expect(await cluster.count(`${documents} where current and linked_at is not null`)).toBe(ITEMS);
    });

    it('fetches every page once, but for those in the hands of the killed worker', () => {
      const pages = [...cluster.world.hits].filter(([path]) => path.startsWith('/page/'));
      expect(pages).toHaveLength(ITEMS);
      const again = pages.filter(([, times]) => times > 1).length;
      expect(again).toBeLessThan(ITEMS / 4);
    });

    it('mails one alert for each event and subscriber, and each is accepted', async () => {
      const alerted = await cluster.count('select count(*) from tumen.alert_decision where alert');
      const told = await cluster.count(
        `select count(*) from tumen.delivery where kind = 'alert' and state in ('sent', 'joined')`,
      );
      const sent = await cluster.count(`select count(*) from tumen.delivery where state = 'sent'`);
      expect(alerted).toBeGreaterThan(0);
      expect(told).toBe(alerted * SUBSCRIBERS);
      expect(cluster.mails.size).toBe(sent);
    });

    it('ends at SIGTERM with no job left in hand', async () => {
      const all = [scheduler, ...workers];
      const ended = Promise.all(all.map((child) => once(child, 'exit')));
      for (const child of all) child.kill('SIGTERM');
      expect((await ended).map(([code]) => Number(code))).toEqual([0, 0, 0]);
    });
  },
);
