import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTick } from '../workers/tick.ts';
import type { App } from '../src/app.ts';
import { joinWaitingAlerts, latestOfEach } from '../src/join-alerts.ts';
import type { AlertView } from '../src/publish/views.ts';
import { runOnce, workOff } from '../src/run.ts';
import { deliveriesSince } from '../src/store/deliveries.ts';
import type { Delivery } from '../src/store/tables.ts';
import { startWeb, type WebServer } from '../src/web/server.ts';
import { makeConfig, openTestApp, outbox, removeData } from './harness/apps.ts';
import { startOutlets, type Outlets, type Story } from './harness/outlets.ts';

const SHIPS = ['Ilmari Orchid', 'Quezon Pelican', 'Bramble Tundra', 'Ottawa Comet', 'Umbria Quarry', 'Wexford Falcon', 'Hibiscus Ibex', 'Kestrel Walnut']; // prettier-ignore

/** Reports of different shipments: ships and figures make each an event of its own. */
function shipment(n: number): Story {
  const ship = SHIPS[n] ?? '';
  const title = `The ship ${ship} took shells to Russia, Seoul says`;
  const text = `The cargo ship ${ship} carried ${100 + 137 * n} containers of artillery shells from North Korea to Russia last week, South Korea's defence ministry said.`;
  return { outlet: 'one', title, text };
}

const READERS = `subscribers:
  - { id: one, name: Reader One, email: one@example.org, zone: UTC, escalate: { after: 30, to: two } }
  - { id: two, name: Reader Two, email: two@example.org, zone: UTC, alerts: true, joinAlertsOver: 100, types: [repatriation] }
`;

describe('many alerts at once, and alerts that nobody acknowledges', () => {
  let now = new Date('2026-11-24T09:00:00Z');
  let outlets: Outlets;
  let app: App;
  let web: WebServer;

  beforeAll(async () => {
    outlets = await startOutlets(['one'], new Date('2026-11-24T08:00:00Z'));
    const config = await makeConfig('pglite', outlets.feedsYaml, outlets.origin, {
      publicUrl: 'https://tumen.example.org',
      alertGatherMs: 2_000,
    });
    writeFileSync(config.subscribersFile, READERS);
    app = await openTestApp(config, () => now);
    web = await startWeb(app);
    await runOnce(app, () => undefined);
  });
  afterAll(async () => {
    await web.close();
    await app.close();
    await outlets.close();
    removeData(app.config);
  });

  const rows = async (kind: Delivery['kind']): Promise<Delivery[]> =>
    (await deliveriesSince(app.database.db, '1970-01-01')).filter((row) => row.kind === kind);
  const mailOf = (row: Delivery | undefined) =>
    row?.message as { subject: string; text: string; html: string };
  const minutesLater = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000));

  async function publish(...numbers: number[]): Promise<void> {
    for (const n of numbers) outlets.publish(shipment(n), now);
    await runOnce(app, () => undefined);
  }

  it('three come one by one', async () => {
    minutesLater(60);
    await publish(0, 1, 2);
    expect((await rows('alert')).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(await rows('burst')).toEqual([]);
  });

  it('more within five minutes come as one message that tells of each and why', async () => {
    minutesLater(2);
    await publish(3, 4, 5, 6);
    const alerts = await rows('alert');
    expect(alerts).toHaveLength(7);
    const [burst, ...others] = await rows('burst');
    expect(others).toEqual([]);
    expect(burst?.state).toBe('sent');
    const joined = alerts.filter(({ state }) => state === 'joined');
    expect(joined.map(({ joined_id }) => joined_id)).toEqual(Array(4).fill(burst?.id));
    const { subject, text } = mailOf(burst);
    expect(subject).toBe('Tumen alert: 4 arms-transfer reports');
    for (const n of [3, 4, 5, 6]) expect(text).toContain(SHIPS[n]);
    for (const part of ['You get this alert by the rule', 'I have seen it: https', 'Not relevant: https', 'This is wrong: https'])
      expect(text.split(part)).toHaveLength(5);
    expect(outbox(app.config)).toHaveLength(4);
  }); // prettier-ignore

  it('an event that changed meanwhile stands there once, as it is now and as new as it was', async () => {
    const { view } = await app.database.db.selectFrom('alert').select('view').executeTakeFirstOrThrow();
    const first = view as AlertView; // as the program kept it
    const later: AlertView = { ...first, revision: first.revision + 1, reason: 'status' };
    expect(latestOfEach([later, first])).toEqual([{ ...later, reason: first.reason }]);
  });

  it('each event is alerted once for each reader, whatever carried it', async () => {
    await publish();
    await runTick(app);
    await workOff(app, ['deliver']);
    const told = await app.database.db.selectFrom('alert').select(['event_id', 'subscriber_id']).execute();
    expect(new Set(told.map((row) => `${row.event_id} ${row.subscriber_id}`)).size).toBe(7);
    expect(told).toHaveLength(7);
    expect(outbox(app.config)).toHaveLength(4);
  });

  it('a worker killed after joining and before sending loses nothing and sends nothing twice', async () => {
    minutesLater(20);
    const before = outbox(app.config).length;
    await app.database.db
      .updateTable('delivery')
      .set({ state: 'pending', tries: 0, joined_id: null, next_try_at: now.toISOString() })
      .where('state', '=', 'joined')
      .execute();
    await app.database.db.deleteFrom('delivery').where('kind', '=', 'burst').execute();
    const waiting = (await rows('alert')).filter(({ state }) => state === 'pending');
    const ids = await Promise.all(waiting.map(({ id }) => joinWaitingAlerts(app, id))); // at the same moment, then the end
    expect(ids.filter((id) => id !== null)).toHaveLength(1);
    await runTick(app); // as the next process does
    await workOff(app, ['deliver']);
    const sent = (await rows('burst')).filter(({ state }) => state === 'sent');
    expect(sent).toHaveLength(1);
    expect(outbox(app.config).length).toBe(before); // its Message-ID is the first one's, so its file is too
  });

  it('"I have seen them all" is one click, and stops the alerts from going on', async () => {
    const [burst] = await rows('burst');
    const link = /I have seen them all: (\S+)/u.exec(mailOf(burst).text)?.[1] ?? '';
    const path = new URL(link).pathname.slice(1);
    expect(await (await fetch(new URL(path, web.url))).text()).toContain('Marks all alerts of this message');
    expect((await fetch(new URL(path, web.url), { method: 'POST' })).status).toBe(200);
    const seen = await app.database.db.selectFrom('acknowledgement').selectAll().execute();
    expect(seen).toHaveLength(4);
    minutesLater(40);
    await runTick(app);
    await workOff(app, ['deliver']);
    const passed = await rows('escalation');
    expect(passed.map(({ subscriber_id }) => subscriber_id)).toEqual(['two', 'two', 'two']); // the three of before
    expect(mailOf(passed[0]).text).toContain('Reader One has not acknowledged this alert within 30 minutes');
  });

  it('an alert is passed on once', async () => {
    minutesLater(120);
    await runTick(app);
    await runTick(app);
    expect(await rows('escalation')).toHaveLength(3);
  });

  it('the burst can be read as a page, by its link alone', async () => {
    const [burst] = await rows('burst');
    const link = /Read in the browser: (\S+)/u.exec(mailOf(burst).text)?.[1] ?? '';
    const page = await fetch(new URL(new URL(link).pathname.slice(1), web.url));
    expect((await page.text()).replaceAll(/<\/?main>/gu, '')).toBe(mailOf(burst).html);
  });
});
