/** RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0: from the tree to the neutral feed. */
import { baseAddress, Bases, hostOf } from './address.ts';
import { bodyOf, titleOf } from './construct.ts';
import type { DateOptions } from './dates.ts';
import type { Feed, FeedContext } from './feed.ts';
import { dateOf, inheritedLanguage, statedLanguage } from './fields.ts';
import { MAX_ITEMS } from './limits.ts';
import { linksOf, olderLink, pageLink } from './links.ts';
import { peopleOf } from './people.ts';
import { tagsOf } from './tags.ts';
import { label, plainText } from './text.ts';
import type { XmlElement } from './xml/element.ts';
import { readItem, type ItemContext } from './xml-item.ts';

/** Author-like elements of a feed, the most telling first. */
const AUTHORS = [
  'author',
  'dc:creator',
  'dc:author',
  'managingeditor',
  'itunes:author',
  'googleplay:author',
  'webmaster',
  'dc:publisher',
] as const;
const UPDATED = ['lastbuilddate', 'updated', 'modified', 'dcterms:modified', 'dc:date'] as const;
const PUBLISHED = ['pubdate', 'published', 'issued', 'dcterms:issued', 'dc:date'] as const;
const DESCRIPTION = [
  'description',
  'dc:description',
  'itunes:summary',
  'tagline',
  'subtitle',
  'itunes:subtitle',
] as const;

/** Null if the tree is that of no feed: a root of the right name without a channel, items or title. */
export function readXmlFeed(root: XmlElement, context: FeedContext): Feed | null {
  const isAtom = root.local === 'feed' || root.local === 'entry';
  const channels = channelsOf(root, isAtom);
  const [channel] = channels;
  if (!channel) return null;
  const url = baseAddress(context.contentLocation, context.url) ?? baseAddress(context.url);
  const bases = new Bases(url);
  const links = linksOf(channel, bases);
  const homeUrl = pageLink(links);
  if (!isAtom) bases.document = baseOfItems(url, homeUrl);
  else bases.document ??= homeUrl;
  const dates: DateOptions = { timeZone: context.timeZone };
  const feedUrl = links.find(({ rel }) => rel === 'self')?.href ?? baseAddress(context.url);
  const feed: Feed = {
    format: isAtom ? 'atom' : root.local === 'rdf' ? 'rdf' : 'rss',
    title: titleOf(channel.first('title', 'dc:title', 'itunes:title', 'media:title'), isAtom),
    description: plainText(
      bodyOf(channel.first(...(isAtom ? ['subtitle', 'tagline'] : DESCRIPTION)), isAtom),
    ),
    homeUrl,
    feedUrl,
    olderUrl: olderLink(links, context.url ?? feedUrl),
    language: statedLanguage(channel) ?? inheritedLanguage(channel) ?? label(context.contentLanguage),
    published: dateOf(channel, PUBLISHED, dates),
    updated: dateOf(channel, UPDATED, dates),
    authors: peopleOf(channel.all(...AUTHORS), bases),
    tags: tagsOf(channel),
    items: [],
  };
  const around: ItemContext = { isAtom, bases, dates, feed };
  feed.items = itemsOf(root, channels).map((item) => readItem(item, around));
  return feed;
}

/** Most feeds have one; `<rss>` and `<rdf:RDF>` may hold items without any. */
function channelsOf(root: XmlElement, isAtom: boolean): XmlElement[] {
  if (isAtom || root.local === 'channel') return [root];
  const channels = root.elements().filter(({ local }) => local === 'channel');
  return channels.length > 0 ? channels : [root];
}

/** In the channel (RSS), beside it (RDF), or in an `<items>` inside it. */
function itemsOf(root: XmlElement, channels: readonly XmlElement[]): XmlElement[] {
  if (root.local === 'entry') return [root];
  const holders = channels.flatMap((channel) => [
    channel,
    ...channel.elements().filter(({ local }) => local === 'items'),
  ]);
  if (!channels.includes(root)) holders.push(root);
  return holders
    .flatMap((holder) => holder.elements().filter((child) => isItem(child, holder, root)))
    .slice(0, MAX_ITEMS);
}

function isItem(child: XmlElement, holder: XmlElement, root: XmlElement): boolean {
  if (child.key === 'item' || child.key === 'entry') return true;
  return (
    child.local === 'item' && (child.namespace === holder.namespace || child.namespace === root.namespace)
  );
}

/**
 * RSS knows no xml:base. Relative addresses are relative to the site; where the feed comes from another host than the
 * site (a feed service), the site's is the one that works.
 */
function baseOfItems(url: string | null, homeUrl: string | null): string | null {
  const home = baseAddress(homeUrl);
  return url && (!home || hostOf(home) === hostOf(url)) ? url : (home ?? url);
}
