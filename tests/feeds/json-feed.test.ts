import { describe, expect, it } from 'vitest';
import { firstItem, read } from './read.ts';

const feed = (members: string): string =>
  `{"version":"https://jsonfeed.org/version/1","title":"T",${members}}`;
const one = async (item: string): Promise<ReturnType<typeof firstItem>> =>
  firstItem(await read(feed(`"items":[${item}]`)));

describe('JSON Feed of all tastes', () => {
  it('numbers as ids and dates, bare members of lists, an author of version 1.0', async () => {
    expect(
      await one(
        '{"id":42,"url":"https://n.example/1","title":"t","tags":"coal","author":{"name":"김"},"date_published":1772195891,"attachments":{"url":"https://n.example/a.mp3","size_in_bytes":"7"}}',
      ),
    ).toMatchObject({
      guid: '42',
      tags: ['coal'],
      authors: ['김'],
      published: '2026-02-27T12:38:11.000Z',
      enclosures: [{ url: 'https://n.example/a.mp3', type: null, length: 7 }],
    });
  });

  it('authors as names, nulls, and things of the wrong kind', async () => {
    expect(
      await one(
        '{"id":null,"title":["x"],"authors":["Ли",null,{"name":5},{}],"tags":[1,null,{"a":1}],"summary":{},"content_text":"1 < 2","date_published":"never"}',
      ),
    ).toMatchObject({
      guid: null,
      title: '1 < 2',
      authors: ['Ли', '5'],
      tags: ['1'],
      contentHtml: '1 &lt; 2',
      published: null,
    });
  });

  it('an address elsewhere where there is no own one', async () => {
    expect(await one('{"id":"1","external_url":"https://o.example/"}')).toMatchObject({
      url: 'https://o.example/',
    });
  });

  it('without a version, if it has items', async () => {
    expect(await read('{"items":[{"id":"1"}]}')).toMatchObject({ format: 'json', items: [{ guid: '1' }] });
  });

  it('items that are none are left out', async () => {
    expect((await read(feed('"items":[1,"x",null,[],{"id":"1"}]'))).items).toHaveLength(1);
    expect((await read(feed('"items":null'))).items).toEqual([]);
  });
});

describe('broken JSON', () => {
  const item = (i: number): string => `{"id":"${i}","title":"제목 ${i}"}`;
  const cases: readonly [name: string, document: string, ids: readonly string[]][] = [
    ['a comma too many', feed(`"items":[${item(1)},${item(2)},],`), ['1', '2']],
    ['a comma too few', feed(`"items":[${item(1)} ${item(2)}]`), ['1', '2']],
    ['a line break in a string', feed('"items":[{"id":"1","title":"a\nb"},{"id":"2"}]'), ['1', '2']],
    ['an escape that is none', feed('"items":[{"id":"1","title":"a\\qb \\u12"},{"id":"2"}]'), ['1', '2']],
    ['a cut-off end', feed(`"items":[${item(1)},${item(2)},${item(3)}]`).slice(0, -12), ['1', '2', '3']],
    ['a byte order mark', `\ufeff${feed(`"items":[${item(1)}]`)}`, ['1']],
    ['nothing for a value', feed('"items":[{"id":"1","title":,"url":NaN},{"id":"2"}]'), ['1', '2']],
    ['keys of the prototype', feed('"items":[{"__proto__":{"id":"x"},"id":"1","constructor":null}]'), ['1']],
  ];
  it.each(cases)('%s', async (_, document, ids) => {
    expect((await read(document)).items.map(({ guid }) => guid)).toEqual(ids);
  });
});
