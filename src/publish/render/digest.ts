import { headlineOf } from '../headline.ts';
import type { EventView } from '../event-view.ts';
import type { ActivityView, DigestView, RelatedView } from '../views.ts';
import { clockTime, dateInWords, longDay } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Phrases } from '../wording/phrases.ts';
import { cardOf, type CardContext, type EventCard } from './card.ts';
import { coverageInWords } from './coverage.ts';
import { readAsset, renderHtml, renderMailHtml, renderText, sizeInMail } from './engine.ts';
import { mailtoUrl, safeUrl } from './links.ts';
import { MAX_HTML_BYTES, type RenderedMail } from './mail.ts';
import {
  fitDetail,
  sectionsOf,
  wholeDetail,
  type Detail,
  type EventSizes,
  type Sections,
} from './sections.ts';
import { digestSubject, newsParts } from './subject.ts';
import { weekPart } from './week.ts';

/** Evidence beyond this many origins is counted in a mail, and printed on the event's page and in the attachment. */
const MAIL_ORIGINS = 4;
const RECENT_DAYS = 7;
/** Heading, list tags and "in brief" of one section, with their styles. */
const HEADING_BYTES = 700;
const css = readAsset('mail.css');

/**
 * A digest as a mail: subject, HTML below 102 KB, text. Where the mail had to leave something out it says how much; the whole
 * is on its archive page or, without one, in an attached page.
 */
export function renderDigest(view: DigestView): RenderedMail {
  const sections = sectionsOf(view, phrasesOf(view.subscriber.language));
  const page = digestPage(view, sections, detailForMail(view, sections), MAIL_ORIGINS);
  return {
    subject: page.subject,
    html: mailOf(page),
    text: renderText('digest.txt', page),
    attachments: page.isShortened && !page.archiveHref ? [wholePage(view)] : [],
  };
}

/** The whole digest as a page for a browser: the attachment, the archive, previews. */
export function renderDigestPage(view: DigestView): string {
  const sections = sectionsOf(view, phrasesOf(view.subscriber.language));
  const page = digestPage(view, sections, wholeDetail(sections.sections), Number.POSITIVE_INFINITY);
  return renderHtml('layout', withBody(page));
}

/** How much of each event goes into the mail, so that its HTML stays below the limit. */
function detailForMail(view: DigestView, sections: Sections): Detail {
  const phrases = phrasesOf(view.subscriber.language);
  const context = cardContext(view, MAIL_ORIGINS);
  const sizes: EventSizes = {
    full: memoized((event) => sizeInMail('event', { card: cardOf(event, context), phrases }, css)),
    brief: memoized((event) => sizeInMail('line', { line: briefLine(event, phrases) }, css)),
  };
  const nothing: Detail = { full: new Set(), brief: new Set(), omitted: 0 };
  const frame = Buffer.byteLength(mailOf(digestPage(view, sections, nothing, MAIL_ORIGINS)));
  const headings = sections.sections.length * HEADING_BYTES;
  return fitDetail(sections.sections, sizes, MAX_HTML_BYTES - frame - headings);
}

function wholePage(view: DigestView): RenderedMail['attachments'][number] {
  return {
    filename: `tumen-${view.edition}-${view.localDate}.html`,
    contentType: 'text/html; charset=utf-8',
    content: renderDigestPage(view),
  };
}

type DigestPage = ReturnType<typeof digestPage>;

function mailOf(page: DigestPage): string {
  return renderMailHtml('layout', withBody(page));
}

function withBody(page: DigestPage) {
  return { ...page, css, body: renderHtml('digest', page) };
}

/** What the digest templates print. */
function digestPage(view: DigestView, { sections, empty }: Sections, detail: Detail, maxOrigins: number) {
  const { subscriber, zone } = view;
  const phrases = phrasesOf(subscriber.language);
  const locale = phrases.lang;
  const context = cardContext(view, maxOrigins);
  const printed = sections.map(({ title, events }) => ({
    title,
    cards: events.filter((event) => detail.full.has(event)).map((event) => cardOf(event, context)),
    brief: events.filter((event) => detail.brief.has(event)).map((event) => briefLine(event, phrases)),
  }));
  const news = newsParts(view, phrases);
  const [first] = sections.flatMap(({ events }) => events);
  const quiet = news.length === 0 ? quietLines(view, phrases) : null;
  return {
    phrases,
    subject: digestSubject(view, phrases),
    preheader: first ? headlineOf(first, locale) : (quiet?.[0] ?? ''),
    pageTitle: `Tumen: ${longDay(view.localDate, locale)}`,
    edition: phrases.edition[view.edition],
    title: longDay(view.localDate, locale),
    summary: news.length > 0 ? `${news.join(', ')}.` : null,
    quiet,
    corrections: view.corrections.map(({ toldOn, was, now }) =>
      phrases.correction(dateInWords(toldOn, locale), was, now),
    ),
    sections: printed.filter(({ cards, brief }) => cards.length + brief.length > 0),
    more: detail.omitted > 0 ? phrases.moreEvents(detail.omitted) : null,
    isShortened:
      detail.omitted > 0 || printed.some(({ cards, brief }) => brief.length > 0 || cards.some(isShortened)),
    emptyCategories: news.length > 0 && empty.length > 0 ? phrases.emptyCategories(empty) : null,
    recalled: view.recalled.map((item) => listItem(item, zone, locale)),
    related: view.related.map((item) => listItem(item, zone, locale)),
    week: view.week && weekPart(view.week, view),
    activity: activityRows(view.activity, phrases),
    coverage: coverageInWords(view.coverage, phrases, zone),
    archiveHref: safeUrl(view.archiveUrl),
    footer: phrases.footer(subscriber.name, zone, view.slot),
    unsubscribeHref: safeUrl(view.unsubscribe.url) ?? mailtoUrl(view.unsubscribe.mailto),
  };
}

function listItem(item: RelatedView, zone: string, locale: Phrases['lang']) {
  return {
    ...item,
    href: safeUrl(item.url),
    when: item.published && clockTime(item.published, zone, locale),
  };
}

function cardContext(view: DigestView, maxOrigins: number): CardContext {
  const { subscriber, zone, publicUrl, verdicts } = view;
  const { language: locale, role } = subscriber;
  const rest = phrasesOf(locale).inAttachment;
  return { locale, zone, role, publicUrl, since: 'digest', maxOrigins, rest, verdicts };
}

function memoized(measure: (event: EventView) => number): (event: EventView) => number {
  const known = new Map<EventView, number>();
  return (event) => {
    const size = known.get(event) ?? measure(event);
    known.set(event, size);
    return size;
  };
}

function isShortened(card: EventCard): boolean {
  return card.more !== null;
}

function briefLine(event: EventView, phrases: Phrases) {
  const [statement] = event.statements;
  return {
    headline: headlineOf(event, phrases.lang),
    status: phrases.status[event.status],
    outlet: statement?.outlet ?? null,
    href: safeUrl(statement?.url ?? null),
  };
}

function quietLines(view: DigestView, phrases: Phrases): readonly string[] {
  const { counts, failing } = view.coverage;
  const since = view.since && clockTime(view.since, view.zone, phrases.lang);
  return phrases.quiet(since, counts.documents, counts.feeds, failing.length);
}

/** One bar a category: its length is the count relative to the largest, its darker part the last week. */
function activityRows(activity: readonly ActivityView[], phrases: Phrases) {
  const rows = activity.map(({ category, days }) => ({
    label: phrases.category[category],
    total: sum(days),
    recent: sum(days.slice(-RECENT_DAYS)),
  }));
  const most = Math.max(...rows.map(({ total }) => total));
  if (most <= 0) return [];
  return rows.map(({ label, total, recent }) => ({
    label,
    text: phrases.activityCount(total, recent),
    width: Math.round((100 * total) / most),
    oldShare: total === 0 ? 0 : Math.round((100 * (total - recent)) / total),
  }));
}

function sum(days: readonly { count: number }[]): number {
  return days.reduce((total, { count }) => total + count, 0);
}
