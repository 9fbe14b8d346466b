/**
 * How fast the pages are over a large store: 100,000 documents and 20,000 events made by program, asked for over HTTP.
 * `npx tsx bench/pages.ts postgres|pglite [documents] [events]`; a PostgreSQL of its own is started from the machine's binaries.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openApp, type App } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { searchVector } from '../src/search/words.ts';
import { CATEGORIES, MENTION_TYPES, STATUSES, categoryOf } from '../src/taxonomy.ts';
import { startWeb } from '../src/web/server.ts';
import { startPostgres } from '../tests/harness/services.ts';

const REQUESTS = 40;
const WARM_UP = 3;
const STATEMENTS_PER_EVENT = 3;

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  en: ['North Korea shipped containers of artillery shells to Russia through Rajin.', 'The monitoring team said the tanker had switched off its transponder.', 'Workers arrived on student visas, a regional newspaper reported.', 'China returned a group of refugees across the Tumen river.', 'The Council did not adopt the draft resolution on sanctions.', 'A company in Dalian bought coal and iron ore.'],
  ko: ['북한이 나진항을 통해 러시아에 포탄 컨테이너를 보냈다고 국방부가 밝혔다.', '중국이 탈북민을 강제 북송했다고 인권 단체가 전했다.', '북한 노동자들이 학생 비자로 입국했다.', '유조선이 정제유를 남포항에 내렸다.'],
  ru: ['КНДР отправила в Россию контейнеры со снарядами через порт Раджин.', 'Рабочие из Северной Кореи прибыли на стройки Приморья.', 'Совет Безопасности не принял проект резолюции.', 'Танкер доставил нефтепродукты в порт Нампхо.'],
  zh: ['朝鲜通过罗津港向俄罗斯运送炮弹集装箱。', '中国遣返了一批脱北者。', '朝鲜工人持学生签证入境。', '油轮在南浦港卸下成品油。'],
  ja: ['北朝鮮は羅津港を通じてロシアに砲弾のコンテナを送った。', '中国が脱北者を強制送還したと団体が伝えた。', '北朝鮮の労働者が学生ビザで入国した。', 'タンカーが南浦港で石油精製品を降ろした。'],
}; // prettier-ignore
const TEMPLATES = 400;
const SENTENCES_A_TEXT = 30;

/** The same numbers on every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Template {
  id: number;
  lang: string;
  title: string;
  text: string;
  words: string;
}

function templates(): Template[] {
  const random = randomOf(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // never empty
  const langs = Object.keys(SENTENCES);
  return Array.from({ length: TEMPLATES }, (_, id) => {
    const lang = pick(langs);
    const own = SENTENCES[lang] ?? [];
    const title = pick(own);
    const text = Array.from({ length: SENTENCES_A_TEXT }, (_each, n) => `${pick(own)} (${id} ${n})`).join(
      ' ',
    );
    return {
      id,
      lang,
      title,
      text,
      words: searchVector([
        { text: title, weight: 'A' },
        { text, weight: 'D' },
      ]),
    };
  });
}

async function fill(app: App, documents: number, events: number): Promise<void> {
  const { db } = app.database;
  const types = MENTION_TYPES.map((type) => ({ type, category: categoryOf(type) }));
  await sql`create table tumen.template as select * from jsonb_to_recordset(${JSON.stringify(templates())}::jsonb)
    as t (id int, lang text, title text, text text, words text)`.execute(db);
  await sql`
    insert into tumen.item (feed_id, outlet, origin, url, title, published, first_seen_at, content_hash, state, next_try_at)
    select 'feed-' || n % 60, 'Outlet ' || n % 60, 'live', 'https://example.org/' || n, 'Item ' || n, at, at, md5(n::text), 'read', at
    from generate_series(1, ${documents}::int) n, lateral (select '2023-01-01'::timestamptz + n * interval '20 minutes' as at) d`.execute(
    db,
  );
  await sql`
    insert into tumen.document (item_id, item_version, source, title, text, text_hash, lang, published, created_at, analyzed_at, linked_at)
    select i.id, 1, 'page', t.title || ' ' || i.id, t.text || ' ref' || i.id, md5(i.id::text), t.lang, i.published, i.published, i.published, i.published
    from tumen.item i join tumen.template t on t.id = i.id % ${TEMPLATES}`.execute(db);
  await sql`
    insert into tumen.document_search (item_id, document_id, at, lang, words)
    select d.item_id, d.id, d.published, d.lang, (t.words || ' ''ref' || d.item_id || ''':9999')::tsvector
    from tumen.document d join tumen.template t on t.id = d.item_id % ${TEMPLATES}`.execute(db);
  await sql`
    insert into tumen.event (type, category, status, supplier, recipient, facilitators, items, place, event_date, date_from, date_to,
      confidence, profile, origin, first_published, first_seen_at, updated_at)
    select k.type, k.category, (${[...STATUSES]}::text[])[1 + n % 6], (array['KP','CN','RU'])[1 + n % 3], (array['RU','KP','CN'])[1 + n % 3],
      array[(array['CN','RU','MM','VN'])[1 + n % 4]], array['artillery shells'], (array['Rajin','Dalian','Tumen','Nampo','Vladivostok'])[1 + n % 5],
      case when n % 5 > 0 then d.day::text end, case when n % 5 > 0 then d.day end, case when n % 5 > 0 then d.day end,
      0.9, '{}', 'live', d.day, d.day + 1, d.day + 1 + n % 30
    from generate_series(1, ${events}::int) n
    join jsonb_to_recordset(${JSON.stringify(types.map((each, i) => ({ ...each, i })))}::jsonb) as k (type text, category text, i int) on k.i = n % ${types.length},
    lateral (select '2023-01-01'::date + n % 1300 as day) d`.execute(db);
  await sql`
    insert into tumen.statement (event_id, key, item_id, document_id, origin_document, type, status, news, confidence, outlet, url, title, lang, quote,
      quantity, frame, published, recorded_at, origin)
    select e.id, e.id || '-' || s, d.item_id, d.id, d.id, e.type, e.status, true, 0.9, 'Outlet ' || d.item_id % 60, 'https://example.org/' || d.item_id,
      d.title, d.lang, left(d.text, 160),
      case when e.id % 4 = 0 then jsonb_build_object('text', 'about 500 containers', 'min', (e.id % 700 + s * 50), 'max', (e.id % 700 + s * 90), 'unit', case when e.id % 8 = 0 then 'people' else 'containers' end) end,
      jsonb_build_object('type', e.type, 'category', e.category, 'status', e.status, 'supplier', e.supplier, 'recipient', e.recipient, 'facilitator', e.facilitators,
        'items', e.items, 'place', e.place, 'eventDate', e.event_date, 'unSymbols', '[]'::jsonb, 'names', '[]'::jsonb, 'confidence', 0.9, 'quote', left(d.text, 160)),
      d.published, e.first_seen_at + s * interval '1 day', 'live'
    from tumen.event e cross join generate_series(1, ${STATEMENTS_PER_EVENT}::int) s
    join tumen.document d on d.id = 1 + (e.id * 7 + s * 13) % ${documents}`.execute(db);
  await sql`
    insert into tumen.event_search (event_id, indexed_at, words)
    select e.id, e.updated_at, t.words::tsvector from tumen.event e join tumen.template t on t.id = e.id % ${TEMPLATES}`.execute(
    db,
  );
  await sql`
    insert into tumen.mention (document_id, ordinal, type, category, status, confidence, news, frame)
    select distinct on (document_id) document_id, 0, type, frame->>'category', status, confidence, true,
      frame || jsonb_build_object('start', 0, 'end', 20, 'rule', 'bench', 'evidence', '[]'::jsonb, 'news', true) from tumen.statement`.execute(
    db,
  );
  await sql.raw('vacuum analyze').execute(db);
}

const CASES: Readonly<Record<string, (n: number) => string>> = {
  timeline: (n) => `/timeline?page=${1 + n}`,
  'timeline, filtered': (n) => `/timeline?category=${Object.keys(CATEGORIES)[n % 5]}&recipient=RU&from=2023-0${1 + (n % 9)}-01`,
  'timeline, words': (n) => `/timeline?text=${encodeURIComponent(['containers', '포탄', 'рабочие', '集装箱'][n % 4] ?? '')}`,
  'timeline, as known on': (n) => `/timeline?known=2024-${String(1 + (n % 12)).padStart(2, '0')}-15`,
  'search, one document': (n) => `/search?q=ref${1 + n * 97}`,
  'search, common word': (n) => `/search?q=${encodeURIComponent(['containers', '북한', 'КНДР', '朝鲜', '北朝鮮'][n % 5] ?? '')}`,
  'search, phrase': (n) => `/search?q=${encodeURIComponent(['"student visas"', '"강제 북송"', '"порт Раджин"'][n % 3] ?? '')}`,
  'search, best match': (n) => `/search?order=best&q=${encodeURIComponent(['coal iron', '탈북민', '脱北者'][n % 3] ?? '')}`,
  event: (n) => `/events/${1 + n * 31}`,
  document: (n) => `/documents/${1 + n * 331}`,
  sources: () => '/coverage',
}; // prettier-ignore

async function measure(
  base: string,
  pathOf: (n: number) => string,
): Promise<{ median: number; p95: number }> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + REQUESTS; n += 1) {
    const started = performance.now();
    const answer = await fetch(new URL(pathOf(n), base));
    await answer.text();
    if (answer.status !== 200) throw new Error(`${pathOf(n)}: ${answer.status}`);
    if (n >= WARM_UP) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { median: times[REQUESTS / 2] ?? 0, p95: times[Math.floor(REQUESTS * 0.95)] ?? 0 };
}

const FEEDS = `prefilter: { en: [North Korea], ko: [북한], ru: [КНДР], zh: [朝鲜], ja: [北朝鮮] }
feeds:
  - { id: feed-1, title: Feed 1, url: 'https://example.org/feed', kind: rss, lang: en, organisation: Outlet 1, enabled: true, interval: 30m, healthy: { silenceAfter: 3d } }
`;

async function main(): Promise<void> {
  const [kind = 'pglite', documents = '100000', events = '20000'] = process.argv.slice(2);
  const dataDir = mkdtempSync(join(tmpdir(), 'tumen-bench-'));
  writeFileSync(join(dataDir, 'feeds.yaml'), FEEDS);
  const server = kind === 'postgres' ? await startPostgres() : null;
  const config = {
    ...loadConfig({}),
    dataDir,
    feedsFile: join(dataDir, 'feeds.yaml'),
    databaseUrl: server?.url ?? null,
    port: 0,
    logLevel: 'silent',
  };
  const app = await openApp({ config, log: createLogger('silent'), command: 'bench' });
  try {
    const started = performance.now();
    await fill(app, Number(documents), Number(events));
    process.stdout.write(
      `${kind}: ${documents} documents, ${events} events, filled in ${((performance.now() - started) / 1_000).toFixed(0)} s\n`,
    );
    const web = await startWeb(app);
    for (const [name, pathOf] of Object.entries(CASES)) {
      const { median, p95 } = await measure(web.url, pathOf);
      process.stdout.write(
        `  ${name.padEnd(24)} median ${median.toFixed(0).padStart(5)} ms   p95 ${p95.toFixed(0).padStart(5)} ms\n`,
      );
    }
    await web.close();
  } finally {
    await app.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
