import { describe, expect, it } from 'vitest';
import { throughRssParser } from '../../src/feeds/from-rss.ts';
import { normaliseFeed, NotAFeedError } from '../../src/feeds/index.ts';
import { mutate, randomFrom } from './mutate.ts';
import { atomOf, jsonOf, rssOf, SAMPLES } from './samples.ts';

const DOCUMENTS = SAMPLES.flatMap((sample) => [
  rssOf(sample, { withLanguage: true }),
  atomOf(sample),
  jsonOf(sample),
]);
const RICH = `<rss version="2.0"><channel><title>T &amp; U</title><description>d</description><pubDate>1 Jun 2026</pubDate>
  <lastBuildDate>2 Jun 2026</lastBuildDate><category>c</category><category>d &lt; e</category><atom:link rel="self" href="https://n.example/?a=1&amp;b=2"/>
  <atom:link rel="next" href="https://n.example/2"/><managingEditor>x@n.example ("X" &amp; Y)</managingEditor>
  <item><title>"a" 'b' &lt;3 ]]&gt;</title><link>http://p.example/</link><feedburner:origLink>https://n.example/1?a=1&amp;b="2"</feedburner:origLink>
  <guid>g &amp; "h" &lt;</guid><author>y@n.example (Y)</author><category>]]&gt;</category><pubDate>1 Jun 2026</pubDate><dcterms:modified>2026-06-02</dcterms:modified>
  <description>]]]]&gt;&lt;![CDATA[x]]&gt; &amp;amp; 😀 &#1; \r\n y</description><content:encoded>  &lt;p&gt; [[x]]]  </content:encoded><dc:language>ko</dc:language>
  <enclosure url="https://n.example/a?b&amp;c" type='x"y' length="5"/><enclosure url="/d"/></item><item/><item><title/></item></channel></rss>`;

describe('the path through rss-parser gives what the direct path gives', () => {
  it.each([...DOCUMENTS, RICH])('%.60s', async (document) => {
    const { feed } = normaliseFeed(Buffer.from(document), { url: 'https://n.example/feed' });
    expect(await throughRssParser(feed)).toEqual(feed);
  });

  it('for a feed that takes several documents', async () => {
    const items = Array.from(
      { length: 60 },
      (_, i) => `<item><guid>${i}</guid><description>${'북한 '.repeat(20_000)}</description></item>`,
    );
    const { feed } = normaliseFeed(
      Buffer.from(`<rss><channel><title>T</title>${items.join('')}</channel></rss>`),
    );
    expect(feed.items).toHaveLength(60);
    expect(await throughRssParser(feed)).toEqual(feed);
  });

  it('for damaged documents, of which none makes the reader fail', async () => {
    const random = randomFrom(1);
    const sources = [...DOCUMENTS, RICH].map((text) => Buffer.from(text));
    let read = 0;
    for (let i = 0; i < 1_500; i += 1) {
      const source = sources[i % sources.length];
      if (!source) continue;
      const damaged = mutate(source, random);
      try {
        const { feed } = normaliseFeed(damaged, { url: 'https://n.example/feed' });
        expect(await throughRssParser(feed)).toEqual(feed);
        read += 1;
      } catch (error) {
        if (!(error instanceof NotAFeedError)) throw new Error(`document ${i}`, { cause: error });
      }
    }
    expect(read).toBeGreaterThan(1_000);
  });
});
