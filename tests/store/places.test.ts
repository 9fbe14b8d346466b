import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { givePlaceBack, takePlace } from '../../src/store/places.ts';
import { KINDS, hasDatabase, makeDatabase, type TestDatabase } from '../harness/databases.ts';

const LIMITS = { name: 'documents', count: 2, leaseMs: 90_000 };
const NOW = new Date('2026-09-01T04:00:00Z');
const deferred = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => void (resolve = done));
  return { promise, resolve };
};
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

describe.each(KINDS.filter(hasDatabase))('places that all processes share in %s', (kind) => {
  let made: TestDatabase;
  beforeAll(async () => void (made = await makeDatabase(kind)));
  afterAll(() => made.drop());
  beforeEach(async () => void (await made.database.db.deleteFrom('host_pace').execute()));

  test('there are two; one that is given back is free at once', async () => {
    const { db } = made.database;
    const first = await takePlace(db, LIMITS, NOW);
    expect(await takePlace(db, LIMITS, NOW)).not.toBeNull();
    expect(await takePlace(db, LIMITS, after(89_000))).toBeNull();
    if (first) await givePlaceBack(db, first, after(89_000));
    expect(await takePlace(db, LIMITS, after(89_000))).not.toBeNull();
  });

  test('who died loses the place; who only was slow does not take it from the next', async () => {
    const { db } = made.database;
    const one = { ...LIMITS, count: 1 };
    const slow = await takePlace(db, one, NOW);
    expect(await takePlace(db, one, after(90_000))).not.toBeNull();
    if (slow) await givePlaceBack(db, slow, after(95_000));
    expect(await takePlace(db, one, after(95_000))).toBeNull();
  });

  test('never more than two of many are under way', async () => {
    const { db } = made.database;
    const second = deferred();
    let underWay = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      let place = await takePlace(db, LIMITS, new Date());
      while (place === null) {
        await sleep(5);
        place = await takePlace(db, LIMITS, new Date());
      }
      most = Math.max(most, (underWay += 1));
      if (most === 2) second.resolve();
      // The first waits for a second: on a busy machine it would be done before the next has asked.
      await (most === 2 ? sleep(5) : second.promise);
      underWay -= 1;
      await givePlaceBack(db, place, new Date());
    };
    await Promise.all(Array.from({ length: 12 }, work));
    expect(most).toBe(2);
  });
});
