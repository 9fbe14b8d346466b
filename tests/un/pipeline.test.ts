import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { runOnce } from '../../src/run.ts';
import { timelineView } from '../../src/timeline.ts';
import type { EventView, StatementView } from '../../src/publish/event-view.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { asPdf } from './record-layout.ts';

const DAY = 'Wed, 17 Sep 2025 20:00:00 -0400';
const NOW = new Date('2025-09-18T12:00:00Z');

const rss = (items: string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><pubDate>${DAY}</pubDate>${items.join('')}</channel></rss>`;
const item = (title: string, link: string, description: string): string =>
  `<item><title>${title}</title><link>${link}</link><description>${description}</description><pubDate>${DAY}</pubDate></item>`;

const RELEASE = `<!doctype html><html lang="en"><head><title>Council Turns Down Measure on Northern Shipping</title></head><body><main>
<div>9961st Meeting (Resumption 1) (PM)</div><div>SC/16999</div><div>17 September 2025</div>
<article><h1>Security Council Turns Down Measure on Democratic People’s Republic of Korea</h1>
<p>The Security Council today failed to adopt a draft resolution on the Democratic People’s Republic of Korea, by a vote of 12 in favour to 2 against (China, Russian Federation), with 1 abstention (Pakistan).</p>
<h2>Statements</h2>
<p>ANNA HALVORSEN-REED (United States) said that North Korea had shipped artillery shells to the Russian Federation through the port of Rajin since the summer of last year, and that the ships had been seen at night by the monitors of eleven States.</p>
<p>PIOTR ZORIN (Russian Federation) denied that North Korea had supplied artillery shells to the Russian Federation.  Not one proof had been shown to the members of the Council in all these months, he said, and none would be.</p>
<p>The meeting began at 3:05 p.m. and ended at 6:20 p.m.</p></article></main></body></html>`;

/** The three sources of one meeting: the paper that tells it wrongly, the press release, the record. */
function pages(origin: string, pdf: Buffer): Record<string, [type: string, body: string | Buffer]> {
  const news = 'The United States vetoed a Security Council draft resolution on North Korea on Wednesday.';
  const rightNews =
    'Russia and China vetoed the draft resolution on North Korea on Wednesday, diplomats said.';
  return {
    '/news.xml': ['application/rss+xml', rss([item('Vote on North Korea at the UN', `${origin}/news/1`, news), item('Two vetoes on North Korea at the UN', `${origin}/news/2`, rightNews)])],
    '/news/1': ['text/html', `<html><body><article><h1>Vote on North Korea at the UN</h1><p>${news}</p></article></body></html>`],
    '/news/2': ['text/html', `<html><body><article><h1>Two vetoes on North Korea at the UN</h1><p>${rightNews}</p></article></body></html>`],
    '/press.xml': [
      'application/rss+xml',
      rss([
        item('Security Council: Live', `${origin}/en/blog/sc16999`, 'Live coverage'),
        item('Security Council Turns Down Measure', `${origin}/en/2025/sc16999.doc.htm`, 'It failed.'),
      ]),
    ],
    '/en/2025/sc16999.doc.htm': ['text/html; charset=utf-8', RELEASE],
    '/docs.xml': ['application/rss+xml', rss([item('S/PV.9961 (Resumption 1)', `${origin}/files/1.pdf`, 'VERBATIM RECORD')])],
    '/files/1.pdf': ['application/pdf', pdf],
  }; // prettier-ignore
}

const feed = (origin: string, id: string, kind: string): string =>
  `  - { id: ${id}, title: ${id}, url: '${origin}/${id}.xml', kind: ${kind}, lang: en, organisation: ${id}, enabled: true, interval: 1h, healthy: { silenceAfter: 30d } }\n`;

describe('one meeting in the pipeline', { timeout: 120_000 }, () => {
  let server: Server;
  let config: Config;
  let app: App;
  let events: readonly EventView[];

  beforeAll(async () => {
    const pdf = await asPdf();
    server = createServer((request, response) => {
      const page = pages(origin, pdf)[request.url ?? ''];
      response.writeHead(page ? 200 : 404, { 'content-type': page?.[0] ?? 'text/plain' });
      response.end(page?.[1] ?? 'none');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
    const words = '{ en: [dprk], ko: [북한], ru: [кндр], zh: [朝鲜], ja: [北朝鮮] }';
    const feeds = [feed(origin, 'news', 'rss'), feed(origin, 'press', 'un-press'), feed(origin, 'docs', 'un-documents')];
    config = await makeConfig('pglite', `prefilter: ${words}\nfeeds:\n${feeds.join('')}`, origin);
    app = await openTestApp(config, () => NOW);
    await runOnce(app, () => undefined);
    const everything = { from: null, to: null, categories: null, types: null, asKnownOn: null };
    ({ events } = await timelineView(app, everything));
  }, 120_000); // prettier-ignore
  afterAll(async () => {
    await app.close();
    server.close();
    removeData(config);
  });

  const statements = (): StatementView[] => events.flatMap((event) => event.statements);
  const telling = (part: string): StatementView =>
    statements().find(({ quote, outlet }) => outlet === 'news' && quote.includes(part)) ??
    expect.fail(`nothing tells "${part}"`);

  test('blog and release are one item; the record is another document of the same meeting', async () => {
    const items = await app.database.db.selectFrom('item').select(['symbol']).orderBy('symbol').execute();
    expect(items.map(({ symbol }) => symbol)).toEqual(['S/PV.9961 (Resumption 1)', 'SC/16999', null, null]);
    const meetings = await app.database.db
      .selectFrom('meeting')
      .select(['number', 'resumption', 'day', 'source'])
      .orderBy('source')
      .execute();
    expect(meetings).toEqual([
      { number: 9961, resumption: 1, day: '2025-09-17', source: 'press' },
      { number: 9961, resumption: 1, day: '2025-09-17', source: 'record' },
    ]);
  });

  test('a row derived from the meeting convicts the paper that came before it', () => {
    expect(telling('United States vetoed').record).toMatchObject({
      verdict: 'contradicts',
      review: 'derived',
      date: '2025-09-17',
      tally: { yes: 12, no: 2, abstain: 1 },
    });
    expect(telling('Russia and China vetoed').record).toMatchObject({ verdict: 'agrees' });
  });

  test('what was said in the meeting is said by who spoke, and cited by symbol', () => {
    const said = events
      .filter(({ type }) => type === 'arms_transfer')
      .flatMap((event) => event.statements.filter(({ outlet }) => outlet === 'press'));
    expect(said.map(({ sourceActor, status }) => `${sourceActor}: ${status}`).toSorted()).toEqual([
      'Russia: denied',
      expect.stringMatching(/^United States: (?!denied)/u),
    ]);
    expect(said[0]?.citation).toEqual({ symbol: 'SC/16999', page: null, paragraph: null });
  });

  test('the pages of the record are known', async () => {
    const record = await app.database.db
      .selectFrom('document')
      .select(['pages', 'text'])
      .where('symbol', 'like', 'S/PV%')
      .executeTakeFirstOrThrow();
    const [, second = 0] = record.pages ?? [];
    expect(record.text.slice(second)).toMatch(/^The meeting resumed at 3.05 p.m./u);
  });
});
