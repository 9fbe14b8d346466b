import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { RecordNote } from '../../src/model.ts';
import { runOnce } from '../../src/run.ts';
import { derivedRows, storeVotes } from '../../src/store/meetings.ts';
import { coverageBetween } from '../../src/store/feed-coverage.ts';
import { feedStates } from '../../src/store/feeds.ts';
import { timelineView } from '../../src/timeline.ts';
import { watched } from '../../src/watched.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { addDerived } from '../../src/un/vote.ts';
import { DPRK, marc, oai, table } from './vote-samples.ts';

const NOW = new Date('2031-05-28T12:00:00Z');
const DAY = 'Tue, 27 May 2031 09:00:00 +0000';
/** China abstained, Russia alone voted no. */
const VOTE = marc('S/2031/255', 'ANYYYYYYYYYYYYY', ['13', '1', '1']);
const TABLE = table(
  ['S/PV.11051', DPRK, 'S/RES/2997 (2031)<br>15-0-0'],
  ['S/PV.11049', 'The situation in Mali', 'S/RES/2996 (2031)<br>15-0-0'],
);
const NEWS = [
  'China vetoed draft resolution S/2031/255 on Monday.',
  'Russia vetoed draft resolution S/2031/255 on Monday.',
  'Russia voted against resolution S/RES/2997 (2031).',
];

/** How often the archive that goes round in a circle was asked. */
let asked = 0;
let server: Server;
let config: Config;
let app: App;

const feed = (origin: string, id: string, kind: string, path: string): string =>
  `  - { id: ${id}, title: ${id}, url: '${origin}${path}', kind: ${kind}, lang: en, organisation: ${id}, enabled: true, interval: 1h, healthy: { silenceAfter: 30d, minItems: 0 } }\n`;

beforeAll(async () => {
  const pages = (origin: string): Record<string, [type: string, body: string]> => ({
    '/news.xml': [
      'application/rss+xml',
      `<rss version="2.0"><channel><title>t</title>${NEWS.map((text, at) => `<item><title>Vote in New York (${at})</title><link>${origin}/news/${at}</link><description>${text}</description><pubDate>${DAY}</pubDate></item>`).join('')}</channel></rss>`,
    ],
    ...Object.fromEntries(
      NEWS.map((text, at): [string, [string, string]] => [
        `/news/${at}`,
        ['text/html', `<html><body><article><h1>Vote in New York (${at})</h1><p>${text}</p></article></body></html>`],
      ]),
    ),
    '/oai2d': ['text/xml', oai([VOTE])],
    '/circle': ['text/xml', oai([VOTE], `token-${asked}`)],
    '/lost-token': ['text/xml', '<OAI-PMH><error code="badResumptionToken"/></OAI-PMH>'],
    '/meetings-2031.html': ['text/html', TABLE],
  }); // prettier-ignore
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', origin);
    if (pathname === '/circle') asked += 1;
    if (pathname === '/busy') return response.writeHead(503).end();
    const page = pages(origin)[pathname];
    response.writeHead(page ? 200 : 404, { 'content-type': page?.[0] ?? 'text/plain' });
    return response.end(page?.[1] ?? 'none');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const feeds = [
    feed(origin, 'news', 'rss', '/news.xml'),
    feed(origin, 'library', 'un-library', '/oai2d?verb=ListRecords&metadataPrefix=marcxml'),
    feed(origin, 'circle', 'un-library', '/circle?verb=ListRecords&metadataPrefix=marcxml'),
    feed(origin, 'busy', 'un-library', '/busy?verb=ListRecords&metadataPrefix=marcxml'),
    feed(origin, 'lost', 'un-library', '/lost-token?verb=ListRecords&metadataPrefix=marcxml'),
    feed(origin, 'meetings', 'un-meetings', '/meetings-YYYY.html'),
  ];
  config = await makeConfig('pglite', `feeds:\n${feeds.join('')}`, origin);
  app = await openTestApp(config, () => NOW);
  await runOnce(app, () => undefined);
}, 120_000);
afterAll(async () => {
  await app.close();
  server.close();
  removeData(config);
});

test('vote records and yearly tables that feeds bring become rows that are not yet reviewed', async () => {
  const rows = await derivedRows(app.database.db);
  const told = addDerived([], rows); // an archive that goes round in a circle tells the same vote again
  expect(told.map(({ id, kind, review, evidence }) => ({ id, kind, review, evidence }))).toEqual([
    {
      id: '2031-05-26-11048-s-2031-255',
      kind: 'veto',
      review: 'derived',
      evidence: 'vote record of the UN Digital Library',
    },
    {
      id: '2031-05-26-11051-s-res-2997-2031',
      kind: 'decision',
      review: 'derived',
      evidence: 'yearly table of meetings',
    },
  ]);
});

test('news that came before them, and only cite the symbol, are compared with them', async () => {
  const everything = { from: null, to: null, categories: null, types: null, asKnownOn: null };
  const { events } = await timelineView(app, everything);
  const told = new Map<string, RecordNote['verdict'] | undefined>(
    events.flatMap(({ statements }) => statements.map(({ quote, record }) => [quote, record?.verdict])),
  );
  expect(Object.fromEntries(told)).toEqual({
    [NEWS[0] ?? '']: 'contradicts',
    [NEWS[1] ?? '']: 'agrees',
    [NEWS[2] ?? '']: 'contradicts',
  });
});

test('an archive in trouble is asked again, and the pages of the sources say what the trouble is', async () => {
  expect(asked).toBe(2);
  const states = await feedStates(app.database.db);
  const errors = states.map(({ feed_id, last_error }) => [feed_id, last_error]);
  expect(Object.fromEntries(errors)).toMatchObject({
    circle: null,
    busy: expect.stringContaining('503'),
    lost: 'the resumption token is no longer known',
    library: null,
  });
  const retry = states.find(({ feed_id }) => feed_id === 'busy')?.next_due ?? '';
  expect(Date.parse(retry) - NOW.getTime()).toBeGreaterThanOrEqual(15_000);
  const to = new Date(NOW.getTime() + 1).toISOString();
  const { dropped } = await coverageBetween(
    app.database.db,
    watched(app.catalog),
    '2031-05-28T00:00:00.000Z',
    to,
  );
  expect(JSON.stringify(dropped)).toContain('pages repeated themselves');
});

test('the same votes at the next poll change nothing; a corrected one is stored anew', async () => {
  const rows = await derivedRows(app.database.db);
  const [veto = expect.fail('there is a veto')] = rows.filter(({ kind }) => kind === 'veto');
  const library = [veto];
  const { types } = app.councilRecord;
  const store = (stored: typeof rows) =>
    app.database.transaction((trx) => storeVotes(trx, 'library', stored, types, NOW));
  expect(await store(library)).toBe(0);
  const corrected = library.map((row) => ({ ...row, tally: { yes: 12, no: 1, abstain: 2 } }));
  expect(await store(corrected)).toBe(1);
  expect(await derivedRows(app.database.db)).toHaveLength(rows.length);
});
