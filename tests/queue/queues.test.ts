import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { PermanentError, RetryLaterError } from '../../src/errors.ts';
import { createQueues, type Queues } from '../../src/queue/bullmq.ts';
import { makeDatabase, type TestDatabase } from '../harness/databases.ts';

const BACKENDS = ['pglite', 'postgres', 'redis'] as const;
type Backend = (typeof BACKENDS)[number];

function available(backend: Backend): boolean {
  if (backend === 'redis') return inject('redisUrl') !== null;
  return backend === 'pglite' || inject('postgresUrl') !== null;
}

async function until(done: () => boolean, ms = 15_000): Promise<void> {
  for (let waited = 0; !done(); waited += 20) {
    if (waited > ms) throw new Error('waited too long');
    await sleep(20);
  }
}

describe.each(BACKENDS)('queues on %s', (backend) => {
  describe.skipIf(!available(backend))('with workers', () => {
    let test: TestDatabase | null = null;
    let queues: Queues;
    beforeAll(async () => {
      if (backend === 'redis') {
        queues = await createQueues({ redisUrl: `${inject('redisUrl')}/7` });
        return;
      }
      test = await makeDatabase(backend);
      queues = await createQueues({ pool: test.database.queuePool });
    });
    afterAll(async () => {
      await queues.close();
      await test?.drop();
    });

    it('runs a job once, though it was added twice while it waited', async () => {
      await queues.add('link', { documentId: 1 });
      await queues.add('link', { documentId: 1 });
      const seen: number[] = [];
      const worker = queues.work('link', async ({ documentId }) => void seen.push(documentId));
      await until(() => seen.length > 0);
      await sleep(100);
      expect(seen).toEqual([1]);
      await queues.add('link', { documentId: 1 });
      await until(() => seen.length === 2);
      await worker.close();
    });

    it.each([
      ['one', [11]],
      ['several', [12, 13, 14]],
    ] as const)(
      'runs %s put off for a second when the second is over, beside a worker that waits',
      async (_, ids) => {
        const seen: number[] = [];
        const worker = queues.work('deliver', async ({ deliveryId }) => void seen.push(deliveryId));
        await sleep(300);
        const began = performance.now();
        const jobs = ids.map((deliveryId) => ({ deliveryId, attempt: 0 }));
        await queues.addAll('deliver', jobs, { delayMs: 1_000 });
        await until(() => seen.length === ids.length, 40_000);
        expect(performance.now() - began).toBeGreaterThanOrEqual(990);
        expect(performance.now() - began).toBeLessThan(5_000);
        await worker.close();
      },
      50_000,
    );

    it('retries what throws, not what is permanent, and counts no attempt for "later"', async () => {
      const tries: string[] = [];
      const worker = queues.work('analyze', async ({ documentId }, job) => {
        tries.push(`${documentId}:${job.attempt}`);
        if (documentId === 2) throw new PermanentError('never');
        if (documentId === 3 && tries.filter((each) => each.startsWith('3')).length < 3)
          throw new RetryLaterError('soon', 30);
        if (documentId === 4 && job.attempt === 1) throw new Error('once');
      });
      await queues.addAll(
        'analyze',
        [2, 3, 4].map((documentId) => ({ documentId, lexicon: 'abc' })),
      );
      await until(() => tries.includes('4:2') && tries.filter((each) => each === '3:1').length === 3);
      await sleep(150);
      expect(tries.toSorted()).toEqual(['2:1', '3:1', '3:1', '3:1', '4:1', '4:2']);
      await worker.close();
      expect((await queues.depth()).analyze).toBe(0);
    });

    it('lets live work pass what was backfilled', async () => {
      const order: number[] = [];
      await queues.addAll(
        'read',
        [11, 12].map((itemId) => ({ itemId, version: 1, attempt: 0 })),
        { priority: 10 },
      );
      await queues.add('read', { itemId: 13, version: 1, attempt: 0 });
      const worker = queues.work('read', async ({ itemId }) => void order.push(itemId));
      await until(() => order.length === 3);
      expect(order[0]).toBe(13);
      await worker.close();
    });

    it('ticks at once and again after the interval', async () => {
      let ticks = 0;
      const worker = queues.work('tick', async () => void (ticks += 1));
      await queues.every('tick', 300);
      await until(() => ticks >= 3);
      await worker.close();
    });
  });
});
