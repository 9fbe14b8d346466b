import { expect, it } from 'vitest';
import { finish, startArchive } from '../harness/archive.ts';
import { makeServerDatabase } from '../harness/databases.ts';
import { until } from '../harness/cluster.ts';
import { openDatabase } from '../../src/store/database.ts';

const PAGES = 40;

it('a backfill that is killed goes on where it was: nothing stored is fetched again, nothing is missed', async () => {
  const databaseUrl = await makeServerDatabase('postgres');
  const archive = await startArchive(PAGES, databaseUrl ? { DATABASE_URL: databaseUrl } : {});
  const asked = () => [...archive.world.hits.values()].reduce((sum, n) => sum + n, 0);
  const child = archive.start();
  await until(() => Promise.resolve(asked() > PAGES / 3), 'pages');
  child.kill('SIGKILL');
  await finish(child);
  const { code, said } = await finish(archive.start());
  expect(said).toContain(`found ${PAGES} in 0 requests for lists`);
  expect(said).toContain(`read ${PAGES}, with findings`);
  expect(code).toBe(0);

  const database = await openDatabase({
    databaseUrl,
    dataDir: archive.folder,
    now: new Date(),
    command: 'a test',
  });
  const snapshots = await database.db.selectFrom('snapshot').select(['url', 'fetched_at']).execute();
  await database.close();
  expect(snapshots.map(({ url }) => url).toSorted()).toEqual(archive.pages.toSorted());
  const again = snapshots.filter(
    ({ url, fetched_at: at }) => (archive.world.lastHitAt.get(new URL(url).pathname) ?? 0) > Date.parse(at),
  );
  expect(again).toEqual([]);
  await archive.close();
}, 600_000);

it('a dry run says what a plan would cost; mistakes in it end with code 2', async () => {
  const archive = await startArchive(30);
  const { code, said } = await finish(archive.start(undefined, ['--dry-run']));
  expect(said).toContain('pages (list), 2000-01-01 to 2100-01-01: 0 requests for lists, 30 pages');
  expect(code).toBe(0);
  expect((await finish(archive.start(undefined, ['--only', 'nothing']))).code).toBe(2);
  await archive.close();
}, 600_000);
