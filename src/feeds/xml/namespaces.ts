import type { Attributes, QName, Scope } from './element.ts';

/** The spellings under which feeds declare what they use, without the "/" or "#" at the end. */
const URIS: Readonly<Record<string, readonly string[]>> = {
  atom: [
    'http://www.w3.org/2005/atom',
    'https://www.w3.org/2005/atom',
    'http://purl.org/atom/ns',
    'http://example.com/necho',
    'http://purl.org/echo',
    'uri/of/echo/namespace',
    'http://purl.org/pie',
  ],
  rss: [
    'http://purl.org/rss/1.0',
    'http://purl.org/rss/2.0',
    'http://purl.org/net/rss1.1',
    'http://my.netscape.com/rdf/simple/0.9',
    'http://channel.netscape.com/rdf/simple/0.9',
    'http://my.netscape.com/publish/formats/rss-0.91.dtd',
    'http://backend.userland.com/rss',
    'http://backend.userland.com/rss2',
    'http://backend.userland.com/rss091',
    'http://blogs.law.harvard.edu/tech/rss',
    'http://cyber.law.harvard.edu/rss',
    'http://www.rssboard.org/rss-specification',
  ],
  rdf: ['http://www.w3.org/1999/02/22-rdf-syntax-ns'],
  dc: [
    'http://purl.org/dc/elements/1.1',
    'http://purl.org/dc/elements/1.0',
    'http://purl.org/rss/1.0/modules/dc',
  ],
  dcterms: ['http://purl.org/dc/terms'],
  content: ['http://purl.org/rss/1.0/modules/content'],
  xhtml: ['http://www.w3.org/1999/xhtml'],
  media: [
    'http://search.yahoo.com/mrss',
    'http://video.search.yahoo.com/mrss',
    'http://www.rssboard.org/media-rss',
  ],
  itunes: ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'http://example.com/dtds/podcast-1.0.dtd'],
  xml: ['http://www.w3.org/xml/1998/namespace'],
  feedburner: ['http://rssnamespace.org/feedburner/ext/1.0'],
  googleplay: ['http://www.google.com/schemas/play-podcasts/1.0'],
  prism: ['http://prismstandard.org/namespaces/1.2/basic', 'http://prismstandard.org/namespaces/basic/2.0'],
};

const BY_URI: ReadonlyMap<string, string> = new Map(
  Object.entries(URIS).flatMap(([name, uris]) => uris.map((uri): [string, string] => [uri, name])),
);

/** What a prefix means in a feed that forgot to declare it. */
const BY_PREFIX: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'dc dcterms content atom rdf media itunes xml xhtml feedburner rss'
      .split(' ')
      .map((name) => [name, name]),
  ),
  a10: 'atom',
  atom10: 'atom',
};

function knownNamespace(uri: string): string | undefined {
  return BY_URI.get(
    uri
      .trim()
      .toLowerCase()
      .replace(/[/#]{1,8}$/u, ''),
  );
}

export const NO_SCOPE: Scope = Object.freeze<Scope>(Object.create(null));

/** The bindings inside an element: those around it, unless it declares something new. */
export function scopeInside(outer: Scope, attributes: Attributes): Scope {
  let scope = outer;
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const uri = attributes[name] ?? '';
    const prefix = name.slice(6);
    if (scope[prefix] === uri) continue;
    if (scope === outer) scope = Object.create(outer) as Scope; // Object.create is typed as any
    scope[prefix] = uri;
  }
  return scope;
}

/** Resolves a name as written. The root's namespace, if unknown, is the feed's own and counts as none. */
export function resolveName(name: string, scope: Scope, rootUri: string | null): QName {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon).toLowerCase();
  const local = name.slice(colon + 1).toLowerCase();
  const namespace = namespaceOf(prefix, scope[prefix], rootUri);
  const bare =
    namespace === '' ||
    namespace === 'rss' ||
    namespace === 'atom' ||
    (namespace === 'rdf' && local === 'rdf');
  return { name, local, namespace, key: bare ? local : `${namespace}:${local}` };
}

function namespaceOf(prefix: string, uri: string | undefined, rootUri: string | null): string {
  if (uri) return knownNamespace(uri) ?? (uri === rootUri ? '' : `?${uri}`);
  return prefix ? (BY_PREFIX[prefix] ?? `?${prefix}`) : '';
}

/** The URI that the root's own prefix is bound to. */
export function uriOfPrefix(name: string, scope: Scope): string | null {
  const colon = name.indexOf(':');
  return scope[colon < 0 ? '' : name.slice(0, colon).toLowerCase()] ?? null;
}
