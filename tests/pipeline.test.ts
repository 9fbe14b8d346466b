import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../src/app.ts';
import { installBaseline } from '../src/baseline/install.ts';
import type { Config } from '../src/config.ts';
import { startDemoServer, type DemoServer } from '../src/demo/server.ts';
import { runOnce, workOff } from '../src/run.ts';
import { countAlerts } from '../src/store/alerts.ts';
import { deliveriesSince } from '../src/store/deliveries.ts';
import { feedStates } from '../src/store/feeds.ts';
import { storeCounts } from '../src/store/counts.ts';
import { timelineView } from '../src/timeline.ts';
import { SHAPES, hasShape, makeConfig, openTestApp, outbox, removeData } from './harness/apps.ts';

const EVERYTHING = { from: null, to: null, categories: null, types: null, asKnownOn: null };

describe.each(SHAPES)('the whole pipeline on %s', (shape) => {
  describe.skipIf(!hasShape(shape))('over the sample fortnight', { timeout: 180_000 }, () => {
    let server: DemoServer;
    let config: Config;
    let app: App;
    let now = new Date();

    beforeAll(async () => {
      server = await startDemoServer({ now });
      config = await makeConfig(shape, server.feedsYaml, server.origin);
      app = await openTestApp(config, () => now);
      await installBaseline(app);
    }, 120_000);
    afterAll(async () => {
      await app.close();
      await server.close();
      removeData(config);
    });

    it('reads what the sources hold at the first poll, and alerts nobody', async () => {
      await runOnce(app, () => undefined);
      const counts = await storeCounts(app.database.db);
      expect(counts.items).toBeGreaterThanOrEqual(60);
      expect(counts.documents).toBe(counts.items);
      expect(Object.keys(counts.mentions).length).toBeGreaterThan(10);
      expect(await countAlerts(app.database.db)).toBe(0);
      expect(outbox(config)).toEqual([]);
    });

    it('shows the feeds that failed as failing, each with its reason', async () => {
      const failing = (await feedStates(app.database.db)).filter((state) => state.failures > 0);
      const reasons = failing.map((state) => state.last_error).join('\n');
      expect(failing).toHaveLength(3);
      expect(reasons).toMatch(/bot check/);
      expect(reasons).toMatch(/HTTP 503/);
      expect(reasons).toMatch(/0 entries/);
    });

    it('alerts once on what the second poll brings', async () => {
      server.advance(2);
      await runOnce(app, () => undefined);
      const alerts = await countAlerts(app.database.db);
      expect(alerts).toBeGreaterThan(0);
      const deliveries = await deliveriesSince(app.database.db, '1970-01-01');
      expect(deliveries.filter((each) => each.kind === 'alert')).toHaveLength(alerts);
      const unsent = deliveries.filter((each) => !['sent', 'joined'].includes(each.state));
      expect(unsent).toEqual([]); // a joined alert went out with others, in one message
      const messages = deliveries.filter((each) => each.state === 'sent');
      expect(new Set(outbox(config)).size).toBe(messages.length);
    });

    it('changes nothing when everything is polled again', async () => {
      const before = { counts: await storeCounts(app.database.db), mails: outbox(config) };
      await runOnce(app, () => undefined);
      expect({ counts: await storeCounts(app.database.db), mails: outbox(config) }).toEqual(before);
      const unchanged = (await feedStates(app.database.db)).filter(
        (state) => state.last_outcome === 'not modified',
      );
      expect(unchanged.length).toBeGreaterThan(0);
    });

    it('makes one digest for a slot, and the next day’s does not repeat it', async () => {
      const make = async (localDate: string) => {
        const job = { subscriberId: 'reader', edition: 'daily', localDate, slot: '07:00' };
        for (let times = 0; times < 2; times += 1) {
          await app.queues.add('digest', job);
          await workOff(app, ['digest', 'deliver']);
        }
      };
      const alerts = outbox(config).length;
      await make('2026-11-24');
      expect(outbox(config)).toHaveLength(alerts + 1);
      now = new Date(now.getTime() + 24 * 3_600_000);
      await make('2026-11-25');
      const digests = (await deliveriesSince(app.database.db, '1970-01-01')).filter(
        (each) => each.kind === 'digest',
      );
      expect(digests).toHaveLength(2);
      const subjects = digests.map((each) => (each.message as { subject: string }).subject);
      expect(subjects[0]).toMatch(/arms-transfer report/);
      expect(subjects[1]).not.toMatch(/arms-transfer report/);
    });

    it('has every event on the timeline, with evidence that can be checked offline', async () => {
      const view = await timelineView(app, EVERYTHING);
      const found = view.events.filter((event) => !event.isBaseline);
      expect(found.length).toBeGreaterThan(30);
      const page = found.flatMap((event) => event.statements).find((statement) => statement.snapshotSha);
      const bytes = await app.snapshots.read(page?.snapshotSha ?? '');
      expect(bytes.byteLength).toBeGreaterThan(100);
      for (const event of found) {
        for (const statement of event.statements) expect(statement.quote.length).toBeGreaterThan(0);
      }
    });
  });
});
