import { resolveLink, type Bases } from './address.ts';
import { MAX_LIST } from './limits.ts';
import { label } from './text.ts';
import { textContent, type XmlElement } from './xml/element.ts';

export interface Link {
  href: string;
  /** In lower case, without the prefix of the IANA registry. */
  rel: string;
  type: string | null;
  length: string | null;
  /** The text of an RSS `<link>`, as opposed to the attribute of an Atom one. */
  isText: boolean;
  isAtom: boolean;
}

/** The links of a feed or item, RSS and Atom alike, with what they point to. */
export function linksOf(element: XmlElement, bases: Bases): Link[] {
  return element
    .all('link')
    .slice(0, MAX_LIST)
    .flatMap((link) => linkOf(link, bases.of(link)) ?? []);
}

function linkOf(link: XmlElement, base: string | null): Link | null {
  const attribute = link.attribute('href');
  const href = resolveLink(attribute ?? textContent(link), base);
  if (!href) return null;
  const rel =
    attribute === undefined ? 'alternate' : (link.attribute('rel') ?? 'alternate').trim().toLowerCase();
  return {
    href,
    rel: rel.replace('http://www.iana.org/assignments/relation/', ''),
    type: label(link.attribute('type'))?.toLowerCase() ?? null,
    length: link.attribute('length') ?? null,
    isText: attribute === undefined,
    isAtom: link.namespace === 'atom',
  };
}

/** The page that a feed or item is about. */
export function pageLink(links: readonly Link[]): string | null {
  const alternates = links.filter(({ rel, isText }) => rel === 'alternate' && !isText);
  const link =
    links.find(({ isText, isAtom }) => isText && !isAtom) ??
    alternates.find(({ type }) => type?.includes('html')) ??
    alternates.find(({ type }) => !type) ??
    alternates[0] ??
    links.find(({ isText }) => isText);
  return link?.href ?? null;
}

/** The address of older items: the archive before this one, else the next page of a paged feed (RFC 5005). */
export function olderLink(links: readonly Link[], own: string | null): string | null {
  for (const wanted of ['prev-archive', 'next']) {
    const link = links.find(({ rel, href }) => rel === wanted && href !== own && /^https?:/iu.test(href));
    if (link) return link.href;
  }
  return null;
}
