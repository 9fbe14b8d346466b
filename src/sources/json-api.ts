import { messageOf } from '../errors.ts';
import { parseFeedDate } from '../feeds/dates.ts';
import { plainText } from '../feeds/text.ts';
import { fetchableUrl } from './canonical-url.ts';
import { distinctItems } from './distinct.ts';
import type { FeedOf } from './feed-schema.ts';
import { counted, SourceError, type Reader, type SourceItem } from './types.ts';

type JsonFeed = FeedOf<'json-api'>;

/** An API that answers with a JSON list; `json` in feeds.yaml says where the fields stand. */
export const readJsonApi: Reader<JsonFeed> = async (fetched, feed) => {
  const entries = at(parseJson(fetched.bytes), feed.json.items);
  if (!Array.isArray(entries))
    throw new SourceError('unreadable', `the answer has no list at "${feed.json.items}"`);
  const read = entries.map((entry: unknown) => itemOf(entry, feed, fetched.url));
  const items = read.filter((item) => item !== null);
  const unreadable = read.length - items.length;
  return {
    items: distinctItems(items),
    entries: entries.length,
    skipped: counted('incomplete', unreadable),
    title: null,
    listDate: null,
    encoding: 'utf-8',
    encodingFrom: 'json',
  };
};

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new SourceError('unreadable', `the answer is not JSON: ${messageOf(error)}`);
  }
}

function itemOf(entry: unknown, feed: JsonFeed, base: string): SourceItem | null {
  const { json } = feed;
  const field = (path: string | undefined) => (path === undefined ? null : textOf(at(entry, path)));
  const title = plainText(field(json.title));
  const link = field(json.url);
  const url = link && URL.canParse(link, base) ? fetchableUrl(new URL(link, base).href) : null;
  if (!title || !url) return null;
  return {
    guid: field(json.id) ?? url,
    url,
    sharedId: null,
    title,
    summaryHtml: field(json.summary),
    contentHtml: field(json.content),
    authors: [],
    tags: [],
    published: parseFeedDate(field(json.published), { timeZone: feed.timeZone ?? null }),
    updated: null,
    lang: null,
    symbol: null,
    documentKind: null,
    outlet: null,
  };
}

/** The value at a dotted path ("title.rendered"); own properties only. */
function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  let here: unknown = value;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  return typeof value === 'number' ? String(value) : null;
}
