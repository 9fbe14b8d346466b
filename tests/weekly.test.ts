import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../src/app.ts';
import { renderDigest } from '../src/publish/render/digest.ts';
import type { Subscriber } from '../src/publish/subscribers.ts';
import type { DigestView, WeekView } from '../src/publish/views.ts';
import { runOnce } from '../src/run.ts';
import { digestView } from '../workers/digest.ts';
import { makeConfig, openTestApp, removeData } from './harness/apps.ts';
import { startOutlets, type Outlets } from './harness/outlets.ts';
import { tell } from './harness/tell.ts';

const SHIPS = ['Ilmari Orchid', 'Quezon Pelican', 'Bramble Tundra', 'Ottawa Comet', 'Umbria Quarry', 'Wexford Falcon', 'Hibiscus Ibex', 'Kestrel Walnut', 'Drammen Jubilee']; // prettier-ignore

const shipment = (n: number) =>
  `The cargo ship ${SHIPS[n]} carried ${100 + 137 * n} containers of artillery shells from North Korea to Russia last week, South Korea's defence ministry said.`;
const tanker = (n: number) =>
  `The tanker Star ${SHIPS[n]} under a false flag delivered ${500 + 91 * n} tons of refined petroleum to the North Korean port of Nampo, the monitoring team said.`;
const denial = (n: number) =>
  `In Moscow the Kremlin denied that the cargo ship ${SHIPS[n]} had carried ${100 + 137 * n} containers of artillery shells from North Korea to Russia.`;

/** Four weeks of watching: what the edition of Monday, 26 October 2026 says of the week before it. */
describe('a weekly edition', () => {
  let now = new Date('2026-09-27T12:00:00Z'); // a Sunday: four whole weeks lie between it and the week that is told of
  let outlets: Outlets;
  let app: App;
  let view: DigestView;

  beforeAll(async () => {
    outlets = await startOutlets(['one'], now);
    const config = await makeConfig('pglite', outlets.feedsYaml, outlets.origin);
    writeFileSync(
      config.subscribersFile,
      'subscribers:\n  - { id: r, name: R, email: r@example.org, zone: Asia/Seoul, digests: { edition: weekly, at: "08:00" } }\n',
    );
    app = await openTestApp(config, () => now);
    await runOnce(app, () => undefined);
    await at('2026-09-30', 'A', shipment(0));
    await at('2026-10-07', 'A', shipment(1));
    await at('2026-10-08', 'B', tanker(2));
    await at('2026-10-15', 'A', tanker(3));
    await at('2026-10-20', 'A', shipment(4)); // the week begins here
    await at('2026-10-21', 'B', denial(1));
    await at('2026-10-22', 'A', shipment(5));
    await at('2026-10-23', 'A', shipment(6));
    await at('2026-10-25T15:30:00Z', 'A', shipment(7)); // Monday morning in Seoul: the next week's
    now = new Date('2026-10-25T23:00:00Z');
    view = await weekly();
  });
  afterAll(async () => {
    await app.close();
    await outlets.close();
    removeData(app.config);
  });

  async function at(day: string, outlet: string, text: string): Promise<void> {
    now = new Date(day.includes('T') ? day : `${day}T12:00:00Z`);
    await tell(app, { outlet, title: text.slice(0, 60), text });
  }

  async function weekly(filters: Partial<Subscriber> = {}): Promise<DigestView> {
    const [reader = expect.fail('no reader')] = app.subscribers;
    const subscriber = { ...reader, ...filters };
    const key = { subscriberId: 'r', edition: 'weekly', localDate: '2026-10-26', slot: '08:00' };
    const moment = { id: 'preview', since: null, now };
    return (await app.database.transaction((trx) => digestView(trx, app, subscriber, key, moment))).view;
  }

  const trend = (of: WeekView['trends'][number]['of']) =>
    view.week?.trends.find((each) => JSON.stringify(each.of) === JSON.stringify(of));

  it('counts the week by the days on which events were first reported, in the reader’s zone', () => {
    expect(view.week).toMatchObject({ from: '2026-10-19', to: '2026-10-25', weeksBefore: 3 });
    expect(trend('sanctions_evasion')).toMatchObject({ events: 3, mean: 4 / 3 });
    expect(trend({ leading: 'arms_transfer' })).toMatchObject({ events: 3, mean: 2 / 3 });
    expect(trend('human_trafficking')).toMatchObject({ events: 0, mean: 0 });
  });

  it('tells of what changed its status, and by whom', () => {
    expect(view.week?.statusChanges).toMatchObject([{ from: 'reported', to: 'denied', by: 'Kremlin' }]);
    const { html, text } = renderDigest(view);
    for (const part of [html.replaceAll(/<[^>]*>/gu, ''), text]) {
      expect(part).toContain('Events that were first reported from 19 October 2026 to 25 October 2026, beside the mean of the 3 weeks before.');
      expect(part).toContain('3 events, 1.3 a week before');
      expect(part).toMatch(/Quezon Pelican|237/u);
    }
  }); // prettier-ignore

  it('follows the reader’s filters, and does not compare with weeks in which nobody watched', async () => {
    await app.database.db.updateTable('feed_state').set({ seeded_at: '2026-10-16T00:00:00Z' }).execute();
    const { week } = await weekly({ types: ['petroleum_transfer'], categories: ['sanctions_evasion'] });
    expect(week?.trends).toEqual([{ of: 'sanctions_evasion', events: 0, mean: null }]);
    expect(week?.weeksBefore).toBe(0);
  });
});
