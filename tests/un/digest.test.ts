import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { renderDigest } from '../../src/publish/render/digest.ts';
import type { DigestView } from '../../src/publish/views.ts';
import { runOnce, workOff } from '../../src/run.ts';
import { digestView } from '../../workers/digest.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { startOutlets, type Outlets } from '../harness/outlets.ts';
import { tell } from '../harness/tell.ts';

/** Russia alone voted no on 28 March 2024; China abstained. */
const FALSE =
  'China vetoed the Panel of Experts on North Korea sanctions at the UN Security Council on Thursday.';
const TRUE =
  'Russia vetoed the renewal of the Panel of Experts on North Korea at the UN Security Council on Thursday.';
const LATER =
  'In March 2024 China vetoed the Panel of Experts on North Korea sanctions at the UN Security Council.';

const ROW =
  'S/2024/255, S/PV.9591, SC/15648, 28 March 2024: vote 13-1-1; vetoed: Russia; abstained: China; not adopted';

let now = new Date('2024-03-28T06:00:00Z');
let outlets: Outlets;
let app: App;

beforeAll(async () => {
  outlets = await startOutlets(['one'], now);
  app = await openTestApp(await makeConfig('pglite', outlets.feedsYaml, outlets.origin), () => now);
  await runOnce(app, () => undefined);
}, 60_000);
afterAll(async () => {
  await app.close();
  await outlets.close();
  removeData(app.config);
});

/** The digest of a day as its reader sees it, in words. */
async function digest(day: string): Promise<{ view: DigestView; parts: string[] }> {
  const [subscriber = expect.fail('no reader')] = app.subscribers;
  const key = { subscriberId: subscriber.id, edition: 'daily', localDate: day, slot: '07:00' };
  const { view } = await app.database.transaction((trx) =>
    digestView(trx, app, subscriber, key, { id: 'preview', since: null, now }),
  );
  const { html, text } = renderDigest(view);
  return { view, parts: [html.replaceAll(/<[^>]*>/gu, ''), text] };
}

test('a digest says below a false telling what the record holds, and below a true one its row', async () => {
  now = new Date('2024-03-29T06:00:00Z');
  await tell(app, { outlet: 'Tabloid', title: 'Vote at the UN', text: FALSE });
  await tell(app, { outlet: 'Gazette', title: 'A veto at the UN', text: TRUE });
  const { view, parts } = await digest('2024-03-29');
  const events = view.categories.flatMap((category) => category.events);
  const notes = events.flatMap(({ statements }) =>
    statements.map(({ outlet, record }) => `${outlet} ${record?.verdict} ${record?.row}`),
  );
  expect(new Set(notes)).toEqual(
    new Set(['Gazette agrees 2024-03-28-panel', 'Tabloid contradicts 2024-03-28-panel']),
  );
  for (const { facilitators } of events) expect(facilitators).toEqual(['RU']); // what our own headlines say
  for (const part of parts) {
    const words = part.replaceAll(/\s+/gu, ' ');
    expect(words).toContain(`Contradicts the Council’s record: ${ROW}`);
    expect(words).toContain(` Council’s record: ${ROW}`);
    expect(words).toContain(FALSE.slice(0, -1)); // the quote stays as it was
  }
}, 60_000);

test('years later the same is told in the list of older events, and its line says so', async () => {
  await app.queues.add('digest', {
    subscriberId: app.subscribers[0]?.id ?? '',
    edition: 'daily',
    localDate: '2024-03-29',
    slot: '07:00',
  });
  await workOff(app, ['digest', 'deliver']);
  now = new Date('2026-09-02T06:00:00Z');
  await tell(app, { outlet: 'Weekly', title: 'Ten years of sanctions', text: LATER });
  const { view } = await digest('2026-09-02');
  expect(view.recalled.map(({ title }) => title)).toContainEqual(
    expect.stringContaining(`Contradicts the Council’s record: ${ROW}`),
  );
}, 60_000);
