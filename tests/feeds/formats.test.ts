import { describe, expect, it } from 'vitest';
import { read } from './read.ts';
import { atomOf, jsonOf, rssOf, SAMPLES } from './samples.ts';

const [korean] = SAMPLES;
if (!korean) throw new Error('no sample');

describe('parseFeed', () => {
  it('reads RSS 2.0', async () => {
    const feed = await read(rssOf(korean, { withLanguage: true }), { url: 'https://news.example/feed.xml' });
    expect(feed).toMatchObject({
      format: 'rss',
      title: korean.titles[0],
      homeUrl: 'https://news.example/',
      feedUrl: 'https://news.example/feed.xml',
      olderUrl: null,
      language: 'ko',
      published: null,
      encoding: 'utf-8',
      encodingFrom: 'utf8',
    });
    expect(feed.items).toHaveLength(3);
    expect(feed.items[1]).toEqual({
      guid: 'id-1',
      url: 'https://news.example/1',
      proxyUrl: null,
      title: korean.titles[1],
      summaryHtml: `<p>${korean.body}</p>`,
      contentHtml: null,
      authors: [],
      tags: [],
      published: '2026-06-01T23:00:00.000Z',
      updated: null,
      language: 'ko',
      enclosures: [],
    });
  });

  it('reads Atom, with inherited authors, xml:base and the archive before it', async () => {
    const feed = await read(atomOf(korean), { url: 'https://elsewhere.example/atom.xml' });
    expect(feed).toMatchObject({
      format: 'atom',
      language: 'ko',
      olderUrl: 'https://news.example/feed/2026-05.xml',
    });
    expect(feed.items[2]).toMatchObject({
      guid: 'tag:news.example,2026:2',
      url: 'https://news.example/2',
      authors: ['Редакция'],
      published: '2026-06-02T23:00:00.000Z',
      contentHtml: `<p>${korean.body} <a href="https://news.example/feed/more/2">…</a></p>`,
    });
  });

  it('reads RDF, whose items stand beside the channel', async () => {
    const feed = await read(
      `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
        <channel r:about="https://news.example/"><title>朝鮮半島</title><link>https://news.example/</link></channel>
        <item r:about="https://news.example/1"><title>制裁</title><d:date>2026-06-01T08:00+09:00</d:date><d:creator>記者</d:creator><d:subject>国連</d:subject></item>
      </r:RDF>`,
    );
    expect(feed).toMatchObject({ format: 'rdf', title: '朝鮮半島' });
    expect(feed.items).toMatchObject([
      {
        guid: 'https://news.example/1',
        url: 'https://news.example/1',
        title: '制裁',
        authors: ['記者'],
        tags: ['国連'],
        published: '2026-05-31T23:00:00.000Z',
      },
    ]);
  });

  it('reads JSON Feed', async () => {
    const feed = await read(jsonOf(korean));
    expect(feed).toMatchObject({ format: 'json', title: korean.titles[0], language: 'ko' });
    expect(feed.items[0]).toMatchObject({
      guid: 'id-0',
      url: 'https://news.example/0',
      title: korean.titles[0],
      contentHtml: `<p>${korean.body}</p>`,
      authors: ['Редакция'],
      published: '2026-05-31T23:00:00.000Z',
    });
  });

  it('a feed without items is a feed with zero items', async () => {
    const feed = await read('<rss version="2.0"><channel><title>Quiet</title></channel></rss>');
    expect(feed).toMatchObject({ title: 'Quiet', items: [] });
  });

  it('elements in capitals, or with a prefix of their own, are the same elements', async () => {
    const feed = await read(
      '<x:FEED xmlns:x="http://www.w3.org/2005/Atom"><x:Title>T</x:Title><x:entry><x:TITLE>E</x:TITLE><x:link HREF="http://a.example/"/></x:entry></x:FEED>',
    );
    expect(feed).toMatchObject({ title: 'T', items: [{ title: 'E', url: 'http://a.example/' }] });
  });

  it('gives the next page where there is no archive, but never itself', async () => {
    const paged = (href: string): string =>
      `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="next" href="${href}"/></channel></rss>`;
    const options = { url: 'https://news.example/feed' };
    expect((await read(paged('?page=2'), options)).olderUrl).toBe('https://news.example/feed?page=2');
    expect((await read(paged('/feed'), options)).olderUrl).toBeNull();
    expect(
      (await read('{"version":"https://jsonfeed.org/version/1.1","next_url":"/2"}', options)).olderUrl,
    ).toBe('https://news.example/2');
  });

  it('refuses a time zone that does not exist', async () => {
    await expect(read(rssOf(korean), { timeZone: 'Asia/Pyongyang2' })).rejects.toThrow(
      '"Asia/Pyongyang2" is no time zone',
    );
  });
});
