/** JSON Feed 1.0 and 1.1, and what their writers make of them. */
import { baseAddress, Bases, resolveLink } from './address.ts';
import { parseFeedDate, type DateOptions } from './dates.ts';
import { distinctEnclosures, enclosure, type Enclosure } from './enclosures.ts';
import type { Feed, FeedContext, FeedItem, Person } from './feed.ts';
import { isObject, type JsonObject, type JsonValue } from './json-reader.ts';
import { MAX_ADDRESS, MAX_ITEMS, MAX_LIST } from './limits.ts';
import { distinctPeople, personOfText } from './people.ts';
import { distinctLabels } from './tags.ts';
import { bodyHtml, bodyOfText, cleanText, firstWords, label, oneLine } from './text.ts';

type Field = JsonValue | undefined;

interface JsonContext {
  bases: Bases;
  dates: DateOptions;
  authors: Person[];
  language: string | null;
}

/** Null if it is JSON of some other kind: neither a version of JSON Feed nor a list of items. */
export function readJsonFeed(root: JsonObject, context: FeedContext): Feed | null {
  const isJsonFeed = /jsonfeed/iu.test(text(root.version) ?? '');
  if (!isJsonFeed && !Array.isArray(root.items)) return null;
  const base =
    baseAddress(context.url) ?? baseAddress(text(root.feed_url)) ?? baseAddress(text(root.home_page_url));
  const bases = new Bases(base);
  const around: JsonContext = {
    bases,
    dates: { timeZone: context.timeZone },
    authors: peopleIn(root, base),
    language: label(text(root.language)) ?? label(context.contentLanguage),
  };
  const items = list(root.items).filter(isObject).slice(0, MAX_ITEMS);
  return {
    format: 'json',
    title: oneLine(text(root.title)),
    description: oneLine(text(root.description)),
    homeUrl: resolveLink(text(root.home_page_url), base),
    feedUrl: resolveLink(text(root.feed_url), base) ?? baseAddress(context.url),
    olderUrl: baseAddress(text(root.next_url), base),
    language: around.language,
    published: null,
    updated: null,
    authors: around.authors,
    tags: [],
    items: items.map((item) => readJsonItem(item, around)),
  };
}

function readJsonItem(item: JsonObject, context: JsonContext): FeedItem {
  const { bases, dates } = context;
  const base = bases.document;
  const url = resolveLink(text(item.url), base) ?? resolveLink(text(item.external_url), base);
  const html = bodyHtml(text(item.content_html)) ?? bodyOfText(text(item.content_text));
  const contentHtml = html === null ? null : bases.absolutise(html, base);
  const summaryHtml = bodyOfText(text(item.summary));
  const updated = parseFeedDate(text(item.date_modified), dates);
  const authors = peopleIn(item, base);
  return {
    guid: cleanText(text(item.id), MAX_ADDRESS),
    url,
    proxyUrl: null,
    title:
      oneLine(text(item.title)) ??
      firstWords(summaryHtml ?? bodyOfText(text(item.content_text)) ?? contentHtml) ??
      url ??
      '',
    summaryHtml,
    contentHtml,
    authors: authors.length > 0 ? authors : context.authors,
    tags: distinctLabels(list(item.tags).slice(0, MAX_LIST).map(text)),
    published: parseFeedDate(text(item.date_published), dates) ?? updated,
    updated,
    language: label(text(item.language)) ?? context.language,
    enclosures: distinctEnclosures(
      list(item.attachments)
        .slice(0, MAX_LIST)
        .map((one) => attachment(one, base)),
    ),
  };
}

/** Strings as they are; writers give numbers as ids and dates. */
function text(field: Field): string | null {
  return typeof field === 'string' ? field : typeof field === 'number' ? String(field) : null;
}

/** Writers give the only member of a list bare. */
function list(field: Field): JsonValue[] {
  return Array.isArray(field) ? field : field === undefined || field === null ? [] : [field];
}

/** `authors` of version 1.1 and `author` of 1.0, as objects or as bare names. */
function peopleIn({ authors, author }: JsonObject, base: string | null): Person[] {
  const given = [...list(authors), ...list(author)].slice(0, MAX_LIST);
  return distinctPeople(
    given.map((one) => {
      if (!isObject(one)) return personOfText(text(one));
      const name = label(text(one.name));
      const url = resolveLink(text(one.url), base);
      return name || url ? { name, email: null, url } : null;
    }),
  );
}

function attachment(one: JsonValue, base: string | null): Enclosure | null {
  if (!isObject(one)) return null;
  return enclosure(resolveLink(text(one.url), base), text(one.mime_type), text(one.size_in_bytes));
}
