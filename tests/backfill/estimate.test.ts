import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estimateEntry } from '../../src/backfill/estimate.ts';
import { loadPlan } from '../../src/backfill/plan.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { serve } from '../http/servers.ts';

it('an estimate counts the pace that robots.txt asks for', async () => {
  const server = await serve((request, response) => {
    const { url = '/' } = request;
    const pages = [1, 2, 3].map((n) => `<url><loc>${server.origin}/${n}</loc></url>`);
    const bodies: Record<string, string> = {
      '/robots.txt': 'User-agent: *\nCrawl-delay: 0.5\n',
      '/sitemap.xml': `<urlset>${pages.join('')}</urlset>`,
    };
    response.writeHead(bodies[url] === undefined ? 404 : 200).end(bodies[url]);
  });
  const feeds = `feeds:\n  - { id: paper, title: Paper, url: ${server.origin}/feed, kind: rss, lang: en, organisation: Paper, enabled: true, interval: 30m, healthy: { silenceAfter: 7d } }\n`;
  const config = await makeConfig('pglite', feeds, server.origin);
  const path = join(config.dataDir, 'plan.yaml');
  writeFileSync(
    path,
    `from: 2018-01-01\nto: 2026-12-31\nsources:\n  - { id: pages, way: sitemap, feed: paper, url: ${server.origin}/sitemap.xml }\n`,
  );
  const app = await openTestApp(config);
  const plan = loadPlan(path, app.catalog);
  const [entry] = plan.entries;
  const estimate = entry && (await estimateEntry(app, plan, entry));
  await app.close();
  removeData(config);
  expect(estimate).toMatchObject({ lists: 1, pages: 3, seconds: 2 });
});
