/** Addresses in feeds: made absolute, one way, for links as for the HTML of bodies. */
import { decodeHTML } from 'entities';
import { MAX_ADDRESS, MAX_BODY_LINKS } from './limits.ts';
import { cleanText } from './text.ts';
import { escapeAttribute, type XmlElement } from './xml/element.ts';

/** Names rather than places: "relative to" means nothing for them. */
const OPAQUE = /^(?:urn|tag|mailto|data|javascript|vbscript):/iu;
const UNSAFE = /^(?:data|javascript|vbscript):/iu;

/** The absolute form of an address; as it stands where there is no base to resolve it; null if empty or too long. */
export function resolveAddress(address: string | null | undefined, base: string | null): string | null {
  const text = cleanText(address, MAX_ADDRESS + 1)?.replace(/[\n\t]+\s*/gu, '');
  if (!text || text.length > MAX_ADDRESS) return null;
  if (OPAQUE.test(text)) return text;
  return parseAddress(text, base) ?? text;
}

/** As resolveAddress, for what a reader may follow: never a script or inlined data. */
export function resolveLink(address: string | null | undefined, base: string | null): string | null {
  const link = resolveAddress(address, base);
  return link === null || UNSAFE.test(link) ? null : link;
}

function parseAddress(address: string, base: string | null): string | null {
  try {
    return new URL(address, base ?? undefined).href;
  } catch {
    return null;
  }
}

/** The address of a document as a base for others; null unless it is one of the web. */
export function baseAddress(address: string | null | undefined, around: string | null = null): string | null {
  const absolute = parseAddress(address?.trim().slice(0, MAX_ADDRESS) ?? '', around);
  return absolute && /^(?:https?|ftp|feed):/iu.test(absolute) ? absolute : null;
}

export function hostOf(address: string | null): string | null {
  return URL.canParse(address ?? '') ? new URL(address ?? '').host : null;
}

/** The base of each element: its chain of xml:base on top of the document's own address. */
export class Bases {
  readonly #known = new WeakMap<XmlElement, string | null>();
  /** The base where no xml:base is in force. */
  document: string | null;
  #bodyLinks = 0;

  constructor(document: string | null) {
    this.document = document;
  }

  of(element: XmlElement | null): string | null {
    if (!element) return this.document;
    const known = this.#known.get(element);
    if (known !== undefined) return known;
    const outer = this.of(element.parent);
    const own = element.attribute('xml:base');
    const base = own ? (baseAddress(own, outer) ?? outer) : outer;
    if (own) this.#known.set(element, base);
    return base;
  }

  /** Makes the addresses in the tags of an HTML fragment absolute. Linear in the fragment. */
  absolutise(html: string, base: string | null): string {
    if (
      !base ||
      !/(?:href|src|cite|action|background|codebase|data|longdesc|profile|usemap|classid|poster)\s*=/iu.test(
        html,
      )
    ) {
      return html;
    }
    const pieces: string[] = [];
    let copied = 0;
    for (let open = html.indexOf('<'); open >= 0 && this.#bodyLinks < MAX_BODY_LINKS;) {
      const end = endOfTag(html, open);
      if (html.charAt(end) === '>') {
        const tag = html.slice(open, end);
        const absolute = this.#absolutiseTag(tag, base);
        if (absolute !== tag) {
          pieces.push(html.slice(copied, open), absolute);
          copied = end;
        }
      }
      open = html.indexOf('<', Math.max(end, open + 1));
    }
    return pieces.length === 0 ? html : pieces.join('') + html.slice(copied);
  }

  #absolutiseTag(tag: string, base: string): string {
    if (!tag.includes('=')) return tag;
    return tag.replace(ADDRESS_ATTRIBUTE, (attribute: string, start: string, value: string) => {
      const written = /^["']/u.test(value) ? value.slice(1, -1) : value;
      const address = written.includes('&') ? decodeHTML(written) : written;
      if (/^\s*[a-z][a-z\d+.-]*:/iu.test(address)) return attribute; // absolute as it stands
      this.#bodyLinks += 1;
      return `${start}"${escapeAttribute(resolveAddress(address, base) ?? '')}"`;
    });
  }
}

const ADDRESS_ATTRIBUTE =
  /(\s(?:href|src|cite|action|background|codebase|data|longdesc|profile|usemap|classid|poster)\s{0,4}=\s{0,4})("[^"]*"|'[^']*'|[^\s"'>]+)/giu;
/** No tag with an address is longer, but for inlined images, which are absolute. */
const MAX_TAG = 8_192;

/** Where a tag's ">" stands; else where its search ended: at the "<" of the next one, or after so much. */
function endOfTag(html: string, open: number): number {
  const limit = Math.min(html.length, open + MAX_TAG);
  if (html.startsWith('<!--', open)) {
    const end = html.slice(open, limit).indexOf('-->');
    return end < 0 ? limit : open + end + 3;
  }
  let quote = '';
  for (let at = open + 1; at < limit; at += 1) {
    const char = html.charAt(at);
    if (quote) {
      if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && html.charAt(at - 1) === '=') quote = char;
    else if (char === '>' || char === '<') return at;
  }
  return limit;
}
