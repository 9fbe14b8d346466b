/** One item of an RSS, RDF or Atom feed. */
import { resolveAddress, resolveLink, type Bases } from './address.ts';
import { bodyOf, titleOf } from './construct.ts';
import type { DateOptions } from './dates.ts';
import { enclosuresOf, type Enclosure } from './enclosures.ts';
import type { Feed, FeedItem, Person } from './feed.ts';
import { dateOf, inheritedLanguage, statedLanguage } from './fields.ts';
import { MAX_ADDRESS } from './limits.ts';
import { linksOf, pageLink, type Link } from './links.ts';
import { peopleOf } from './people.ts';
import { tagsOf } from './tags.ts';
import { cleanText, firstWords } from './text.ts';
import { textContent, type XmlElement } from './xml/element.ts';

export interface ItemContext {
  isAtom: boolean;
  bases: Bases;
  dates: DateOptions;
  /** The feed as far as it is read: what items inherit. */
  feed: Pick<Feed, 'authors' | 'language'>;
}

// Keys of elements, the most telling first.
const AUTHORS = words('author dc:creator dc:author managingeditor itunes:author dc:contributor media:credit');
const PUBLISHED = words(
  'pubdate published issued dc:date dcterms:issued dcterms:created created dc:created dc:issued date',
  'prism:publicationdate',
);
const UPDATED = words('updated modified dcterms:modified lastbuilddate dc:date dc:modified date');
const CONTENT = words('content:encoded content xhtml:body body fullitem encoded xhtml:div');
const SUMMARY = words(
  'description summary dc:description itunes:summary tagline media:description itunes:subtitle',
  'dcterms:abstract',
);
const TITLE = words('title dc:title media:title itunes:title');

function words(...lists: readonly string[]): string[] {
  return lists.flatMap((list) => list.split(' '));
}

export function readItem(item: XmlElement, context: ItemContext): FeedItem {
  const { bases, dates, feed, isAtom } = context;
  const links = linksOf(item, bases);
  const page = pageLink(links);
  const guid = guidOf(item, context);
  const original = item.first('feedburner:origlink');
  const enclosures = enclosuresOf(item, links, bases);
  const url =
    (original && resolveLink(textContent(original), null)) ??
    page ??
    otherAddress(item, links, guid, context) ??
    enclosures.find(isReadable)?.url ??
    null;
  const titleElement = item.first(...TITLE) ?? inGroup(item, 'media:title');
  const contentElement = contentOf(item, isAtom);
  const contentHtml = absolute(contentElement, context);
  const summaryHtml = absolute(item.first(...SUMMARY) ?? inGroup(item, 'media:description'), context);
  const updated = dateOf(item, UPDATED, dates);
  return {
    guid,
    url,
    proxyUrl: page !== null && page !== url ? page : null,
    title: titleOf(titleElement, isAtom) ?? firstWords(summaryHtml ?? contentHtml) ?? url ?? '',
    summaryHtml,
    contentHtml,
    authors: authorsOf(item, context),
    tags: tagsOf(item),
    published: dateOf(item, PUBLISHED, dates) ?? updated,
    updated,
    language: languageIn(item, titleElement ?? contentElement) ?? feed.language,
    enclosures,
  };
}

/** An item without a link may consist of a document or recording; a picture beside it is no address of it. */
function isReadable({ url, type }: Enclosure): boolean {
  return !type?.startsWith('image/') && !/\.(?:jpe?g|png|gif|webp|svg)(?:\?|$)/iu.test(url);
}

/** What the item states, else the xml:lang of what one would read. */
function languageIn(item: XmlElement, read: XmlElement | null): string | null {
  return statedLanguage(item) ?? inheritedLanguage(read ?? item);
}

function inGroup(item: XmlElement, key: string): XmlElement | null {
  return item.first('media:group')?.first(key) ?? null;
}

/** Some RSS feeds put the long text into `<summary>`, beside a short description. */
function contentOf(item: XmlElement, isAtom: boolean): XmlElement | null {
  const content =
    item.first(...CONTENT) ?? (!isAtom && item.first('description') ? item.first('summary') : null);
  return content?.attribute('src') === undefined ? content : null; // Atom content elsewhere
}

function absolute(element: XmlElement | null, { bases, isAtom }: ItemContext): string | null {
  const html = bodyOf(element, isAtom);
  return html === null ? null : bases.absolutise(html, bases.of(element));
}

/** As it stands, for it is a name; Atom's is an address and may be a relative one. */
function guidOf(item: XmlElement, { isAtom, bases }: ItemContext): string | null {
  const element = item.first('guid', 'id');
  const guid = cleanText(element && textContent(element), MAX_ADDRESS);
  if (guid) return isAtom && isRelative(guid) ? resolveAddress(guid, bases.of(element)) : guid;
  const about = cleanText(aboutOf(item), MAX_ADDRESS);
  const identifier = item.first('dc:identifier');
  return about ?? cleanText(identifier && textContent(identifier), MAX_ADDRESS);
}

/** RDF's name of an item, under whatever prefix. */
function aboutOf({ attributes }: XmlElement): string | undefined {
  return attributes['rdf:about'] ?? Object.entries(attributes).find(([name]) => name.endsWith(':about'))?.[1];
}

/** "12345" is a name, "/news/12345" and "news/12345" are addresses. */
function isRelative(guid: string): boolean {
  return /^[\w.~-]*\//u.test(guid) && !/\s/u.test(guid);
}

/** The address of an item without a link: its guid where that is one, or any link that might lead to it. */
function otherAddress(
  item: XmlElement,
  links: readonly Link[],
  guid: string | null,
  { isAtom, bases }: ItemContext,
): string | null {
  const element = item.first('guid', 'id');
  const isPermaLink = element?.attribute('ispermalink')?.toLowerCase();
  const isAddress = /^https?:\/\//iu.test(guid ?? '');
  const base = bases.of(element ?? item);
  if (guid && isPermaLink !== 'false' && (isAddress || (isPermaLink && base && !isAtom)))
    return resolveLink(guid, base);
  const about = aboutOf(item);
  if (about && /^https?:/iu.test(about)) return resolveLink(about, null);
  return links.find(({ rel }) => !['self', 'enclosure', 'replies'].includes(rel))?.href ?? null;
}

/** Atom items inherit the authors of the feed they were taken from, or of the one they stand in. */
function authorsOf(item: XmlElement, { isAtom, bases, feed }: ItemContext): Person[] {
  const own = peopleOf(item.all(...AUTHORS), bases);
  if (own.length > 0 || !isAtom) return own;
  const source = item.first('source');
  const inherited = source ? peopleOf(source.all('author'), bases) : [];
  return inherited.length > 0 ? inherited : feed.authors;
}
