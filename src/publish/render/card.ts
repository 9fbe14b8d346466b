/** An event in words: what the templates of mail, page and text print, escaped and linked but not laid out. */
import { headlineOf } from '../headline.ts';
import type { Subscriber } from '../subscribers.ts';
import type { EventChange, EventView, FigureView, VerdictLinks } from '../views.ts';
import { countryName } from '../wording/countries.ts';
import { clockTime, dayInWords, intervalInWords } from '../wording/dates.ts';
import { figureText } from '../wording/figures.ts';
import { goodsNames, placeName } from '../wording/glossary.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Locale, Phrases } from '../wording/phrases.ts';
import { eventUrl } from './links.ts';
import { originCards, statementCount, type OriginCard } from './origins.ts';
import { isWithheld, protectEvent } from './protect.ts';

export interface CardContext {
  locale: Locale;
  zone: string;
  role: Subscriber['role'];
  publicUrl: string | null;
  /** What the changes are counted from. */
  since: 'digest' | 'alert';
  /** How many origins are printed with their quotes; the rest are counted. */
  maxOrigins: number;
  /** By event id; absent where the message itself says how to answer. */
  verdicts?: Readonly<Record<string, VerdictLinks>>;
}

export interface EventCard {
  event: EventView;
  headline: string;
  status: string;
  type: string;
  isNew: boolean;
  /** Who to whom, through whom, what, where, when: the frame on one line. */
  dateline: string;
  changedSince: string;
  changes: string[];
  facts: Fact[];
  tally: string;
  origins: OriginCard[];
  /** "3 more of the same origins", or null where all are printed. */
  more: string | null;
  isWithheld: boolean;
  href: string | null;
  /** Links by which a reader judges the event, where the message has them. */
  verdicts: { label: string; href: string }[];
}

export interface Fact {
  label: string;
  value: string;
}

/** The card of an event for a reader. */
export function cardOf(view: EventView, context: CardContext): EventCard {
  const phrases = phrasesOf(context.locale);
  const event = protectEvent(view, context.role);
  const origins = originCards(event, context);
  const shown = origins.slice(0, context.maxOrigins);
  const hidden = origins.slice(context.maxOrigins).reduce((sum, origin) => sum + statementCount(origin), 0);
  return {
    event,
    headline: headlineOf(event, context.locale),
    status: phrases.status[event.status],
    type: phrases.type[event.type],
    isNew: event.isNew && !event.isBaseline,
    dateline: datelineOf(event, context.locale, phrases),
    changedSince: phrases.changedSince[context.since],
    changes: event.changes.map((change) => changeInWords(change, context.locale, phrases)),
    facts: factsOf(event, context, phrases),
    tally: phrases.statements(event.statements.length, origins.length),
    origins: shown,
    more: hidden > 0 ? phrases.moreStatements(hidden) : null,
    isWithheld: isWithheld(view, context.role),
    href: eventUrl(context.publicUrl, event.id),
    verdicts: verdictsOf(context.verdicts?.[event.id], phrases),
  };
}

function verdictsOf(links: VerdictLinks | undefined, { actions }: Phrases): EventCard['verdicts'] {
  if (!links) return [];
  return [
    { label: actions.notRelevant, href: links.notRelevant },
    { label: actions.wrong, href: links.wrong },
  ];
}

function changeInWords(change: EventChange, locale: Locale, { changes, status }: Phrases): string {
  switch (change.kind) {
    case 'status':
      return changes.status(status[change.from], status[change.to], change.by);
    case 'figure':
      return changes.figure(
        figureText(change.figure, locale),
        change.figure.source,
        change.previous.map((figure) => figureWithSource(figure, locale)),
      );
    default:
      return changes.origin(change.source);
  }
}

/** Every figure with all who give it: "1,000 people (Reuters, Yonhap); 600 people (RFA)". */
function figuresInWords(figures: readonly FigureView[], locale: Locale): string {
  const sources = new Map<string, Set<string>>();
  for (const figure of figures) {
    const text = figureText(figure, locale);
    sources.set(text, (sources.get(text) ?? new Set()).add(figure.source));
  }
  return [...sources].map(([text, by]) => `${text} (${[...by].join(', ')})`).join('; ');
}

function figureWithSource(figure: FigureView, locale: Locale): string {
  return `${figureText(figure, locale)} (${figure.source})`;
}

function datelineOf(event: EventView, locale: Locale, { facts }: Phrases): string {
  const { dates, facilitators, items, place, supplier, recipient } = event;
  const others = facilitators.filter((code) => code !== supplier && code !== recipient);
  const parts = [
    partiesOf(event, locale, facts.unnamed),
    others.map((code) => countryName(code, locale)).join(', '),
    goodsNames(items, locale).join(', '),
    place && placeName(place, locale),
    dates.event ? intervalInWords(dates.event.from, dates.event.to, locale) : facts.unknownDate,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** The rows below a headline, those that say something. */
function factsOf(event: EventView, context: CardContext, phrases: Phrases): Fact[] {
  const { locale } = context;
  const { facts } = phrases;
  const rows: [string, string][] = [
    [facts.figures, figuresInWords(event.figures, locale)],
    [facts.names, event.names.join(', ')],
    [facts.published, publishedOf(event, context, phrases)],
    [facts.history, event.statusHistory.length > 1 ? historyOf(event, context, phrases) : ''],
    [facts.symbols, event.unSymbols.join(', ')],
    [facts.duties, event.duties.join('; ')],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function partiesOf({ supplier, recipient }: EventView, locale: Locale, unnamed: string): string | null {
  if (supplier === null && recipient === null) return null;
  return [supplier, recipient]
    .map((code) => (code === null ? unnamed : countryName(code, locale)))
    .join(' → ');
}

function publishedOf({ dates }: EventView, { zone, locale }: CardContext, { facts }: Phrases): string {
  const published = dates.published ? clockTime(dates.published, zone, locale) : facts.unknownDate;
  return `${published}; ${facts.firstSeen} ${clockTime(dates.firstSeen, zone, locale)}`;
}

function historyOf(event: EventView, { zone, locale }: CardContext, { status }: Phrases): string {
  const steps = event.statusHistory.map((step) => {
    const day = dayInWords(step.at, zone, locale);
    return `${status[step.status]} (${step.by ? `${step.by}, ` : ''}${day})`;
  });
  return steps.join(' → ');
}
