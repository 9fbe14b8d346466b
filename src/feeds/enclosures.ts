import { resolveLink, type Bases } from './address.ts';
import type { FeedItem } from './feed.ts';
import { MAX_LIST } from './limits.ts';
import type { Link } from './links.ts';
import { label } from './text.ts';
import { textContent, type XmlElement } from './xml/element.ts';

export type Enclosure = FeedItem['enclosures'][number];

/** RSS enclosures, Atom links of that kind, and media content, each address once. */
export function enclosuresOf(item: XmlElement, links: readonly Link[], bases: Bases): Enclosure[] {
  const original = item.first('feedburner:origenclosurelink');
  const behindProxy = original && resolveLink(textContent(original), bases.of(original));
  const rss = item
    .all('enclosure')
    .slice(0, MAX_LIST)
    .map((element, i) => {
      const address = element.attribute('url') ?? element.attribute('href') ?? textContent(element);
      const url = i === 0 && behindProxy ? behindProxy : resolveLink(address, bases.of(element));
      return enclosure(url, element.attribute('type'), element.attribute('length'));
    });
  const atom = links
    .filter(({ rel }) => rel === 'enclosure')
    .map(({ href, type, length }) => enclosure(href, type, length));
  const media = [item, ...item.all('media:group')]
    .slice(0, MAX_LIST)
    .flatMap((group) => group.all('media:content').slice(0, MAX_LIST))
    .map((element) => {
      const url = resolveLink(element.attribute('url'), bases.of(element));
      return enclosure(url, element.attribute('type'), element.attribute('filesize'));
    });
  return distinctEnclosures([...rss, ...atom, ...media]);
}

/** Null without an address. A length that is no whole number is unknown. */
export function enclosure(
  url: string | null,
  type: string | null | undefined,
  length: string | null | undefined,
): Enclosure | null {
  const digits = /^\s*(\d{1,15})\s*$/u.exec(length ?? '')?.[1];
  return url === null
    ? null
    : { url, type: label(type), length: digits === undefined ? null : Number(digits) };
}

export function distinctEnclosures(enclosures: readonly (Enclosure | null)[]): Enclosure[] {
  const found = new Map<string, Enclosure>();
  for (const one of enclosures) {
    if (found.size >= MAX_LIST) break;
    if (one && !found.has(one.url)) found.set(one.url, one);
  }
  return [...found.values()];
}
