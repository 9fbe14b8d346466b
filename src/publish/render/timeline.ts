import { createHash } from 'node:crypto';
import type { Subscriber } from '../subscribers.ts';
import type { EventView } from '../event-view.ts';
import type { TimelineView } from '../views.ts';
import { clockTime, dateInWords, dayInWords, intervalInWords } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Locale, Phrases } from '../wording/phrases.ts';
import { cardOf, type CardContext, type EventCard } from './card.ts';
import { coverageInWords } from './coverage.ts';
import { readAsset, renderHtml, renderMarkdown } from './engine.ts';

export interface TimelineOptions {
  locale?: Locale;
  /** Whose eyes it is for; readers do not see quotes that could give away victims. */
  role?: Subscriber['role'];
}

/** A timeline is for many readers at once: its clock is UTC. */
const ZONE = 'utc';
const css = readAsset('timeline.css');
const script = readAsset('timeline.js');
/** The page runs its own script and nothing else, whatever a source managed to write. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** The timeline as one self-contained page: filters, prints, works offline and without script. */
export function renderTimelineHtml(view: TimelineView, options: TimelineOptions = {}): string {
  return renderHtml('timeline', { ...timelinePage(view, options), css, script, policy: POLICY });
}

/** The timeline as Markdown. */
export function renderTimelineMarkdown(view: TimelineView, options: TimelineOptions = {}): string {
  return renderMarkdown('timeline', timelinePage(view, options));
}

/** What the timeline templates print. */
function timelinePage(view: TimelineView, options: TimelineOptions) {
  const { locale = 'en' } = options;
  const phrases = phrasesOf(locale);
  const words = phrases.timeline;
  const context = contextOf(view.publicUrl, options);
  const cards = view.events.map((event) => ({ ...cardOf(event, context), when: whenOf(event, phrases) }));
  const [from, to] = [view.from, view.to].map((date) => date && dateInWords(date, locale));
  return {
    phrases,
    words,
    title: view.title,
    summary: words.events(cards.length, from ?? null, to ?? null),
    asKnownOn: view.asKnownOn ? words.asKnownOn(dayInWords(view.asKnownOn, ZONE, locale)) : null,
    madeAt: words.madeAt(clockTime(view.generatedAt, ZONE, locale)),
    shown: words.shown('#', cards.length),
    filters: filtersOf(view.events, phrases),
    groups: groupsByYear(cards, words.undated),
    coverage: view.coverage && coverageInWords(view.coverage, phrases, ZONE),
  };
}

function contextOf(
  publicUrl: string | null,
  { locale = 'en', role = 'reader' }: TimelineOptions,
): CardContext {
  return { locale, zone: ZONE, role, publicUrl, since: 'digest', maxOrigins: Number.POSITIVE_INFINITY };
}

function whenOf({ dates }: EventView, phrases: Phrases): string {
  if (dates.event) return intervalInWords(dates.event.from, dates.event.to, phrases.lang);
  return dates.published
    ? phrases.timeline.toldBy(dayInWords(dates.published, ZONE, phrases.lang))
    : phrases.timeline.undated;
}

/** The choices that occur, each with its name. */
function filtersOf(events: readonly EventView[], phrases: Phrases) {
  const words = phrases.timeline;
  const options = (names: Readonly<Record<string, string>>, used: readonly string[]) =>
    Object.entries(names)
      .filter(([value]) => used.includes(value))
      .map(([value, label]) => ({ value, label }));
  return [
    {
      name: 'category',
      label: words.category,
      options: options(
        phrases.category,
        events.map((event) => event.category),
      ),
    },
    {
      name: 'type',
      label: words.type,
      options: options(
        phrases.type,
        events.map((event) => event.type),
      ),
    },
    {
      name: 'status',
      label: words.status,
      options: options(
        phrases.status,
        events.map((event) => event.status),
      ),
    },
  ];
}

/** In the order given; the year in which an event began, else was told of, is its heading. */
function groupsByYear<C extends EventCard>(
  cards: readonly C[],
  undated: string,
): { title: string; cards: C[] }[] {
  const groups = new Map<string, C[]>();
  for (const card of cards) {
    const { event, published } = card.event.dates;
    const year = (event?.from ?? published)?.slice(0, 4) ?? undated;
    const group = groups.get(year);
    if (group) group.push(card);
    else groups.set(year, [card]);
  }
  return [...groups].map(([title, cards]) => ({ title, cards }));
}
