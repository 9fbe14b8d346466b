import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NotAFeedError, parseFeed, type Lookalike } from '../../src/feeds/index.ts';

async function refusal(document: string | Uint8Array, maxBytes?: number): Promise<NotAFeedError> {
  const bytes = typeof document === 'string' ? Buffer.from(document) : document;
  const error: unknown = await parseFeed(bytes, maxBytes === undefined ? {} : { maxBytes }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NotAFeedError)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
  return error;
}

describe('NotAFeedError says what came instead', () => {
  const cases: readonly [document: string | Uint8Array, looksLike: Lookalike, message: string][] = [
    ['', 'empty', 'not a feed: an empty body'],
    [' \n\ufeff ', 'empty', 'not a feed: an empty body'],
    [
      '<!DOCTYPE html><html><head><title>뉴스 &amp; 속보</title></head></html>',
      'html',
      'not a feed: an HTML page titled "뉴스 & 속보"',
    ],
    [
      '<html><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x"></script>',
      'challenge',
      'not a feed: an HTML page titled "Just a moment..." that keeps programs out (a bot check)',
    ],
    [
      '<html>Access Denied</html>',
      'challenge',
      'not a feed: an HTML page that keeps programs out (a bot check)',
    ],
    [`<html><script src="captcha.js"></script>${'<p>'.repeat(10_000)}`, 'html', 'not a feed: an HTML page'],
    [
      '<html><body>Проверка браузера</body></html>',
      'challenge',
      'not a feed: an HTML page that keeps programs out (a bot check)',
    ],
    ['<html><body><feed>x</feed></body></html>', 'html', 'not a feed: an HTML page'],
    ['%PDF-1.7 \u00e2', 'pdf', 'not a feed: a PDF document'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'image', 'not a feed: a PNG image'],
    ['PK\u0003\u0004', 'archive', 'not a feed: a ZIP archive'],
    ['{"error":"rate limit"}', 'json', 'not a feed: JSON of another kind'],
    ['[]', 'json', 'not a feed: JSON of another kind'],
    ['<?xml version="1.0"?><urlset><url/></urlset>', 'xml', 'not a feed: XML of another kind, <urlset>'],
    ['Too many requests', 'text', 'not a feed: text that begins "Too many requests"'],
    [
      Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00]),
      'binary',
      'not a feed: broken gzip data (unknown header flags set)',
    ],
  ];
  it.each(cases)('%.60s', async (document, looksLike, message) => {
    expect(await refusal(document)).toMatchObject({ looksLike, message });
  });

  it('a document above the limit, packed or not', async () => {
    const message = 'not a feed: more than the 1 MB that are allowed';
    const large = Buffer.alloc(1_100_000, ' ');
    expect(await refusal(large, 1_048_576)).toMatchObject({ looksLike: 'too-large', message });
    expect(await refusal(gzipSync(large), 1_048_576)).toMatchObject({ looksLike: 'too-large', message });
  });
});
