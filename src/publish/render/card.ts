/** An event in words: what the templates of mail, page and text print, escaped and linked but not laid out. */
import { headlineOf } from '../headline.ts';
import type { Subscriber } from '../subscribers.ts';
import type { EventChange, EventView, FigureView } from '../event-view.ts';
import type { VerdictLinks } from '../views.ts';
import { countryName } from '../wording/countries.ts';
import { clockTime, dayInWords, intervalInWords } from '../wording/dates.ts';
import { figureText, numbersGiven, shiftOf } from '../wording/figures.ts';
import { calibresIn, goodsNames, placeName } from '../wording/glossary.ts';
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
  /** Where the rest can be read, of messages that cannot link to the event's page. */
  rest?: string;
  /** By event id; absent where the message itself says how to answer. */
  verdicts?: Readonly<Record<string, VerdictLinks>>;
}

export interface EventCard {
  event: EventView;
  headline: string;
  status: string;
  type: string;
  isNew: boolean;
  /** Who to whom, through whom, what, where: the frame on one line; ... */
  gist: string;
  /** ... and the same with when. */
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
  const gist = gistOf(event, context.locale, phrases);
  const hidden = origins.slice(context.maxOrigins).reduce((sum, origin) => sum + statementCount(origin), 0);
  return {
    event,
    headline: headlineOf(event, context.locale),
    status: phrases.status[event.status],
    type: phrases.type[event.type],
    isNew: event.isNew && !event.isBaseline,
    gist,
    dateline: `${gist}${gist ? ' · ' : ''}${dateOf(event, context.locale, phrases)}`,
    changedSince: phrases.changedSince[context.since],
    changes: event.changes.map((change) => changeInWords(change, context.locale, phrases)),
    facts: factsOf(event, context, phrases),
    tally: phrases.statements(event.statements.length, origins.length),
    origins: shown,
    more: hidden > 0 ? restInWords(phrases.moreStatements(hidden), context) : null,
    isWithheld: isWithheld(view, context.role),
    href: eventUrl(context.publicUrl, event.id),
    verdicts: verdictsOf(context.verdicts?.[event.id], phrases),
  };
}

function restInWords(more: string, { publicUrl, rest }: CardContext): string {
  return rest === undefined || publicUrl !== null ? more : `${more}: ${rest}`;
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
      return figureChange(change, locale, changes);
    default:
      return changes.origin(change.source);
  }
}

function figureChange(
  { figure, previous }: Extract<EventChange, { kind: 'figure' }>,
  locale: Locale,
  { figure: newFigure, raised, lowered }: Phrases['changes'],
): string {
  const now = figureText(figure, locale);
  const shift = shiftOf(figure, previous);
  if (!shift) return newFigure(now, figure.source, numbersInWords(previous, locale));
  const word = shift.kind === 'raised' ? raised : lowered;
  return word(now, figure.source, figureWithSource(shift.from, locale));
}

/** Every number once, with all who give it: "1,000 people (Reuters, Yonhap)", "600 people (RFA)". */
function numbersInWords(figures: readonly FigureView[], locale: Locale): string[] {
  return numbersGiven(figures, locale).map(({ text, sources }) => `${text} (${sources.join(', ')})`);
}

function figureWithSource(figure: FigureView, locale: Locale): string {
  return `${figureText(figure, locale)} (${figure.source})`;
}

function gistOf(event: EventView, locale: Locale, { facts }: Phrases): string {
  const { facilitators, items, place, supplier, recipient } = event;
  const others = facilitators.filter((code) => code !== supplier && code !== recipient);
  const parts = [
    partiesOf(event, locale, facts.unnamed),
    others.map((code) => countryName(code, locale)).join(', '),
    [...goodsNames(items, locale), ...calibresIn(items, locale)].join(', '),
    place && placeName(place, locale),
  ];
  return parts.filter(Boolean).join(' · ');
}

function dateOf({ dates }: EventView, locale: Locale, { facts }: Phrases): string {
  return dates.event ? intervalInWords(dates.event.from, dates.event.to, locale) : facts.unknownDate;
}

/** The rows below a headline, those that say something. */
function factsOf(event: EventView, context: CardContext, phrases: Phrases): Fact[] {
  const { locale } = context;
  const { facts } = phrases;
  const rows: [string, string][] = [
    [facts.figures, numbersInWords(event.figures, locale).join('; ')],
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
