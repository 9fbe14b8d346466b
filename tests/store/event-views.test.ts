import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { installBaseline } from '../../src/baseline/install.ts';
import { isRecalled } from '../../src/publish/select.ts';
import { eventViews } from '../../src/store/event-views.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { tell } from '../harness/tell.ts';
import { startWorld, type World } from '../harness/world.ts';

describe('events as a reader is shown them', () => {
  let app: App;
  let world: World;
  beforeAll(async () => {
    const now = new Date('2026-11-24T20:30:00Z');
    world = await startWorld(1, 1, now);
    app = await openTestApp(await makeConfig('pglite', world.feedsYaml, world.origin), () => now);
    await installBaseline(app);
  });
  afterAll(async () => {
    await app.close();
    await world.close();
    removeData(app.config);
  });

  /** The event that an article told last is about, as shown to a reader whom no digest has told of anything. */
  async function shownAfter(documentId: number) {
    const { db } = app.database;
    const row = await db
      .selectFrom('statement')
      .select('event_id')
      .where('document_id', '=', documentId)
      .executeTakeFirstOrThrow();
    const [event] = await eventViews(db, [row.event_id], {
      traitsOf: app.keywords.traitsOf,
      told: new Set(),
    });
    if (!event) throw new Error('the event has a view');
    return event;
  }

  it('a denial that reaches us before the report it denies was no stage of the event', async () => {
    await tell(app, {
      outlet: 'Harbour Times',
      title: 'Kremlin rejects estimate',
      published: '2026-11-24T20:01:00.000Z',
      text: 'The Kremlin denied that North Korea shipped 36,000 containers of artillery shells to Russia on 20 November 2026.',
    });
    const report = await tell(app, {
      outlet: 'Seoul Wire',
      title: 'Seoul counts containers',
      published: '2026-11-24T18:56:00.000Z',
      text: 'North Korea shipped 36,000 containers of artillery shells to Russia on 20 November 2026, South Korea’s military said.',
    });
    const event = await shownAfter(report);
    expect(event.statements.map(({ status }) => status)).toEqual(['reported', 'denied']);
    expect(event.statusHistory.map(({ status, at }) => [status, at])).toEqual([
      ['reported', '2026-11-24T18:56:00.000Z'],
    ]);
    expect(event.dates.published).toBe('2026-11-24T18:56:00.000Z');
  });

  it('an edited article with another figure is a new statement, and takes back the one before', async () => {
    const article = {
      outlet: 'Courier',
      title: 'Launchers for Russia',
      url: 'https://example.org/launchers',
      published: '2026-11-24T12:00:00.000Z',
    };
    const text = (launchers: number): string =>
      `North Korea shipped ${launchers} rocket launchers to Russia in November 2026, South Korea's spy agency said.`;
    const before = await shownAfter(await tell(app, { ...article, text: text(40) }));
    expect(before.figures.map(({ min }) => min)).toEqual([40]);
    const after = await shownAfter(await tell(app, { ...article, text: text(45) }));
    expect(after.id).toBe(before.id);
    expect(after.figures.map(({ min }) => min)).toEqual([45]);
    expect(after.statements.map(({ id }) => id)).not.toContain(before.statements[0]?.id);
    const reworded = text(45).replace('shipped', 'sent');
    const again = await shownAfter(await tell(app, { ...article, text: reworded }));
    expect(again.statements.map(({ id }) => id)).toEqual(after.statements.map(({ id }) => id));
  });

  it('an old event of the baseline that is told again is no news, however soon after it its own sources wrote', async () => {
    const explainer = await tell(app, {
      outlet: 'Global Desk',
      title: 'How the arms route to Russia began',
      text: 'On 13 October 2023 the White House said North Korea had shipped more than 1,000 containers of military equipment and munitions from Rajin to Russia.',
    });
    const event = await shownAfter(explainer);
    expect(event).toMatchObject({ isBaseline: true, isNew: false });
    expect(event.statements.filter(({ isNew }) => isNew).map(({ outlet }) => outlet)).toEqual([
      'Global Desk',
    ]);
    expect(isRecalled(event)).toBe(true);
  });
});
