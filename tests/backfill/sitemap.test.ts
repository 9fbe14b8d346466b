import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readSitemapEntries } from '../../src/backfill/sitemap-reader.ts';
import { serve } from '../http/servers.ts';
import { walk } from './walking.ts';

const page = (url: string, more = '') => `<url><loc>${url}</loc>${more}</url>`;
const urlset = (pages: string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n" xmlns:image="i">${pages.join('')}</urlset>`;
const index = (files: [string, string?][]) =>
  `<sitemapindex>${files.map(([url, lastmod]) => `<sitemap><loc>${url}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</sitemap>`).join('')}</sitemapindex>`;

async function site(files: (origin: string) => Record<string, string | Uint8Array>) {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    const path = request.url ?? '/';
    if (path === '/robots.txt') return response.writeHead(404).end();
    requests.push(path);
    const body = files(`http://${request.headers.host}`)[path];
    return response.writeHead(body === undefined ? 404 : 200).end(body ?? '');
  });
  const go = (more = {}, options = {}) =>
    walk('sitemap', { url: `${server.origin}/index.xml`, ...more }, { servers: [server], ...options });
  return { go, requests };
}

const YEARS = (origin: string) => ({
  '/index.xml': index([
    [`${origin}/2019.xml.gz`, '2019-12-31'],
    [`${origin}/2020.xml`, '2021-01-01'],
    [`${origin}/2021.xml`],
    [`${origin}/missing.xml`],
  ]),
  '/2019.xml.gz': gzipSync(urlset([page('https://s.example/2019/a')])),
  '/2020.xml': urlset(
    Array.from({ length: 250 }, (_, n) =>
      page(`https://s.example/2020/${n}`, '<lastmod>2020-06-01</lastmod>'),
    ),
  ),
  '/2021.xml': urlset([page('https://s.example/2021/a')]),
});

describe('sitemaps', () => {
  test('an index leads to its files; what cannot be had is told and the walk goes on', async () => {
    const { go, requests } = await site(YEARS);
    const { urls, steps, failure } = await go();
    expect(urls).toHaveLength(252);
    expect(failure).toBeNull();
    expect(steps.flatMap(({ unreached = [] }) => unreached)).toMatchObject([{ why: 'HTTP 404' }]);
    expect(requests).toHaveLength(5);
    expect(steps.at(-1)?.done).toBe(1);
  });

  test('begun anew after every step, it finds every page once', async () => {
    const { go } = await site(YEARS);
    const { urls } = await go({}, { killed: true });
    expect(urls).toHaveLength(252);
    expect(new Set(urls).size).toBe(252);
  });

  test('files that were last changed before the first day are not asked for, nor are other files', async () => {
    const { go, requests } = await site(YEARS);
    const { urls } = await go({ files: '/20(?:19|20)' }, { from: '2020-05-01' });
    expect(urls).toHaveLength(250);
    expect(requests).toEqual(['/index.xml', '/2020.xml']);
    expect((await go({}, { from: '2020-07-01' })).urls).toEqual(['https://s.example/2021/a']);
  });

  test('Google News fields are read, those of pictures are not', async () => {
    const news =
      '<image:image><image:loc>https://s.example/x.png</image:loc><image:title>Picture</image:title></image:image>' +
      '<news:news><news:publication><news:name>N</news:name><news:language>ko</news:language></news:publication><news:publication_date>2021-02-03T04:05:06Z</news:publication_date><news:title>Ships &amp; trains</news:title></news:news>';
    const { go } = await site(() => ({ '/index.xml': urlset([page('https://s.example/n', news)]) }));
    expect((await go()).candidates[0]?.item).toMatchObject({
      url: 'https://s.example/n',
      title: 'Ships & trains',
      published: '2021-02-03T04:05:06.000Z',
      lang: 'ko',
    });
  });

  test('an index is asked for once, however often it and others name it', async () => {
    const { go, requests } = await site((origin) => {
      const all = Array.from({ length: 30 }, (_, n): [string] => [`${origin}/${n}.xml`]);
      const every = index([...all, ...all, [`${origin}/index.xml`]]);
      const files = Object.fromEntries(all.map(([url]) => [new URL(url).pathname, every]));
      return { ...files, '/29.xml': urlset([page('https://s.example/a')]), '/index.xml': every };
    });
    expect((await go()).urls).toEqual(['https://s.example/a']);
    expect(requests).toHaveLength(31);
  });

  test('indexes that lead ever deeper end', async () => {
    const { go, requests } = await site((origin) =>
      Object.fromEntries(
        ['index', '1', '2', '3', '4', '5'].map((name, n) => [
          `/${name}.xml`,
          index([[`${origin}/${n + 1}.xml`]]),
        ]),
      ),
    );
    const { steps } = await go();
    expect(steps.at(-1)?.unreached?.[0]?.why).toContain('deep');
    expect(requests).toHaveLength(4);
  });

  test('a page is no sitemap', async () => {
    const { go } = await site(() => ({ '/index.xml': '<html><body>Not found</body></html>' }));
    expect((await go()).failure).toMatchObject({ message: 'the answer is no sitemap', final: true });
  });

  test(
    'a hundred thousand addresses in one gzipped file take little memory',
    { timeout: 60_000 },
    async () => {
      const packed = gzipSync(
        urlset(
          Array.from({ length: 100_000 }, (_, n) =>
            page(`https://s.example/news/${n}/a-headline-in-the-address`),
          ),
        ),
      );
      const before = process.memoryUsage.rss();
      let count = 0;
      let most = 0;
      for await (const entry of readSitemapEntries(packed)) {
        count += entry.url.length > 0 ? 1 : 0;
        if (count % 10_000 === 0) most = Math.max(most, process.memoryUsage.rss());
      }
      expect(count).toBe(100_000);
      expect((most - before) / 2 ** 20).toBeLessThan(100);
    },
  );
});
