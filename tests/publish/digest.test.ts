import { describe, expect, it } from 'vitest';
import { renderDigest, renderDigestPage } from '../../src/publish/render/digest.ts';
import type { EventView } from '../../src/publish/event-view.ts';
import { subscriberOf } from './fixtures.ts';
import {
  AIR_DEFENCE,
  BASELINE,
  PETROLEUM,
  QUIET_COVERAGE,
  REPATRIATION,
  SHELLS,
  VETO,
  WORKERS,
  digestOf,
  eventOf,
  quietDigest,
  statementOf,
} from './sample.ts';

/** What Gmail shows before it cuts. */
const GMAIL_BYTES = 102 * 1024;

const textOf = (html: string): string =>
  html.replaceAll(/<style>[^]*?<\/style>|<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');

describe('the subject of a digest', () => {
  it.each([
    [digestOf(), 'Tumen 24 Nov: 2 arms-transfer reports, 5 more; 1 correction; 3 feeds unreachable'],
    [quietDigest(), 'Tumen 24 Nov: nothing new; all 41 feeds read'],
    [quietDigest({ coverage: digestOf().coverage }), 'Tumen 24 Nov: nothing new; 3 feeds unreachable'],
    [
      digestOf({
        edition: 'weekly',
        categories: [{ category: 'un_obstruction', events: [VETO] }],
        corrections: [],
        coverage: QUIET_COVERAGE,
      }),
      'Tumen week to 24 Nov: 1 Security Council report',
    ],
    [
      digestOf({ subscriber: subscriberOf({ language: 'ko' }), corrections: [] }),
      'Tumen 11월 24일: 무기 이전 2건, 그 밖에 5건; 피드 3개 접속 불가',
    ],
  ])('says what is in it, and what could not be read', (view, subject) => {
    expect(renderDigest(view).subject).toBe(subject);
  });
});

describe('a digest', () => {
  const { html, text, attachments } = renderDigest(digestOf());
  const printed = textOf(html);

  it('leads with what alerts, then follows the report, and says where nothing is new', () => {
    const headings = [...html.matchAll(/<h2[^>]*>([^<]*)/gu)].map((match) => match[1]);
    expect(headings).toEqual([
      'Corrections of earlier digests',
      'First: 2 arms-transfer reports',
      'Trade and sanctions evasion',
      'Workers abroad and forced labour',
      'Detention and forced repatriation',
      'Obstruction at the United Nations',
      'Related, outside the categories',
      'Statements in the last 30 days',
      'What was looked at, and what could not be',
    ]);
    expect(printed).toContain('Nothing new: Human trafficking.');
  });

  it('shows the status in words, what changed, and every figure with its source', () => {
    expect(html).toMatch(/<span class="tag confirmed"[^>]*>Confirmed<\/span>/u);
    expect(printed).toContain("Alleged → confirmed, by South Korea's National Intelligence Service");
    expect(printed).toContain(
      'at least 25,000 containers (a South Korean lawmaker); 20,000 containers (Kyodo News)',
    );
    expect(printed).toContain('Background, entered by hand');
  });

  it('groups statements by origin: a copy is a link, not a second witness', () => {
    expect(printed).toContain('5 statements, 3 independent origins');
    expect(html).not.toContain('the total now stands above 28,000');
    expect(html).toMatch(/<a href="https:\/\/news\.example\.org\/article-\d+"[^>]*>The Korea Herald<\/a>/u);
  });

  it('prints several passages of one page under it, the headline first and once', () => {
    const page = {
      url: 'https://news.example.org/one',
      title: 'Shells sent, ministry says',
      origin: 'one',
      outlet: 'One',
    };
    const statements = [
      statementOf({ ...page, quote: 'A ship left Rajin with shells on board.' }),
      statementOf({ ...page, quote: 'Shells sent', status: 'alleged' }),
    ];
    const event = eventOf({ statements });
    const { html } = renderDigest(
      digestOf({ categories: [{ category: 'sanctions_evasion', events: [event] }] }),
    );
    expect(html.match(/https:\/\/news\.example\.org\/one/gu)).toHaveLength(1);
    expect(textOf(html)).toMatch(/One : Shells sent, ministry says Alleged · .* Reported A ship left Rajin/u);
  });

  it('leaves quotes in their language and marks it', () => {
    for (const lang of ['ko', 'ja', 'ru', 'en'])
      expect(html).toMatch(new RegExp(`<p class="quote" lang="${lang}"`, 'u'));
  });

  it('states its coverage', () => {
    for (const each of [
      'RFA Korean: answers 503',
      '38north.org: 4 pages',
      'not about North Korea: 1,003',
      'Vostok Today: last item',
      'expected 18 November 2026',
    ]) {
      expect(printed).toContain(each);
      expect(text).toContain(each);
    }
    expect(printed).not.toContain('nothing was found');
  });

  it('prints times in the reader’s zone', () => {
    expect(printed).toContain("Confirmed (South Korea's National Intelligence Service, 24 Nov 2026)"); // 23 Nov in UTC
    expect(printed).toContain('since 20 Nov 2026, 13:00');
  });

  it('says in the text part what it says in HTML', () => {
    for (const event of [SHELLS, AIR_DEFENCE, PETROLEUM, WORKERS, VETO, BASELINE]) {
      for (const { url } of event.statements) expect(text).toContain(url);
    }
    expect(text).toContain('[CONFIRMED] North Korea sent more than 28,000 containers');
    expect(text).not.toMatch(/&#39;|&amp;|<[a-z]/u);
    expect(text).not.toMatch(/\n{4}/u);
  });

  it('needs no attachment where nothing was left out', () => {
    expect(attachments).toEqual([]);
  });
});

describe('a quiet day', () => {
  it('is three honest lines and the coverage', () => {
    const { html, text } = renderDigest(quietDigest());
    for (const line of [
      'Nothing new since your last digest of 23 Nov 2026, 07:00.',
      '41 feeds answered and 212 documents were read; none told of anything new in your categories.',
      'Every feed could be read.',
      'where nothing is reported above, nothing was found',
    ]) {
      expect(textOf(html)).toContain(line);
      expect(text).toContain(line);
    }
  });

  it('does not claim silence where it could not look', () => {
    const { html } = renderDigest(quietDigest({ coverage: digestOf().coverage, since: null }));
    expect(textOf(html)).toContain('3 feeds could not be read, so this silence is not complete.');
    expect(textOf(html)).toContain('this is your first digest');
  });
});

describe('victims', () => {
  const seen = (role: 'reader' | 'protected') => {
    const categories = [{ category: 'forced_repatriation' as const, events: [REPATRIATION] }];
    const { html, text, attachments } = renderDigest(
      digestOf({ subscriber: subscriberOf({ role }), categories }),
    );
    return html + text + attachments.map(({ content }) => content).join('');
  };

  it('are not named to readers: the frame stays, quote, title and name do not', () => {
    const shown = seen('reader');
    expect(shown).not.toMatch(/Kim Example|서울의 한 목사는|북송|脱北者/u);
    expect(shown).toContain('China returned some 40 people to North Korea in Dandong');
    expect(shown).toContain('Quote withheld to protect the people concerned');
    expect(shown).toContain('Daily NK');
  });

  it('are shown to the role that may see them', () => {
    expect(seen('protected')).toMatch(/Kim Example, 31/u);
    expect(seen('protected')).not.toContain('Quote withheld');
  });
});

describe('a big day', () => {
  const kinds = [SHELLS, PETROLEUM, AIR_DEFENCE, WORKERS, VETO];
  const events = Array.from({ length: 300 }, (_, index): EventView => ({
    ...(kinds[index % kinds.length] ?? SHELLS),
    id: `e${index}`,
  }));
  const view = digestOf({
    categories: [
      { category: 'sanctions_evasion', events: events.slice(0, 150) },
      { category: 'un_obstruction', events: events.slice(150) },
    ],
  });

  it('of 300 events takes less than a second and stays below what Gmail shows', () => {
    renderDigest(digestOf()); // templates are compiled once a process
    const started = process.cpuUsage();
    const { html, attachments } = renderDigest(view);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(1);
    expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_BYTES);
    expect(Buffer.byteLength(html)).toBeGreaterThan(0.9 * GMAIL_BYTES); // and uses the room
    expect(attachments.map(({ filename }) => filename)).toEqual(['tumen-daily-2026-11-24.html']);
  });

  it('cuts nothing silently: what is shown, in brief and counted makes up the whole', () => {
    const { html } = renderDigest(view);
    const full = html.split('class="event"').length - 1;
    const lines =
      html
        .match(/<li[^>]*>[^]*?<\/li>/gu)
        ?.filter((line) => line.includes('according to') || line.includes('confirmed by')) ?? [];
    const more = Number(/([\d,]+) more events? did not fit/u.exec(html)?.[1] ?? 0);
    expect(full).toBeGreaterThanOrEqual(8);
    expect(full + lines.length + more).toBe(300);
  });

  it('gives every section its first event whole', () => {
    const { html } = renderDigest(view);
    for (const section of html
      .split('<h2')
      .filter((part) => /First:|Trade and|Obstruction/u.test(part.slice(0, 400)))) {
      expect(section).toContain('class="event"');
    }
  });

  it('is whole in the attachment and on the page', () => {
    const [attachment] = renderDigest(view).attachments;
    expect(attachment?.content).toBe(renderDigestPage(view));
    expect(attachment?.content.split('class="event"').length).toBe(301);
  });

  it('links to the archive page instead, where there is one', () => {
    const archiveUrl = 'https://tumen.example.org/digests/1';
    const { html, attachments } = renderDigest({ ...view, archiveUrl });
    expect(attachments).toEqual([]);
    expect(html).toContain(`<a href="${archiveUrl}"`);
  });

  it('counts the origins that one event has too many of', () => {
    const many = eventOf({ statements: Array.from({ length: 9 }, () => statementOf()) });
    const { html, attachments } = renderDigest(
      digestOf({ categories: [{ category: 'sanctions_evasion', events: [many] }] }),
    );
    expect(textOf(html)).toContain('5 more statements: the attached page holds all of them');
    expect(attachments).toHaveLength(1);
  });
});
