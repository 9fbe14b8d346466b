import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EventView } from '../../src/publish/event-view.ts';
import type { StoryView } from '../../src/channels/post.ts';
import { actionsFor, alertOf, burstOf, digestOf, eventOf, figureOf, statementOf } from '../publish/sample.ts';
import { bodyOf, entryFor, KINDS, readerOf, type Kind } from './services.ts';

/** What tries to mention, to link, to format, to break out of a field or to break the service. */
const STRINGS = [
  '<!channel>', '<!here|here>', '<@U012AB3CD>', '<#C012AB3CD>', '<https://evil.example/|Reuters>', '&lt;!channel&gt;', '@channel @here @everyone',
  '*bold* _it_ ~no~ `code`', '```\ncode\n```', '> quote', ':rotating_light:', '|', '\\', '](https://evil.example/)', '[Reuters](https://evil.example/)',
  '![x](https://evil.example/x.png)', '**bold**', '# heading', '- item\n- item', '<at>everyone</at>', '{{DATE(2017-02-14T06:00Z, SHORT)}}', '${x}', '{x}',
  '</b></a><script>alert(1)</script>', '<a href="javascript:alert(1)">x</a>', '" onmouseover="x', '&quot;&amp;&#60;b&#62;', '<b>', '</a>', '<!-- ', '<tg-spoiler>x</tg-spoiler>',
  '<tg-emoji emoji-id="1">x</tg-emoji>', 'tg://user?id=1', 'x\r\nAuthorization: Bearer evil', 'x\nX-Title: evil', '\u0000', 'a\u0000b', '\ud800', 'tail \udfff', '\u202egro.live',
  '\u2028x\u2029', '\ufeff', '😀'.repeat(400), '한'.repeat(3_000), '&'.repeat(4_000), '<'.repeat(4_000), '"'.repeat(4_000), 'x'.repeat(100_000), '👩‍👩‍👧‍👦'.repeat(300), 'İ'.repeat(500),
  '","topic":"evil', '"}],"text":"evil', '\\u0022', '%0d%0aevil', '🇰🇵', '',
]; // prettier-ignore

const HOSTILE_URLS = [
  'javascript:alert(1)', 'data:text/html,<b>', 'https://x.example/?a=1&b=<c>|d"e\'f', 'https://user@evil.example/', 'not an address',
  `https://x.example/${'y'.repeat(5_000)}`, 'https://x.example/|x>|<!channel>', 'https://x.example/a b', 'tg://user?id=1', 'https://x.example/\u202ex',
]; // prettier-ignore

function hostileEvent(text: string, url: string | null): EventView {
  return eventOf({
    supplier: 'KP',
    recipient: 'RU',
    names: [text],
    items: [text],
    place: text,
    figures: [figureOf(text, 5, 10, text, text)],
    changes: [
      { kind: 'status', from: 'alleged', to: 'confirmed', by: text },
      { kind: 'origin', source: text },
    ],
    statements: [
      statementOf({ outlet: text, title: text, quote: text, sourceActor: text, url }),
      statementOf({ outlet: `${text} 2`, url: null }),
    ],
  });
}

const subscriberFor = (kind: Kind) => readerOf([entryFor(kind, { origin: 'https://service.example.org' })]);

function hostileViews(kind: Kind, text: string, url: string | null): StoryView[] {
  const subscriber = subscriberFor(kind);
  const event = hostileEvent(text, url);
  const lines = { title: text, outlet: text, url, lang: 'en', published: null };
  const alert = alertOf({
    subscriber,
    event,
    why: { rule: text, words: [text] },
    escalation: { from: text, minutes: 5 },
    archiveUrl: url,
    actions: url === null ? null : { acknowledge: url, notRelevant: url, wrong: url },
  });
  return [
    alert,
    {
      isTest: true,
      subscriber: { ...subscriber, name: text },
      generatedAt: alert.generatedAt,
      unsubscribe: alert.unsubscribe,
    },
    burstOf({ subscriber, alerts: [alert, alert, alert], archiveUrl: url, acknowledgeAll: url }),
    digestOf({
      subscriber,
      categories: [{ category: 'sanctions_evasion', events: [event, event] }],
      corrections: [{ eventId: '1', toldOn: '2026-11-20', was: text, now: text }],
      related: [lines],
      recalled: [lines],
      archiveUrl: url,
    }),
  ];
}

/** Every text of a JSON value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function expectWebLinks(urls: readonly string[]): void {
  for (const url of urls) {
    expect(url).toMatch(/^https?:\/\//u);
    expect(new URL(url).username).toBe('');
  }
}

/** What no service may be sent, whatever the view holds. */
const CHECKS: Readonly<Record<Kind, (body: Record<string, unknown>) => void>> = {
  slack: (body) => {
    const blocks = body['blocks'];
    if (!Array.isArray(blocks)) throw new Error('no blocks');
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const text of textsOf(blocks)) expect(text.length).toBeLessThanOrEqual(3_000);
    const header = textsOf(blocks[0]).find((text) => text !== 'header' && text !== 'plain_text') ?? '';
    expect(header.length).toBeLessThanOrEqual(150);
    const marked = textsOf([body['text'], blocks.slice(1)]);
    const links = marked.flatMap((text) => [...text.matchAll(/<([^<>|]*)\|([^<>]*)>/gu)]);
    expectWebLinks(links.map(([, url = '']) => url.replaceAll('&amp;', '&')));
    for (const text of marked) {
      const rest = text.replaceAll(/<https?:[^<>|\s]*\|[^<>]*>/gu, '');
      expect(rest).not.toMatch(/[<>]/u);
      expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/u);
    }
  },
  teams: (body) => {
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(28_000);
    const json = JSON.stringify(body);
    expect(json).not.toContain('"type":"TextBlock"'); // the kinds that read Markdown or addresses of images
    expect(json).not.toMatch(/"type":"(?:FactSet|Image|Media)"/u);
    expectWebLinks([...json.matchAll(/"type":"Action\.OpenUrl","title":"(?:[^"\\]|\\.)*","url":("(?:[^"\\]|\\.)*")/gu)].map(([, url = '""']) => String(JSON.parse(url))));
  },
  telegram: (body) => {
    const html = String(body['text']);
    expect(html.length).toBeLessThanOrEqual(4_096);
    expectBalanced(html);
    expectWebLinks([...html.matchAll(/<a href="([^"]*)">/gu)].map(([, url = '']) => url.replaceAll('&amp;', '&')));
  },
  ntfy: (body) => {
    expect(Buffer.byteLength(String(body['message']))).toBeLessThanOrEqual(4_096);
    expect(String(body['title']).length).toBeLessThanOrEqual(150);
    const { click, actions = [], ...rest } = body;
    expect(Object.keys(rest)).toEqual(['title', 'message', 'priority']);
    if (!Array.isArray(actions)) throw new Error('no list of buttons');
    expect(actions.length).toBeLessThanOrEqual(3);
    for (const each of actions) {
      const { action, label, url } = z.strictObject({ action: z.literal('view'), label: z.string(), url: z.string() }).parse(each);
      expect([action, label.length < 60]).toEqual(['view', true]);
      expectWebLinks([url]);
    }
    if (click !== undefined) expectWebLinks(textsOf(click));
  },
  webhook: (body) => expect(Object.keys(body)).toEqual(['type', 'timestamp', 'data']),
  apprise: (body) => {
    expect(Object.keys(body).toSorted()).toEqual(['body', 'format', 'title', 'type']);
    expect(String(body['body']).length).toBeLessThanOrEqual(3_800);
  },
}; // prettier-ignore

it('a "|" in an address does not end it in Slack', () => {
  const subscriber = subscriberFor('slack');
  const event = hostileEvent('x', 'https://x.example/a|b?c|d');
  expect(JSON.stringify(bodyOf(alertOf({ subscriber, event })))).toContain('<https://x.example/a%7Cb?c%7Cd|');
});

/** Tags that Telegram knows, closed in their order, and no other markup. */
function expectBalanced(html: string): void {
  const open: string[] = [];
  for (const [, close, tag = ''] of html.matchAll(/<(\/?)(b|i|a)(?: href="[^"<>]*")?>/gu)) {
    if (close) expect(open.pop()).toBe(tag);
    else open.push(tag);
  }
  expect(open).toEqual([]);
  expect(html.replaceAll(/<\/?[bi]>|<a href="[^"<>]*">|<\/a>/gu, '')).not.toMatch(
    /[<>"]|&(?!amp;|lt;|gt;|quot;)/u,
  );
}

describe.each(KINDS)('%s and hostile texts', (kind) => {
  it.each(STRINGS.map((text, index) => [index, text] as const))('string %i', (index, text) => {
    for (const view of hostileViews(kind, text, HOSTILE_URLS[index % HOSTILE_URLS.length] ?? null)) {
      const body = bodyOf(view);
      CHECKS[kind](body);
      for (const each of textsOf(body)) expect(each).not.toMatch(/\p{Cs}|\0/u);
    }
  });

  it('whatever the texts are', () => {
    const part = fc.constantFrom(...STRINGS, 'a', ' ', '&', '<', '>', '"', '*', '\n');
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(...HOSTILE_URLS, null), (hostile, url) => {
        for (const view of hostileViews(kind, hostile, url)) CHECKS[kind](bodyOf(view));
      }),
      { numRuns: 25 },
    );
  });

  it('has the links by which a reader answers an alert, and each of a burst of ten', () => {
    const subscriber = subscriberFor(kind);
    const event = (n: number) => eventOf({ id: `e${n}`, supplier: 'KP', recipient: 'RU', place: `Place ${n}`, statements: [statementOf()] });
    const alert = (n: number) => alertOf({ subscriber, event: event(n), publicUrl: 'https://t.example.org', actions: actionsFor(`e${n}`) });
    const one = JSON.stringify(bodyOf(alert(1)));
    for (const link of Object.values(actionsFor('e1'))) expect(one).toContain(link);
    const alerts = Array.from({ length: 10 }, (_, n) => alert(n));
    const many = JSON.stringify(bodyOf(burstOf({ subscriber, alerts })));
    for (let n = 0; n < 10; n += 1) expect(many).toContain(`Place ${n}`);
    if (kind !== 'webhook') expect(many).toContain('https://t.example.org/reader/all');
  }); // prettier-ignore

  it('fits 300 events, says how many are left out, and one that is too long costs the others nothing', () => {
    const events = Array.from({ length: 300 }, (_, index) =>
      index === 1
        ? hostileEvent('&'.repeat(4_000), null)
        : eventOf({ id: `e${index}`, supplier: 'KP', recipient: 'RU', place: `Place ${index}`, statements: [statementOf()] }),
    );
    const categories = [{ category: 'sanctions_evasion', events } as const];
    const view = digestOf({ subscriber: subscriberFor(kind), categories: [...categories], archiveUrl: 'https://t.example.org/d/1' });
    const body = bodyOf(view);
    CHECKS[kind](body);
    const json = JSON.stringify(body);
    const shown = new Set(json.match(/Place \d+/gu)).size;
    if (kind === 'webhook') expect(shown).toBe(299);
    else {
      const more = /([\d,]+) more/u.exec(json)?.[1];
      expect(Number(more) + shown).toBeGreaterThanOrEqual(299); // the one without a place may or may not be among them
      expect(Number(more) + shown).toBeLessThanOrEqual(301);
      expect(shown).toBeGreaterThan(8);
      expect(json).toContain('https://t.example.org/d/1');
    }
  }); // prettier-ignore

  it('tells of a quiet day and of what could not be read', () => {
    const { categories, coverage } = digestOf();
    const quiet = digestOf({
      subscriber: subscriberFor(kind),
      categories: categories.map(({ category }) => ({ category, events: [] })),
      corrections: [],
    });
    const json = JSON.stringify(bodyOf(quiet));
    for (const { title } of coverage.failing) expect(json).toContain(title);
    if (kind !== 'webhook') expect(json).toContain('Nothing new since your last digest');
  });

  it('speaks Korean to a Korean reader', () => {
    const subscriber = readerOf([entryFor(kind, { origin: 'https://service.example.org' })], {
      language: 'ko',
    });
    if (kind !== 'webhook') expect(JSON.stringify(bodyOf(alertOf({ subscriber })))).toMatch(/수신 사유/u);
  });
});
