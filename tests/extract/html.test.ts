import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { extractPage } from '../../src/extract/index.ts';
import { SAMPLE_PAGES, page } from './pages.ts';

describe.each(SAMPLE_PAGES)('an article in $lang', (sample) => {
  const read = extractPage(Buffer.from(sample.html), { url: 'https://courier.example/news/2291?utm=1' });

  test('comes out whole, without the furniture around it', () => {
    expect(read.text.split('\n\n')).toEqual(sample.paragraphs);
    for (const text of sample.furniture) expect(read.text).not.toContain(text);
  });

  test('has its headline, author, day, language and address', () => {
    expect(read).toMatchObject({
      title: sample.title,
      byline: sample.byline,
      published: sample.day,
      lang: sample.lang,
      canonical: 'https://courier.example/news/2291',
      pages: null,
    });
  });

  test('has no flag', () => {
    expect(read.flags).toEqual([]);
  });
});

describe('the main text', () => {
  const first = SAMPLE_PAGES[0]!;

  test('keeps short paragraphs within the article and drops promotions', () => {
    const [a, b, c] = first.paragraphs;
    const html = `<body><article><h1>${first.title}</h1><p>${a}</p><p>He smiled.</p><p>Sign up for our <a href="/n">newsletter</a> to get the latest.</p><p>${b}</p><p>Read more: <a href="/o">Another story about the same harbour</a></p><p>${c}</p></article></body>`;
    const { text } = extractPage(Buffer.from(html));
    expect(text.split('\n\n')).toEqual([a, 'He smiled.', b, c]);
  });

  test('is found in pages whose names would condemn it', () => {
    const prose = first.paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
    const html = `<body><form><div class="page has-sidebar sidebar"><div>${prose}</div></div></form></body>`;
    expect(extractPage(Buffer.from(html)).text).toBe(first.paragraphs.join('\n\n'));
  });

  test('leaves hidden text, comments of readers and consent banners out', () => {
    const after = `<div style="display:none"><p>${'Hidden words. '.repeat(20)}</p></div>
      <div id="comments"><p>${'I think that this is a very long comment of a reader. '.repeat(4)}</p></div>
      <div class="cookie-consent"><p>${'We and our partners store cookies on your device. '.repeat(4)}</p></div>`;
    expect(extractPage(page({ after })).text).toBe(first.paragraphs.join('\n\n'));
  });

  test('comes from JSON-LD where the page itself shows none', () => {
    const articleBody = first.paragraphs.join('\n');
    const html = `<head><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: first.title, articleBody })}</script></head><body><div id="app"></div></body>`;
    expect(extractPage(Buffer.from(html))).toMatchObject({
      title: first.title,
      text: first.paragraphs.join('\n\n'),
    });
  });
});

describe('bytes', () => {
  test.each([
    ['euc-kr', 'ko', 'declared'],
    ['windows-1251', 'ru', 'declared'],
    ['windows-1251', 'ru', 'in the header'],
    ['shift_jis', 'ja', 'declared'],
    ['gb18030', 'zh', 'nowhere'],
  ] as const)('in %s, %s, declared or not (%s)', (encoding, lang, how) => {
    const sample = SAMPLE_PAGES.find((candidate) => candidate.lang === lang)!;
    const html = sample.html
      .replace('charset="utf-8"', how === 'declared' ? `charset="${encoding}"` : 'name="x"')
      .replaceAll('©', '(c)');
    const contentType = how === 'in the header' ? `text/html; charset=${encoding}` : 'text/html';
    const read = extractPage(iconv.encode(html, encoding), { contentType });
    expect(read.text).toBe(sample.paragraphs.join('\n\n'));
  });

  test('beyond 12 MB are cut off, and it says so', () => {
    const { flags, text } = extractPage(page({ after: `<!-- ${'filler '.repeat(2_000_000)} -->` }));
    expect(flags).toContain('truncated');
    expect(text).toContain('A freighter');
  });

  test('of no kind at all give an empty page', () => {
    expect(extractPage(new Uint8Array(0))).toMatchObject({
      title: null,
      text: '',
      published: null,
      lang: null,
    });
  });
});
