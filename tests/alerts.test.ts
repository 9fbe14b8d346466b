import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../src/app.ts';
import { runOnce, workOff } from '../src/run.ts';
import { deliveriesSince } from '../src/store/deliveries.ts';
import { makeConfig, openTestApp, removeData } from './harness/apps.ts';
import { renderDigest } from '../src/publish/render/digest.ts';
import { digestView } from '../workers/digest.ts';
import { startOutlets, type Outlets, type Story } from './harness/outlets.ts';

const HOUR_MS = 3_600_000;
const CLAIM: Story = {
  outlet: 'one',
  title: 'South Korea says North shipped 6,700 containers to Russia',
  text: "North Korea has sent about 6,700 containers of artillery shells from Rajin to Russia, South Korea's defence minister said on Monday.",
};
const SECOND_VOICE: Story = {
  outlet: 'two',
  title: 'White House: North Korea sent 6,700 containers to Russia',
  text: 'Ships under sanctions carried 6,700 containers of shells from the North Korean port of Rajin to Dunai in Russia, a White House spokesman told reporters, and showed satellite pictures of the piers.',
};
const DENIAL: Story = {
  outlet: 'two',
  title: 'Kremlin denies it got 6,700 containers from North Korea',
  text: 'In Moscow the Kremlin denied that North Korea had sent about 6,700 containers of artillery shells from Rajin to Russia.',
};

/** One event, told by two outlets in steps: the clock and what the outlets publish are the test's. */
describe('an event as its reports come in', () => {
  let now = new Date('2026-11-24T09:00:00Z');
  let outlets: Outlets;
  let app: App;

  beforeAll(async () => {
    outlets = await startOutlets(['one', 'two'], new Date('2026-11-24T08:00:00Z'));
    app = await openTestApp(await makeConfig('pglite', outlets.feedsYaml, outlets.origin), () => now);
  });
  afterAll(async () => {
    await app.close();
    await outlets.close();
    removeData(app.config);
  });

  const mails = async (kind: 'alert' | 'digest') =>
    (await deliveriesSince(app.database.db, '1970-01-01'))
      .filter((delivery) => delivery.kind === kind)
      .map((delivery) => delivery.message as { subject: string; text: string });

  /** Lets `hours` pass, publishes a story, polls, and returns the subjects of the alerts so far. */
  async function after(hours: number, story: Story): Promise<string[]> {
    now = new Date(now.getTime() + hours * HOUR_MS);
    outlets.publish(story, now);
    await runOnce(app, () => undefined);
    return (await mails('alert')).map(({ subject }) => subject);
  }

  async function digest(localDate: string): Promise<string> {
    await app.queues.add('digest', { subscriberId: 'reader', edition: 'daily', localDate, slot: '07:00' });
    await workOff(app, ['digest', 'deliver']);
    return (await mails('digest')).at(-1)?.text ?? '';
  }

  it('a first poll alerts nobody', async () => {
    await runOnce(app, () => undefined);
    expect(await mails('alert')).toEqual([]);
  });

  it('a new report alerts at once', async () => {
    expect(await after(1, CLAIM)).toEqual([expect.stringMatching(/new report.*6,700/u)]);
  });

  it('an independent voice soon after waits for the digest', async () => {
    expect(await after(1, SECOND_VOICE)).toHaveLength(1);
    const decisions = await app.database.db
      .selectFrom('alert_decision')
      .selectAll()
      .orderBy('revision')
      .execute();
    expect(decisions.at(-1)).toMatchObject({ change: 'confirmation', alert: false });
  });

  it('a denial does not wait', async () => {
    expect(await after(1, DENIAL)).toHaveLength(2);
  });

  it('what a source takes back is corrected in the next digest, once', async () => {
    expect(await digest('2026-11-24')).not.toMatch(/no longer says so/u);
    now = new Date(now.getTime() + 3 * HOUR_MS);
    outlets.rewrite(CLAIM.title, 'North Korea opened a second ski resort, the minister said.');
    await runOnce(app, () => undefined);
    now = new Date(now.getTime() + 20 * HOUR_MS);
    const corrected = await digest('2026-11-25');
    expect(corrected).toMatch(
      /On 24 November 2026 we wrote: “North Korea sent .*6,700.*the article of Outlet one no longer says so/su,
    );
    now = new Date(now.getTime() + 24 * HOUR_MS);
    expect(await digest('2026-11-26')).not.toMatch(/no longer says so/u);
  });

  it('a past day’s digest is shown as it was known then', async () => {
    const subscriber = app.subscribers[0];
    if (!subscriber) throw new Error('the harness has a reader');
    const key = { subscriberId: 'reader', edition: 'daily', localDate: '2026-11-24', slot: '13:30' };
    const then = new Date('2026-11-24T11:30:00Z'); // two reports were in, the denial was not
    const { view } = await app.database.transaction((trx) =>
      digestView(trx, app, subscriber, key, { id: 'preview', since: null, now: then }),
    );
    const events = view.categories.flatMap((section) => section.events);
    const statements = events.flatMap((event) => event.statements);
    expect(statements.map(({ outlet }) => outlet).sort()).toEqual(['Outlet one', 'Outlet two']);
    expect(statements.every(({ status }) => status === 'reported')).toBe(true);
    expect(events.every((event) => event.isNew)).toBe(true);
    expect(view.coverage.counts.feeds).toBeGreaterThan(0);
    const before = { id: 'preview', since: null, now: new Date('2026-11-10T11:30:00Z') };
    const { view: earlier } = await app.database.transaction((trx) =>
      digestView(trx, app, subscriber, { ...key, localDate: '2026-11-10' }, before),
    );
    expect(earlier.coverage.counts.feeds).toBe(0);
    expect(renderDigest(earlier).text).not.toContain('Every feed answered');
  });
});
