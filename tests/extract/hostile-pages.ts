/** Pages that hang, exhaust or overflow readers of HTML. Each is made when asked for: together they have 150 MB. */
export const HOSTILE_PAGES: Record<string, () => string> = {
  '100,000 nested div': () => '<div>'.repeat(100_000) + 'text' + '</div>'.repeat(100_000),
  '100,000 unclosed div with text': () => '<div>word '.repeat(100_000),
  '20,000 unclosed b, i, font and a': () => '<b><i><font color=red><a href=x>word'.repeat(20_000),
  '20,000 nested tables': () => '<table><tr><td>'.repeat(20_000) + 'text',
  '50,000 unclosed a': () => '<a href="/x">word '.repeat(50_000),
  '100,000 nested inline tags within 900 levels': () =>
    ('<span>'.repeat(900) + 'x' + '</span>'.repeat(900)).repeat(110),
  '20 MB of paragraphs': () => `<p>${'Lorem ipsum dolor sit amet. '.repeat(8)}</p>`.repeat(87_000),
  '12 MB of tiny paragraphs': () => '<p>x</p>'.repeat(1_500_000),
  '20 MB in one text': () => `<p>${'word '.repeat(4_000_000)}</p>`,
  '20 MB without a space': () => `<p>${'x'.repeat(20_000_000)}</p>`,
  'an attribute of 1 MB': () => `<div class="${'a b '.repeat(250_000)}"><p>text</p></div>`,
  'a class of 1 MB on 10 blocks': () =>
    `<div class="${'nav'.repeat(300_000)}"><p>text text</p></div>`.repeat(10),
  '100,000 attributes': () =>
    `<div ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}>text</div>`,
  '200,000 links': () => '<a href="/x">link text here</a> '.repeat(200_000),
  '300,000 br': () => 'word<br>'.repeat(300_000),
  '2 MB of random bytes': () => randomText(2_000_000),
  'a title of 1 MB of spaces': () => `<title>${' '.repeat(1_000_000)}x</title><p>text</p>`,
  'JSON-LD nested 100,000 deep': () => jsonLd('{"@graph":['.repeat(100_000)),
  'JSON-LD nested 100,000 deep and valid': () => jsonLd('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)),
  'JSON-LD of 5 MB': () => jsonLd(`{"@type":"NewsArticle","articleBody":"${'word '.repeat(1_000_000)}"}`),
  'JSON-LD that closes a comment 100,000 times': () => jsonLd(`{}${'-->  '.repeat(100_000)}x`),
  'JSON-LD of broken strings': () => jsonLd(`{"headline":"${'\\\\'.repeat(500_000)}`),
  'JSON-LD with 100,000 articles': () =>
    jsonLd(`[${'{"@type":"NewsArticle","author":{"@id":"#a"}},'.repeat(100_000)}1]`),
  '100,000 metas': () => '<meta name="author" content="A B">'.repeat(100_000) + '<p>text</p>',
  '100,000 time elements': () => '<time datetime="2023-01-01">1 May 2023</time>'.repeat(100_000),
  '100,000 dated lines': () => '<p>Posted on 3 May 2023</p>'.repeat(100_000),
  '100,000 nested authors': () => '<div itemprop="author" class="byline">'.repeat(900).repeat(100),
  '100,000 headings': () => '<h1>A headline of some length</h1>'.repeat(100_000),
  'an unclosed script': () => `<p>text</p><script>${'var a = 1; '.repeat(400_000)}`,
  'an unclosed comment': () => `<p>text</p><!-- ${'word '.repeat(1_000_000)}`,
  'an unclosed quote': () => `<p>text</p><a href="${'word '.repeat(1_000_000)}`,
  '100,000 unclosed script tags': () => '<script '.repeat(100_000),
  '50,000 nested svg': () => '<svg><g>'.repeat(50_000),
  'a million <': () => '<'.repeat(1_000_000),
  'a million NUL': () => '\0'.repeat(1_000_000),
  '400,000 entities': () => `<p>${'&amp;&#x41;&bogus;'.repeat(400_000)}</p>`,
  '200,000 dashes and dots': () => `<title>${' - '.repeat(200_000)}</title><p>${'- . '.repeat(200_000)}</p>`,
  '30,000 blocks that Readability keeps': () =>
    `<article>${'<p>This is a sentence, with commas, and some length to it.</p>'.repeat(12_000)}</article>`,
  '4,000 blocks in one long text': () =>
    `<article>${'<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, aaaaaaaaaaaaaaaaaaaaaaab.</p>'.repeat(4_000)}</article>`,
  nothing: () => '',
};

const jsonLd = (source: string): string => `<script type="application/ld+json">${source}</script><p>text</p>`;

/** Latin-1 characters by a fixed linear congruence, so that a failure can be repeated. */
function randomText(length: number): string {
  const codes = new Uint8Array(length);
  let state = 12_345;
  for (let i = 0; i < length; i += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    codes[i] = state >> 16;
  }
  return Buffer.from(codes).toString('latin1');
}
