import { describe, expect, it } from 'vitest';
import { renderAlert } from '../../src/publish/render/alert.ts';
import { renderBurst } from '../../src/publish/render/burst.ts';
import { renderDigest, renderDigestPage } from '../../src/publish/render/digest.ts';
import { renderTestMessage } from '../../src/publish/render/test-message.ts';
import { renderTimelineHtml } from '../../src/publish/render/timeline.ts';
import type { AlertView, DigestView, TimelineView } from '../../src/publish/views.ts';
import { subscriberOf } from './fixtures.ts';
import { markupOf, mistakesIn, unsupportedIn } from './markup.ts';
import {
  REPATRIATION,
  actionsFor,
  SHELLS,
  alertOf,
  burstOf,
  digestOf,
  quietDigest,
  statementOf,
  timelineOf,
  weeklyOf,
} from './sample.ts';

const korean = subscriberOf({ language: 'ko', role: 'protected', zone: 'Asia/Seoul' });

const MAILS: [string, string][] = [
  ['digest', renderDigest(digestOf()).html],
  [
    'digest with web pages',
    renderDigest(
      digestOf({ publicUrl: 'https://t.example.org', archiveUrl: 'https://t.example.org/digests/1' }),
    ).html,
  ],
  ['weekly digest', renderDigest(weeklyOf()).html],
  ['Korean weekly digest', renderDigest(weeklyOf({ subscriber: korean })).html],
  ['quiet digest', renderDigest(quietDigest()).html],
  ['Korean digest', renderDigest(digestOf({ subscriber: korean })).html],
  ['alert', renderAlert(alertOf()).html],
  [
    'alert with web pages',
    renderAlert(alertOf({ publicUrl: 'https://t.example.org', actions: actionsFor('e') })).html,
  ],
  ['burst', renderBurst(burstOf()).html],
  ['Korean burst', renderBurst(burstOf({ subscriber: korean })).html],
  ['test message', renderTestMessage({ isTest: true, subscriber: korean, generatedAt: '2026-11-24T07:00:00.000Z', unsubscribe: { mailto: 'u@example.org', url: null } }).html], // prettier-ignore
  ['escalated alert', renderAlert(alertOf({ escalation: { from: 'Jin Doe', minutes: 30 } })).html],
  ['alert about victims', renderAlert(alertOf({ event: REPATRIATION })).html],
];

describe.each(MAILS)('%s', (_name, html) => {
  it('is valid HTML', async () => {
    expect(await mistakesIn(html, 'mail')).toEqual([]);
  });

  it('relies on nothing that Gmail, Outlook or Apple Mail lack', () => {
    expect(unsupportedIn(html)).toEqual([]);
  });

  it('has its styles on the elements, and says that it knows dark mode', () => {
    expect(html).toMatch(/<h1[^>]* style="/u);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('@media (prefers-color-scheme: dark)');
    expect(html).not.toMatch(/var\(|undefined|\bnull|\[object|<%/u);
  });
});

describe('the timeline page', () => {
  it('is valid HTML', async () => {
    expect(await mistakesIn(renderTimelineHtml(timelineOf()), 'page')).toEqual([]);
    expect(await mistakesIn(renderTimelineHtml(timelineOf({ events: [], coverage: null })), 'page')).toEqual(
      [],
    );
  });
});

describe('the checks themselves', () => {
  it('see what they are there for', async () => {
    const [, html] = MAILS[0] ?? expect.fail('no mail');
    expect(
      await mistakesIn(html.replace('<h3', '<h3 id="a b"><p>').replace('</h2>', '</h1>'), 'mail'),
    ).not.toEqual([]);
    expect(unsupportedIn(html.replace('margin:', 'position:fixed;margin:'))).toEqual(['position']);
    expect(unsupportedIn(html.replace('margin:', 'display:grid;margin:'))).toEqual(['display:grid']);
  });
});

/** Every text and address of a view, replaced by something that wants out of its place. */
function poisoned<T>(view: T, text: string, url: string): T {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [
          name,
          POISONED.has(name) || name === 'subscriber' ? walk(each, name) : keep(each, name),
        ]),
      );
    }
    return typeof value === 'string' && POISONED.has(key) ? (key === 'url' ? url : text) : value;
  };
  const keep = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? walk(value, key) : value;
  return walk(view, '') as T; // same shape: only strings were exchanged for strings
}

const POISONED = new Set([
  'outlet',
  'url',
  'title',
  'lang',
  'sourceActor',
  'quote',
  'by',
  'source',
  'items',
  'names',
  'place',
  'text',
  'unSymbols',
  'duties',
  'was',
  'now',
  'reason',
  'host',
  'words',
  'rule',
  'name',
]);

const HOSTILE_TEXTS = [
  '<script>alert(1)</script>', '"><img src=https://evil.example/x.gif onerror=alert(1)>', "' onmouseover='alert(1)", '</style><script>alert(1)</script>',
  '<style>@import "https://evil.example/x.css"</style>', '--><script>alert(1)</script><!--', '<!--[if mso]><img src=x><![endif]-->',
  '&lt;script&gt;', '&#60;script&#62;alert(1)&#60;/script&#62;', '<%= process.env %>', '<%~ include("/etc/passwd") %>', '${7*7}{{7*7}}', '</title><base href=https://evil.example>',
  '\u0000<script>', '<svg/onload=alert(1)>', '</td></tr></table><iframe src=https://evil.example></iframe>', '\u202e<b>', 'expression(alert(1))', '<a href="javascript:alert(1)">x</a>',
]; // prettier-ignore

const HOSTILE_URLS = [
  'javascript:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd',
  'https://good.example"onmouseover="alert(1)', "https://good.example/'><script>alert(1)</script>", '//evil.example/x', '/relative', 'not a url', '', 'blob:https://x.org/1', 'https://user:pass@evil.example/',
]; // prettier-ignore

describe('hostile texts and addresses', () => {
  const cases = HOSTILE_TEXTS.map((text, index): [string, string] => [
    text,
    HOSTILE_URLS[index % HOSTILE_URLS.length] ?? '',
  ]);
  const open = subscriberOf({ role: 'protected' });
  const clean = {
    digest: markupOf(renderDigest(digestOf({ subscriber: open })).html),
    alert: markupOf(renderAlert(alertOf({ subscriber: open })).html),
    timeline: markupOf(renderTimelineHtml(timelineOf(), { role: 'protected' })),
  };

  it.each(cases)('%j and %j stay text', (text, url) => {
    const digest: DigestView = poisoned(digestOf({ subscriber: open }), text, url);
    const alert: AlertView = poisoned(alertOf({ subscriber: open }), text, url);
    const timeline: TimelineView = poisoned(timelineOf(), text, url);
    for (const [html, usual] of [
      [renderDigest(digest).html, clean.digest],
      [renderDigestPage(digest), clean.digest],
      [renderAlert(alert).html, clean.alert],
      [renderTimelineHtml(timeline, { role: 'protected' }), clean.timeline],
    ] as const) {
      const found = markupOf(html);
      expect([...found.tags].filter((tag) => !usual.tags.has(tag))).toEqual([]);
      expect([...found.attributes].filter((name) => !usual.attributes.has(name))).toEqual([]);
      expect(found.hrefs.filter((href) => !/^(?:https?:\/\/|mailto:)/u.test(href))).toEqual([]);
      expect(found.hrefs.filter((href) => /user|pass@/u.test(href))).toEqual([]);
      expect(found.styles.join('\n')).not.toMatch(/url\(|@import|expression\(/u);
    }
  });

  it('no mail loads anything from anywhere or runs anything', () => {
    for (const [, html] of MAILS) {
      const { tags, attributes, styles } = markupOf(html);
      for (const tag of ['script', 'img', 'link', 'iframe', 'object', 'form', 'svg', 'base'])
        expect(tags).not.toContain(tag);
      expect(
        [...attributes].filter((name) => name.startsWith('on') || name === 'src' || name === 'background'),
      ).toEqual([]);
      expect(styles.join('\n')).not.toMatch(/url\(|@import|https?:/u);
    }
  });

  it('the timeline runs its own script and no other', () => {
    const { tags } = markupOf(renderTimelineHtml(timelineOf()));
    expect(tags).toContain('script');
    expect(renderTimelineHtml(timelineOf())).toMatch(
      /content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-[\w+/=]{44}&#39;"/u,
    );
  });
});

describe('alerts', () => {
  it('say what, why, and what to do about it, in subject, HTML and text', () => {
    const { subject, html, text } = renderAlert(alertOf({ reason: 'status' }));
    expect(subject).toMatch(/^Tumen alert, status changed: North Korea sent more than 28,000 containers/u);
    expect(Array.from(subject).length).toBeLessThanOrEqual(200);
    for (const part of [html, text]) {
      expect(part).toContain(
        'You get this alert by the rule “alert: immediate”, on the words “포탄을 실은 컨테이너”.',
      );
      expect(part).toContain('Since the last alert');
      expect(part).toContain('mailto:unsubscribe@tumen.example.org?subject=unsubscribe');
    }
  });

  it('do not tell by the words of the rule what the quote may not', () => {
    const why = { rule: 'alert: immediate', words: ['Kim Example, 31'] };
    const { html, text, subject } = renderAlert(alertOf({ event: REPATRIATION, why }));
    expect(html + text + subject).not.toContain('Kim Example');
  });

  it('quote the words of a rule, not whole passages', () => {
    const why = { rule: 'alert: immediate', words: ['shells', 'a long passage '.repeat(9)] };
    const { text } = renderAlert(alertOf({ event: SHELLS, why }));
    expect(text).toContain('on the words “shells”.');
  });

  it('print all statements where there is no page to link to', () => {
    const event = { ...SHELLS, statements: Array.from({ length: 12 }, () => statementOf()) };
    const [linked, unlinked] = ['https://tumen.example.org', null].map(
      (publicUrl) => renderAlert(alertOf({ event, publicUrl })).text,
    );
    expect(linked).toContain('4 more statements');
    expect(linked).toContain('https://tumen.example.org/events/');
    expect(unlinked).not.toContain('more statement');
    expect(unlinked?.match(/A sentence that the outlet wrote/gu)?.length).toBe(12);
  });
});
