import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { localPlace } from '../../src/backfill/local-address.ts';
import { readLocalPage } from '../../src/backfill/local-page.ts';
import { serve } from '../http/servers.ts';
import { feedOf } from '../sources/helpers.ts';
import { walk } from './walking.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-ways-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that answers by path and query; null is 404. Robots have no rules. */
async function site(answer: (path: string, origin: string) => string | Uint8Array | null, headers = {}) {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    const path = request.url ?? '/';
    if (path === '/robots.txt') return response.writeHead(404).end();
    requests.push(path);
    const body = answer(path, `http://${request.headers.host}`);
    return response.writeHead(body === null ? 404 : 200, headers).end(body ?? '');
  });
  return { server, requests };
}

describe('WordPress by JSON', () => {
  const post = (n: number) => ({
    link: `https://site.example/${n}`,
    date_gmt: '2020-05-06T07:08:09',
    title: { rendered: `Post &#8220;${n}&#8221;` },
    content: { rendered: '<p>Text</p>' },
  });

  test('asks for the days and the word, page by page', async () => {
    const pages = [Array.from({ length: 100 }, (_, n) => post(n)), [post(100)]];
    const { server, requests } = await site(
      (path) => JSON.stringify(pages[Number(new URL(path, 'http://x').searchParams.get('page')) - 1] ?? []),
      { 'x-wp-totalpages': '2' },
    );
    const settings = { url: `${server.origin}/wp-json/wp/v2/posts`, search: 'North Korea' };
    const { candidates, steps } = await walk('wordpress-json', settings, {
      servers: [server],
      from: '2020-01-01',
      to: '2020-12-31',
    });
    expect(candidates).toHaveLength(101);
    expect(candidates[0]?.item).toMatchObject({ title: 'Post “0”', published: '2020-05-06T07:08:09.000Z' });
    expect(steps.map(({ done }) => done)).toEqual([0.5, 1]);
    expect(requests[0]).toContain('after=2020-01-01T00%3A00%3A00Z');
    expect(requests[0]).toContain('search=North+Korea');
    expect(requests).toHaveLength(2);
  });

  test('a page that a plugin thinned out is not the last one, as long as the site counts more', async () => {
    const pages = [Array.from({ length: 97 }, (_, n) => post(n)), [post(100)]];
    const { server } = await site(
      (path) => JSON.stringify(pages[Number(new URL(path, 'http://x').searchParams.get('page')) - 1] ?? []),
      { 'x-wp-totalpages': '2' },
    );
    const { candidates } = await walk('wordpress-json', { url: `${server.origin}/` }, { servers: [server] });
    expect(candidates).toHaveLength(98);
  });

  test('a site that answers every page with the same posts is walked once', async () => {
    const same = JSON.stringify(Array.from({ length: 100 }, (_, n) => post(n)));
    const { server, requests } = await site(() => same);
    const { candidates } = await walk(
      'wordpress-json',
      { url: `${server.origin}/` },
      { servers: [server], killed: true },
    );
    expect(candidates).toHaveLength(100);
    expect(requests).toHaveLength(2);
  });

  test('an answer that is no list of posts is a failure', async () => {
    const { server } = await site(() => '{"code":"rest_no_route"}');
    const { failure } = await walk('wordpress-json', { url: `${server.origin}/` }, { servers: [server] });
    expect(failure?.message).toBe('the answer is no list of WordPress posts');
  });
});

describe('archived feeds (RFC 5005)', () => {
  const feedXml = (n: number, older: string | null) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${older === null ? '' : `<link rel="prev-archive" href="${older}"/>`}<entry><id>entry-${n}</id><title>Entry ${n}</title><updated>20${20 - n}-01-01T00:00:00Z</updated></entry></feed>`;

  test('each document leads to the one before, until the days are passed', async () => {
    const { server, requests } = await site((path) => {
      const n = Number(path.slice(1));
      return feedXml(n, `/${n + 1}`);
    });
    const feed = feedOf({ url: `${server.origin}/0` });
    const { guids } = await walk(
      'archived-feed',
      {},
      {
        servers: [server],
        feed,
        from: '2018-01-01',
        to: '2019-12-31',
        killed: true,
      },
    );
    expect(guids).toEqual(['entry-1', 'entry-2']);
    expect(requests).toContain('/3');
    expect(requests).not.toContain('/5');
  });

  test('an archive that leads back for ever without a date is left', async () => {
    const { server } = await site((path) =>
      feedXml(0, `/${Number(path.slice(1)) + 1}`).replace(/<updated>.*?<\/updated>/u, ''),
    );
    const feed = feedOf({ url: `${server.origin}/0` });
    const cursor = { url: `${server.origin}/4998`, count: 4_998, visited: [], done: 0.5 };
    expect((await walk('archived-feed', {}, { servers: [server], feed, cursor })).steps).toHaveLength(2);
  });

  test('documents that name each other end the walk', async () => {
    const { server, requests } = await site((path) =>
      feedXml(path === '/0' ? 0 : 1, path === '/0' ? '/1' : '/0'),
    );
    const feed = feedOf({ url: `${server.origin}/0` });
    expect((await walk('archived-feed', {}, { servers: [server], feed })).guids).toEqual([
      'entry-0',
      'entry-1',
    ]);
    expect(requests).toEqual(['/0', '/1']);
  });
});

describe('UN documents by symbol', () => {
  test('ranges multiply, the last runs fastest; a walk goes on behind its cursor', async () => {
    const settings = { symbols: ['S/{2023..2024}/{1..2}', 'S/PV.9048'] };
    const { candidates } = await walk('symbols', settings);
    expect(candidates.map(({ item }) => item.symbol)).toEqual([
      'S/2023/1',
      'S/2023/2',
      'S/2024/1',
      'S/2024/2',
      'S/PV.9048',
    ]);
    expect(candidates[0]?.item).toMatchObject({
      url: 'https://docs.un.org/en/S/2023/1',
      sharedId: 'un-document:S/2023/1',
    });
    expect((await walk('symbols', settings, { cursor: { behind: 4 } })).candidates).toHaveLength(1);
  });
});

describe('the Wayback Machine', () => {
  const index = (origin: string) => ({
    captures: 'www.rfa.example/korean/*',
    index: `${origin}/cdx`,
    pages: `${origin}/web`,
  });

  test('raw captures, the address of the original and the day of capture apart', async () => {
    const { server, requests } = await site((path) =>
      path.includes('resumeKey')
        ? '20200102030405 https://www.rfa.example/korean/b SHA\n'
        : '20190102030405 http://www.rfa.example:80/korean/a SHA\n\nkorean%2Fa 2019\n',
    );
    const { candidates, steps } = await walk('wayback', index(server.origin), {
      servers: [server],
      from: '2018-03-01',
      killed: true,
    });
    expect(candidates).toMatchObject([
      {
        item: { url: 'http://www.rfa.example/korean/a', published: null },
        capturedAt: '2019-01-02T03:04:05.000Z',
        notAfter: '2019-01-02',
        fetchUrl: `${server.origin}/web/20190102030405id_/http://www.rfa.example:80/korean/a`,
      },
      { item: { url: 'https://www.rfa.example/korean/b' }, capturedAt: '2020-01-02T03:04:05.000Z' },
    ]);
    expect(requests[0]).toContain('from=20180301');
    expect(requests[0]).toContain('collapse=urlkey');
    expect(new URL(requests.at(-1) ?? '', 'http://x').searchParams.get('resumeKey')).toBe('korean%2Fa 2019');
    expect(steps.at(-1)?.done).toBe(1);
  });

  test('what was captured before the first day cannot have been published later', async () => {
    const { server } = await site(() => '20170102030405 https://www.rfa.example/old SHA\n');
    const options = { servers: [server], from: '2018-01-01' };
    expect((await walk('wayback', index(server.origin), options)).urls).toEqual([]);
  });

  test('thousands of lines, begun anew after every step, are each found once', async () => {
    const lines = (from: number) =>
      Array.from(
        { length: 2_000 },
        (_, n) => `20190102030405 https://www.rfa.example/korean/${from + n} SHA`,
      );
    const { server, requests } = await site((path) => {
      const key = Number(new URL(path, 'http://x').searchParams.get('resumeKey') ?? 0);
      return [...lines(key * 2_000), ...(key < 2 ? ['', String(key + 1)] : []), ''].join('\n');
    });
    const { urls } = await walk('wayback', index(server.origin), { servers: [server], killed: true });
    expect(urls).toHaveLength(6_000);
    expect(new Set(urls).size).toBe(6_000);
    expect(new Set(requests).size).toBe(3);
  });

  test('a line that is none is told, and the walk goes on', async () => {
    const { server } = await site(
      () =>
        '20190102030405 https://www.rfa.example/a SHA\n- org,archive)/ odd\n20190102030406 https://www.rfa.example/b SHA\n',
    );
    const { urls, steps } = await walk('wayback', index(server.origin), { servers: [server] });
    expect(urls).toEqual(['https://www.rfa.example/a', 'https://www.rfa.example/b']);
    expect(steps.flatMap(({ unreached = [] }) => unreached)).toEqual([
      { address: '- org,archive)/ odd', why: 'no line of an index of captures' },
    ]);
  });

  test('an index that goes on for ever with the same mark ends', async () => {
    const { server, requests } = await site(() => '20190102030405 https://www.rfa.example/a SHA\n\nmark\n');
    await walk('wayback', index(server.origin), { servers: [server] });
    expect(requests).toHaveLength(2);
  });

  test('a page in place of the index is a failure', async () => {
    const { server } = await site(() => '<html>Temporarily offline</html>');
    const { failure } = await walk('wayback', index(server.origin), { servers: [server] });
    expect(failure).toMatchObject({ message: 'the answer is no index of captures', final: false });
  });
});

describe('lists of addresses', () => {
  test('CSV with names of columns, plain lines, a folder of both; what is no address is told', async () => {
    const lists = join(folder, 'lists');
    mkdirSync(lists);
    writeFileSync(
      join(lists, 'a.csv'),
      '\uFEFFtitle,url,published\n"Ships, and ""more""",https://a.example/1,2020-02-03\nBroken,ftp://a.example/2,\n',
    );
    writeFileSync(join(lists, 'b.txt'), '# a comment\nhttps://b.example/1\n\nhttps://b.example/2');
    const { candidates, steps } = await walk('list', { path: 'lists' }, { folder });
    expect(candidates.map(({ item }) => item.url)).toEqual([
      'https://a.example/1',
      'https://b.example/1',
      'https://b.example/2',
    ]);
    expect(candidates[0]?.item).toMatchObject({
      title: 'Ships, and "more"',
      published: '2020-02-03T00:00:00.000Z',
    });
    expect(steps.flatMap(({ unreached = [] }) => unreached)).toEqual([
      { address: 'ftp://a.example/2', why: 'no http or https address' },
    ]);
  });

  test.each([
    ['semicolons, as spreadsheets write them', '\uFEFFtitle;url;published\r\n"Ships; and more";https://a.example/1?a=1,2;2020-02-03\r\n', ['Ships; and more']],
    ['tabs', 'url\ttitle\nhttps://a.example/1?a=1,2\tShips, and more\n', ['Ships, and more']],
    ['line breaks inside quotes', 'url,title\n"https://a.example/1?a=1,2","Ships\nand ""more"""\n', ['Ships\nand "more"']],
    ['a quote that opens nothing', '# 5" of rain\nhttps://a.example/1?a=1\n', ['']],
  ])('%s', async (_name, text, titles) => {
    writeFileSync(join(folder, 'odd.csv'), text);
    const { candidates } = await walk('list', { path: 'odd.csv' }, { folder });
    expect(candidates.map(({ item }) => item.title)).toEqual(titles);
    expect(candidates[0]?.item.url).toContain('https://a.example/1?a=1');
  }); // prettier-ignore

  test('begun anew after every step, it finds every row once', async () => {
    const rows = Array.from({ length: 350 }, (_, n) => `https://c.example/${n}`);
    writeFileSync(join(folder, 'long.txt'), rows.join('\n'));
    const { urls, steps } = await walk('list', { path: 'long.txt' }, { folder, killed: true });
    expect(urls).toEqual(rows);
    expect(steps.at(-1)?.done).toBe(1);
  });

  test('a file that is not there is a failure', async () => {
    expect((await walk('list', { path: 'missing.csv' }, { folder })).failure).toMatchObject({ final: true });
  });
});

test('a folder of saved pages: the address is the one that the page names', async () => {
  const saved = join(folder, 'saved');
  mkdirSync(join(saved, '2019'), { recursive: true });
  writeFileSync(
    join(saved, '2019', 'a.html'),
    '<link rel="canonical" href="https://site.example/a?x=1&amp;y=2">',
  );
  writeFileSync(join(saved, 'b.htm'), '<html><body>no address</body></html>');
  const { candidates } = await walk('folder', { path: 'saved' }, { folder });
  expect(candidates.map(({ item }) => [item.guid, item.url])).toEqual([
    [join('2019', 'a.html'), 'https://site.example/a?x=1&y=2'],
    ['b.htm', null],
  ]);
  const place = localPlace(candidates[0]?.fetchUrl ?? '') ?? expect.fail('no place');
  expect(await readLocalPage(place, 'https://site.example/a', new Date(0))).toMatchObject({
    outcome: 'ok',
    finalUrl: 'https://site.example/a',
  });
});

describe('WARC files', () => {
  const record = (type: string, url: string, content: string | Buffer, date = '2021-06-07T08:09:10Z') => {
    const body = Buffer.from(content);
    const head = `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nWARC-Date: ${date}\r\nContent-Length: ${body.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n\r\n')]);
  };
  const answer = (status: number, type: string, body: string) =>
    `HTTP/1.1 ${status} Any\r\nContent-Type: ${type}\r\n\r\n${body}`;
  const chunked = Buffer.concat([
    Buffer.from(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n',
    ),
    (() => {
      const packed = gzipSync('<p>packed</p>');
      return Buffer.concat([
        Buffer.from(`${packed.length.toString(16)}\r\n`),
        packed,
        Buffer.from('\r\n0\r\n\r\n'),
      ]);
    })(),
  ]);
  const records = [
    record('warcinfo', '', 'software: sample'),
    record('response', 'https://w.example/1', answer(200, 'text/html; charset=utf-8', '<p>one</p>')),
    record('response', 'https://w.example/gone', answer(404, 'text/html', 'no')),
    record('response', 'https://w.example/picture', answer(200, 'image/png', 'x'.repeat(100_000))),
    record('request', 'https://w.example/1', 'GET / HTTP/1.1\r\n\r\n'),
    record('response', 'https://w.example/2', chunked, '2022-01-01T00:00:00Z'),
  ];

  test.each([
    ['plain.warc', Buffer.concat(records)],
    ['packed.warc.gz', Buffer.concat(records.map((each) => gzipSync(each)))],
  ])('%s: pages that were answered, with the day of capture', async (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    const { candidates, steps } = await walk('warc', { path: name }, { folder });
    expect(candidates).toMatchObject([
      {
        item: { url: 'https://w.example/1' },
        capturedAt: '2021-06-07T08:09:10.000Z',
        notAfter: '2021-06-07',
      },
      { item: { url: 'https://w.example/2' }, capturedAt: '2022-01-01T00:00:00.000Z' },
    ]);
    expect(steps.at(-1)?.done).toBe(1);
    const bodies = await Promise.all(
      candidates.map(async ({ item, fetchUrl }) => {
        const place = localPlace(fetchUrl ?? '') ?? expect.fail('no place');
        const read = await readLocalPage(place, item.url ?? '', new Date(0));
        return read.outcome === 'ok' ? Buffer.from(read.bytes).toString() : read.outcome;
      }),
    );
    expect(bodies).toEqual(['<p>one</p>', '<p>packed</p>']);
  });

  test('a damaged file gives what stands before the damage, and says where it is', async () => {
    const whole = Buffer.concat(records.slice(0, 2).map((each) => gzipSync(each)));
    writeFileSync(
      join(folder, 'damaged.warc.gz'),
      Buffer.concat([whole, Buffer.from('not a record at all')]),
    );
    const { candidates, steps } = await walk('warc', { path: 'damaged.warc.gz' }, { folder });
    expect(candidates).toHaveLength(1);
    expect(steps.at(-1)?.unreached?.[0]).toMatchObject({ why: 'no WARC record begins here' });
  });

  test('what a crawler had already is no page of its own, and a file that was cut short gives what it has', async () => {
    const revisit = record('revisit', 'https://w.example/1', answer(200, 'text/html', ''));
    const cut = Buffer.concat([revisit, ...records].map((each) => gzipSync(each)));
    writeFileSync(join(folder, 'cut.warc.gz'), cut.subarray(0, cut.length - 20));
    const { urls, steps } = await walk('warc', { path: 'cut.warc.gz' }, { folder, killed: true });
    expect(urls).toEqual(['https://w.example/1']);
    expect(steps.flatMap(({ unreached = [] }) => unreached)[0]?.why).toContain('broken gzip');
    writeFileSync(join(folder, 'cut.warc'), Buffer.concat(records).subarray(0, -200));
    const plain = await walk('warc', { path: 'cut.warc' }, { folder });
    expect(plain.urls).toEqual(['https://w.example/1']);
    expect(plain.steps.at(-1)?.unreached).toHaveLength(1);
  });

  test('a record that unpacks to more than it says is given up before all of it is unpacked', async () => {
    const head =
      'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://w.example/b\r\nContent-Length: 10\r\n\r\n';
    const bomb = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(64 * 2 ** 20)]), { level: 1 });
    writeFileSync(join(folder, 'bomb.warc.gz'), bomb);
    const started = performance.now();
    const { steps } = await walk('warc', { path: 'bomb.warc.gz' }, { folder });
    const walked = performance.now() - started;
    gunzipSync(bomb);
    expect(steps.at(-1)?.unreached?.[0]?.why).toContain('unpack it first');
    expect(walked).toBeLessThan((performance.now() - started - walked) / 2);
  });

  test('a file that is gzipped as one piece is told apart', async () => {
    writeFileSync(join(folder, 'piece.warc.gz'), gzipSync(Buffer.concat(records)));
    const { steps } = await walk('warc', { path: 'piece.warc.gz' }, { folder });
    expect(steps.at(-1)?.unreached?.[0]?.why).toContain('unpack it first');
  });
});
