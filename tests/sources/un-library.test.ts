import { describe, expect, test } from 'vitest';
import { feedRequest, readSource } from '../../src/sources/index.ts';
import { DPRK, marc, oai, table } from '../un/vote-samples.ts';
import { feedOf, readFixture } from './helpers.ts';

const LIBRARY = {
  kind: 'un-library',
  url: 'https://library.example/oai2d?verb=ListRecords&metadataPrefix=marcxml',
  healthy: { silenceAfter: '30d', minItems: 0 },
};

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

test('votes of the Council are told beside the items', async () => {
  const bytes = new TextEncoder().encode(oai([marc('S/2031/255', 'ANYYYYYYYYYYYYY', ['13', '1', '1'])]));
  const result = await readSource(feedOf(LIBRARY), { bytes, url: LIBRARY.url, contentType: 'text/xml' });
  expect(result).toMatchObject({
    ok: true,
    reading: {
      items: [],
      skipped: { 'speech or vote': 1 },
      meetings: [{ source: 'library', number: 11048, votes: [{ vetoBy: ['Russian Federation'] }] }],
    },
  });
});

describe('a yearly table of the Council', () => {
  const TABLE = { kind: 'un-meetings', url: 'https://un.example/scactYYYY_table.htm' };
  const read = (html: string) => {
    const bytes = new TextEncoder().encode(html);
    return readSource(feedOf(TABLE), { bytes, url: TABLE.url, contentType: 'text/html' });
  };

  test('has votes and no items; its newest meeting is the date of the list', async () => {
    const html = table(['S/PV.11051', DPRK, 'S/RES/2997 (2031)<br>15-0-0'], ['S/PV.11050', DPRK, '--']);
    expect(await read(html)).toMatchObject({
      ok: true,
      reading: { items: [], entries: 2, listDate: '2031-05-26', meetings: [{ number: 11051 }] },
    });
  });

  test('a page that is none is a failure, and its address is that of the year', async () => {
    expect(await read('<html><body>Moved</body></html>')).toMatchObject({ ok: false, reason: 'unreadable' });
    const { url, kind } = feedRequest(feedOf(TABLE), new Date('2031-09-03T04:00:00Z'));
    expect({ url, kind }).toEqual({ url: 'https://un.example/scact2031_table.htm', kind: 'page' });
  });
});
