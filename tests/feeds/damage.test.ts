import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { read, readItem } from './read.ts';
import { rssOf, SAMPLES } from './samples.ts';

const item = (i: number, extra = ''): string =>
  `<item><title>제목 ${i}</title><link>https://news.example/${i}</link><description><![CDATA[<p>본문 ${i}</p>]]></description>${extra}</item>`;
const feedOf = (...items: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>뉴스</title>${items.join('\n')}</channel></rss>`;
const FIVE = [1, 2, 3, 4, 5].map((i) => item(i));

async function titles(document: string | Uint8Array): Promise<string[]> {
  return (await read(document)).items.map(({ title }) => title);
}

const ALL = ['제목 1', '제목 2', '제목 3', '제목 4', '제목 5'];

describe('one wound costs at most the field it is in', () => {
  const whole = feedOf(...FIVE);
  it.each([
    ['a bare &', whole.replace('본문 3', '본문 & 3')],
    ['a bare & in a name', whole.replace('news.example/3', 'news.example/?a=1&b=3')],
    ['a bare <', whole.replace('<p>본문 3', '1 < 2 <3 본문')],
    ['an HTML tag', whole.replace('<description><![CDATA[<p>본문 3', '<description><br>본문<![CDATA[3')],
    ['a lost closing tag', whole.replace('3</p>]]></description>', '3</p>]]>')],
    ['a lost closing tag of an item', whole.replace('</item>', '')],
    ['a stray closing tag', whole.replace('<item><title>제목 3', '</b></div></item2><item><title>제목 3')],
    [
      'an attribute whose quote is never closed',
      whole.replace('<item><title>제목 3', '<enclosure url="http://a.example/>\n<item><title>제목 3'),
    ],
    [
      'a notice in front',
      `<br />\n<b>Notice</b>: Undefined index in <b>/var/feed.php</b> on line <b>3</b>\n${whole}`,
    ],
    ['blank lines in front', `\n\n  ${whole}`],
    ['a comment in front', `<!-- <rss> -->${whole}`],
    ['an HTML doctype in front', `<!DOCTYPE html>${whole}`],
    ['a lost root', whole.slice(whole.indexOf('<item>'))],
    ['NULs', whole.replace('본문 3', '본문\0\0 3')],
    ['a control character as a reference', whole.replace('본문 3', '본문&#1;&#x1F; 3')],
    ['an unknown entity', whole.replace('본문 3', '본문&nosuch; 3')],
    ['an empty item inside an item', whole.replace('<title>제목 3', '<item/><title>제목 3')],
    ['another case of a closing tag', whole.replace('제목 3</title>', '제목 3</TITLE>')],
    ['text after the end', `${whole}<script>track()</script>`],
    ['a byte order mark twice', `\ufeff\ufeff${whole}`],
  ])('%s', async (_, document) => {
    expect(await titles(document)).toEqual(ALL);
  });

  it('a CDATA section that is never closed ends with its field', async () => {
    const wounded = feedOf(...FIVE).replace('<p>본문 3</p>]]>', '<p>본문 3</p>');
    const { items } = await read(wounded);
    expect(items.map(({ title }) => title)).toEqual(ALL);
    expect(items[2]?.summaryHtml).toBe('<p>본문 3</p>');
  });

  it('a document that is cut off keeps what came before', async () => {
    const whole = feedOf(...FIVE);
    for (const length of [
      whole.indexOf('제목 4') + 2,
      whole.indexOf('본문 4') - 5,
      whole.lastIndexOf('<title') + 3,
    ]) {
      expect((await titles(whole.slice(0, length))).slice(0, 3)).toEqual(ALL.slice(0, 3));
    }
  });

  it('a copy of an item inside an extension element is no item', async () => {
    expect(await titles(feedOf(item(1, `<x:related>${item(9)}</x:related>`), item(2)))).toEqual([
      '제목 1',
      '제목 2',
    ]);
  });

  it('line ends become one kind', async () => {
    expect((await readItem('<description>a\r\nb\rc</description>')).summaryHtml).toBe('a\nb\nc');
  });
});

describe('damage to bytes', () => {
  it('one bad byte in a UTF-8 feed is one bad character', async () => {
    const bytes = Buffer.from(feedOf(...FIVE));
    bytes[bytes.indexOf(Buffer.from('본문 3')) + 1] = 0x20;
    const all = await titles(bytes);
    expect(all).toEqual(ALL);
  });

  it('gzip is unpacked, twice and cut off too', async () => {
    const packed = gzipSync(feedOf(...FIVE));
    expect(await titles(packed)).toEqual(ALL);
    expect(await titles(gzipSync(packed))).toEqual(ALL);
    expect((await titles(packed.subarray(0, packed.length - 30))).length).toBeGreaterThan(0);
  });

  it.each(SAMPLES.flatMap((sample) => sample.encodings.map((label) => ({ sample, label }))))(
    'a feed in $label is read in spite of a header that says ISO-8859-1',
    async ({ sample, label }) => {
      const bytes = iconv.encode(
        rssOf(sample, { declared: label }),
        label === 'iso-8859-1' ? 'windows-1252' : label,
      );
      expect(await titles(bytes)).toEqual(sample.titles);
      const { items } = await read(bytes, { contentType: 'text/xml; charset=ISO-8859-1' });
      expect(items.map(({ title }) => title)).toEqual(sample.titles);
    },
  );
});
