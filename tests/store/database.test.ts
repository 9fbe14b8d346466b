import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { KINDS, hasDatabase, makeDatabase, type TestDatabase } from '../harness/databases.ts';

describe.each(KINDS)('database on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('with its schema', () => {
    let test: TestDatabase;
    beforeAll(async () => {
      test = await makeDatabase(kind);
    });
    afterAll(() => test.drop());

    it('reads counts, days and instants alike whatever the machine’s zone', async () => {
      const result = await test.database.queuePool.query(
        `select count(*) as n, '2026-03-29'::date as day, '2026-03-29 01:30:00.25+09'::timestamptz as at, 12.5::numeric as x`,
      );
      expect(result.rows).toHaveLength(1);
      const stored = await test.database.db
        .insertInto('setting')
        .values({ key: 'k', value: JSON.stringify([1, 'zwei', { drei: null }]) })
        .returningAll()
        .executeTakeFirstOrThrow();
      expect(stored.value).toEqual([1, 'zwei', { drei: null }]);
      const pace = await test.database.db
        .insertInto('host_pace')
        .values({ host: 'h', next_at: '2026-03-29T01:30:00.250+09:00' })
        .returning('next_at')
        .executeTakeFirstOrThrow();
      expect(pace.next_at).toBe('2026-03-28T16:30:00.250Z');
      const count = await test.database.db
        .selectFrom('setting')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(count.n).toBe(1);
    });

    it('keeps other clients out of an open transaction', async () => {
      const { database } = test;
      const held = database.transaction(async (trx) => {
        await trx.insertInto('setting').values({ key: 'inside', value: '1' }).execute();
        await new Promise((resolve) => setTimeout(resolve, 50));
        throw new Error('undone');
      });
      const outside = database.db.insertInto('setting').values({ key: 'outside', value: '2' }).execute();
      await expect(held).rejects.toThrow('undone');
      await outside;
      const keys = await database.db
        .selectFrom('setting')
        .select('key')
        .where('key', 'like', '%side')
        .execute();
      expect(keys).toEqual([{ key: 'outside' }]);
    });

    it('a transaction taken by a second one inside it fails instead of waiting for ever', async () => {
      const { database } = test;
      const nested = database.transaction(async () => database.transaction(() => Promise.resolve('never')));
      await expect(nested).rejects.toThrow('outside the open transaction');
    });
  });
});

describe('a PGlite folder', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await makeDatabase('pglite');
  });
  afterAll(() => test.drop());

  it('leaves the network and timers their turn while many query without a pause', async () => {
    const started = performance.now();
    const rings: number[] = [];
    const bell = setInterval(() => rings.push(performance.now()), 10);
    const keepAsking = async (): Promise<void> => {
      while (performance.now() - started < 500) await test.database.queuePool.query('select 1');
    };
    await Promise.all([keepAsking(), keepAsking(), keepAsking(), keepAsking()]);
    clearInterval(bell);
    expect(rings.length).toBeGreaterThan(10);
  });

  it('a query that forgot its transaction fails instead of waiting for ever', async () => {
    const { database } = test;
    const forgot = database.transaction(() => database.db.selectFrom('setting').selectAll().execute());
    await expect(forgot).rejects.toThrow('outside the open transaction');
    expect(await database.db.selectFrom('setting').select('key').execute()).toEqual([]);
  });

  it('a second opener works through the owner’s socket, transactions included', async () => {
    const guest = await openDatabase({
      databaseUrl: null,
      dataDir: test.dataDir,
      now: new Date(),
      command: 'guest',
    });
    expect(guest.kind).toBe('guest');
    await guest.transaction((trx) =>
      trx.insertInto('setting').values({ key: 'guest', value: '{"a":[1]}' }).execute(),
    );
    const seen = await test.database.db
      .selectFrom('setting')
      .select('value')
      .where('key', '=', 'guest')
      .execute();
    expect(seen).toEqual([{ value: { a: [1] } }]);
    const clash = guest.db.insertInto('setting').values({ key: 'guest', value: '1' }).execute();
    await expect(clash).rejects.toMatchObject({ code: '23505' });
    await guest.close();
  });
});
