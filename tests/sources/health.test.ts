import { describe, expect, test } from 'vitest';
import { feedHealth, type FeedHistory, type SourceReading } from '../../src/sources/index.ts';
import { feedOf, readBytes, rss } from './helpers.ts';

const NOW = new Date('2026-09-01T00:00:00Z');
const feed = feedOf({ healthy: { silenceAfter: '2d', maxAge: '12h' } });
const dated = (date: string, n = 1) => `<title>${n}</title><guid>${n}</guid><pubDate>${date}</pubDate>`;

async function findings(reading: SourceReading, history: Partial<FeedHistory> = {}): Promise<string[]> {
  const found = feedHealth(feed, reading, { lastItemAt: null, polledAt: null, ...history }, NOW);
  return found.map((finding) => finding.kind);
}

describe('an answer is compared with a healthy day', () => {
  test('fresh items are healthy', async () => {
    expect(await findings(await readBytes(rss(dated('Mon, 31 Aug 2026 20:00:00 GMT'))))).toEqual([]);
  });

  test('silence is counted from the newest item', async () => {
    const old = await readBytes(rss(dated('Sat, 29 Aug 2026 20:00:00 GMT')));
    expect(await findings(old)).toEqual(['silent']);
    expect(await findings(old, { lastItemAt: '2026-08-31T00:00:00.000Z' })).toEqual([]);
  });

  test('a list that has moved on entirely since the last poll may have lost items', async () => {
    const reading = await readBytes(
      rss(dated('Mon, 31 Aug 2026 20:00:00 GMT'), dated('Mon, 31 Aug 2026 18:00:00 GMT', 2)),
    );
    expect(await findings(reading, { polledAt: '2026-08-31T17:00:00.000Z' })).toEqual(['gap']);
    expect(await findings(reading, { polledAt: '2026-08-31T19:00:00.000Z' })).toEqual([]);
    expect(await findings(reading)).toEqual([]);
  });

  test('a list with undated items does not tell its age', async () => {
    const reading = await readBytes(
      rss(dated('Mon, 31 Aug 2026 20:00:00 GMT'), '<title>2</title><guid>2</guid>'),
    );
    expect(await findings(reading, { polledAt: '2026-08-31T17:00:00.000Z' })).toEqual([]);
  });

  test('a list whose own date is old is not kept any more', async () => {
    const reading = await readBytes(rss(dated('Mon, 31 Aug 2026 20:00:00 GMT')));
    expect(await findings({ ...reading, listDate: '2026-08-31T11:00:00.000Z' })).toEqual(['stale']);
    expect(await findings({ ...reading, listDate: '2026-08-31T13:00:00.000Z' })).toEqual([]);
  });

  test('items without any date are noted, and are no silence', async () => {
    expect(await findings(await readBytes(rss('<title>A</title>')))).toEqual(['undated']);
  });

  test('a date in the future is no sign of life to come', async () => {
    expect(await findings(await readBytes(rss(dated('Fri, 01 Jan 2027 00:00:00 GMT'))))).toEqual([]);
  });
});
