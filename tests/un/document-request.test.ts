import { describe, expect, test } from 'vitest';
import { documentRequest, noDocument, otherLanguage } from '../../src/document-request.ts';
import { judgePage, pageStarts } from '../../src/reading.ts';
import type { Extracted } from '../../src/model.ts';
import { feedOf } from '../sources/helpers.ts';

describe('the request for a document', () => {
  const item = { url: 'https://docs.un.org/S/2024/10/Rev.1', symbol: 'S/2024/10/Rev.1' };

  test('a viewer’s page is passed over: the file is asked for by symbol, in the language of its list', () => {
    const { http, language } = documentRequest(item, feedOf({ lang: 'ru' }));
    expect(http.url).toBe('https://documents.un.org/api/symbol/access?s=S%2F2024%2F10%2FRev.1&l=ru&t=pdf');
    expect(http.headers).toEqual({ accept: 'application/pdf', referer: 'https://docs.un.org/' });
    expect(language).toBe('ru');
    expect(documentRequest(item, feedOf({ lang: 'ko' })).language).toBe('en'); // no language of the UN
    expect(documentRequest(item, null).language).toBe('en');
  });

  test('the capitals of its Location are no address; other hosts keep theirs', () => {
    const { http } = documentRequest(item, null);
    const moved = (url: string): string | undefined => http.mapRedirect?.(new URL(url)).href;
    expect(moved('https://documents.un.org/doc/UNDOC/GEN/N24/080/81/PDF/N2408081.PDF')).toBe(
      'https://documents.un.org/doc/undoc/gen/n24/080/81/pdf/n2408081.pdf',
    );
    expect(moved('https://elsewhere.example/Doc/A.PDF')).toBe('https://elsewhere.example/Doc/A.PDF');
  });

  test('every other address is asked for as it stands', () => {
    const page = { url: 'https://press.un.org/en/2024/sc15648.doc.htm', symbol: 'SC/15648' };
    expect(documentRequest(page, null)).toEqual({ http: { url: page.url, kind: 'page' }, language: null });
    const file = { url: 'https://digitallibrary.un.org/record/1/files/a.PDF', symbol: 'S/2024/1' };
    expect(documentRequest(file, null).http.kind).toBe('document');
  });
});

describe('what a 200 can hide', () => {
  const answer = (text: string, path = '/doc/undoc/gen/n24/1.pdf') => ({
    bytes: new TextEncoder().encode(text),
    finalUrl: `https://documents.un.org${path}`,
  });

  test.each([
    ['a PDF', answer('%PDF-1.7\n...'), null],
    ['a PDF behind a blank line', answer('\r\n%PDF-1.4'), null],
    [
      'the application page',
      answer('<!doctype html><title>%PDF</title>'),
      'a web page in place of the document',
    ],
    ['an empty body', answer(''), 'symbol reserved, nothing published'],
    ['a body of blanks', answer(' \n'), 'symbol reserved, nothing published'],
    ['the error page', answer('<html>', '/error'), 'no such symbol'],
  ])('%s', (_, fetched, reason) => {
    expect(noDocument(fetched)?.reason ?? null).toBe(reason);
  });

  test('a reserved symbol is asked for again, a typing error is not', () => {
    expect(noDocument(answer(''))?.again).toBe(true);
    expect(noDocument(answer('', '/error'))?.again).toBe(false);
  });

  test('English where another language was asked for', () => {
    expect(otherLanguage('ru', 'en')).toBe('en in place of ru');
    expect(otherLanguage('zh', 'zh-Hant')).toBeNull();
    expect(otherLanguage('en', null)).toBeNull();
  });
});

test.each(['scanned', 'encrypted'])('a %s PDF gives no text, and says why', (flag) => {
  const pdf: Extracted = {
    title: null,
    byline: null,
    published: null,
    publishedFrom: null,
    text: 'Page 1',
    lang: null,
    canonical: null,
    flags: [flag],
    pages: ['Page 1'],
  };
  expect(judgePage(pdf, '')).toEqual({ kind: 'feed', reason: `refused: ${flag} PDF, no text`, again: false });
});

test('pages begin where their text does, also inside a paragraph or a word', () => {
  const pages = ['One. Two be', 'gins here.', '', 'Three goes', 'on.'];
  const text = 'One. Two begins here.\n\nThree goes on.';
  expect(pageStarts(text, pages).map((start, index) => text.slice(start, start + 3) + index)).toEqual([
    'One0',
    'gin1',
    'Thr2',
    'Thr3',
    'on.4',
  ]);
});
