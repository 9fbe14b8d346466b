import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../src/app.ts';
import { runOnce } from '../src/run.ts';
import { deliveriesSince } from '../src/store/deliveries.ts';
import { makeConfig, openTestApp, removeData } from './harness/apps.ts';

interface Story {
  outlet: string;
  title: string;
  text: string;
}

const HOUR_MS = 3_600_000;
const QUIET: Story = {
  outlet: 'one',
  title: 'North Korea opens a ski resort',
  text: 'North Korea opened a ski resort.',
};
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

/** What an alert is about, told by two outlets in steps: the clock and what the outlets publish are the test's. */
describe('alerts about one event', () => {
  const published: (Story & { at: Date })[] = [];
  let now = new Date('2026-11-24T09:00:00Z');
  let server: Server;
  let app: App;

  beforeAll(async () => {
    server = createServer((request, response) => answer(request.url ?? '/', response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = originOf(server);
    app = await openTestApp(await makeConfig('pglite', feedsYaml(origin), origin), () => now);
  });
  afterAll(async () => {
    await app.close();
    await new Promise((resolve) => server.close(resolve));
    removeData(app.config);
  });

  function answer(path: string, response: { writeHead: Function; end: (body: string) => void }): void {
    if (path === '/robots.txt') {
      response.writeHead(404);
      return response.end('');
    }
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.end(feedXml(path.slice(1)));
  }

  const feedXml = (outlet: string): string => {
    const items = [{ ...QUIET, outlet, at: new Date('2026-11-24T08:00:00Z') }, ...published]
      .filter((story) => story.outlet === outlet)
      .map(
        ({ title, text, at }) =>
          `<item><title>${title}</title><guid>${title}</guid><link>http://127.0.0.1/${encodeURIComponent(title)}</link><pubDate>${at.toUTCString()}</pubDate><description>${text}</description></item>`,
      );
    return `<rss version="2.0"><channel><title>${outlet}</title><link>http://127.0.0.1/</link><description>d</description>${items.join('')}</channel></rss>`;
  };

  /** Publishes a story, lets `hours` pass, polls, and returns the subjects of the alerts so far. */
  async function after(hours: number, story: Story): Promise<string[]> {
    now = new Date(now.getTime() + hours * HOUR_MS);
    published.push({ ...story, at: now });
    await runOnce(app, () => undefined);
    const alerts = await deliveriesSince(app.database.db, '1970-01-01');
    return alerts.map((delivery) => (delivery.message as { subject: string }).subject);
  }

  it('a first poll alerts nobody', async () => {
    await runOnce(app, () => undefined);
    expect(await deliveriesSince(app.database.db, '1970-01-01')).toEqual([]);
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
});

function originOf(server: Server): string {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('not listening on a port');
  return `http://127.0.0.1:${address.port}`;
}

function feedsYaml(origin: string): string {
  const words =
    'prefilter:\n  en: [North Korea]\n  ko: [북한]\n  ru: [КНДР]\n  zh: [朝鲜]\n  ja: [北朝鮮]\nfeeds:\n';
  const rows = ['one', 'two'].map(
    (id) =>
      `  - { id: ${id}, title: Outlet ${id}, url: '${origin}/${id}', kind: rss, lang: en, organisation: Outlet ${id}, enabled: true, interval: 30m, pages: feed-only, healthy: { silenceAfter: 7d } }`,
  );
  return `${words}${rows.join('\n')}\n`;
}
