import { runInNewContext } from 'node:vm';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
  TIMELINE_FORMATS,
  renderTimeline,
  timelineCsv,
  timelineJson,
} from '../../src/publish/render/timeline-formats.ts';
import { renderTimelineHtml, renderTimelineMarkdown } from '../../src/publish/render/timeline.ts';
import { REPATRIATION, eventOf, figureOf, statementOf, timelineOf } from './sample.ts';

const view = timelineOf();

describe('the timeline as a page', () => {
  it('shows every event with dates, history, figures and evidence, without any script', () => {
    const html = renderTimelineHtml(view);
    expect(html.match(/<article class="event"/gu)).toHaveLength(view.events.length);
    expect(html.match(/<details open>/gu)).toHaveLength(view.events.length);
    for (const part of [
      '8 events since 1 January 2019',
      'Made on 24 Nov 2026, 00:10 (UTC)',
      'Status so far',
      '25,000 containers (a South Korean lawmaker)',
      'S/PV.10012',
      'Told of by',
      'Background, entered by hand',
      'RFA Korean: answers 503',
    ]) {
      expect(html).toContain(part);
    }
  });

  it('says as of when it is, if not of now', () => {
    expect(renderTimelineHtml(timelineOf({ asKnownOn: '2026-11-20T23:59:59.999Z' }))).toContain(
      'As it was known on 20 Nov 2026.',
    );
  });

  it('stands without network', () => {
    expect(renderTimelineHtml(view)).not.toMatch(/<link|<img|<script src|@import|url\(/u);
  });

  it('groups by year, in the order given', () => {
    expect([...renderTimelineHtml(view).matchAll(/<h2>([^<]*)/gu)].map((match) => match[1])).toEqual([
      '2019', '2026', '2027', 'What was looked at, and what could not be',
    ]); // prettier-ignore
  });
});

/** The page after its script ran, in a document without layout. */
function opened() {
  const { document, window } = parseHTML(renderTimelineHtml(view));
  const listeners = new Map<string, () => void>();
  const addEventListener = (name: string, listener: () => void) => listeners.set(name, listener);
  const script = document.querySelector('script')?.textContent ?? '';
  runInNewContext(script, { document, addEventListener });
  const control = (name: string) =>
    document.querySelector(`[name="${name}"]`) ?? expect.fail(`no control "${name}"`);
  const set = (name: string, value: string) => {
    Object.defineProperty(control(name), 'value', { value, configurable: true });
    document.querySelector('.filters')?.dispatchEvent(new window.Event('input'));
    return [...document.querySelectorAll('.event')].filter((event) => !event.hasAttribute('hidden')).length;
  };
  for (const name of ['category', 'type', 'status', 'text'])
    Object.defineProperty(control(name), 'value', { value: '', configurable: true });
  return { document, set, listeners };
}

describe('the filters of the page', () => {
  it('narrow down by category, type, status and words in any script, together', () => {
    const { document, set } = opened();
    expect(set('category', 'sanctions_evasion')).toBe(5);
    expect(set('type', 'arms_transfer')).toBe(3);
    expect(set('status', 'confirmed')).toBe(1);
    expect(set('status', '')).toBe(3);
    expect(set('text', '나진항 컨테이너')).toBe(1);
    expect(set('text', 'КНДР')).toBe(0);
    expect(document.querySelector('output')?.textContent).toBe('0 of 8 shown');
    expect(document.querySelector('#none')?.hasAttribute('hidden')).toBe(false);
    set('category', '');
    expect(set('type', '')).toBe(1); // "КНДР" in a quote
    expect(set('text', '')).toBe(8);
  });

  it('appear only where they work, offer what occurs, and open all evidence for the printer', () => {
    expect(renderTimelineHtml(view)).toContain('<div class="filters" role="search" hidden');
    const { document, listeners } = opened();
    expect(document.querySelector('.filters')?.hasAttribute('hidden')).toBe(false);
    expect([...document.querySelectorAll('[name="status"] option')].map((option) => option.getAttribute('value'))).toEqual([
      '', 'confirmed', 'reported', 'alleged', 'planned',
    ]); // prettier-ignore
    const open = () => document.querySelectorAll('details[open]').length;
    expect(open()).toBe(0);
    listeners.get('beforeprint')?.();
    expect(open()).toBe(view.events.length);
  });
});

describe('the timeline for programs', () => {
  it('is every event in JSON, as it was put in', () => {
    const parsed: { events: Record<string, unknown>[] } = JSON.parse(
      timelineJson(view, { role: 'protected' }),
    );
    expect(parsed).toMatchObject({ generatedAt: view.generatedAt, from: '2019-01-01', asKnownOn: null });
    const { changes: _changes, isNew: _isNew, statements, ...rest } = REPATRIATION;
    expect(parsed.events.find(({ id }) => id === REPATRIATION.id)).toEqual({
      headline: expect.stringContaining('China returned'),
      withheld: false,
      ...rest,
      statements: statements.map(({ isNew: _new, ...statement }) => statement),
    });
  });

  it('is one row an event in CSV, which comes back whole', () => {
    const nasty = eventOf({
      id: '=1+1',
      items: ['@SUM(A1)', 'a "quoted", thing'],
      place: '-2+3',
      names: ['+7 999', '\tTab'],
      figures: [figureOf('=cmd|x', 1, 1, null, 'X')],
      statements: [statementOf({ quote: 'line one\nline "two"', outlet: 'Ведомости' })],
    });
    const csv = timelineCsv(timelineOf({ events: [nasty, ...view.events] }));
    expect(csv.startsWith('\ufeffid,from,to,published')).toBe(true);
    const [head = [], first = [], ...others] = rowsOf(csv.slice(1));
    const row = Object.fromEntries(head.map((name, index) => [name, first[index]]));
    expect(others).toHaveLength(view.events.length);
    expect(row).toMatchObject({
      id: "'=1+1",
      place: "'-2+3",
      items: '\'@SUM(A1) | a "quoted", thing',
      quotes: '[en] line one line "two"',
    });
    for (const cell of [first, ...others].flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
  });

  it('is Markdown in which no source can write markup', () => {
    const statement = statementOf({
      title: '[x](javascript:alert(1)) <b>*bold*</b>\n# heading',
      url: 'https://x.org/a_b?c=(d)',
    });
    const markdown = renderTimelineMarkdown(
      timelineOf({ events: [eventOf({ statements: [statement] })], coverage: null }),
    );
    expect(markdown).toContain('[Example Wire](<https://x.org/a_b?c=(d)>)');
    expect(markdown).toContain('\\[x\\](javascript:alert(1)) &lt;b>\\*bold\\*&lt;/b> # heading');
    expect(markdown.match(/^# /gmu)).toHaveLength(1);
  });

  it.each(TIMELINE_FORMATS)('gives away no victim in %s, unless the role may see', (format) => {
    const closed = renderTimeline(view, format);
    expect(closed).not.toMatch(/Kim Example|북송|脱北者/u);
    expect(closed).toContain('China returned some 40 people');
    expect(renderTimeline(view, format, { role: 'protected' })).toContain('Kim Example, 31');
  });

  it.each(TIMELINE_FORMATS)('is there in %s when nothing happened', (format) => {
    expect(() => renderTimeline(timelineOf({ events: [], coverage: null }), format)).not.toThrow();
  });
});

/** RFC 4180, for files that we wrote. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}
