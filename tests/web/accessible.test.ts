/** Every kind of page before axe: light and dark, on a telephone and on a desk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '../harness/axe.ts';
import { chromium, startBrowser, type Browser } from '../harness/browser.ts';
import { eventPath, openLibrary, fillLists, type Library } from './library.ts';

const binary = chromium();
const WIDTHS = [360, 1_280] as const;

describe.skipIf(binary === null)('axe', () => {
  let library: Library;
  let browser: Browser;

  beforeAll(async () => {
    library = await openLibrary();
    await fillLists(library);
    browser = await startBrowser(binary ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await library.close();
  });

  const sentPath = async (kind: 'digests' | 'alerts'): Promise<string> => {
    const html = await (await fetch(new URL('sent', library.url))).text();
    return new RegExp(`href="(/${kind}/[^"]+)"`, 'u').exec(html)?.[1] ?? expect.fail(`no ${kind}`);
  };
  const askingPaths = (event: string): string[] => {
    const { links } = library.app;
    return [
      links.urlOf(library.url, { do: 'acknowledge', subscriber: 'reader', event }),
      links.urlOf(library.url, { do: 'judge', subscriber: 'reader', event, verdict: 'wrong' }),
      links.urlOf(library.url, { do: 'unsubscribe', subscriber: 'reader' }),
    ];
  };

  it('finds nothing wrong with any page', { timeout: 300_000 }, async () => {
    const event = await eventPath(library, 'type=arms_transfer&outlet=Gazette');
    const { shells, returned } = library.documents;
    const paths = [
      '/', '/timeline', '/timeline?page=2', '/timeline?category=sanctions_evasion&status=reported&text=shells&known=2026-10-01', '/timeline?outlet=Nobody',
      event, `${event}?known=2026-10-01`, await eventPath(library, 'category=forced_repatriation&order=newest'), `/documents/${shells}`, `/documents/${returned}`,
      '/search', '/search?q=shells', '/search?q=nowhere', '/search?q=%22', '/sent', await sentPath('digests'), await sentPath('alerts'),
      '/coverage', '/nowhere', '/events/1000000', ...askingPaths(event.slice('/events/'.length)),
    ]; // prettier-ignore
    for (const path of paths) {
      await browser.page.open(new URL(path, library.url).href);
      for (const width of WIDTHS)
        for (const dark of [false, true]) {
          await browser.page.look({ width, dark });
          const violations = await violationsOn(browser.page);
          expect.soft({ path, width, dark, violations }).toEqual({ path, width, dark, violations: [] });
        }
    }
  });

  it('would find it', async () => {
    const { page } = browser;
    await page.open(new URL('timeline', library.url).href);
    expect(await violationsOn(page)).toEqual([]);
    await page.evaluate(`document.querySelector('h1').remove();
      document.querySelector('input[name=text]').closest('label').replaceWith(document.querySelector('input[name=text]'));
      document.querySelector('.lead').style.color = '#ccc'; document.querySelector('.lead').style.background = '#fff'; undefined`);
    const rules = (await violationsOn(page)).map((each) => each.split(':')[0]);
    expect(rules).toEqual(expect.arrayContaining(['color-contrast', 'label', 'page-has-heading-one']));
  });
});
