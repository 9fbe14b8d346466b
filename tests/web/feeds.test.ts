import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { parseFeed } from '../../src/feeds/index.ts';
import type { EventView } from '../../src/publish/event-view.ts';
import { atomXml } from '../../src/web/feeds/atom.ts';
import { calendarText } from '../../src/web/feeds/calendar.ts';
import { feedEntry } from '../../src/web/feeds/entry.ts';
import { startWeb, type WebServer } from '../../src/web/server.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { tell } from '../harness/tell.ts';
import { startWorld } from '../harness/world.ts';
import { REPATRIATION, SHELLS, VETO, WORKERS, eventOf, statementOf } from '../publish/sample.ts';

const PLACE = { base: 'https://t.example.org', store: '5e1f0f3c-0000-4000-8000-000000000001' };
const UPDATED = '2026-11-23T21:41:00.000Z';
const entryOf = (event: EventView) => feedEntry(event, UPDATED, PLACE);
const dated = (from: string, to: string) =>
  eventOf({
    dates: { event: { from, to }, published: UPDATED, firstSeen: UPDATED },
    statements: [statementOf()],
  });

/** xml2js, which rss-parser runs in strict mode, refuses what is not well-formed. */
async function isWellFormed(xml: string): Promise<boolean> {
  return new Parser().parseString(xml).then(
    () => true,
    () => false,
  );
}

/** The lines of a calendar as RFC 5545 reads them, unfolded; fails where an octet stands wrong. */
function linesOf(calendar: string): string[] {
  expect(calendar.endsWith('\r\n')).toBe(true);
  expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(calendar).not.toContain('\ufffd');
  return calendar.replaceAll('\r\n ', '').trimEnd().split('\r\n');
}

function valueOf(lines: readonly string[], name: string): string {
  const line = lines.findLast((each) => each.startsWith(`${name}:`) || each.startsWith(`${name};`));
  return line?.slice(line.indexOf(':') + 1) ?? expect.fail(`no ${name}`);
}

const calendarOf = (...events: EventView[]): string[] =>
  linesOf(calendarText({ name: 'A; timeline, of \\ ours', description: 'd', entries: events.map(entryOf) }));

describe('the calendar', () => {
  it('has what the standard asks of every event, escaped', () => {
    const lines = calendarOf(SHELLS, VETO);
    expect(lines.at(0)).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-1)).toBe('END:VCALENDAR');
    expect(valueOf(lines, 'NAME')).toBe(String.raw`A\; timeline\, of \\ ours`);
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'URL'])
      expect(lines.filter((line) => line.startsWith(name))).toHaveLength(2);
    expect(valueOf(lines, 'DTSTAMP')).toBe('20261123T214100Z');
    expect(valueOf(lines, 'UID')).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u,
    );
    expect(valueOf(lines, 'DESCRIPTION')).toMatch(/\\n.*\\,/u);
  });

  it.each([
    ['2026-11-23', '2026-11-23', '20261123', '20261124', /Seoul|\)?$/u, 'When: 23 November 2026.'],
    ['2026-11-18', '2026-11-20', '20261118', '20261121', /[^)]$/u, 'When: 18 November 2026 – 20 November 2026.'],
    ['2026-10', '2026-10', '20261001', '20261101', /\(some time in October 2026\)$/u, 'The day is not known: October 2026.'],
    ['2024-02', '2024-02', '20240201', '20240301', /\(some time in February 2024\)$/u, 'The day is not known'],
    ['2026', '2026', '20260101', '20260102', /\(some time in 2026\)$/u, 'The day is not known: 2026.'],
    ['2026-10', '2026-11', '20261001', '20261002', /\(October 2026 – November 2026\)$/u, 'The day is not known'],
  ])('an event of %s to %s stands on its days, and says where they are not known', (from, to, start, end, summary, note) => {
    const lines = calendarOf(dated(from, to));
    expect([valueOf(lines, 'DTSTART'), valueOf(lines, 'DTEND')]).toEqual([start, end]);
    expect(valueOf(lines, 'SUMMARY')).toMatch(summary);
    expect(valueOf(lines, 'DESCRIPTION')).toContain(note);
  }); // prettier-ignore

  it('an event that nobody dates stands where it was first told of, and says so', () => {
    const lines = calendarOf(eventOf({ statements: [statementOf()] }));
    expect(valueOf(lines, 'DTSTART')).toBe('20261123');
    expect(valueOf(lines, 'SUMMARY')).toContain('(day not known)');
    expect(valueOf(lines, 'DESCRIPTION')).toMatch(/^Nobody says when\\; first told of on 23 Nov 2026/u);
  });

  it('is one without events too', () => {
    expect(calendarOf()).toContain('BEGIN:VTIMEZONE');
  });

  it('calls tentative what is not reported as a fact', () => {
    expect(valueOf(calendarOf(WORKERS), 'STATUS')).toBe('TENTATIVE');
    expect(valueOf(calendarOf(SHELLS), 'STATUS')).toBe('CONFIRMED');
  });
});

const HOSTILE = ['x\r\nBEGIN:VALARM\r\nEND:VALARM', 'a\u0000b\u001f', ']]>&<b>"\'', '\ud800x', '\ufffe', '<script>alert(1)</script>', '나진'.repeat(120), ';,\\n\\', '\u2028x']; // prettier-ignore

describe('hostile texts', () => {
  const event = (text: string) =>
    eventOf({ place: text, names: [text], items: [text], dates: { event: { from: '2026-11-23', to: '2026-11-23' }, published: UPDATED, firstSeen: UPDATED }, statements: [statementOf({ outlet: text, title: text, quote: text, url: 'javascript:alert(1)' })] }); // prettier-ignore

  it.each(HOSTILE)('%j stays text', async (text) => {
    const entries = [entryOf(event(text))];
    const feed = atomXml({ uuid: 'u', filters: text, self: 's', page: 'p', previous: null, next: null, updated: UPDATED, entries }); // prettier-ignore
    expect(await isWellFormed(feed)).toBe(true);
    expect(feed).not.toMatch(/<script|<b>|javascript:/u);
    const calendar = calendarText({ name: text, description: text, entries }).replaceAll('\ufffd', '?');
    const lines = linesOf(calendar);
    expect(lines.filter((line) => /^(?:BEGIN|END):/u.test(line))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'END:VCALENDAR']); // prettier-ignore
  });

  it('the check of the XML sees what is not well-formed', async () => {
    const feed = atomXml({ uuid: 'u', filters: '', self: 's', page: 'p', previous: null, next: null, updated: UPDATED, entries: [] }); // prettier-ignore
    expect(await isWellFormed(feed)).toBe(true);
    expect(await isWellFormed(feed.replace('</subtitle>', ' & </subtitle>'))).toBe(false);
    expect(await isWellFormed(feed.replace('</title>', ''))).toBe(false);
  });

  it('victims are protected as on the pages', () => {
    const feed = atomXml({ uuid: 'u', filters: '', self: 's', page: 'p', previous: null, next: null, updated: UPDATED, entries: [entryOf(REPATRIATION)] }); // prettier-ignore
    expect(feed).toContain('Quote withheld');
    expect(feed).not.toContain('Kim Example');
    expect(calendarOf(REPATRIATION).join('\n')).not.toContain('Kim Example');
  });
});

describe('served with the filters of the timeline', () => {
  let now = new Date('2026-10-01T12:00:00Z');
  let app: App;
  let web: WebServer;

  beforeAll(async () => {
    const world = await startWorld(1, 1, now);
    app = await openTestApp(await makeConfig('pglite', world.feedsYaml, world.origin), () => now);
    await world.close();
    web = await startWeb(app);
    await tell(app, { outlet: 'Gazette', title: 'Shells', text: 'North Korea shipped 1,000 containers of artillery shells to Russia from Rajin on 28 September 2026, the ministry in Seoul said.' }); // prettier-ignore
    now = new Date('2026-10-02T12:00:00Z');
    await tell(app, { outlet: 'Courier', title: 'Oil', text: 'The tanker Star Comet delivered 500 tons of refined petroleum from Russia to the North Korean port of Nampo, the monitoring team said.' }); // prettier-ignore
  });
  afterAll(async () => {
    await web.close();
    await app.close();
    removeData(app.config);
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, web.url), { headers });
  const feedOf = async (path: string) => {
    const xml = await (await get(path)).text();
    expect(await isWellFormed(xml)).toBe(true);
    return parseFeed(Buffer.from(xml), { url: new URL(path, web.url).href });
  };

  it('our own reader of feeds finds every event, what was learnt last first', async () => {
    const { items } = await feedOf('timeline.atom');
    expect(items.map(({ title }) => title)).toEqual([expect.stringMatching(/petroleum/u), expect.stringMatching(/shells/u)]); // prettier-ignore
    expect(items[0]?.published).toBe('2026-10-02T12:00:00.000Z');
    const page = await get(new URL(items[0]?.url ?? '').pathname.slice(1));
    expect(await page.text()).toContain('Courier');
    const narrowed = await feedOf('timeline.atom?outlet=Gazette&known=2026-09-01&order=oldest');
    expect(narrowed.items.map(({ title }) => title)).toEqual([items[1]?.title]);
  });

  it('ids stay, whatever the address and the next report', async () => {
    const ids = async () => (await (await get('timeline.atom')).text()).match(/urn:uuid:[\w-]+/gu)?.slice(1).toSorted(); // prettier-ignore
    const before = await ids();
    now = new Date('2026-10-03T12:00:00Z');
    await tell(app, { outlet: 'Herald', title: 'Shells again', text: 'North Korea shipped 1,000 containers of artillery shells to Russia from Rajin on 28 September 2026, a White House spokesman said, showing pictures.' }); // prettier-ignore
    expect(await ids()).toEqual(before);
    const { items } = await feedOf('timeline.atom');
    expect(items[0]?.title).toMatch(/shells/u); // something was learnt of it
    expect(before?.every((id) => id.length > 40)).toBe(true);
  });

  it('says that there is nothing new, and takes any query', async () => {
    for (const path of ['timeline.atom', 'timeline.ics']) {
      const first = await get(path);
      const again = await get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
      expect([path, first.status, again.status]).toEqual([path, 200, 304]);
      for (const query of ['?page=99999', '?known=2026-13-45&type=nonsense', '?text=%27%3B--&supplier=%00'])
        expect([query, (await get(path + query)).status]).toEqual([query, 200]);
    }
  });

  it('the calendar holds the same events, and the timeline links to both', async () => {
    const answer = await get('timeline.ics?type=arms_transfer');
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const lines = linesOf(await answer.text());
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(valueOf(lines, 'DTSTART')).toBe('20260928');
    const page = await (await get('timeline?type=arms_transfer&order=oldest')).text();
    for (const file of ['timeline.atom', 'timeline.ics']) {
      const address = `href="/${file}?type=arms_transfer"`;
      expect(page).toMatch(
        new RegExp(`<link rel="alternate" [^>]*${address.replace('?', String.raw`\?`)}`, 'u'),
      );
      expect(page).toMatch(new RegExp(`<a ${address.replace('?', String.raw`\?`)}`, 'u'));
    }
  });
});
