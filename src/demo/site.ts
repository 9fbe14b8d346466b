import iconv from 'iconv-lite';
import type { DemoData, DemoDocument, DemoFeed } from './data.ts';
import { feedType, newestChange, renderFeed } from './feed-documents.ts';
import type { Fortnight } from './fortnight.ts';
import { botWallPage, consentPage, plainPage, renderArticle } from './pages.ts';
import { storiesOf, type Step, type Story } from './stories.ts';
import { renderUnPdf } from './un-pdf.ts';

/** What the server answers at one path. */
export interface Resource {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Null: the resource does not tell, as many pages do not. */
  lastModified: Date | null;
  /** Whether it names itself by an entity tag. */
  tagged: boolean;
}

export type Site = ReadonlyMap<string, Resource>;

const HTML = 'text/html';
const ROBOTS = 'User-agent: *\nDisallow: /closed/\n';

/** Everything the sample serves at one poll, by path (with query, where it has one). */
export async function buildSite(
  data: DemoData,
  step: Step,
  fortnight: Fortnight,
  origin: string,
): Promise<Site> {
  const site = new Map<string, Resource>([['/robots.txt', resource('text/plain; charset=utf-8', ROBOTS)]]);
  for (const feed of data.feeds) {
    const stories = storiesOf(feed, step, fortnight, origin);
    site.set(feed.path, feedResource(feed, stories.slice(0, feed.limit), fortnight, origin));
    site.set(`/${feed.id}/`, page(feed, plainPage(feed.outlet, feed.description)));
    for (const story of stories) {
      if (story.item.page !== 'none' && !story.item.symbol)
        site.set(story.path, storyPage(story, stories, origin));
    }
  }
  for (const document of data.documents) {
    for (const [path, found] of await documentResources(document, fortnight, origin)) site.set(path, found);
  }
  return site;
}

function feedResource(feed: DemoFeed, stories: Story[], fortnight: Fortnight, origin: string): Resource {
  if (feed.fails === 'unavailable') {
    return { ...page(feed, plainPage('Service unavailable', 'Please come back later.')), status: 503 };
  }
  if (feed.fails === 'challenge') return page(feed, botWallPage(feed));
  const text = renderFeed(feed, stories, fortnight.now, origin);
  const charset = feed.charsetHeader ? `; charset=${feed.encoding}` : '';
  return {
    status: 200,
    headers: { 'content-type': feedType(feed) + charset },
    body: encode(text, feed),
    lastModified:
      feed.validators === 'etag'
        ? null
        : (newestChange(stories) ?? fortnight.instant({ day: -13, time: '00:00' }, 'UTC')),
    tagged: feed.validators !== 'modified',
  };
}

function storyPage(story: Story, others: Story[], origin: string): Resource {
  const { feed, item } = story;
  if (item.page === 'forbidden') {
    return { ...page(feed, plainPage('403 Forbidden', 'You do not have access to this page.')), status: 403 };
  }
  if (item.page === 'bot-wall') return page(feed, botWallPage(feed));
  if (item.page === 'consent') return page(feed, consentPage(feed));
  return page(feed, renderArticle(story, others, origin));
}

/**
 * A document is reached as at the United Nations: the short address leads to the file, and the resolver answers with an
 * upper-case path behind which stands no file, only the lower-case one does.
 */
async function documentResources(
  source: DemoDocument,
  fortnight: Fortnight,
  origin: string,
): Promise<[string, Resource][]> {
  const symbol = fortnight.fill(source.symbol, 'en');
  const { job } = source;
  const upper = `/doc/UNDOC/GEN/N${job.slice(0, 2)}/${job.slice(2, 5)}/${job.slice(5)}/PDF/N${job}.PDF`;
  const file = upper.toLowerCase();
  const pdf: Resource = {
    status: 200,
    headers: { 'content-type': 'application/pdf' },
    body: await renderUnPdf(source, fortnight),
    lastModified: fortnight.instant({ day: -13, time: '00:00' }, 'UTC'),
    tagged: true,
  };
  return [
    [file, pdf],
    [upper, resource(HTML, plainPage('Documents', 'This application needs JavaScript.'))],
    [`/undocs/en/${symbol}`, redirect(301, origin + file)],
    [`/api/symbol/access?s=${symbol}&l=en&t=pdf`, redirect(302, origin + upper)],
  ];
}

function redirect(status: number, location: string): Resource {
  return {
    ...resource(HTML, plainPage('Moved', location)),
    status,
    headers: { 'content-type': HTML, location },
  };
}

function page(feed: DemoFeed, html: string): Resource {
  const charset = feed.charsetHeader ? `; charset=${feed.encoding}` : '';
  return { ...resource(HTML + charset, html), body: encode(html, feed) };
}

function resource(type: string, text: string): Resource {
  return {
    status: 200,
    headers: { 'content-type': type },
    body: Buffer.from(text),
    lastModified: null,
    tagged: false,
  };
}

function encode(text: string, feed: DemoFeed): Buffer {
  return feed.encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, feed.encoding);
}
