import { Parser } from 'htmlparser2';
import { parseFeedDate } from '../feeds/dates.ts';
import { decodePage } from '../text/page.ts';
import { fetchableUrl } from './canonical-url.ts';
import { distinctItems } from './distinct.ts';
import { counted, SourceError, type Reader, type SourceItem } from './types.ts';

/** A news sitemap may hold 1,000 addresses; what comes after five times that is not read. */
const MAX_ENTRIES = 5000;
const MAX_FIELD = 2000;

/** The fields of one <url> by element name ("loc", "news:title" ...). */
type Fields = Record<string, string>;

/** A Google News sitemap: address, headline and date of the last two days. Entries without a headline are no news. */
export const readSitemap: Reader = async (fetched, feed) => {
  const decoded = decodePage(fetched.bytes, fetched.contentType);
  const entries = sitemapEntries(decoded.text);
  if (!entries) throw new SourceError('unreadable', 'the answer is no sitemap');
  const items = entries
    .map((fields) => itemOf(fields, feed.timeZone ?? null))
    .filter((item) => item !== null);
  const untitled = entries.length - items.length;
  return {
    items: distinctItems(items),
    entries: entries.length,
    skipped: counted('no headline', untitled),
    title: null,
    listDate: null,
    encoding: decoded.encoding,
    encodingFrom: decoded.from,
  };
};

/** One forward pass; null where there is no <urlset> at all. */
function sitemapEntries(xml: string): Fields[] | null {
  const entries: Fields[] = [];
  let fields: Fields | null = null;
  let open = '';
  let isSitemap = false;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'urlset') isSitemap = true;
        if (name === 'url') fields = Object.create(null);
        open = name;
      },
      ontext(text) {
        const known = fields?.[open] ?? '';
        if (fields && known.length < MAX_FIELD) fields[open] = known + text;
      },
      onclosetag(name) {
        if (name === 'url' && fields && entries.length < MAX_ENTRIES) entries.push(fields);
        if (name === 'url') fields = null;
        open = '';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return isSitemap ? entries : null;
}

function itemOf(fields: Fields, timeZone: string | null): SourceItem | null {
  const url = fetchableUrl(fields['loc']?.trim() ?? null);
  const title = fields['news:title']?.replace(/\s+/gu, ' ').trim();
  if (!url || !title) return null;
  return {
    guid: url,
    url,
    sharedId: null,
    title,
    summaryHtml: null,
    contentHtml: null,
    authors: [],
    tags: [],
    published: parseFeedDate(fields['news:publication_date'] ?? null, { timeZone }),
    updated: parseFeedDate(fields['lastmod'] ?? null, { timeZone }),
    lang: fields['news:language']?.trim().slice(0, 2).toLowerCase() || null,
    symbol: null,
    documentKind: null,
    outlet: null,
  };
}
