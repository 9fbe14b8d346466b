/** Documents that are meant to stop a feed reader, each about as large as asked. */
import { gzipSync } from 'node:zlib';

export interface HostileKind {
  name: string;
  /** At most about `size` bytes. */
  make: (size: number) => Uint8Array;
}

const fill = (piece: string, size: number): string =>
  piece.repeat(Math.max(1, Math.floor(size / Buffer.byteLength(piece))));
const rss = (items: string, before = ''): string =>
  `${before}<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
const item = (content: string): string => rss(`<item><title>x</title>${content}</item>`);
const described = (content: string): string => item(`<description>${content}</description>`);
const inCdata = (content: string): string => described(`<![CDATA[${content}]]>`);
const titled = (content: string): string => rss(`<item><title>${content}</title></item>`);
const json = (items: string): string =>
  `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":${items}`;

const text = (name: string, make: (size: number) => string): HostileKind => ({
  name,
  make: (size) => Buffer.from(make(size)),
});
/** A flood of one piece in each place where text may stand. */
const flood = (name: string, piece: string): HostileKind[] => [
  text(`${name} in a title`, (size) => titled(fill(piece, size))),
  text(`${name} in a description`, (size) => described(fill(piece, size))),
  text(`${name} in CDATA`, (size) => inCdata(fill(piece, size))),
  text(`${name} in many CDATA items`, (size) =>
    rss(
      fill(
        `<item><title>x</title><description><![CDATA[${fill(piece, 900_000)}]]></description></item>`,
        size,
      ) + '<item><title>last</title></item>',
    ),
  ),
];

const LAUGHS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, i, names) => `<!ENTITY ${name} "${i === 0 ? 'lol' : `&${names[i - 1]};`.repeat(10)}">`)
  .join('');

const floods: HostileKind[] = [
  ...flood('"<"', '<'),
  ...flood('"<p"', '<p'),
  ...flood('"&"', '&'),
  ...flood('"&amp;"', '&amp;'),
  ...flood('"&lt;p"', '&lt;p'),
  ...flood('"&#x41;"', '&#x41;'),
  ...flood('"<!--"', '<!--'),
  ...flood('"<![CDATA["', '<![CDATA['),
  ...flood('"]]>"', ']]>'),
  ...flood('"]"', ']'),
  ...flood('"<?"', '<?'),
  ...flood('"<?a>"', '<?a>'),
  ...flood('"</"', '</'),
  ...flood('"</a"', '</a'),
  ...flood('"</description"', '</description'),
  ...flood('tags', '<b>'),
  ...flood('links', '<a href=x>'),
  ...flood('open quotes', '<a href="'),
  ...flood('quoted tags', '<a title="<a href="'),
  ...flood('scripts', '<script>'),
  ...flood('line ends', '\r'),
  ...flood('blanks', ' \t'),
  ...flood('C1 controls', '\u0085'),
  ...flood('twice encoded text', 'â€™'),
  ...flood('NULs', '\0'),
  ...flood('Hangul', '한'),
  ...flood('emoji', '😀'),
];

const structures: HostileKind[] = [
  text('one attribute', (size) => item(`<enclosure url="${fill('x', size)}"/>`)),
  text('many attributes', (size) => item(`<a ${fill('b="c" ', size)}/>`)),
  text('attributes of many elements', (size) => item(fill('<a b="" c="" d="" e="" f="" g="" h=""/>', size))),
  text('a tag that is read again and again', (size) => item(`<a ${fill('b="<a "', size)}<`)),
  text('a quote never closed', (size) => item(`<a b="${fill("<a b='", size)}`)),
  text('nesting', (size) => item(fill('<a>', size))),
  text('nesting, closed', (size) => item(fill('<a>', size / 2) + fill('</a>', size / 2))),
  text('nesting of channels', (size) => rss(fill('<channel>', size))),
  text('nesting of items', (size) => rss(fill('<item>', size))),
  text('nesting of copies of items', (size) => rss(fill('<x:y><item>', size))),
  text('empty items', (size) => rss(fill('<item/>', size))),
  text('small items', (size) => rss(fill('<item><title>x</title></item>', size))),
  text('items never closed', (size) => rss(fill('<item><title>x', size))),
  text(
    'entries',
    (size) => `<feed xmlns="http://www.w3.org/2005/Atom">${fill('<entry><title>x</title></entry>', size)}`,
  ),
  text('closing tags of another case', (size) => rss(fill('<A>', 600) + fill('</a>', size))),
  text('closing tags of nothing', (size) => rss(fill('<a>', 600) + fill('</b>', size))),
  text('namespaces', (size) => rss(fill('<a xmlns:b="urn:c">', size))),
  text('namespaces side by side', (size) => rss(fill('<a xmlns:b="urn:c" xmlns="urn:d"/>', size))),
  text('comments', (size) => described(fill('x<!---->', size))),
  text('sections', (size) => described(fill('<![CDATA[x]]>', size))),
  text('doctypes', (size) => rss(fill('<!DOCTYPE a [', size))),
  text('doctypes before the feed', (size) => fill('<!DOCTYPE a [', size) + rss('')),
  text('quotes in a doctype', (size) => rss('', `<!DOCTYPE a [${fill('"\'', size)}`)),
  text('comments before the feed', (size) => fill('<!--', size) + rss('')),
  text('tags before the feed', (size) => fill('<a', size) + rss('')),
  text('a long name', (size) => rss(`<${fill('a', size)}>`)),
  text('text and tags in turn', (size) => described(fill('x<b>y</b>', size))),
  text('prototype keys', (size) =>
    item(fill('<__proto__ constructor="x" __proto__="y">z</__proto__>', size)),
  ),
];

const fields: HostileKind[] = [
  ...[
    'link',
    'category',
    'author',
    'pubDate',
    'guid',
    'description',
    'media:group',
    'atom:link',
    'itunes:category',
  ].map((name) => text(`many <${name}>`, (size) => item(fill(`<${name}>x (y@z) 99</${name}>`, size)))),
  text('many enclosures', (size) => item(fill('<enclosure url="/x"/>', size))),
  text('many media', (size) => item(`<media:group>${fill('<media:content url="/x"/>', size)}</media:group>`)),
  text('a long address', (size) =>
    item(`<link>http://a/${fill('b', size)}</link><guid>${fill('c', 1000)}</guid>`),
  ),
  text('a long date', (size) => item(`<pubDate>${fill('1 Jan ', size)}</pubDate>`)),
  text('a long guid', (size) => item(`<guid>${fill('c ', size)}</guid>`)),
  text('a long author', (size) => item(`<author>${fill('a@b ', size)}</author>`)),
  text(
    'long Base64',
    (size) => `<feed><entry><content type="a/b" mode="base64">${fill('PHA+', size)}</content></entry></feed>`,
  ),
];

const entities: HostileKind[] = [
  text('billion laughs', (size) =>
    rss(`<item><title>${fill('&i;', size)}</title></item>`, `<!DOCTYPE r [${LAUGHS}]>`),
  ),
  text('one entity, many times', (size) =>
    rss(
      `<item><title>${fill('&a;', size)}</title></item>`,
      `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(250)}">]>`,
    ),
  ),
  text('external entity', () =>
    rss('<item><title>&x;</title></item>', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ),
  text('parameter entity', () =>
    rss(
      '<item><title>%x;&x;</title></item>',
      '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]>',
    ),
  ),
  text('many definitions', (size) => rss('', `<!DOCTYPE r [${fill('<!ENTITY a "b">', size)}]>`)),
];

const encodings: HostileKind[] = [
  { name: 'gzip bomb', make: (size) => gzipSync(Buffer.alloc(size * 12, 0x20)) },
  { name: 'gzip bomb in gzip', make: (size) => gzipSync(gzipSync(Buffer.alloc(size * 12, 0x20))) },
  { name: 'UTF-16', make: (size) => Buffer.from(`\ufeff${inCdata(fill('<p>한', size / 3))}`, 'utf16le') },
  {
    name: 'halves of surrogate pairs',
    make: (size) => Buffer.from(`\ufeff${inCdata(fill('\ud83d', (size * 3) / 2))}`, 'utf16le'),
  },
  ...[0x00, 0x1b, 0x80, 0xa1, 0xc2, 0xff].map((byte) => ({
    name: `bytes 0x${byte.toString(16)}`,
    make: (size: number) => Buffer.concat([Buffer.from('<rss><item><title>x'), Buffer.alloc(size, byte)]),
  })),
  text('ISO-2022-JP escapes', (size) => titled(fill('\u001b$B\u001b(B', size))),
  text('no feed at all', (size) => fill('<div class="a">b</div>', size)),
  text('a web page', (size) => `<!doctype html><html><title>Just a moment...</title>${fill('<p>', size)}`),
];

const jsons: HostileKind[] = [
  text('JSON arrays in arrays', (size) => json(fill('[', size))),
  text('JSON objects in objects', (size) => json(`[${fill('{"a":', size)}`)),
  text('JSON objects', (size) => json(`[${fill('{},', size)}`)),
  text('JSON numbers', (size) => json(`[${fill('0,', size)}`)),
  text('JSON items', (size) => json(`[${fill('{"id":1,"title":"x"},', size)}`)),
  text('JSON escapes', (size) => json(`[{"content_html":"${fill('\\"', size)}"}]}`)),
  text('JSON backslashes', (size) => json(`[{"content_html":"${fill('\\\\', size)}`)),
  text('JSON Unicode escapes', (size) => json(`[{"content_html":"${fill('\\u003c', size)}"}]}`)),
  text('JSON keys', (size) => json(`[{${fill('"a":1,', size)}`)),
  text('JSON noise', (size) => json(fill('}]:', size))),
  text('JSON tags', (size) => json(`[{"id":"1","tags":[${fill('"a",', size)}`)),
  text('JSON prototype keys', (size) => json(`[${fill('{"__proto__":{"id":"x"}},', size)}`)),
];

export const HOSTILE_KINDS: readonly HostileKind[] = [
  ...floods,
  ...structures,
  ...fields,
  ...entities,
  ...encodings,
  ...jsons,
];
