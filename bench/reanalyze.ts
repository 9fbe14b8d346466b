/**
 * How fast `tumen reanalyze` is over an archive in PGlite: documents of 3,000 characters, one in ten about the subject.
 * Documents a second of CPU time, so that a busy machine gives the same figures. Usage: npx tsx bench/reanalyze.ts [documents]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { reanalyze } from '../src/reanalyze.ts';

const documents = Number(process.argv[2] ?? 5_000);
const LENGTH = 3_000;
const ABOUT =
  'North Korea shipped 1,000 containers of artillery shells to Russia on the cargo ship Sea Orchid, Seoul said. ';
const OTHER =
  'The library on the market square opens its new reading room on Sunday, and the tram runs every ten minutes. ';

const folder = mkdtempSync(join(tmpdir(), 'tumen-reanalyze-'));
writeFileSync(
  join(folder, 'feeds.yaml'),
  'feeds:\n  - { id: a, title: A, url: "https://a.example/feed", kind: rss, lang: en, organisation: A, enabled: true, interval: 30m, healthy: { silenceAfter: 3d } }\n',
);
const config = { ...loadConfig({}), dataDir: folder, feedsFile: join(folder, 'feeds.yaml') };
const app = await openApp({ config, log: createLogger('silent'), command: 'bench' });
await sql`
  insert into tumen.item (feed_id, outlet, origin, url, title, published, first_seen_at, content_hash, state, next_try_at)
  select 'a', 'Outlet ' || n % 20, 'live', 'https://example.org/' || n, 'Item ' || n, at, at, md5(n::text), 'read', at
  from generate_series(1, ${documents}::int) n, lateral (select '2025-01-01'::timestamptz + n * interval '20 minutes' as at) d`.execute(
  app.database.db,
);
await sql`
  insert into tumen.document (item_id, item_version, source, title, text, text_hash, lang, published, created_at, analyzed_at, linked_at)
  select id, 1, 'page', title, left(case when id % 10 = 0 then ${ABOUT}::text else '' end || repeat(${OTHER}::text, 40), ${LENGTH}) || ' ' || id,
    md5(id::text), 'en', published, published, published, published from tumen.item`.execute(app.database.db);

for (const apply of [false, true]) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  let changed = 0;
  for await (const progress of reanalyze(app, { apply, extract: false, restart: true }))
    changed += progress.changed.length;
  const used = process.cpuUsage(cpu);
  const seconds = (used.user + used.system) / 1e6;
  console.log(
    `${apply ? 'applied' : 'looked at'}: ${documents} documents, ${changed} changed, ${(documents / seconds).toFixed(0)} a second of CPU time, ${((performance.now() - started) / 1_000).toFixed(0)} s by the clock`,
  );
}
await app.close();
rmSync(folder, { recursive: true, force: true });
