import { assert, property, string, webUrl } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalUrl, fetchableUrl } from '../../src/sources/canonical-url.ts';
import { itemKeys } from '../../src/sources/index.ts';
import { pressCode } from '../../src/sources/press-code.ts';

describe('one key for all ways of writing an address', () => {
  test.each([
    ['https://a.example/news/1', 'https://a.example/news/1'],
    ['http://a.example/news/1?/', 'https://a.example/news/1'],
    ['http://a.example/news/1?%09a&A', 'https://a.example/news/1?A&a='],
    ['http://www.a.example/news/1/', 'https://a.example/news/1'],
    ['HTTPS://A.Example:443/news/../news/1#top', 'https://a.example/news/1'],
    ['https://m.a.example/news/1', 'https://a.example/news/1'],
    ['https://a.example/news/1/amp/', 'https://a.example/news/1'],
    ['https://a.example/news/1?utm_source=rss&utm_medium=x', 'https://a.example/news/1'],
    ['https://a.example/news?b=2&a=1&fbclid=z', 'https://a.example/news?a=1&b=2'],
    ['https://a.example/articleView.html?idxno=7', 'https://a.example/articleView.html?idxno=7'],
    ['https://a.example/?p=7', 'https://a.example/?p=7'],
    ['https://a.example/북한/기사', 'https://a.example/%EB%B6%81%ED%95%9C/%EA%B8%B0%EC%82%AC'],
    ['https://www.yna.co.kr/view/AKR1?section=nk/all&site=x', 'https://yna.co.kr/view/AKR1'],
    ['https://tass.ru/politika/1?from=rss', 'https://tass.ru/politika/1'],
    ['https://user:secret@a.example/1', 'https://a.example/1'],
  ])('%s', (address, key) => {
    expect(canonicalUrl(address)).toBe(key);
  });

  test.each([
    ['https://a.example/news/1', 'https://a.example/news/2'],
    ['https://a.example/news?id=1', 'https://a.example/news?id=2'],
    ['https://a.example/1', 'https://b.a.example/1'],
    ['https://a.example/View/AbC', 'https://a.example/view/abc'],
    ['https://m.example/1', 'https://example/1'],
    ['https://a.example/amplitude', 'https://a.example/litude'],
  ])('%s and %s stay apart', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  test.each([
    null,
    '',
    'nonsense',
    'mailto:a@b.example',
    'javascript:1',
    'https://a.example',
    'https://www.a.example/#x',
  ])('%s names no article', (address) => {
    expect(canonicalUrl(address)).toBeNull();
  });

  test('a key is its own key', () => {
    assert(
      property(webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' }), (url) => {
        const key = canonicalUrl(url);
        if (key !== null) expect(canonicalUrl(key)).toBe(key);
      }),
    );
  });

  test('no text makes it throw', () => {
    assert(
      property(
        string({ unit: 'binary', maxLength: 300 }),
        (text) => void canonicalUrl(`https://a.example/${text}`),
      ),
    );
  });

  test('addresses beyond all measure are none', () => {
    const long = `https://a.example/${'a'.repeat(3000)}`;
    expect([canonicalUrl(long), fetchableUrl(long)]).toEqual([null, null]);
  });
});

describe('press codes', () => {
  test.each([
    ['https://press.un.org/en/2026/sc16444.doc.htm', 'un-press:en:sc16444', false],
    ['https://press.un.org/2023/sc15355.doc.htm', 'un-press:en:sc15355', false],
    ['http://www.press.un.org/en/blog/SC16444', 'un-press:en:sc16444', true],
    ['https://press.un.org/fr/2024/cs15726.doc.htm', 'un-press:fr:cs15726', false],
    ['https://press.un.org/en/2018/ecosoc6884.doc.htm?x=1', 'un-press:en:ecosoc6884', false],
  ])('%s is %s', (url, sharedId, blog) => {
    expect(pressCode(url)).toMatchObject({ sharedId, blog });
  });

  test.each([
    'https://press.un.org/en/content/meetings-coverage?page=2',
    'https://press.un.org/en/2026',
    'https://evil.example/press.un.org/en/2026/sc16444.doc.htm',
    'https://press.un.org.evil.example/en/2026/sc16444.doc.htm',
    '',
  ])('%s has none', (url) => {
    expect(pressCode(url)).toBeNull();
  });
});

describe('keys of an item', () => {
  const item = { guid: 'g1', url: 'https://www.a.example/1?utm_source=x', sharedId: null };

  test('the address holds across feeds, the guid within its own', () => {
    expect(itemKeys(item, 'one')).toEqual(['url:https://a.example/1', 'guid:one:g1']);
    const elsewhere = itemKeys({ ...item, guid: 'other' }, 'two');
    expect(elsewhere.filter((key) => itemKeys(item, 'one').includes(key))).toEqual([
      'url:https://a.example/1',
    ]);
  });

  test('a guid that is an address is one', () => {
    expect(
      itemKeys({ guid: 'http://a.example/1', url: 'https://b.example/redirect', sharedId: null }, 'one'),
    ).toEqual(['url:https://b.example/redirect', 'url:https://a.example/1', 'guid:one:http://a.example/1']);
  });

  test('release and blog of one meeting, with and without language, from any feed, are one', () => {
    const all = ['/en/2026/sc1.doc.htm', '/2026/sc1.doc.htm', '/en/blog/sc1'].map((path) =>
      itemKeys({ guid: path, url: `https://press.un.org${path}`, sharedId: null }, 'any'),
    );
    for (const keys of all) expect(keys[0]).toBe('id:un-press:en:sc1');
  });

  test('without address there is the guid alone', () => {
    expect(itemKeys({ guid: 'A\n', url: null, sharedId: null }, 'one')).toEqual(['guid:one:A\n']);
  });
});
