/**
 * A message for a chat: an alert is headline, status, figures and links; a digest is its list of headlines and a link to the whole.
 * Plain text on single lines, in the reader's language; each service's file gives it a shape and escapes it.
 */
import { toPlainLine } from '../publish/address.ts';
import { alertPart, type ActionLink, type AlertPart } from '../publish/render/alert.ts';
import { acknowledgeAllLink, burstReports } from '../publish/render/burst.ts';
import { cardOf, type EventCard } from '../publish/render/card.ts';
import { coverageInWords } from '../publish/render/coverage.ts';
import { safeUrl } from '../publish/render/links.ts';
import { sectionsOf } from '../publish/render/sections.ts';
import { digestSubject, newsParts } from '../publish/render/subject.ts';
import type { EventView } from '../publish/event-view.ts';
import type { AlertView, BurstView, DigestView, TestView } from '../publish/views.ts';
import { clockTime, dateInWords } from '../publish/wording/dates.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import type { Phrases } from '../publish/wording/phrases.ts';
import type { StoryView } from './post.ts';

export interface Note {
  kind: 'alert' | 'digest';
  title: string;
  /** What comes before the list, e.g. that a day was quiet. */
  lead: readonly string[];
  items: readonly NoteItem[];
  /** Rather than leave an item out, all lose their details: each is an alert. */
  keepsAll: boolean;
  /** Says that this many items are not listed. */
  more: (count: number) => string;
  /** What was looked at; why the reader gets this. */
  tail: readonly string[];
  /** The whole as a page, where there is one. */
  page: NoteLink | null;
  /** Answers to the message as a whole. */
  actions: readonly NoteLink[];
}

export interface NoteLink {
  label: string;
  url: string;
}

export interface NoteItem {
  /** Stands above the first item of a section. */
  heading: string | null;
  /** In words; null for what is no event. */
  status: string | null;
  headline: string;
  details: readonly string[];
  url: string | null;
  /** Answers to this item alone. */
  actions: readonly NoteLink[];
}

const MAX_TITLE = 150;
const MAX_HEADLINE = 300;
const MAX_BARE_HEADLINE = 150;
const MAX_LINE = 300;
/** Longer addresses are tracking, and would push the words out of a short message. */
const MAX_URL = 500;
const MAX_OUTLETS = 4;
/** What a chat shows of a message; protects victims as the mail does. */
export function noteOf(view: StoryView): Note {
  if ('event' in view) return alertNote(view);
  if ('isTest' in view) return testNote(view);
  return 'alerts' in view ? burstNote(view) : digestNote(view);
}

function testNote({ subscriber }: TestView): Note {
  const phrases = phrasesOf(subscriber.language);
  const { title, text } = phrases.test;
  const nothing = { items: [], tail: [], actions: [], page: null, keepsAll: false };
  return { ...nothing, kind: 'digest', title, lead: [text], more: phrases.more };
}

function alertNote(view: AlertView): Note {
  const phrases = phrasesOf(view.subscriber.language);
  const part = alertPart(view, MAX_OUTLETS);
  return {
    kind: 'alert',
    title: line(phrases.alert(part.reason), MAX_TITLE),
    lead: part.escalated ? [line(part.escalated)] : [],
    items: [{ ...itemOf(part.card), details: detailsOf(part.card, phrases) }],
    keepsAll: true,
    more: phrases.more,
    tail: [line(part.why)],
    page: pageOf(view.archiveUrl, phrases),
    actions: linksOf(part.actions),
  };
}

function burstNote(view: BurstView): Note {
  const phrases = phrasesOf(view.subscriber.language);
  const all = acknowledgeAllLink(view);
  return {
    kind: 'alert',
    title: line(
      `${phrases.burst.name(view.alerts.length)}: ${phrases.burst.title(burstReports(view))}`,
      MAX_TITLE,
    ),
    lead: [phrases.burst.why],
    items: view.alerts.map((alert) => burstItem(alertPart(alert, MAX_OUTLETS))),
    keepsAll: true,
    more: phrases.more,
    tail: [],
    page: pageOf(view.archiveUrl, phrases),
    actions: linksOf(all ? [all] : []),
  };
}

function burstItem({ card, why, actions }: AlertPart): NoteItem {
  const details = [card.dateline, ...card.changes, why].map((text) => line(text));
  return { ...itemOf(card), details, actions: linksOf(actions) };
}

function linksOf(actions: readonly ActionLink[]): NoteLink[] {
  return actions.flatMap(({ label, href }) => {
    const url = shortUrl(href);
    return url === null ? [] : [{ label, url }];
  });
}

function detailsOf(card: EventCard, phrases: Phrases): string[] {
  const figures = card.facts.filter(({ label }) => label === phrases.facts.figures);
  const outlets = [...new Set(card.event.statements.map(({ outlet }) => outlet))];
  return [
    card.dateline,
    ...figures.map(({ label, value }) => `${label}: ${value}`),
    ...card.changes,
    `${card.tally}: ${outlets.slice(0, MAX_OUTLETS).join(', ')}${outlets.length > MAX_OUTLETS ? '…' : ''}`,
  ].map((text) => line(text));
}

function digestNote(view: DigestView): Note {
  const phrases = phrasesOf(view.subscriber.language);
  const { sections } = sectionsOf(view, phrases);
  const { counts, failing } = view.coverage;
  const since = view.since && clockTime(view.since, view.zone, phrases.lang);
  const isQuiet = newsParts(view, phrases).length === 0;
  return {
    kind: 'digest',
    title: line(digestSubject(view, phrases), MAX_TITLE),
    lead: isQuiet
      ? phrases.quiet(since, counts.documents, counts.feeds, failing.length).map((text) => line(text))
      : [],
    items: [
      ...correctionItems(view, phrases),
      ...sections.flatMap(({ title, events }) =>
        events.map((event, index) => ({
          ...digestItem(event, view, phrases),
          heading: index === 0 ? line(title) : null,
        })),
      ),
    ],
    keepsAll: false,
    more: phrases.more,
    tail: tailOf(view, phrases),
    page: pageOf(view.archiveUrl, phrases),
    actions: [],
  };
}

function correctionItems(view: DigestView, phrases: Phrases): NoteItem[] {
  return view.corrections.map(({ toldOn, was, now }, index) => ({
    heading: index === 0 ? line(phrases.corrections) : null,
    status: null,
    headline: line(phrases.correction(dateInWords(toldOn, phrases.lang), was, now)),
    details: [],
    url: null,
    actions: [],
  }));
}

function digestItem(event: EventView, view: DigestView, phrases: Phrases): NoteItem {
  const { subscriber, zone, publicUrl } = view;
  const context = { locale: phrases.lang, zone, role: subscriber.role, publicUrl, maxOrigins: 1 } as const;
  const card = cardOf(event, { ...context, since: 'digest' });
  return { ...itemOf(card), details: card.changes.map((text) => line(text)) };
}

/** What the mail has and the list has not, and what could not be read: neither goes missing without a word. */
function tailOf(view: DigestView, phrases: Phrases): string[] {
  const { recalled, related, coverage } = view;
  const failing = coverage.failing.map(({ title }) => title).join(', ');
  const { read } = coverageInWords(coverage, phrases, view.zone);
  return [
    recalled.length > 0 && `${phrases.recalled}: ${recalled.length}`,
    related.length > 0 && `${phrases.related}: ${related.length}`,
    read,
    failing && `${phrases.unreachable(coverage.failing.length)}: ${failing}`,
  ]
    .filter((text) => text !== false)
    .filter((text) => text !== '')
    .map((text) => line(text));
}

function itemOf(card: EventCard): NoteItem {
  const source = card.event.statements.find(({ url }) => url !== null);
  return {
    heading: null,
    status: card.status,
    headline: line(card.headline, MAX_HEADLINE),
    details: [],
    url: shortUrl(card.href ?? source?.url ?? null),
    actions: [],
  };
}

function pageOf(url: string | null, phrases: Phrases): Note['page'] {
  const href = shortUrl(url);
  return href === null ? null : { label: phrases.archive, url: href };
}

function shortUrl(url: string | null): string | null {
  const href = safeUrl(url);
  return href !== null && /^https?:/u.test(href) && href.length <= MAX_URL ? href : null;
}

/** On one line, well-formed, of at most `most` UTF-16 code units; a cut shows as "…" and leaves no half character. */
export function line(text: string, most = MAX_LINE): string {
  const clean = toPlainLine(text.replaceAll(/\p{Cs}/gu, '\ufffd'));
  if (clean.length <= most) return clean;
  return `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '')}…`;
}

/** An item with ever less in it; the last is short enough for any service. */
export function slimmerItems(item: NoteItem): readonly [NoteItem, NoteItem, NoteItem, NoteItem] {
  const brief = { ...item, details: [] };
  const headline = line(item.headline, MAX_BARE_HEADLINE);
  return [item, brief, { ...brief, actions: [] }, { ...brief, actions: [], headline, url: null }];
}
