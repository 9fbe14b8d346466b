import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { installBaseline } from '../../src/baseline/install.ts';
import { isSuppressed } from '../../src/store/deliveries.ts';
import { timelineEventIds } from '../../src/store/timeline.ts';
import type { LinkRequest } from '../../src/web/signed-link.ts';
import { startWeb, type WebServer } from '../../src/web/server.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { startWorld, type World } from '../harness/world.ts';

const EVERYTHING = { from: null, to: null, categories: null, types: null, asKnownOn: null };

describe('links of mails', () => {
  let app: App;
  let web: WebServer;
  let world: World;
  let event: string;
  let linkTo: (request: LinkRequest) => string;

  beforeAll(async () => {
    world = await startWorld(1, 1, new Date());
    const config = await makeConfig('pglite', world.feedsYaml, world.origin);
    app = await openTestApp(config);
    await installBaseline(app);
    web = await startWeb(app);
    event = String((await timelineEventIds(app.database.db, EVERYTHING))[0]);
    linkTo = (request) => app.links.urlOf(web.url, request);
  });
  afterAll(async () => {
    await web.close();
    await world.close();
    await app.close();
    removeData(app.config);
  });

  const isOut = (): Promise<boolean> => isSuppressed(app.database.db, 'reader', 'email');
  const verdicts = () => app.database.db.selectFrom('verdict').selectAll().execute();

  it('GET asks and changes nothing, POST unsubscribes', async () => {
    const link = linkTo({ do: 'unsubscribe', subscriber: 'reader' });
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post"');
    expect(await isOut()).toBe(false);
    const oneClick = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(oneClick.status).toBe(200);
    expect(await isOut()).toBe(true);
    const asForm = new FormData();
    asForm.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(link, { method: 'POST', body: asForm })).status).toBe(200); // RFC 8058 names both forms
  });

  it('keeps the later verdict of a reader', async () => {
    for (const verdict of ['not_relevant', 'wrong'] as const) {
      const link = linkTo({ do: 'judge', subscriber: 'reader', event, verdict });
      expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    }
    expect(await verdicts()).toMatchObject([{ subscriber_id: 'reader', verdict: 'wrong' }]);
  });

  it('notes that an alert was seen', async () => {
    const link = linkTo({ do: 'acknowledge', subscriber: 'reader', event });
    expect(await (await fetch(link, { method: 'POST' })).text()).toContain('marked as seen');
    const rows = await app.database.db.selectFrom('acknowledgement').selectAll().execute();
    expect(rows).toHaveLength(1);
  });

  it('refuses a token that was changed, cut or made elsewhere', async () => {
    const link = linkTo({ do: 'unsubscribe', subscriber: 'reader' });
    const token = link.split('/').at(-1) ?? '';
    const [payload = '', mac = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ do: 'unsubscribe', subscriber: 'other' })).toString(
      'base64url',
    );
    for (const bad of [
      `${forged}.${mac}`,
      payload,
      `${payload}.`,
      `${payload}.${mac.slice(0, -4)}AAAA`,
      'x',
      '.',
    ])
      expect((await fetch(new URL(`reader/${bad}`, web.url), { method: 'POST' })).status).toBe(404);
  });

  it('answers for an event that is gone, and for pages that are not there', async () => {
    const gone = linkTo({ do: 'judge', subscriber: 'reader', event: '999999', verdict: 'wrong' });
    expect((await fetch(gone, { method: 'POST' })).status).toBe(404);
    for (const path of [
      'events/0',
      'events/x',
      'digests/1',
      'alerts/1-1-reader',
      `snapshots/${'0'.repeat(64)}`,
    ])
      expect((await fetch(new URL(path, web.url))).status).toBe(404);
  });

  it('shows an event, linked from the timeline', async () => {
    expect(await (await fetch(new URL('timeline?order=oldest', web.url))).text()).toContain(
      `/events/${event}"`,
    );
    const page = await (await fetch(new URL(`events/${event}`, web.url))).text();
    expect(page).toMatch(/<h1>[^<]{20,}<\/h1>/u);
  });
});
