/** Outlets on loopback whose feeds hold what a test publishes, step by step; pages are not fetched, the feed says it all. */
import { createServer, type Server } from 'node:http';

export interface Story {
  outlet: string;
  title: string;
  text: string;
}

export interface Outlets {
  origin: string;
  feedsYaml: string;
  publish(story: Story, at: Date): void;
  /** The article of this title says something else from now on. */
  rewrite(title: string, text: string): void;
  close(): Promise<void>;
}

const WORDS = 'prefilter:\n  en: [North Korea]\n  ko: [북한]\n  ru: [КНДР]\n  zh: [朝鲜]\n  ja: [北朝鮮]\n';

/** Starts the outlets; each holds one old article, so that its feed is never empty. */
export async function startOutlets(ids: readonly string[], since: Date): Promise<Outlets> {
  const articles = ids.map((outlet) => ({
    outlet,
    title: `North Korea opens a ski resort, says ${outlet}`,
    text: 'North Korea opened a ski resort.',
    at: since,
  }));
  const server = createServer(({ url = '/' }, response) => {
    const outlet = ids.find((id) => url === `/${id}`);
    response.writeHead(outlet ? 200 : 404, { 'content-type': 'application/rss+xml' });
    response.end(outlet ? rss(articles.filter((article) => article.outlet === outlet)) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = originOf(server);
  const rows = ids.map(
    (id) =>
      `  - { id: ${id}, title: Outlet ${id}, url: '${origin}/${id}', kind: rss, lang: en, organisation: Outlet ${id}, enabled: true, interval: 30m, pages: feed-only, healthy: { silenceAfter: 7d } }`,
  );
  return {
    origin,
    feedsYaml: `${WORDS}feeds:\n${rows.join('\n')}\n`,
    publish: (story, at) => void articles.push({ ...story, at }),
    rewrite: (title, text) => {
      for (const article of articles) if (article.title === title) article.text = text;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function rss(articles: readonly (Story & { at: Date })[]): string {
  const items = articles.map(
    ({ title, text, at }) =>
      `<item><title>${title}</title><guid>${title}</guid><link>http://127.0.0.1/${encodeURIComponent(title)}</link><pubDate>${at.toUTCString()}</pubDate><description>${text}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>t</title><link>http://127.0.0.1/</link><description>d</description>${items.join('')}</channel></rss>`;
}

function originOf(server: Server): string {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('not listening on a port');
  return `http://127.0.0.1:${address.port}`;
}
