import { afterAll, beforeAll, describe } from 'vitest';
import { StoredPace } from '../../src/store/pace.ts';
import { KINDS, hasDatabase, makeDatabase, type TestDatabase } from '../harness/databases.ts';
import { describePace } from '../http/pace-contract.ts';

describe.each(KINDS)('the pace of hosts in %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('as the contract has it', () => {
    let made: TestDatabase;
    beforeAll(async () => void (made = await makeDatabase(kind)));
    afterAll(() => made.drop());

    describePace('StoredPace', async () => {
      const { db } = made.database;
      await db.deleteFrom('host_pace').execute();
      return { pace: new StoredPace(db), second: new StoredPace(db) };
    });
  });
});
