import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { itemKeys, readSource } from '../../src/sources/index.ts';
import { articleAddress } from '../../src/sources/google-news.ts';
import { catalogOf, entry, feedOf, fixture, readBytes, readFixture, rss } from './helpers.ts';

describe('rss', () => {
  test('dates without zone are read in the zone of the feed', async () => {
    const { items } = await readFixture('yonhap-en.xml', { timeZone: 'Asia/Seoul' });
    expect(items.map((item) => item.published)).toEqual([
      '2026-08-28T00:10:00.000Z',
      '2026-08-27T23:00:00.000Z',
    ]);
  });

  test("Korea Times' own date format and numeric guids", async () => {
    const { items } = await readFixture('korea-times.xml', { timeZone: 'Asia/Seoul' });
    expect(items.map(({ guid, published }) => [guid, published])).toEqual([
      ['400001', '2026-08-26T19:35:05.000Z'],
      ['400002', '2026-08-26T09:05:45.000Z'],
    ]);
  });

  test('the head of a list can be skipped', async () => {
    const { items, entries, skipped } = await readFixture('voa-ko.xml', { skipFirst: 1 });
    expect(items.map((item) => item.title)).toEqual(['제재 선박, 러시아 항구 입항']);
    expect({ entries, skipped }).toEqual({ entries: 2, skipped: { head: 1 } });
  });

  test.each([
    ['declared and said', '<?xml version="1.0" encoding="euc-kr"?>', 'text/xml; charset=euc-kr'],
    ['declared only', '<?xml version="1.0" encoding="EUC-KR"?>', 'text/xml'],
    [
      'with a server default in the way',
      '<?xml version="1.0" encoding="euc-kr"?>',
      'text/xml; charset=ISO-8859-1',
    ],
    ['not said at all', '', null],
  ])('a Korean feed in EUC-KR, %s', async (_name, declaration, contentType) => {
    const title = '북한 노동자들, 러시아 건설 현장에 다시 나타나';
    const xml = `${declaration}<rss version="2.0"><channel><title>뉴스</title><item><title>${title}</title><link>https://a.example/1</link></item></channel></rss>`;
    const { items, encoding } = await readBytes(iconv.encode(xml, 'euc-kr'), {}, contentType);
    expect(items[0]?.title).toBe(title);
    expect(encoding).toBe('euc-kr');
  });

  test('an item without date stays without', async () => {
    const { items } = await readBytes(rss('<title>날짜 없는 기사</title><link>https://a.example/1</link>'));
    expect(items[0]).toMatchObject({ published: null, updated: null });
  });

  test('an item without guid and address is named by what it says', async () => {
    const bytes = rss('<title>A</title><pubDate>Fri, 28 Aug 2026 00:00:00 GMT</pubDate>', '<title>B</title>');
    const { items } = await readBytes(bytes);
    expect(items.map((item) => item.guid)).toEqual(['A\n2026-08-28T00:00:00.000Z', 'B\n']);
  });

  test('addresses that cannot be fetched are none', async () => {
    const bytes = rss(
      '<title>A</title><guid isPermaLink="false">a</guid><link>javascript:alert(1)</link>',
      `<title>B</title><guid isPermaLink="false">b</guid><link>https://a.example/${'x'.repeat(3000)}</link>`,
    );
    expect((await readBytes(bytes)).items.map((item) => item.url)).toEqual([null, null]);
  });

  test('one item told twice is one item, the newest', async () => {
    const bytes = rss(
      '<title>Old</title><guid>https://a.example/1</guid><pubDate>Thu, 27 Aug 2026 00:00:00 GMT</pubDate>',
      '<title>New</title><guid>https://a.example/1</guid><pubDate>Fri, 28 Aug 2026 00:00:00 GMT</pubDate>',
      '<title>Same</title><guid isPermaLink="false">x</guid><link>https://a.example/2?utm_source=rss</link>',
      '<title>Same</title><guid isPermaLink="false">y</guid><link>https://www.a.example/2</link>',
    );
    expect((await readBytes(bytes)).items.map((item) => item.title)).toEqual(['New', 'Same']);
  });

  test('different items with one address are not edits of each other', async () => {
    const bytes = rss(
      '<title>A</title><guid isPermaLink="false">a</guid><link>https://a.example/section</link>',
      '<title>B</title><guid isPermaLink="false">b</guid><link>https://a.example/section</link>',
    );
    const { items } = await readBytes(bytes);
    expect(items.map((item) => itemKeys(item, 'sample'))).toEqual([['guid:sample:a'], ['guid:sample:b']]);
  });
});

describe('failures', () => {
  const read = (bytes: Uint8Array, more = {}) => {
    const feed = feedOf(more);
    return readSource(feed, { bytes, url: feed.url, contentType: null });
  };
  const text = (source: string) => new TextEncoder().encode(source);

  test('200 without items is a failure, not "nothing new"', async () => {
    expect(await read(rss())).toMatchObject({ ok: false, reason: 'empty' });
  });

  test('fewer items than a healthy answer has are one too', async () => {
    const few = rss('<title>A</title>', '<title>B</title>');
    expect(await read(few, { healthy: { silenceAfter: '1d', minItems: 3 } })).toMatchObject({
      reason: 'empty',
    });
    expect(await read(few, { healthy: { silenceAfter: '1d', minItems: 2 } })).toMatchObject({ ok: true });
  });

  test('a list whose entries are all skipped was read, and holds nothing', async () => {
    const only = rss('<title>S/Agenda/10101</title><description>PROVISIONAL AGENDA</description>');
    expect(await read(only, { kind: 'un-documents' })).toMatchObject({
      ok: true,
      reading: { items: [], entries: 1, skipped: { agenda: 1 } },
    });
  });

  test.each([
    ['an HTML page', '<!doctype html><html><head><title>Home</title></head><body></body></html>'],
    ['JSON of another kind', '{"error":"rate limit"}'],
    ['nothing', ''],
  ])('%s is no feed', async (_name, source) => {
    const result = await read(text(source));
    expect(result).toMatchObject({
      ok: false,
      reason: 'unreadable',
      message: expect.stringContaining('not a feed'),
    });
  });

  test('a bot check is told apart', async () => {
    const page =
      '<!doctype html><html><head><title>Just a moment...</title></head><body>cf-chl</body></html>';
    expect(await read(text(page))).toMatchObject({ ok: false, reason: 'challenge' });
  });

  test('kind none cannot be read', async () => {
    const off = { kind: 'none', enabled: false, whyOff: 'no reader' };
    expect(await read(rss('<title>A</title>'), off)).toMatchObject({ ok: false, reason: 'unreadable' });
  });
});

describe('un-press', () => {
  test('of blog and release the release stays, whichever comes first; the code is the guid', async () => {
    const { items, skipped, entries } = await readFixture('un-press.xml', { kind: 'un-press' });
    expect(entries).toBe(4);
    expect(skipped).toEqual({ twice: 1 });
    expect(items.map(({ guid, url, sharedId }) => ({ guid, url, sharedId }))).toEqual([
      {
        guid: 'sc16301',
        url: 'https://press.un.org/en/2026/sc16301.doc.htm',
        sharedId: 'un-press:en:sc16301',
      },
      {
        guid: 'sgsm23001',
        url: 'https://press.un.org/en/2026/sgsm23001.doc.htm',
        sharedId: 'un-press:en:sgsm23001',
      },
      { guid: 'sc16302', url: 'https://press.un.org/en/blog/sc16302', sharedId: 'un-press:en:sc16302' },
    ]);
    expect(items[0]).toMatchObject({ published: '2026-08-27T18:35:09.000Z', authors: ['United Nations'] });
  });
});

test('un-news: the guid is the address', async () => {
  const { items } = await readFixture('un-news.xml', { kind: 'un-news' });
  expect(items[0]?.url).toBe('https://news.un.org/en/story/2026/08/1160001');
  expect(itemKeys(items[0] ?? { guid: '', url: null, sharedId: null }, 'a')).toContain(
    'url:https://news.un.org/en/story/2026/08/1160001',
  );
});

test('un-documents: symbols are the items, agenda and journal are none', async () => {
  const reading = await readFixture('un-documents.xml', { kind: 'un-documents' });
  expect(reading.items.map(({ symbol, documentKind, title }) => ({ symbol, documentKind, title }))).toEqual([
    { symbol: 'S/2026/612', documentKind: 'DRAFT RESOLUTION', title: 'S/2026/612: DRAFT RESOLUTION' },
    { symbol: 'S/AC.49/2026/3', documentKind: 'NOTE VERBALE', title: 'S/AC.49/2026/3: NOTE VERBALE' },
    {
      symbol: 'S/2026/10/Rev.1/Add.30',
      documentKind: 'SUMMARY STATEMENT',
      title: 'S/2026/10/Rev.1/Add.30: SUMMARY STATEMENT',
    },
  ]);
  expect(reading.skipped).toEqual({ agenda: 2, 'no symbol': 1 });
  expect(reading.listDate).toBe('2026-08-28T06:00:00.000Z');
});

describe('google-news', () => {
  test('headline and outlet are told apart, the description says nothing', async () => {
    const { items } = await readFixture('google-news.xml', { kind: 'google-news' });
    expect(items.map(({ title, outlet, summaryHtml }) => ({ title, outlet, summaryHtml }))).toEqual([
      { title: 'Tanker seen beside North Korean ship - again', outlet: 'Example Wire', summaryHtml: null },
      { title: 'Border town waits for the bridge', outlet: 'Another Paper', summaryHtml: null },
    ]);
  });

  test('the article behind the link, where the link tells it', async () => {
    const { items } = await readFixture('google-news.xml', { kind: 'google-news' });
    expect(items[0]?.url).toBe('https://www.example.com/world/tanker-2026-08-28/');
    expect(items[1]?.url).toMatch(/^https:\/\/news\.google\.com\/rss\/articles\//u);
    expect(articleAddress('https://news.google.com/rss/articles/CBMi')).toBe(
      'https://news.google.com/rss/articles/CBMi',
    );
    expect(articleAddress(null)).toBeNull();
  });
});

describe('json-api', () => {
  const json = {
    items: 'results',
    id: 'uuid',
    title: 'title',
    url: 'url',
    published: 'date',
    summary: 'teaser',
    content: 'body',
  };
  const doj = { kind: 'json-api', url: 'https://www.justice.gov/api/v1/press_releases.json', json };

  test('fields stand where feeds.yaml says; seconds since 1970 are a date', async () => {
    const { items, skipped } = await readFixture('doj.json', doj);
    expect(items).toHaveLength(2);
    expect(skipped).toEqual({ incomplete: 1 });
    expect(items[0]).toMatchObject({
      guid: '0a5d1c2e-0000-4000-8000-000000000001',
      url: 'https://www.justice.gov/opa/pr/two-plead-guilty-laptop-farm',
      published: '2026-08-28T00:00:00.000Z',
      contentHtml: expect.stringContaining('<b>laptops</b>'),
    });
    expect(items[1]).toMatchObject({
      title: 'Forfeiture of Funds & Tokens Sought',
      url: 'https://www.justice.gov/opa/pr/forfeiture-sought',
      published: '2026-08-27T00:00:00.000Z',
      summaryHtml: null,
    });
  });

  test('nested fields, and a list at the root', async () => {
    const answer = [{ id: 7, link: 'https://a.example/7', title: { rendered: 'Seven &#8211; eight' } }];
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    const map = { items: '', id: 'id', title: 'title.rendered', url: 'link' };
    const { items } = await readBytes(bytes, { kind: 'json-api', json: map });
    expect(items[0]).toMatchObject({ guid: '7', title: 'Seven – eight' });
  });

  test.each([
    ['an error page', '<html></html>'],
    ['another object', '{"message":"no results"}'],
    ['keys of the prototype', '{"__proto__":{"results":[]}}'],
    ['a broken end', '{"results":[{"title":"a"'],
  ])('%s is unreadable', async (_name, source) => {
    const feed = feedOf(doj);
    const bytes = new TextEncoder().encode(source);
    expect(await readSource(feed, { bytes, url: feed.url, contentType: null })).toMatchObject({
      ok: false,
      reason: 'unreadable',
    });
  });
});

describe('sitemap', () => {
  test('headlines with dates; addresses without a headline are no news', async () => {
    const { items, skipped } = await readFixture('sitemap.xml', {
      kind: 'sitemap',
      timeZone: 'Asia/Shanghai',
    });
    expect(items.map(({ title, published, lang }) => ({ title, published, lang }))).toEqual([
      { title: 'Envoy & minister discuss the peninsula', published: '2026-08-28T01:30:00.000Z', lang: 'en' },
      { title: 'Harvest <begins>', published: '2026-08-26T16:00:00.000Z', lang: null },
    ]);
    expect(skipped).toEqual({ 'no headline': 1 });
  });

  test('anything else is unreadable', async () => {
    const feed = feedOf({ kind: 'sitemap' });
    const bytes = rss('<title>A</title>');
    expect(await readSource(feed, { bytes, url: feed.url, contentType: null })).toMatchObject({
      reason: 'unreadable',
    });
  });
});

describe('html-list', () => {
  const tag = {
    kind: 'html-list',
    url: 'https://press.un.org/en/democratic-people%E2%80%99s-republic-korea',
    list: { href: String.raw`^https://press\.un\.org/(?:en/)?(?:blog|(?:19|20)\d\d)/[a-z]+\d+` },
  };

  test('links by the look of their address; furniture is none, the longest text is the title', async () => {
    const { items } = await readFixture('press-tag-0.html', tag);
    expect(items.map(({ guid, title, sharedId }) => ({ guid, title, sharedId }))).toEqual([
      {
        guid: 'sc16301',
        title: 'Speakers in Security Council Differ over Report on Munitions Sent by Rail',
        sharedId: 'un-press:en:sc16301',
      },
      {
        guid: 'sc16058',
        title: 'Council Hears Briefing on Cargo and Cables',
        sharedId: 'un-press:en:sc16058',
      },
    ]);
  });

  test('the date can stand in the address', async () => {
    const list = {
      href: String.raw`/recent-actions/\d{8}`,
      dateInUrl: String.raw`/(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$`,
    };
    const { items } = await readFixture('ofac.html', {
      kind: 'html-list',
      url: 'https://ofac.example/recent-actions',
      list,
    });
    expect(items.map(({ title, published }) => [title, published])).toEqual([
      ['Designations for Korea', '2026-08-27T00:00:00.000Z'],
      ['General License Issued', '2026-08-20T00:00:00.000Z'],
    ]);
  });

  test('entries with their own title, summary and date, in a legacy encoding', async () => {
    const list = {
      item: 'li.entry',
      href: String.raw`articleView\.html\?idxno=\d+`,
      title: 'h4',
      summary: '.lead',
      date: '.when',
    };
    const page = iconv.encode(new TextDecoder().decode(fixture('board.html')), 'euc-kr');
    const more = { kind: 'html-list', url: 'https://board.example/news/', list, timeZone: 'Asia/Seoul' };
    const { items, encoding } = await readBytes(page, more, 'text/html');
    expect(encoding).toBe('euc-kr');
    expect(
      items.map(({ url, title, summaryHtml, published }) => ({ url, title, summaryHtml, published })),
    ).toEqual([
      {
        url: 'https://board.example/news/articleView.html?idxno=101',
        title: '국경 다리 공사 재개',
        summaryHtml: '다리 공사가 다시 시작됐다.',
        published: '2026-08-27T15:00:00.000Z',
      },
      {
        url: 'https://board.example/news/articleView.html?idxno=102',
        title: '항구에서 본 화물',
        summaryHtml: null,
        published: null,
      },
    ]);
  });

  test('a page that has changed its shape is a failure', async () => {
    const feed = feedOf(tag);
    const bytes = new TextEncoder().encode('<html><body><a href="/en/news/1">News</a></body></html>');
    expect(await readSource(feed, { bytes, url: feed.url, contentType: null })).toMatchObject({
      reason: 'empty',
    });
  });

  test.each([
    ['deep', '<div>'.repeat(200_000)],
    ['wide', '<p><a href="/en/2026/sc1">x</a></p>'.repeat(50_000)],
    ['long', '<p>x</p>'.repeat(1_000_000)],
  ])('a page that is absurdly %s is refused quickly', async (_name, html) => {
    const feed = feedOf(tag);
    const started = performance.now();
    const result = await readSource(feed, {
      bytes: new TextEncoder().encode(html),
      url: feed.url,
      contentType: null,
    });
    expect(result).toMatchObject({ ok: false, reason: 'unreadable' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test('every kind of feeds.yaml has a reader that takes bytes of any sort', async () => {
  const extras: Record<string, object> = {
    'json-api': { json: { items: '', title: 't', url: 'u' } },
    'html-list': { list: { href: 'x' } },
  };
  for (const kind of [
    'rss',
    'un-press',
    'un-news',
    'un-documents',
    'google-news',
    'sitemap',
    'json-api',
    'html-list',
  ]) {
    const feed = feedOf(entry({ kind, ...extras[kind] }));
    const bytes = new Uint8Array(1000).map((_, index) => (index * 97) % 256);
    const result = await readSource(feed, { bytes, url: feed.url, contentType: null });
    expect(result.ok, kind).toBe(false);
  }
});

test('OHCHR: relative addresses, guids that are none', async () => {
  const { items } = await readFixture('ohchr.xml', { url: 'https://www.ohchr.org/en/rss.xml' });
  expect(items.map(({ guid, url, published }) => [guid, url, published])).toEqual([
    [
      '110001 at https://www.ohchr.org',
      'https://www.ohchr.org/en/press-releases/2026/08/dprk-office-asks-neighbours-halt-returns',
      '2026-08-27T09:00:00.000Z',
    ],
    [
      '110002 at https://www.ohchr.org',
      'https://www.ohchr.org/en/statements/2026/08/remarks-water',
      '2026-08-26T09:00:00.000Z',
    ],
  ]);
  const naming = items.filter(catalogOf(entry()).prefilter).map(({ guid }) => guid);
  expect(naming).toEqual(['110001 at https://www.ohchr.org']);
});

test('Security Council Report: the address tells the month, the feed the hour', async () => {
  const { items } = await readFixture('whats-in-blue.xml');
  expect(items).toMatchObject([
    {
      title: 'Democratic People’s Republic of Korea: Vote on a Draft Resolution*',
      url: expect.stringContaining('/whatsinblue/2026/08/'),
      published: '2026-08-26T21:30:00.000Z',
      authors: ['Sample Author'],
    },
  ]);
});
