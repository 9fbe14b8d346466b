import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { indexWaiting } from '../../src/search/indexing.ts';
import { startWeb, type WebServer } from '../../src/web/server.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { chromium, startBrowser, type Browser } from '../harness/browser.ts';
import { tell } from '../harness/tell.ts';
import { startWorld, type World } from '../harness/world.ts';
import { markupOf, mistakesIn } from '../publish/markup.ts';

const HOSTILE = '</h4><script>alert(1)</script><img src=x onerror=alert(1)>';
const SHELLS =
  'North Korea shipped 1,000 containers of artillery shells to Russia on 12 September 2026, Seoul’s spy agency said.';
const RETURNED =
  'China forcibly returned the North Korean refugee Kim Example to North Korea in August 2026. Kim Example is 31, a rights group said.';
const KOREAN = '북한이 러시아에 포탄을 실은 컨테이너 1만개를 보냈다고 국가정보원이 2026년 9월 밝혔다.';

let app: App;
let world: World;
let web: WebServer;
let documents: { shells: number; returned: number };

beforeAll(async () => {
  world = await startWorld(1, 1, new Date());
  app = await openTestApp(
    await makeConfig('pglite', world.feedsYaml, world.origin),
    () => new Date('2026-10-01T09:00:00Z'),
  );
  documents = {
    shells: await tell(app, {
      outlet: 'Gazette',
      title: `Shells ${HOSTILE}`,
      text: `${SHELLS}\n\n${HOSTILE}`,
      page: '<p>raw',
    }),
    returned: await tell(app, { outlet: 'Courier', title: 'Kim Example sent back', text: RETURNED }),
  };
  await tell(app, { outlet: '강변일보', title: '국정원 "포탄 컨테이너 1만개"', text: KOREAN, lang: 'ko' });
  await indexWaiting(app);
  web = await startWeb(app);
});
afterAll(async () => {
  await web.close();
  await world.close();
  await app.close();
  removeData(app.config);
});

const get = async (path: string): Promise<{ status: number; html: string; headers: Headers }> => {
  const answer = await fetch(new URL(path, web.url));
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};
const eventOf = async (query: string): Promise<string> =>
  /href="(\/events\/\d+)"/u.exec((await get(`timeline?${query}`)).html)?.[1] ??
  expect.fail(`no event for ${query}`);
const allPaths = async (): Promise<string[]> => [
  '', 'timeline', 'timeline?category=un_obstruction', 'timeline?known=2026-10-01&from=2026-01-01&text=shells', 'search', 'search?q=shells&order=best', 'sent', 'coverage',
  await eventOf('type=arms_transfer'), await eventOf('category=forced_repatriation'), `documents/${documents.shells}`, `documents/${documents.returned}`, 'nowhere',
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
    expect((await get(`documents/${documents.returned}`)).html).toContain('class="withheld"');
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
    const { html } = await get(`documents/${documents.shells}`);
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

const binary = chromium();
describe.skipIf(binary === null)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser(binary ?? '');
  });
  afterAll(() => browser.close());

  it('filters and searches without a script, by keyboard', async () => {
    const { page } = browser;
    await page.open(`${web.url}search`);
    await page.evaluate(
      `document.querySelector('main input[name=q]').focus(); document.activeElement.value = '포탄'`,
    );
    await page.follow(`document.querySelector('main form').requestSubmit()`);
    expect(await page.evaluate(`document.querySelector('mark').textContent`)).toBe('포탄');
    await page.follow(`document.querySelector('#documents ~ article h3 a').click()`);
    expect(await page.evaluate('location.pathname')).toMatch(/^\/documents\/\d+$/u);
    await page.open(`${web.url}timeline`);
    await page.evaluate(`document.querySelector('select[name=outlet]').value = 'Gazette'`);
    await page.follow(`document.querySelector('.filters button').click()`);
    expect(await page.evaluate(`document.querySelectorAll('article.event').length`)).toBe(1);
    await page.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.follow(`document.querySelector('article.event h4 a').click()`);
    expect(await page.evaluate(`document.querySelector('h1').textContent`)).toContain('North Korea');
    expect(page.complaints).toEqual([]);
  });

  it('fits every width, in light and dark, asks for nothing elsewhere and names every control', async () => {
    const { page } = browser;
    for (const path of await allPaths()) {
      for (const [width, dark] of [
        [360, true],
        [1_600, false],
      ] as const) {
        await page.open(new URL(path, web.url).href, { width, dark });
        expect([path, width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
          path,
          width,
          width,
        ]);
        expect([path, page.complaints.filter((text) => !text.includes('404'))]).toEqual([path, []]);
        expect(page.requests.filter((url) => !url.startsWith(web.url) && !url.startsWith('data:'))).toEqual(
          [],
        );
        expect([path, await page.evaluate(FAINT)]).toEqual([path, []]);
      }
      const nameless = (await page.accessible()).filter(
        ({ role, name }) => CONTROLS.has(role) && name.trim() === '',
      );
      expect([path, nameless]).toEqual([path, []]);
    }
  });
});

const CONTROLS = new Set([
  'link',
  'button',
  'textbox',
  'searchbox',
  'combobox',
  'Date',
  'region',
  'navigation',
  'heading',
  'search',
]);
/** Texts whose contrast with what is behind them is below 4.5 (WCAG 2.2, AA). */
const FAINT = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = parse(getComputedStyle(each).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((element) => element.offsetParent !== null)
    .filter((element) => {
      const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
    }).map((element) => element.outerHTML.slice(0, 120));
})()`;
