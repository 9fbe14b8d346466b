import { DateTime } from 'luxon';
import { escapeUTF8 } from 'entities';
import type { DemoFeed } from './data.ts';
import { SAMPLE_NOTE } from './pages.ts';
import type { Story } from './stories.ts';

/** The feed document in its own format, as text; the server encodes it. `origin` is the address of the server. */
export function renderFeed(feed: DemoFeed, stories: Story[], now: Date, origin: string): string {
  const render = { rss: renderRss, rdf: renderRdf, atom: renderAtom, json: renderJson }[feed.format];
  return render(feed, stories, now, origin);
}

export function feedType(feed: DemoFeed): string {
  return {
    rss: 'application/rss+xml',
    rdf: 'application/rdf+xml',
    atom: 'application/atom+xml',
    json: 'application/feed+json',
  }[feed.format];
}

function renderRss(feed: DemoFeed, stories: Story[], now: Date, origin: string): string {
  const items = stories.map(
    (story) => `    <item>
      <title>${escapeUTF8(story.title)}</title>
      <link>${escapeUTF8(story.url)}</link>
      <guid isPermaLink="true">${escapeUTF8(story.url)}</guid>
      <pubDate>${rssDate(story.published, feed)}</pubDate>${story.item.byline ? `\n      <dc:creator>${escapeUTF8(story.item.byline)}</dc:creator>` : ''}
      <description>${escapeUTF8(story.summary)}</description>${feed.body === 'full' ? `\n      <content:encoded><![CDATA[${htmlOf(story)}]]></content:encoded>` : ''}
    </item>`,
  );
  return `${declaration(feed)}
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>${escapeUTF8(feed.outlet)}</title>
    <link>${origin}/${feed.id}/</link>
    <description>${escapeUTF8(`${feed.description} ${SAMPLE_NOTE}`)}</description>
    <language>${feed.lang}</language>
    <lastBuildDate>${rssDate(stories[0]?.published ?? now, feed)}</lastBuildDate>
${[...agendaItem(feed, origin, now), ...items].join('\n')}
  </channel>
</rss>
`;
}

/** The UN's document lists open with the day's agenda, which is no document. */
function agendaItem(feed: DemoFeed, origin: string, now: Date): string[] {
  if (feed.kind !== 'un-documents') return [];
  return [
    `    <item>
      <title>AGENDA</title>
      <link>${origin}/${feed.id}/agenda</link>
      <description>PROGRAMME OF MEETINGS</description>
      <pubDate>${rssDate(now, feed)}</pubDate>
    </item>`,
  ];
}

function renderRdf(feed: DemoFeed, stories: Story[], now: Date, origin: string): string {
  const items = stories.map(
    (story) => `  <item rdf:about="${escapeUTF8(story.url)}">
    <title>${escapeUTF8(story.title)}</title>
    <link>${escapeUTF8(story.url)}</link>
    <description>${escapeUTF8(story.summary)}</description>
    <dc:date>${isoDate(story.published, feed)}</dc:date>
  </item>`,
  );
  const list = stories.map((story) => `        <rdf:li rdf:resource="${escapeUTF8(story.url)}"/>`);
  return `${declaration(feed)}
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="${feed.lang}">
  <channel rdf:about="${origin}${feed.path}">
    <title>${escapeUTF8(feed.outlet)}</title>
    <link>${origin}/${feed.id}/</link>
    <description>${escapeUTF8(`${feed.description} ${SAMPLE_NOTE}`)}</description>
    <dc:date>${isoDate(stories[0]?.published ?? now, feed)}</dc:date>
    <items>
      <rdf:Seq>
${list.join('\n')}
      </rdf:Seq>
    </items>
  </channel>
${items.join('\n')}
</rdf:RDF>
`;
}

function renderAtom(feed: DemoFeed, stories: Story[], now: Date, origin: string): string {
  const entries = stories.map(
    (story) => `  <entry>
    <id>${escapeUTF8(`tag:sample.invalid,2026:${feed.id}/${story.item.id}`)}</id>
    <title>${escapeUTF8(story.title)}</title>
    <link rel="alternate" type="text/html" href="${escapeUTF8(story.url)}"/>
    <published>${isoDate(story.published, feed)}</published>
    <updated>${isoDate(story.updated, feed)}</updated>${story.item.byline ? `\n    <author><name>${escapeUTF8(story.item.byline)}</name></author>` : ''}
    <summary>${escapeUTF8(story.summary)}</summary>${feed.body === 'full' ? `\n    <content type="html">${escapeUTF8(htmlOf(story))}</content>` : ''}
  </entry>`,
  );
  return `${declaration(feed)}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.lang}">
  <id>${origin}${feed.path}</id>
  <title>${escapeUTF8(feed.outlet)}</title>
  <subtitle>${escapeUTF8(`${feed.description} ${SAMPLE_NOTE}`)}</subtitle>
  <author><name>${escapeUTF8(feed.outlet)}</name></author>
  <link rel="self" href="${origin}${feed.path}"/>
  <updated>${isoDate(newestChange(stories) ?? now, feed)}</updated>
${entries.join('\n')}
</feed>
`;
}

function renderJson(feed: DemoFeed, stories: Story[], _now: Date, origin: string): string {
  const items = stories.map((story) => ({
    id: story.url,
    url: story.url,
    title: story.title,
    summary: story.summary,
    ...(feed.body === 'full' ? { content_html: htmlOf(story) } : { content_text: story.summary }),
    date_published: isoDate(story.published, feed),
    date_modified: isoDate(story.updated, feed),
    ...(story.item.byline ? { authors: [{ name: story.item.byline }] } : {}),
    language: feed.lang,
  }));
  const head = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.outlet,
    description: `${feed.description} ${SAMPLE_NOTE}`,
    home_page_url: `${origin}/${feed.id}/`,
    feed_url: origin + feed.path,
    language: feed.lang,
  };
  return `${JSON.stringify({ ...head, items }, null, 1)}\n`;
}

/** When anything on the feed last changed, or null for an empty one. */
export function newestChange(stories: Story[]): Date | null {
  const instants = stories.map((story) => story.updated.getTime());
  return instants.length > 0 ? new Date(Math.max(...instants)) : null;
}

function htmlOf(story: Story): string {
  return story.paragraphs.map((paragraph) => `<p>${escapeUTF8(paragraph)}</p>`).join('\n');
}

function declaration(feed: DemoFeed): string {
  return `<?xml version="1.0" encoding="${feed.encoding}"?>`;
}

function rssDate(instant: Date, feed: DemoFeed): string {
  const local = DateTime.fromJSDate(instant, { zone: feed.zone }).setLocale('en');
  return feed.dates === 'zoneless'
    ? local.toFormat('yyyy-MM-dd HH:mm:ss')
    : local.toFormat('EEE, dd MMM yyyy HH:mm:ss ZZZ');
}

function isoDate(instant: Date, feed: DemoFeed): string {
  const local = DateTime.fromJSDate(instant, { zone: feed.zone });
  return local.toISO({ suppressMilliseconds: true, includeOffset: feed.dates === 'zoned' }) ?? '';
}
