import { describe, expect, test } from 'vitest';
import {
  createBackfillWalker,
  feedRequest,
  parseCursor,
  readSource,
  type Cursor,
} from '../../src/sources/index.ts';
import { clientFor, serve } from '../http/servers.ts';
import { feedOf, readFixture } from './helpers.ts';

const LIBRARY = {
  kind: 'un-library',
  url: 'https://library.example/oai2d?verb=ListRecords&metadataPrefix=marcxml',
  healthy: { silenceAfter: '30d', minItems: 0 },
  backfill: { kind: 'oai' },
};
const BASE = LIBRARY.url.replace('https://library.example', '');

describe('an answer of the archive', () => {
  test('records become documents by symbol; deleted ones and parts of others are counted', async () => {
    const { items, entries, skipped, next } = await readFixture('un-library-1.xml', LIBRARY);
    expect(items).toMatchObject([
      {
        guid: 'oai:library.example:7000001',
        url: 'https://docs.un.org/en/S/2026/701',
        sharedId: 'un-document:S/2026/701',
        symbol: 'S/2026/701',
        title: 'S/2026/701: Ships at anchor : a report with a sample title',
        documentKind: 'REPORT',
        published: '2026-08-28T00:00:00.000Z',
        tags: ["DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", 'SANCTIONS & SHIPPING'],
      },
      { symbol: 'A/C.3/81/L.99', published: '2026-09-01T00:00:00.000Z' },
    ]);
    expect({ entries, skipped }).toEqual({ entries: 4, skipped: { deleted: 1, 'speech or vote': 1 } });
    expect(next).toBe('https://library.example/oai2d?verb=ListRecords&resumptionToken=tok-2%2Fabc%2Bd%3D');
  });

  test('letters that a copy spoilt are mended', async () => {
    const { items } = await readFixture('un-library-1.xml', LIBRARY);
    expect(items[1]?.title).toBe('A/C.3/81/L.99: Rapport de Türkiye et du Bénin : projet');
  });

  const read = (body: string) =>
    readSource(feedOf(LIBRARY), {
      bytes: new TextEncoder().encode(body),
      url: LIBRARY.url,
      contentType: 'text/xml',
    });
  const error = (code: string): string => `<OAI-PMH><error code="${code}">so it is</error></OAI-PMH>`;

  test('nothing changed is no failure; a page that is no archive is one', async () => {
    expect(await read(error('noRecordsMatch'))).toMatchObject({
      ok: true,
      reading: { items: [], next: null },
    });
    expect(await read(error('badResumptionToken'))).toMatchObject({ ok: false, reason: 'broken-token' });
    expect(await read(error('badArgument'))).toMatchObject({ ok: false, reason: 'unreadable' });
    expect(await read('<html><body>Checking your browser</body></html>')).toMatchObject({ ok: false });
  });
});

test('a poll asks for the last days only', () => {
  const { url, kind } = feedRequest(feedOf(LIBRARY), new Date('2026-09-03T04:00:00Z'));
  expect(url).toBe(`${LIBRARY.url}&from=2026-09-01&until=2026-09-03`);
  expect(kind).toBe('feed');
});

const record = (id: number): string =>
  `<record><header><identifier>id-${id}</identifier></header><metadata><record><datafield tag="191"><subfield code="a">S/2026/${id}</subfield></datafield><datafield tag="245"><subfield code="a">Title ${id}</subfield></datafield></record></metadata></record>`;
const list = (ids: number[], token = ''): string =>
  `<OAI-PMH><ListRecords>${ids.map(record).join('')}<resumptionToken>${token}</resumptionToken></ListRecords></OAI-PMH>`;

/** Walks an archive whose answers `answer` gives by query, as the worker does. */
async function walk(from: string, to: string, answer: (query: URLSearchParams) => string) {
  const server = await serve((request, response) =>
    response.end(answer(new URL(request.url ?? '/', 'http://x').searchParams)),
  );
  const feed = feedOf({ ...LIBRARY, url: `${server.origin}${BASE}` });
  const walker = createBackfillWalker(feed) ?? expect.fail('no walker');
  const http = clientFor([server]);
  const queries: string[] = [];
  const guids: string[] = [];
  let failure: string | null = null;
  let cursor: Cursor | null = walker.first(from, to);
  for (let step = 0; cursor && step < 40; step += 1) {
    cursor = parseCursor(JSON.parse(JSON.stringify(cursor))); // as a table would keep it
    const request = walker.request(cursor);
    expect(request.minIntervalMs).toBe(5_000); // the archive's crawl delay
    queries.push(new URL(request.url).search.replace('?verb=ListRecords', ''));
    const answered = await http.get({ ...request, minIntervalMs: 0 });
    if (answered.outcome !== 'ok') throw new Error(answered.outcome);
    const fetched = { bytes: answered.bytes, url: answered.finalUrl, contentType: null };
    const result = await walker.next(cursor, fetched);
    guids.push(...result.items.map(({ guid }) => guid));
    ({ cursor, failure } = result);
  }
  return { queries, guids, failure };
}

describe('the walk through the archive', () => {
  test('month by month, the newest first, each along its tokens', async () => {
    const { queries, guids, failure } = await walk('2026-07-20', '2026-09-03', (query) => {
      if (query.get('resumptionToken') === 'b') return list([3]);
      return query.get('until') === '2026-09-03' ? list([1, 2], 'b') : list([4]);
    });
    expect(queries).toEqual([
      '&metadataPrefix=marcxml&from=2026-08-05&until=2026-09-03',
      '&resumptionToken=b',
      '&metadataPrefix=marcxml&from=2026-07-20&until=2026-08-04',
    ]);
    expect(guids).toEqual(['id-1', 'id-2', 'id-3', 'id-4']);
    expect(failure).toBeNull();
  });

  test('a token that is no longer known begins its window anew, and again', async () => {
    let broken = 2;
    const { guids, failure } = await walk('2026-09-01', '2026-09-03', (query) => {
      if (!query.has('resumptionToken')) return list([1], 'b');
      broken -= 1;
      return broken >= 0 ? '<OAI-PMH><error code="badResumptionToken"/></OAI-PMH>' : list([2]);
    });
    expect(guids.toSorted()).toEqual(['id-1', 'id-1', 'id-1', 'id-2']); // the store knows an item that comes again
    expect(failure).toBeNull();
  });

  test('a token that is never known ends the walk with a reason', async () => {
    const { queries, failure } = await walk('2026-09-01', '2026-09-03', (query) =>
      query.has('resumptionToken') ? '<OAI-PMH><error code="badResumptionToken"/></OAI-PMH>' : list([1], 'b'),
    );
    expect(queries).toHaveLength(8);
    expect(failure).toBe('the resumption token is no longer known');
  });

  test('pages that repeat themselves end their window', async () => {
    let asked = 0;
    const { queries } = await walk('2026-09-01', '2026-09-03', () => list([1, 2], `token-${(asked += 1)}`));
    expect(queries).toHaveLength(2);
  });
});

test('ten thousand records, and markup that is never closed, take no time', async () => {
  const started = performance.now();
  const many = list(Array.from({ length: 10_000 }, (_, index) => index));
  const deep = `<OAI-PMH>${'<record><header>'.repeat(50_000)}`;
  for (const body of [many, deep]) {
    const bytes = new TextEncoder().encode(body);
    await readSource(feedOf(LIBRARY), { bytes, url: LIBRARY.url, contentType: null });
  }
  expect(performance.now() - started).toBeLessThan(4_000);
});
