/** Reading, filtering and searching in a real browser: by keyboard alone, with scripts switched off, at every width. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, startBrowser, type Browser, type Page } from '../harness/browser.ts';
import { eventPath, fillLists, openLibrary, type Library } from './library.ts';

const binary = chromium();

describe.skipIf(binary === null)('in Chromium', () => {
  let library: Library;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    library = await openLibrary();
    await fillLists(library);
    browser = await startBrowser(binary ?? '');
    page = browser.page;
  });
  afterAll(async () => {
    await browser.close();
    await library.close();
  });

  const at = (path: string): string => new URL(path, library.url).href;
  const texts = async (selector: string): Promise<string[]> =>
    stringsOf(
      await page.evaluate(
        `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.textContent.trim())`,
      ),
    );
  const address = async (): Promise<string> =>
    String(await page.evaluate('location.pathname + location.search'));
  /** Tabs on until the element that a selector names has the focus. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.press('Tab');
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    throw new Error(`the Tab key does not reach ${selector}`);
  };

  it('is read, filtered and searched by keyboard alone', async () => {
    await page.open(at('/'));
    await page.press('Tab');
    expect(await texts(':focus')).toEqual(['Skip to the content']);
    await tabTo('nav a[href="/timeline"]');
    await page.followKey('Enter');
    await tabTo('input[name=text]');
    await page.type('shells');
    await tabTo('select[name=supplier]');
    await page.type('N'); // North Korea, by its first letter
    await tabTo('form[action="/timeline"] button');
    expect(await page.evaluate(FOCUS_IS_SEEN)).toBe(true);
    await page.followKey('Enter');
    expect(await address()).toMatch(/text=shells.*supplier=KP/u);
    expect(await texts('.chips a')).toEqual([
      expect.stringContaining('shells'),
      expect.stringContaining('North Korea'),
    ]);
    await tabTo('article.event .headline a');
    await page.followKey('Enter');
    expect(await address()).toMatch(/^\/events\/\d+$/u);
    await tabTo('.statements .headline a');
    await page.followKey('Enter');
    expect(await address()).toMatch(/^\/documents\/\d+$/u);
    await tabTo('nav a[href="/search"]');
    await page.followKey('Enter');
    await tabTo('main input[name=q]');
    await page.type('포탄');
    await page.followKey('Enter');
    expect(await texts('mark')).toContain('포탄');
    expect(page.complaints).toEqual([]);
  });

  it('has every filter at hand without a script, all in one address, kept over the pages', async () => {
    const view = { width: 360, scripts: false };
    await page.open(at('/timeline'), view);
    expect(await page.isShown('#more')).toBe(false);
    await page.open(at('/timeline?order=newest#more'), view); // another address, or nothing would be loaded
    expect(await page.isShown('#more')).toBe(true);
    const filters =
      'category=sanctions_evasion&type=arms_transfer&status=reported&supplier=KP&recipient=RU&lang=en&from=2023-01-01&to=2026-12-31&text=containers&order=oldest';
    await page.open(at(`/timeline?${filters}`), view);
    await page.open(at(`/timeline?${filters}&place=Rajin&facilitator=RU&outlet=Gazette`), view);
    expect(await page.isShown('#more')).toBe(true);
    expect(await texts('.chips a')).toHaveLength(12);
    await page.open(at('/timeline?known=2026-10-01&category=sanctions_evasion&page=2'), view);
    const next = stringsOf([
      await page.evaluate(`document.querySelector('a[rel=prev]').getAttribute('href')`),
    ]);
    expect(next).toEqual(['/timeline?known=2026-10-01&category=sanctions_evasion']);
  });

  it('stays beside what it filters', async () => {
    await page.open(at('/timeline'), { width: 1_280 });
    await page.evaluate('scrollTo(0, 3000)');
    const box = await page.evaluate(`document.querySelector('.filters').getBoundingClientRect().top`);
    expect(Number(box)).toBeGreaterThanOrEqual(0);
    expect(Number(box)).toBeLessThan(100);
  });

  it('shows an event and the timeline as they were known', async () => {
    const event = await eventPath(library, 'type=arms_transfer&outlet=Gazette');
    await page.open(at(event));
    await page.evaluate(`document.querySelector('.known input').value = '2026-10-01'`);
    await page.follow(`document.querySelector('.known button').click()`);
    expect(await texts('.banner')).toEqual([expect.stringContaining('As known on 1 October 2026')]);
    await page.open(at('/timeline?known=2026-09-30&outlet=Gazette'));
    expect(await texts('#events ~ p')).toEqual([expect.stringContaining('No event matches')]);
  });

  it('fits every width and a sheet of paper, and asks for nothing elsewhere', async () => {
    const paths = ['/', '/timeline', '/timeline?text=nothing', '/search?q=shells', '/sent', '/coverage', '/nowhere', await eventPath(library, 'type=arms_transfer&outlet=Gazette'), `/documents/${library.documents.shells}`]; // prettier-ignore
    const views = [{ width: 360, dark: true }, { width: 768 }, { width: 1_280 }, { width: 1_600 }, { width: 720, print: true }]; // prettier-ignore
    for (const path of paths)
      for (const view of views) {
        await page.open(at(path), view);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect({ path, view, width }).toEqual({ path, view, width: view.width });
        expect([path, page.complaints.filter((text) => !text.includes('404'))]).toEqual([path, []]);
        const elsewhere = page.requests.filter(
          (url) => !url.startsWith(library.url) && !url.startsWith('data:'),
        );
        expect(elsewhere).toEqual([]);
        if (view.print) expect(await page.isShown('.masthead nav')).toBe(false);
      }
  });
});

/** A ring around what has the focus, so that one sees where one is. */
const FOCUS_IS_SEEN = `getComputedStyle(document.activeElement).outlineStyle === 'solid' && parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2`;

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
