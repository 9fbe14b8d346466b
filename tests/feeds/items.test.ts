import { describe, expect, it } from 'vitest';
import { firstItem, read, readEntry, readItem } from './read.ts';

const URL = 'https://news.example/feed.xml';

describe('titles', () => {
  it.each([
    ['<title>Sanctions &amp; ships</title>', 'Sanctions & ships'],
    ['<title>AT&T, R&D</title>', 'AT&T, R&D'],
    ['<title>Lines\n   and\tblanks </title>', 'Lines and blanks'],
    ['<title><![CDATA[<b>Bold</b> &amp; &quot;quoted&quot;]]></title>', 'Bold & "quoted"'],
    ['<title>&lt;i&gt;Double&lt;/i&gt; &amp;amp; escaped</title>', 'Double & escaped'],
    ['<title>Naked <i>markup</i> here</title>', 'Naked markup here'],
    ['<title><단독> 북한 & 러시아</title>', '<단독> 북한 & 러시아'],
    ['<title>&lt;Untitled&gt; 5 &lt; 6</title>', '<Untitled> 5 < 6'],
    ['<title>One<br/>two</title>', 'One two'],
    ['<title>Koreaâ€™s</title>', 'Korea’s'],
    ['<title>a<!-- note -->b</title>', 'ab'],
    ['<title>&lt;script&gt;alert(1)&lt;/script&gt;safe</title>', 'safe'],
  ])('%s', async (source, title) => {
    expect((await readItem(source)).title).toBe(title);
  });

  it('of Atom are text unless they say otherwise', async () => {
    expect((await readEntry('<title type="text">a &lt;b&gt; c</title>')).title).toBe('a <b> c');
    expect((await readEntry('<title type="html">a &lt;b&gt;b&lt;/b&gt; c</title>')).title).toBe('a b c');
    expect(
      (
        await readEntry(
          '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b> c</div></title>',
        )
      ).title,
    ).toBe('a b c');
  });

  it('are taken from the text where there is none, then from the address', async () => {
    const long = 'Слово '.repeat(60);
    expect((await readItem(`<description>&lt;p&gt;${long}&lt;/p&gt;</description>`)).title).toMatch(
      /^(?:Слово ){18}Слово…$/u,
    );
    expect((await readItem('<link>https://news.example/1</link>')).title).toBe('https://news.example/1');
    expect((await readItem('<guid>5</guid>')).title).toBe('');
  });
});

describe('addresses', () => {
  it('an item without link has its guid for one, if that is an address', async () => {
    expect(await readItem('<guid>https://news.example/1</guid>')).toMatchObject({
      url: 'https://news.example/1',
    });
    expect(await readItem('<guid isPermaLink="false">https://news.example/1</guid>')).toMatchObject({
      url: null,
    });
    expect(await readItem('<guid>12345</guid>')).toMatchObject({ guid: '12345', url: null });
  });

  it('an item without guid and link keeps its text', async () => {
    expect(await readItem('<title>x</title>')).toMatchObject({ guid: null, url: null, title: 'x' });
  });

  it('the original replaces the address of a proxy', async () => {
    const item = await readItem(
      '<link>http://feedproxy.example/1</link><feedburner:origLink>https://news.example/1</feedburner:origLink>',
    );
    expect(item).toMatchObject({ url: 'https://news.example/1', proxyUrl: 'http://feedproxy.example/1' });
  });

  it('a document that is enclosed is the address of an item without another, a picture is not', async () => {
    expect(
      await readItem('<enclosure url="https://un.example/s-2026-1.pdf" type="application/pdf"/>'),
    ).toMatchObject({
      url: 'https://un.example/s-2026-1.pdf',
    });
    expect(await readItem('<enclosure url="https://un.example/1.jpg"/>')).toMatchObject({ url: null });
  });

  it('relative ones are relative to the feed, or to the site where the feed has another host', async () => {
    expect(await readItem('<link>/1</link>', { url: URL })).toMatchObject({ url: 'https://news.example/1' });
    const feed = await read(
      '<rss><channel><link>https://news.example/</link><item><link>/1</link></item></channel></rss>',
      {
        url: 'https://feeds.example/abc',
      },
    );
    expect(firstItem(feed).url).toBe('https://news.example/1');
  });

  it('Content-Location counts, unless it is no address of the web', async () => {
    const options = { url: URL, contentLocation: '/de/feed.xml' };
    expect(await readItem('<link>1</link>', options)).toMatchObject({ url: 'https://news.example/de/1' });
    expect(await readItem('<link>1</link>', { ...options, contentLocation: 'javascript:x' })).toMatchObject({
      url: 'https://news.example/1',
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x'])(
    '%s is none to follow',
    async (address) => {
      expect(await readItem(`<link>${address}</link><enclosure url="${address}"/>`)).toMatchObject({
        url: null,
        enclosures: [],
      });
    },
  );

  it('in bodies become absolute, and nothing else of them changes', async () => {
    const html = `<a href="/1?a=1&amp;b=2">x</a> <img src='i.png' alt="href=x"> <a href="https://other.example/">y</a> 1 < 2`;
    const item = await readItem(`<description><![CDATA[${html}]]></description>`, { url: URL });
    expect(item.summaryHtml).toBe(
      `<a href="https://news.example/1?a=1&amp;b=2">x</a> <img src="https://news.example/i.png" alt="href=x"> <a href="https://other.example/">y</a> 1 < 2`,
    );
  });
});

describe('dates', () => {
  it.each([
    ['<pubdate>Thu,28 Jul 2022 4:35:5 GMT+9</pubdate>', '2022-07-27T19:35:05.000Z'],
    ['<pubDate>2026-02-27 12:38:00</pubDate>', '2026-02-27T03:38:00.000Z'],
    ['<pubDate>nonsense</pubDate><dc:date>2026-02-27T12:38:00Z</dc:date>', '2026-02-27T12:38:00.000Z'],
  ])('%s', async (source, published) => {
    expect(await readItem(source, { timeZone: 'Asia/Seoul' })).toMatchObject({
      published,
      updated: source.includes('dc:') ? published : null,
    });
  });

  it('an unreadable one is null, and published falls back to updated', async () => {
    expect(await readItem('<pubDate>soon</pubDate>')).toMatchObject({ published: null, updated: null });
    expect(await readEntry('<updated>2026-02-27T00:00:00Z</updated>')).toMatchObject({
      published: '2026-02-27T00:00:00.000Z',
      updated: '2026-02-27T00:00:00.000Z',
    });
  });
});

describe('bodies', () => {
  it('the long text is the content, the short one the summary', async () => {
    const item = await readItem(
      '<description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>',
    );
    expect(item).toMatchObject({ summaryHtml: 'short', contentHtml: '<p>long</p>' });
  });

  it('naked and XHTML markup is HTML', async () => {
    expect((await readItem('<description>a <b class="x">b</b><br/>c</description>')).summaryHtml).toBe(
      'a <b class="x">b</b><br />c',
    );
    const xhtml =
      '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a &lt; b</h:p></h:div></content>';
    expect((await readEntry(xhtml)).contentHtml).toBe('<p>a &lt; b</p>');
  });

  it('Base64 is decoded where it is a text', async () => {
    const base64 = Buffer.from('<p>북한</p>').toString('base64');
    expect((await readEntry(`<content type="text/html" mode="base64">${base64}</content>`)).contentHtml).toBe(
      '<p>북한</p>',
    );
    expect((await readEntry('<title type="application/x-custom">test</title>')).title).toBe('test');
  });

  it('the end of a CDATA section inside one survives the way through rss-parser', async () => {
    expect((await readItem('<description>a ]]&gt; b</description>')).summaryHtml).toBe('a ]]&gt; b');
  });
});

describe('people, tags, languages, enclosures', () => {
  it.each([
    ['<author>kim@news.example (Kim)</author>', ['Kim']],
    ['<author>Kim &lt;kim@news.example&gt;</author>', ['Kim']],
    [
      '<dc:creator>김 기자</dc:creator><dc:creator>이 기자</dc:creator><dc:creator>김 기자</dc:creator>',
      ['김 기자', '이 기자'],
    ],
    ['<author><name>Ли</name><uri>http://a.example/</uri></author>', ['Ли']],
    ['<author>desk@news.example</author>', ['desk@news.example']],
  ])('%s', async (source, authors) => {
    expect((await readItem(source)).authors).toEqual(authors);
  });

  it('tags come from all the elements that hold some, once each', async () => {
    const item = await readItem(
      '<category>UN</category><category term="dprk" label="North Korea"/><dc:subject>UN</dc:subject><media:keywords>coal, ships</media:keywords>',
    );
    expect(item.tags).toEqual(['UN', 'dprk', 'North Korea', 'coal', 'ships']);
  });

  it('the language of an item is its own, then that of the feed', async () => {
    const feed = await read(
      '<rss xml:lang="en"><channel><item><dc:language>ko</dc:language></item><item/><item><title xml:lang="ru">x</title></item><item><title>y</title></item></channel></rss>',
    );
    expect(feed.items.map(({ language }) => language)).toEqual(['ko', 'ru', 'en']);
  });

  it('enclosures of all kinds, once each, with a length that is a number', async () => {
    const item = await readItem(
      '<enclosure url="/a.pdf" type="application/pdf" length="12"/><enclosure url="/a.pdf"/><enclosure url="/b.mp3" length="1:20"/><media:content url="/c.jpg" fileSize="7"/>',
      { url: URL },
    );
    expect(item.enclosures).toEqual([
      { url: 'https://news.example/a.pdf', type: 'application/pdf', length: 12 },
      { url: 'https://news.example/b.mp3', type: null, length: null },
      { url: 'https://news.example/c.jpg', type: null, length: 7 },
    ]);
  });
});
