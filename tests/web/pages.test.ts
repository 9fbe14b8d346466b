import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markupOf, mistakesIn } from '../publish/markup.ts';
import { eventPath, openLibrary, type Library } from './library.ts';

let library: Library;
beforeAll(async () => {
  library = await openLibrary();
});
afterAll(() => library.close());

const get = async (path: string): Promise<{ status: number; html: string; headers: Headers }> => {
  const answer = await fetch(new URL(path, library.url));
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};
const eventOf = (query: string): Promise<string> => eventPath(library, query);
const allPaths = async (): Promise<string[]> => [
  '', 'timeline', 'timeline?category=un_obstruction', 'timeline?known=2026-10-01&from=2026-01-01&text=shells', 'search', 'search?q=shells&order=best', 'sent', 'coverage',
  await eventOf('type=arms_transfer'), await eventOf('category=forced_repatriation'), `documents/${library.documents.shells}`, `documents/${library.documents.returned}`, 'nowhere',
]; // prettier-ignore

describe('every page', () => {
  it('is valid HTML, loads and runs nothing but its style sheet, and escapes what sources wrote', async () => {
    for (const path of await allPaths()) {
      const { html, headers } = await get(path);
      const mistakes = await mistakesIn(html, 'page');
      // Titles are cut to what a tab shows; the rule counts the entities of the hostile one.
      expect([path, mistakes.filter((line) => !line.includes('long-title'))]).toEqual([path, []]);
      const { tags, attributes, hrefs } = markupOf(html);
      for (const tag of ['script', 'img', 'iframe', 'style', 'base']) expect(tags).not.toContain(tag);
      expect([...attributes].filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
      expect(hrefs.filter((href) => !/^(?:\/(?!\/)|#|https:\/\/example\.org\/)/u.test(href))).toEqual([]);
      expect(html).not.toMatch(/undefined|\[object|>null<|"null"|NaN/u);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'; form-action 'self'/u,
      );
    }
  });

  it('withholds what could give away a person', async () => {
    for (const path of [...(await allPaths()), 'search?q=Kim+Example', 'timeline?text=Kim']) {
      const { html } = await get(path);
      expect([
        path,
        html
          .replaceAll(/value="[^"]*"|in “[^”]*”|<title>[^<]*|Text<\/span> Kim/gu, '')
          .includes('Kim Example'),
      ]).toEqual([path, false]);
    }
    expect((await get(`documents/${library.documents.returned}`)).html).toContain('class="withheld"');
  });

  it('takes any query', async () => {
    for (const query of [
      '?page=9999999&known=2026-13-45&type=nonsense&order=;&lang=%00',
      '?text=%27%3B--&text=b',
      '?q=%FF%00%27%22&page=-1&lang=a&lang=b',
      '?supplier=%27&from=2026-02-31',
    ])
      for (const path of ['timeline', 'search', 'sent', 'coverage', 'events/1'])
        expect([path, query, (await get(path + query)).status < 500]).toEqual([path, query, true]);
  });
});

describe('reading', () => {
  it('filters and keeps the filters in the form and in chips', async () => {
    const { html } = await get('timeline?outlet=Gazette&supplier=KP');
    expect(html).toMatch(/<option value="Gazette" selected>/u);
    expect(html).toContain('Supplier</span> North Korea');
    expect(html).toMatch(/1 event\b/u);
    expect((await get('timeline?outlet=Nobody')).html).toContain('No event matches');
  });

  it('finds Korean, Russian stems and phrases, with the hit marked', async () => {
    expect((await get(`search?q=${encodeURIComponent('포탄')}`)).html).toMatch(/<mark>포탄<\/mark>/u);
    expect((await get(`search?q=${encodeURIComponent('"artillery shells" container')}`)).html).toContain(
      '<mark>containers</mark>',
    );
    expect((await get('search?q=shells+-Seoul')).html).toContain('0 found');
    expect((await get(`search?q=${encodeURIComponent('"shells artillery"')}`)).html).toContain('0 found');
  });

  it('shows a document with its mentions, rules and the hash of what was fetched', async () => {
    const { html } = await get(`documents/${library.documents.shells}`);
    expect(html).toMatch(/<mark>North Korea shipped 1,000 containers[^<]*<sup>/u);
    expect(html).toMatch(/Rule arms_transfer\.\w+/u);
    const [, sha = ''] = /SHA-256 ([0-9a-f]{64})/u.exec(html) ?? [];
    const snapshot = await get(`snapshots/${sha}`);
    expect(snapshot.html).toBe('<p>raw');
    expect(snapshot.headers.get('content-disposition')).toMatch(/^attachment/u);
    expect(snapshot.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('shows an event as it was known', async () => {
    const path = await eventOf('type=arms_transfer&outlet=Gazette');
    expect((await get(`${path}?known=2026-10-01`)).html).toContain('As known on <strong>1 October 2026');
    expect((await get(`${path}?known=2026-09-30`)).status).toBe(404);
    expect((await get('timeline?known=2026-09-30')).html).toContain('No event matches');
  });
});
