/** A loopback world of any size: feeds and article pages made from a seed, one item in ten about the subject. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface World {
  origin: string;
  feedsYaml: string;
  /** Requests answered so far, by path. */
  hits: Map<string, number>;
  /** When each path was last asked for, in milliseconds of the epoch. */
  lastHitAt: Map<string, number>;
  close(): Promise<void>;
}

const WHO =
  'The council,A spokesman for the museum,The weather service,The tram company,A farmer in the valley,The harbour master,The school board,A teacher,The mayor,The bakers of the old town,The library,A reader of this paper'.split(
    ',',
  );
const DID =
  'said on Tuesday that,told a meeting that,wrote in its yearly report that,is not convinced that,hopes that,denied that,has heard that,promised in spring that'.split(
    ',',
  );
const WHAT =
  'the price of heating will fall,visitors have doubled,the last two bridges passed their inspection,the harvest came early,rain will reach the coast by Friday,tickets become cheaper,the new line opens in time,more storage is needed near the railway,the square gets its trees back,the ferry keeps its winter timetable,the swimming hall stays closed'.split(
    ',',
  );
const WHY =
  'before the winter sets in,although the budget is small,after two years of talks,as everyone had expected,if the weather holds,to the surprise of the neighbours,which nobody had asked for'.split(
    ',',
  );

/** A sentence for a number; those of two pages differ, so that no page is taken for a copy of another. */
function filler(n: number): string {
  const pick = (words: readonly string[], prime: number): string =>
    words[Math.trunc((n * prime) / 8 + n / 3) % words.length] ?? '';
  return `${pick(WHO, 31)} ${pick(DID, 17)} ${pick(WHAT, 53)}, ${pick(WHY, 7)}.`;
}

/** Ships and firms make each report an event of its own. */
const RELEVANT = [
  (n: number) =>
    `The cargo ship Sea ${nameOf(n)} carried ${100 + n} containers of artillery shells from North Korea to Russia ${whenOf(n)}, ${sourceOf(n)} said.`,
  (n: number) =>
    `China forcibly returned ${20 + (n % 300)} North Korean refugees from a detention centre, the rights group ${nameOf(n)} in Seoul said.`,
  (n: number) =>
    `Some ${100 + (n % 900)} North Korean workers entered Russia on student visas for the builder ${nameOf(n)}, a regional newspaper reported.`,
  (n: number) =>
    `The tanker Star ${nameOf(n)} under a false flag delivered ${500 + n} tons of refined petroleum to the North Korean port of Nampo, the monitoring team said.`,
];

const SOURCES =
  "South Korea's spy agency,the White House,Ukraine's military intelligence,the Pentagon,the Japanese government,the monitoring team,a port worker,the opposition in Seoul".split(
    ',',
  );

function sourceOf(n: number): string {
  return SOURCES[n % SOURCES.length] ?? '';
}

function whenOf(n: number): string {
  return ['last week', 'on Sunday', 'in the past month', 'last month', 'at the weekend'][n % 5] ?? '';
}

const FIRST =
  'Ilmari,Quezon,Bramble,Vostrel,Ottawa,Jadwiga,Umbria,Lysander,Carpathia,Wexford,Nankoa,Zephyrine,Hibiscus,Drammen,Esperanto,Grimaldi,Kestrel,Portobello,Svalbard,Yarrow,Mistral,Algarve,Thessaly'.split(
    ',',
  );
const SECOND =
  'Orchid,Pelican,Tundra,Gazelle,Comet,Balsam,Monsoon,Quarry,Dynasty,Falcon,Harvest,Vortex,Jubilee,Lantern,Ibex,Sapphire,Walnut,Rapture,Kumquat'.split(
    ',',
  );

/** A name for a number: "Ilmari Orchid" and the like, 437 of them. */
function nameOf(n: number): string {
  return `${FIRST[n % FIRST.length]}${SECOND[n % SECOND.length]?.toLowerCase()}`;
}

/** Serves `feeds` feeds of `itemsPerFeed` items each. Pages have a navigation, related links and about 3,000 characters. */
export async function startWorld(feeds: number, itemsPerFeed: number, now: Date): Promise<World> {
  const hits = new Map<string, number>();
  const lastHitAt = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.set(path, (hits.get(path) ?? 0) + 1);
    lastHitAt.set(path, Date.now());
    const body = answer(path, itemsPerFeed, now, originOf(server));
    response.writeHead(body ? 200 : 404, {
      'content-type': path.startsWith('/feed/') ? 'application/rss+xml' : 'text/html; charset=utf-8',
    });
    response.end(body ?? 'not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = originOf(server);
  return {
    origin,
    feedsYaml: feedsYaml(origin, feeds),
    hits,
    lastHitAt,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on a port, not on a pipe
}

function feedsYaml(origin: string, feeds: number): string {
  const words =
    'prefilter:\n  en: [North Korea]\n  ko: [북한]\n  ru: [КНДР]\n  zh: [朝鲜]\n  ja: [北朝鮮]\nfeeds:\n';
  const rows = Array.from({ length: feeds }, (_, n) =>
    [
      `  - id: bench-${n}`,
      `    title: Bench feed ${n}`,
      `    url: ${origin}/feed/${n}`,
      '    kind: rss',
      '    lang: en',
      `    organisation: Bench outlet ${n}`,
      '    enabled: true',
      '    interval: 30m',
      '    healthy: { silenceAfter: 7d }',
    ].join('\n'),
  );
  return `${words}${rows.join('\n')}\n`;
}

function answer(path: string, itemsPerFeed: number, now: Date, origin: string): string | null {
  const [, kind, feed, item] = path.split('/');
  if (kind === 'robots.txt') return 'User-agent: *\nAllow: /\n';
  if (kind === 'feed' && feed) return feedXml(Number(feed), itemsPerFeed, now, origin);
  if (kind === 'page' && feed && item) return page(Number(feed), Number(item), now);
  return null;
}

function feedXml(feed: number, itemsPerFeed: number, now: Date, origin: string): string {
  const items = Array.from({ length: itemsPerFeed }, (_, item) => {
    const at = new Date(now.getTime() - item * 600_000).toUTCString();
    return `<item><title>${title(feed, item)}</title><link>${origin}/page/${feed}/${item}</link><guid>${feed}-${item}</guid><pubDate>${at}</pubDate><description>${filler(feed * 1_000 + item)}</description></item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Bench ${feed}</title><link>${origin}</link><description>made</description>${items.join('')}</channel></rss>`;
}

function isRelevant(feed: number, item: number): boolean {
  return (feed * 7 + item) % 10 === 0;
}

function title(feed: number, item: number): string {
  const n = feed * 1_000 + item;
  return isRelevant(feed, item)
    ? `North Korea report ${n}`
    : `Town news ${n}: heating, trams and the harvest`;
}

function page(feed: number, item: number, now: Date): string {
  const n = feed * 1_000 + item;
  const lead = isRelevant(feed, item) ? (RELEVANT[n % RELEVANT.length]?.(n) ?? '') : '';
  const paragraphs = Array.from(
    { length: 24 },
    (_, at) => `${filler(n * 29 + at)} ${filler(n * 13 + at * 7)}`,
  );
  const links = Array.from(
    { length: 40 },
    (_, at) => `<li><a href="/page/${feed}/${at}">Another story ${at}</a></li>`,
  ).join('');
  const date = new Date(now.getTime() - item * 600_000).toISOString();
  return `<!doctype html><html lang="en"><head><title>${title(feed, item)} | Bench</title><meta property="article:published_time" content="${date}"></head><body><header><nav><ul>${links}</ul></nav></header><main><article><h1>${title(feed, item)}</h1><p class="byline">By A. Writer</p><p>${lead}</p>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article><aside><h2>Related</h2><ul>${links}</ul></aside></main><footer>Imprint</footer></body></html>`;
}
