import { describe, expect, test } from 'vitest';
import { extractPage } from '../../src/extract/index.ts';
import { page } from './pages.ts';

const TITLE = 'Freighter left Rajin with containers';

describe('the headline', () => {
  const read = (head: string, before = ''): string | null => extractPage(page({ head, before })).title;

  test.each([
    [
      'the h1 that <title> bears out',
      `<title>${TITLE} | World | Courier</title>`,
      `<h1>${TITLE}</h1>`,
      TITLE,
    ],
    ['og:title without the site name', `<meta property="og:title" content="${TITLE} - Courier">`, '', TITLE],
    ['<title> without the site name', `<title>${TITLE} — The Harbour Courier</title>`, '', TITLE],
    [
      '<title> behind the site name',
      `<meta property="og:site_name" content="Harbour Courier"><title>Harbour Courier: a paper | ${TITLE}</title>`,
      '',
      TITLE,
    ],
    [
      'a Chinese <title> without the site name',
      '<title>货轮载集装箱驶离罗津港-海港网</title>',
      '',
      '货轮载集装箱驶离罗津港',
    ],
    [
      'a Korean <title> without the site name',
      '<title>나진항 떠난 화물선, 보스토치니로 향했다 : 항구신문</title>',
      '',
      '나진항 떠난 화물선, 보스토치니로 향했다',
    ],
    [
      'not the site name in an h1',
      `<meta property="og:site_name" content="The Harbour Courier"><title>${TITLE} | The Harbour Courier</title>`,
      '<h1>The Harbour Courier</h1>',
      TITLE,
    ],
    [
      'without entities written twice',
      '<title>Ships &amp;amp; containers that left the harbour</title>',
      '',
      'Ships & containers that left the harbour',
    ],
  ])('is %s', (_, head, before, title) => {
    expect(read(head, before)).toBe(title);
  });

  test('is null where there is none', () => {
    expect(read('')).toBeNull();
  });
});

describe('the byline', () => {
  const read = (head: string, before = ''): string | null => extractPage(page({ head, before })).byline;
  const ld = (author: unknown, more: unknown[] = []): string =>
    `<script type="application/ld+json">${JSON.stringify({ '@graph': [{ '@type': 'NewsArticle', author }, ...more] })}</script>`;

  test.each([
    ['a name', ld('Mira Holt'), '', 'Mira Holt'],
    ['several objects', ld([{ name: 'Mira Holt' }, { name: 'Jan Oru' }]), '', 'Mira Holt, Jan Oru'],
    ['a reference', ld({ '@id': '#p1' }, [{ '@id': '#p1', name: 'Mira Holt' }]), '', 'Mira Holt'],
    ['a meta', '<meta name="author" content="By Mira Holt and Jan Oru">', '', 'Mira Holt, Jan Oru'],
    ['markup', '', '<p class="byline">By Mira Holt, Jan Oru</p>', 'Mira Holt, Jan Oru'],
    ['markup with a date', '', '<p class="byline">Posted on 3 May 2023 by Mira Holt</p>', 'Mira Holt'],
    ['a name with a particle', '', '<p class="byline">Christoph von Eich</p>', 'Christoph von Eich'],
    ['a Korean reporter', '', '<p class="byline">한서윤 기자 hsy@paper.example</p>', '한서윤'],
    ['a Chinese reporter', '', '<p class="author">记者：林若溪</p>', '林若溪'],
    [
      'the person rather than the site',
      '<meta property="og:site_name" content="Courier"><meta name="author" content="Courier">',
      '<a rel="author" href="/p">Mira Holt</a>',
      'Mira Holt',
    ],
    ['not a commenter', '', '<div class="comments"><span class="author">Troll Trollson</span></div>', null],
    ['not an address', '<meta name="author" content="https://social.example/courier">', '', null],
  ])('is read from %s', (_, head, before, byline) => {
    expect(read(head, before)).toBe(byline);
  });
});

describe('the canonical address', () => {
  const read = (head: string, url?: string): string | null => extractPage(page({ head }), { url }).canonical;
  const link = (href: string): string => `<link rel="canonical" href="${href}">`;

  test.each([
    [
      'the declared one',
      link('https://a.example/x'),
      'https://a.example/x?utm_source=y',
      'https://a.example/x',
    ],
    ['a relative one', link('/x'), 'https://a.example/y', 'https://a.example/x'],
    ['not the root of the site', link('https://a.example/'), 'https://a.example/x', 'https://a.example/x'],
    [
      'the root where the page is the root',
      link('https://a.example/'),
      'https://a.example/',
      'https://a.example/',
    ],
    [
      'og:url',
      '<meta property="og:url" content="https://a.example/z">',
      'https://a.example/x',
      'https://a.example/z',
    ],
    ['the address itself', '', 'https://a.example/x', 'https://a.example/x'],
    [
      'the original behind an archive',
      '',
      'https://web.archive.org/web/20200101000000/http://a.example/x',
      'http://a.example/x',
    ],
    [
      'an original that the archive wrote without a scheme',
      '',
      'https://web.archive.org/web/20200101000000/a.example/x',
      'http://a.example/x',
    ],
    ['no script', link('javascript:alert(1)'), 'https://a.example/x', 'https://a.example/x'],
    ['nothing', '', undefined, null],
  ])('is %s', (_, head, url, canonical) => {
    expect(read(head, url)).toBe(canonical);
  });
});

describe('JSON-LD', () => {
  const headline = (source: string): string | null =>
    extractPage(page({ head: `<script type="application/ld+json">${source}</script>` })).title;
  const article = `{"@type":"NewsArticle","headline":"${TITLE}"}`;

  test.each([
    ['in a comment', `<!-- ${article} -->`],
    ['in CDATA', `//<![CDATA[\n${article}\n//]]>`],
    ['with a semicolon', `${article};`],
    ['with a comma too many', `{"@type":"NewsArticle","headline":"${TITLE}",}`],
    ['with a line break in a string', `{"@type":"NewsArticle","headline":"${TITLE}","description":"a\nb"}`],
    ['that breaks off', `{"@type":"NewsArticle","headline":"${TITLE}","articleBody":"a`],
    ['in a list in a graph', `[{"@graph":[{"@type":"WebSite"},${article}]}]`],
    ['of several types', `{"@type":["Thing","NewsArticle"],"headline":"${TITLE}"}`],
  ])('is read %s', (_, source) => {
    expect(headline(source)).toBe(TITLE);
  });

  test.each(['null', '[]', '42', '{"@type":{},"headline":{},"author":[null,[1]]}', '{'])(
    '%s is nothing',
    (source) => {
      expect(headline(source)).toBeNull();
    },
  );
});
