import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dumpStore, linesOfBackup, restoreStore } from '../../src/store/backup.ts';
import { writeSetting } from '../../src/store/settings.ts';
import { makeDatabase, type TestDatabase } from '../harness/databases.ts';

describe('backup and restore', () => {
  let from: TestDatabase;
  let to: TestDatabase;
  beforeEach(async () => {
    from = await makeDatabase('pglite');
    to = await makeDatabase('pglite');
  });
  afterEach(async () => {
    await from.drop();
    await to.drop();
  });

  const now = new Date('2026-11-24T08:00:00Z');
  const dumped = async (): Promise<string[]> => {
    const lines: string[] = [];
    await from.database.transaction(async (trx) => {
      for await (const line of dumpStore(trx, now)) lines.push(line);
    });
    return lines;
  };
  const restore = (lines: AsyncIterable<string>) =>
    to.database.transaction((trx) => restoreStore(trx, lines));
  const settings = () => to.database.db.selectFrom('setting').select('key').orderBy('key').execute();

  it('brings back every row, in batches', async () => {
    for (let n = 0; n < 1_200; n += 1)
      await writeSetting(from.database.db, `key ${n}`, { n, text: '북한\n"' });
    const path = join(from.dataDir, 'backup.jsonl.gz');
    writeFileSync(path, gzipSync((await dumped()).join('')));
    expect(await restore(linesOfBackup(path))).toBeGreaterThanOrEqual(1_200);
    expect((await settings()).length).toBeGreaterThanOrEqual(1_200);
  });

  it.each([
    ['a missing file', 'nowhere.gz', null],
    ['no gzip', 'plain.gz', Buffer.from('{}\n')],
    [
      'a file that was cut',
      'cut.gz',
      gzipSync(`{"format":"tumen-backup-1","at":"${randomUUID()}"}\n`).subarray(0, -12),
    ],
  ])('%s is refused in words, and the store stays as it was', async (_, name, bytes) => {
    const path = join(from.dataDir, name);
    if (bytes) writeFileSync(path, bytes);
    const before = await settings();
    await expect(restore(linesOfBackup(path))).rejects.toThrow(/cannot be read as a backup/u);
    expect(await settings()).toEqual(before);
  });

  it('a file that turns out to be cut while its rows are stored is refused when the next is asked for', async () => {
    const path = join(from.dataDir, 'cut-later.gz');
    writeFileSync(path, gzipSync('a first row\n'.repeat(20_000)).subarray(0, -12));
    const read = async (): Promise<number> => {
      let rows = 0;
      for await (const line of linesOfBackup(path)) {
        expect(line).toBe('a first row');
        rows += 1;
        if (rows === 1) await sleep(200); // a database at work
      }
      return rows;
    };
    await expect(read()).rejects.toThrow(/cannot be read as a backup: unexpected end of file/u);
  });

  it('a line that is no row is named', async () => {
    const [header = '', ...rows] = await dumped();
    const lines = Readable.from([header, ...rows, 'nonsense']);
    await expect(restore(lines)).rejects.toThrow(/line \d+ of the backup/u);
    await expect(restore(Readable.from([]))).rejects.toThrow(/the backup is empty/u);
  });
});
