/** A loopback world of any size: feeds and article pages made from a seed, one item in ten about the subject. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface World {
  origin: string;
  feedsYaml: string;
  /** Requests answered so far, by path. */
  hits: Map<string, number>;
  close(): Promise<void>;
}

const FILLER = [
  'The council of the port town met on Tuesday to talk about the price of heating before the winter sets in.',
  'Officials said the new tram line would open in spring if the last two bridges pass their inspection.',
  'Farmers in the valley reported an early harvest and asked for more storage near the railway.',
  'A spokesman for the museum said that visitors had doubled since the tickets became cheaper.',
  'The weather service expects rain in the north and strong wind along the coast until Friday.',
];
/** Ships and firms make each report an event of its own. */
const RELEVANT = [
  (n: number) =>
    `The cargo ship Sea ${nameOf(n)} carried ${100 + n} containers of artillery shells from North Korea to Russia last week, South Korea's spy agency said on Monday.`,
  (n: number) =>
    `China forcibly returned ${20 + (n % 300)} North Korean refugees from a detention centre, the rights group ${nameOf(n)} in Seoul said.`,
  (n: number) =>
    `Some ${100 + (n % 900)} North Korean workers entered Russia on student visas for the builder ${nameOf(n)}, a regional newspaper reported.`,
  (n: number) =>
    `The tanker Star ${nameOf(n)} under a false flag delivered ${500 + n} tons of refined petroleum to the North Korean port of Nampo, the monitoring team said.`,
];

/** A name for a number: "Bakodu" and the like. */
function nameOf(n: number): string {
  const syllables = ['ba', 'ko', 'du', 'me', 'ri', 'so', 'ta', 'vu', 'ne', 'li'];
  const name = String(1_000 + ((n * 7_919) % 9_000)).replace(
    /\d/g,
    (digit) => syllables[Number(digit)] ?? '',
  );
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Serves `feeds` feeds of `itemsPerFeed` items each. Pages have a navigation, related links and about 3,000 characters. */
export async function startWorld(feeds: number, itemsPerFeed: number, now: Date): Promise<World> {
  const hits = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.set(path, (hits.get(path) ?? 0) + 1);
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
    return `<item><title>${title(feed, item)}</title><link>${origin}/page/${feed}/${item}</link><guid>${feed}-${item}</guid><pubDate>${at}</pubDate><description>${FILLER[item % FILLER.length]}</description></item>`;
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
    (_, at) => `${FILLER[(n + at) % FILLER.length]} Paragraph ${n}-${at}.`,
  );
  const links = Array.from(
    { length: 40 },
    (_, at) => `<li><a href="/page/${feed}/${at}">Another story ${at}</a></li>`,
  ).join('');
  const date = new Date(now.getTime() - item * 600_000).toISOString();
  return `<!doctype html><html lang="en"><head><title>${title(feed, item)} | Bench</title><meta property="article:published_time" content="${date}"></head><body><header><nav><ul>${links}</ul></nav></header><main><article><h1>${title(feed, item)}</h1><p class="byline">By A. Writer</p><p>${lead}</p>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article><aside><h2>Related</h2><ul>${links}</ul></aside></main><footer>Imprint</footer></body></html>`;
}
