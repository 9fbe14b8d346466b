import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { estimateEntry } from '../../src/backfill/estimate.ts';
import { loadPlan, type BackfillPlan } from '../../src/backfill/plan.ts';
import { estimateLines, progressLine, reportLines } from '../../src/backfill/report.ts';
import { openBackfills, progressOf, runBackfills } from '../../src/backfill/run.ts';
import type { Config } from '../../src/config.ts';
import { workOff } from '../../src/run.ts';
import { countAlerts } from '../../src/store/alerts.ts';
import { unreachedOfBackfill } from '../../src/store/backfills.ts';
import { storeCounts } from '../../src/store/counts.ts';
import { unindexedDocuments } from '../../src/store/search.ts';
import { deliveriesSince } from '../../src/store/deliveries.ts';
import { timelineView } from '../../src/timeline.ts';
import { SHAPES, hasShape, makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { serve, type TestServer } from '../http/servers.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const SHIPS = ['Ilmari Orchid', 'Bramble Comet', 'Vostrel Lantern'];
const FILLER =
  'The ministry said that it would look into the report and publish what it finds before the end of the year. '.repeat(
    8,
  );

/** A page of today about an arms transfer: were it live, it would alert. */
const article = (ship: string, published: string | null) =>
  `<!doctype html><html lang="en"><head><title>Arms shipment by the ${ship}</title>${published ? `<meta property="article:published_time" content="${published}">` : ''}</head><body><article><h1>Arms shipment by the ${ship}</h1><p>The cargo ship ${ship} carried 400 containers of artillery shells from North Korea to Russia this month, the White House said.</p><p>${FILLER}</p></article></body></html>`;

const FEEDS = (origin: string) => `feeds:
  - { id: paper, title: Paper, url: ${origin}/feed, kind: rss, lang: en, organisation: Paper, enabled: true, interval: 30m, healthy: { silenceAfter: 7d } }
`;
const PLAN = (origin: string) => `from: 2018-01-01
to: 2026-12-31
sources:
  - { id: pages, way: sitemap, feed: paper, url: ${origin}/sitemap.xml }
  - id: captures
    way: wayback
    outlet: Gone Radio
    lang: en
    captures: gone.example/*
    index: ${origin}/cdx
    pages: ${origin}/web
`;

function answers(origin: string): Record<string, string> {
  const url = (path: string) => `<url><loc>${origin}${path}</loc></url>`;
  return {
    '/sitemap.xml': `<urlset>${['/a/0', '/a/1', '/a/missing'].map(url).join('')}</urlset>`,
    '/a/0': article(SHIPS[0] ?? '', '2026-11-24T02:00:00Z'),
    '/a/1': article(SHIPS[1] ?? '', '2026-11-23T22:00:00Z'),
    '/cdx': '20190504030201 http://gone.example/radio/1.html SHA\n',
    '/web/20190504030201id_/http://gone.example/radio/1.html': article(SHIPS[2] ?? '', null),
  };
}

describe.each(SHAPES)('a backfill on %s', (shape) => {
  describe.skipIf(!hasShape(shape))('of two archives', () => {
    let server: TestServer;
    let config: Config;
    let app: App;
    let plan: BackfillPlan;
    let ids: number[];
    const requests: string[] = [];

    beforeAll(async () => {
      server = await serve((request, response) => {
        const path = request.url ?? '/';
        if (path !== '/robots.txt') requests.push(path.split('?')[0] ?? path);
        const body = answers(server.origin)[path.split('?')[0] ?? path];
        return response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(body);
      });
      config = await makeConfig(shape, FEEDS(server.origin), server.origin);
      const path = join(config.dataDir, 'plan.yaml');
      writeFileSync(path, PLAN(server.origin));
      app = await openTestApp(config, () => NOW);
      plan = loadPlan(path, app.catalog);
    });
    afterAll(async () => {
      await app.close();
      removeData(config);
    });
    const runAll = async (restart = false) => {
      ids = (await openBackfills(app, plan, plan.entries, restart)).map(({ id }) => id);
      const lines: string[] = [];
      await runBackfills(app, ids, (all, rate) => lines.push(progressLine(all, rate)));
      return lines;
    };

    it('a dry run asks for lists only, and stores nothing', async () => {
      const estimates = [];
      for (const entry of plan.entries) estimates.push(await estimateEntry(app, plan, entry));
      expect(estimates.map(({ lists, pages, isExact }) => [lists, pages, isExact])).toEqual([
        [1, 3, true],
        [1, 1, true],
      ]);
      expect(estimateLines(estimates).at(-1)).toContain('together 6 requests');
      expect(requests.toSorted()).toEqual(['/cdx', '/sitemap.xml']);
      expect(await storeCounts(app.database.db)).toMatchObject({ items: 0 });
    });

    it('reads what the archives name, and says what could not be had', async () => {
      const lines = await runAll();
      expect(lines.at(-1)).toContain('0 of 2 archives open, read 3');
      const report = reportLines(await progressOf(app, ids)).join('\n');
      expect(report).toContain('pages, 2018-01-01 to 2026-12-31: done');
      expect(report).toContain('found 3 in 1 requests for lists: 3 new');
      expect(report).toMatch(/1 {2}gone: HTTP 404, such as http:.*\/a\/missing/);
      const unreached = await unreachedOfBackfill(app.database.db, ids[0] ?? 0);
      expect(unreached).toEqual([
        { address: `${server.origin}/a/missing`, why: 'read feed text (gone: HTTP 404)' },
      ]);
    });

    it('alerts nobody, and no digest has any of it', async () => {
      expect(await countAlerts(app.database.db)).toBe(0);
      await app.queues.add('digest', {
        subscriberId: 'reader',
        edition: 'daily',
        localDate: '2026-11-24',
        slot: '07:00',
      });
      await workOff(app, ['digest', 'deliver']);
      const [digest, ...others] = await deliveriesSince(app.database.db, '1970-01-01');
      expect(others).toEqual([]);
      expect(JSON.stringify(digest?.message)).toContain('reader');
      for (const ship of SHIPS) expect(JSON.stringify(digest)).not.toContain(ship);
    });

    it('has the events on the timeline, as known from the day on which they were stored', async () => {
      const filter = { from: null, to: null, categories: null, types: null, asKnownOn: null };
      const { events } = await timelineView(app, filter);
      expect(events.flatMap(({ names }) => names).join()).toContain('Ilmari Orchid');
      const before = await timelineView(app, { ...filter, asKnownOn: '2026-11-23T23:59:59.999Z' });
      expect(before.events).toEqual([]);
    });

    it('keeps the days of publication, capture and backfill apart', async () => {
      const rows = await app.database.db
        .selectFrom('item')
        .leftJoin('document', 'document.item_id', 'item.id')
        .select([
          'item.url',
          'item.feed_id',
          'document.published',
          'item.captured_at',
          'item.first_seen_at',
          'item.live_at',
        ])
        .where('item.outlet', '=', 'Gone Radio')
        .execute();
      expect(rows).toEqual([
        {
          url: 'http://gone.example/radio/1.html',
          feed_id: 'archive-captures',
          published: null,
          captured_at: '2019-05-04T03:02:01.000Z',
          first_seen_at: NOW.toISOString(),
          live_at: null,
        },
      ]);
    });

    it('puts all of it into the search', async () => {
      const { documents } = await storeCounts(app.database.db);
      expect(documents).toBe(3);
      expect(await unindexedDocuments(app.database.db, 10)).toEqual([]);
    });

    it('walked again, asks for lists and fetches no page that is stored', async () => {
      requests.length = 0;
      await runAll();
      expect(requests).toEqual([]);
      await runAll(true);
      expect(requests.toSorted()).toEqual(['/cdx', '/sitemap.xml']);
    });
  });
});
