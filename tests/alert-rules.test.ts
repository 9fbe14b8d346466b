import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../src/app.ts';
import { runOnce } from '../src/run.ts';
import { deliveriesSince } from '../src/store/deliveries.ts';
import { makeConfig, openTestApp, READER, removeData } from './harness/apps.ts';
import { startOutlets, type Outlets } from './harness/outlets.ts';

const RULES =
  '  - { id: rules, name: B, email: b@example.org, zone: UTC, alertOn: { type: repatriation, actor: China } }\n';

let now = new Date('2026-11-24T09:00:00Z');
let outlets: Outlets;
let app: App;

beforeAll(async () => {
  outlets = await startOutlets(['one'], new Date('2026-11-24T08:00:00Z'));
  const config = await makeConfig('pglite', outlets.feedsYaml, outlets.origin);
  writeFileSync(config.subscribersFile, `subscribers:\n${READER}${RULES}`);
  app = await openTestApp(config, () => now);
  await runOnce(app, () => undefined);
});
afterAll(async () => {
  await app.close();
  await outlets.close();
  removeData(app.config);
});

it('a rule of a reader’s own alerts that reader, of types that alert nobody else', async () => {
  now = new Date('2026-11-24T10:00:00Z');
  outlets.publish(
    {
      outlet: 'one',
      title: 'China sent 600 North Koreans back across the Tumen, rights group says',
      text: 'China forcibly returned about 600 North Korean refugees to North Korea on Monday, a rights group in Seoul said.',
    },
    now,
  );
  outlets.publish(
    {
      outlet: 'one',
      title: 'Russia shipped 100,000 barrels of refined oil to North Korea',
      text: 'Russia shipped 100,000 barrels of refined petroleum to North Korea from the port of Vostochny last week, a US official said.',
    },
    now,
  );
  await runOnce(app, () => undefined);
  const alerts = (await deliveriesSince(app.database.db, '1970-01-01')).filter(
    ({ kind }) => kind === 'alert',
  );
  expect(alerts.map(({ subscriber_id }) => subscriber_id)).toEqual(['rules']);
  expect(alerts[0]?.message).toMatchObject({
    text: expect.stringContaining('alertOn: type repatriation, actor China'),
  });
  const decisions = await app.database.db.selectFrom('alert_decision').select(['alert', 'reason']).execute();
  expect(decisions.filter(({ reason }) => reason === 'no rule of a reader asks for it')).not.toEqual([]);
  expect(decisions.filter(({ alert }) => alert)).toHaveLength(1);
});
