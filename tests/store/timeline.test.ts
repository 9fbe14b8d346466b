import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { changedSince } from '../../src/store/known-events.ts';
import {
  countByMonth,
  orderedEvents,
  pageOf,
  timelineEventIds,
  timelinePageIds,
} from '../../src/store/timeline.ts';
import { eventView, eventsKnown, timelineView } from '../../src/timeline.ts';
import { SHAPES, hasShape, makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { tell } from '../harness/tell.ts';
import { startWorld, type World } from '../harness/world.ts';

const SHELLS =
  'North Korea shipped 1,000 containers of artillery shells to Russia on 12 September 2026, Seoul’s spy agency said.';
const MORE_SHELLS =
  'UN monitors confirmed that North Korea shipped 1,500 containers of artillery shells to Russia on 12 September 2026.';
const WORKERS =
  'About 300 North Korean workers entered Russia on student visas in August 2026, a regional newspaper reported.';

describe.each(SHAPES.filter((shape) => shape !== 'postgres+redis'))('the timeline on %s', (shape) => {
  describe.skipIf(!hasShape(shape))('as known on any day', () => {
    let app: App;
    let world: World;
    let now = new Date('2026-10-01T09:00:00Z');
    let workersUrl: string;

    beforeAll(async () => {
      world = await startWorld(1, 1, now);
      app = await openTestApp(await makeConfig(shape, world.feedsYaml, world.origin), () => now);
      await tell(app, { outlet: 'Gazette', title: 'A statement from Seoul', text: SHELLS });
      now = new Date('2026-10-05T09:00:00Z');
      await tell(app, { outlet: 'Courier', title: 'Experts have looked', text: MORE_SHELLS });
      now = new Date('2026-10-09T09:00:00Z');
      workersUrl = 'https://example.org/workers';
      await tell(app, { outlet: 'Gazette', title: 'Workers arrive', text: WORKERS, url: workersUrl });
      now = new Date('2026-10-12T09:00:00Z');
      const corrected = 'The regional newspaper corrected its report on the student visas.';
      await tell(app, { outlet: 'Gazette', title: 'A correction', text: corrected, url: workersUrl });
    });
    afterAll(async () => {
      await app.close();
      await world.close();
      removeData(app.config);
    });

    const knownOn = (day: string) => ({ asKnownOn: `${day}T23:59:59.999Z` });
    const viewsOn = async (day: string) => (await timelineView(app, knownOn(day))).events;

    it('knows nothing before the first report', async () => {
      expect(await viewsOn('2026-09-30')).toEqual([]);
    });

    it('orders and counts a past day in one go as it does in several', async () => {
      for (const day of ['2026-10-02', '2026-10-10', '2026-10-12']) {
        const filter = knownOn(day);
        const changed = await changedSince(app.database.db, filter.asKnownOn);
        const ordered = await orderedEvents(app.database.db, { ...filter, changed });
        expect(ordered.counts).toEqual(await countByMonth(app.database.db, filter));
        for (const order of ['newest', 'oldest'] as const)
          for (const page of [
            { limit: 50, offset: 0 },
            { limit: 1, offset: 1 },
          ])
            expect(pageOf(ordered, { order, ...page })).toEqual(
              await timelinePageIds(app.database.db, filter, { order, ...page }),
            );
      }
    });

    it('shows status, figures and statements as they stood then', async () => {
      const [then] = await viewsOn('2026-10-02');
      expect(then).toMatchObject({ status: 'reported', type: 'arms_transfer' });
      expect(then?.statements.map(({ outlet }) => outlet)).toEqual(['Gazette']);
      expect(then?.figures.map(({ min }) => min)).toEqual([1_000]);
      expect(then?.statusHistory).toHaveLength(1);
      const [later] = await viewsOn('2026-10-05');
      expect(later).toMatchObject({ id: then?.id, status: 'confirmed' });
      expect(later?.figures.map(({ min }) => min).toSorted()).toEqual([1_000, 1_500]);
      expect(later?.statusHistory.map(({ status }) => status)).toEqual(['reported', 'confirmed']);
    });

    it('filters by what was known then, not by what is known now', async () => {
      const reported = { ...knownOn('2026-10-02'), statuses: ['reported'] as const };
      expect(await timelineEventIds(app.database.db, reported)).toHaveLength(1);
      const nowReported = { statuses: ['reported'] as const, types: ['arms_transfer'] as const };
      expect(await timelineEventIds(app.database.db, nowReported)).toEqual([]);
    });

    it('shows what was withdrawn later, until the day it was', async () => {
      expect((await viewsOn('2026-10-10')).map(({ type }) => type)).toContain('overseas_workers');
      expect((await viewsOn('2026-10-12')).map(({ type }) => type)).not.toContain('overseas_workers');
      expect((await timelineView(app, {})).events.map(({ type }) => type)).not.toContain('overseas_workers');
    });

    it('has an event that lost a statement entered in the search index again', async () => {
      const { updated_at } = await app.database.db
        .selectFrom('event')
        .select('updated_at')
        .where('type', '=', 'overseas_workers')
        .executeTakeFirstOrThrow();
      expect(new Date(updated_at) > new Date('2026-10-10')).toBe(true);
    });

    it('says of an event that it was not there yet', async () => {
      const [event] = await viewsOn('2026-10-02');
      expect(await eventView(app, Number(event?.id), '2026-09-30T00:00:00.000Z')).toBeNull();
      expect(await eventsKnown(app, [999_999], null)).toEqual([]);
    });

    it('narrows by outlet, language, parties and days, and pages', async () => {
      const { db } = app.database;
      const count = async (filter: Parameters<typeof timelineEventIds>[1]): Promise<number> =>
        (await timelineEventIds(db, filter)).length;
      expect(await count({ outlets: ['Courier'] })).toBe(1);
      expect(await count({ outlets: ['Courier'], languages: ['ko'] })).toBe(0);
      expect(await count({ suppliers: ['KP'], recipients: ['RU'] })).toBe(1);
      expect(await count({ suppliers: ['RU'] })).toBe(0);
      expect(await count({ from: '2026-09-12', to: '2026-09-12' })).toBe(1);
      expect(await count({ to: '2026-09-11' })).toBe(0);
      expect(await timelinePageIds(db, {}, { order: 'newest', limit: 1, offset: 1 })).toEqual([]);
      expect(await countByMonth(db, {})).toEqual([{ month: '2026-09', category: 'sanctions_evasion', n: 1 }]);
    });

    it('names nobody as the source of a figure that they deny', async () => {
      now = new Date('2026-11-02T09:00:00Z');
      const denial =
        'The Kremlin denied that North Korea had shipped 1,000 containers of artillery shells to Russia on 12 September 2026.';
      await tell(app, { outlet: 'Herald', title: 'Moscow on the containers', text: denial });
      const { events } = await timelineView(app, { types: ['arms_transfer'] });
      const told = events.find(({ statements }) => statements.some(({ status }) => status === 'denied'));
      expect(told?.statements.length).toBeGreaterThan(1);
      expect(told?.figures.map(({ source }) => source)).not.toContain('Kremlin');
      expect(told?.figures.map(({ min }) => min)).toContain(1_000);
    });

    it('an event without days of its own stands where it was first told of', async () => {
      now = new Date('2026-11-03T09:00:00Z');
      const text =
        'Chinese police hold dozens of North Korean escapees in a detention centre in Tumen, the group said.';
      await tell(app, { outlet: 'Gazette', title: 'Escapees are held', text });
      const told = { from: '2026-11-01', to: '2026-11-30', types: ['detention'] as const };
      expect(await timelineEventIds(app.database.db, told)).toHaveLength(1);
      expect(await timelineEventIds(app.database.db, { ...told, from: '2026-11-04' })).toEqual([]);
    });
  });
});
