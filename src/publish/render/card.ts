/** An event in words: what the templates of mail, page and text print, escaped and linked but not laid out. */
import { headlineOf } from '../headline.ts';
import type { Subscriber } from '../subscribers.ts';
import type { EventChange, EventView, FigureView, StatementView } from '../views.ts';
import { countryName } from '../wording/countries.ts';
import { clockTime, dateInWords, intervalInWords } from '../wording/dates.ts';
import { figureText } from '../wording/figures.ts';
import { goodsName, placeName } from '../wording/glossary.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Locale, Phrases } from '../wording/phrases.ts';
import { eventUrl, safeUrl, snapshotUrl } from './links.ts';
import { isWithheld, protectEvent } from './protect.ts';

export interface CardContext {
  locale: Locale;
  zone: string;
  role: Subscriber['role'];
  publicUrl: string | null;
  /** How many origins are printed with their quotes; the rest are counted. */
  maxOrigins: number;
}

export interface EventCard {
  event: EventView;
  headline: string;
  status: string;
  type: string;
  isNew: boolean;
  changes: string[];
  facts: Fact[];
  tally: string;
  origins: OriginCard[];
  /** "3 more of the same origins", or null where all are printed. */
  more: string | null;
  isWithheld: boolean;
  href: string | null;
}

export interface Fact {
  label: string;
  value: string;
}

/** What one independent origin says: its first statement, and who else carries it. */
export interface OriginCard {
  first: StatementCard;
  others: StatementCard[];
}

export interface StatementCard {
  outlet: string;
  href: string | null;
  title: string;
  lang: string;
  /** "ko", printed beside the outlet where the language is not the reader's. */
  foreignLang: string | null;
  when: string;
  status: string;
  statusId: string;
  sourceActor: string | null;
  quote: string;
  isLimited: boolean;
  isNew: boolean;
  snapshotHref: string | null;
}

/** The card of an event for a reader. */
export function cardOf(view: EventView, context: CardContext): EventCard {
  const phrases = phrasesOf(context.locale);
  const event = protectEvent(view, context.role);
  const origins = originsOf(event.statements).map((group) => originCard(group, context, phrases));
  const shown = origins.slice(0, context.maxOrigins);
  const hidden = origins.slice(context.maxOrigins).reduce((sum, { others }) => sum + 1 + others.length, 0);
  return {
    event,
    headline: headlineOf(event, context.locale),
    status: phrases.status[event.status],
    type: phrases.type[event.type],
    isNew: event.isNew && !event.isBaseline,
    changes: event.changes.map((change) => changeInWords(change, context.locale, phrases)),
    facts: factsOf(event, context, phrases),
    tally: phrases.statements(event.statements.length, origins.length),
    origins: shown,
    more: hidden > 0 ? phrases.moreStatements(hidden) : null,
    isWithheld: isWithheld(view, context.role),
    href: eventUrl(context.publicUrl, event.id),
  };
}

/** Statements by origin in the order given; within an origin, the one that is no copy first. */
function originsOf(statements: readonly StatementView[]): StatementView[][] {
  const groups = new Map<string, StatementView[]>();
  for (const statement of statements) {
    const group = groups.get(statement.origin);
    if (group) group.push(statement);
    else groups.set(statement.origin, [statement]);
  }
  return [...groups.values()].map((group) => group.toSorted((a, b) => Number(a.isCopy) - Number(b.isCopy)));
}

function originCard(group: StatementView[], context: CardContext, phrases: Phrases): OriginCard {
  const [first, ...others] = group.map((statement) => statementCard(statement, context, phrases));
  if (!first) throw new Error('an origin without statements');
  return { first, others };
}

function statementCard(statement: StatementView, context: CardContext, phrases: Phrases): StatementCard {
  const { outlet, title, lang, published, firstSeen, status, sourceActor, quote, limitedText, isNew } =
    statement;
  return {
    outlet,
    href: safeUrl(statement.url),
    title,
    lang,
    foreignLang: lang === context.locale ? null : lang,
    when: clockTime(published ?? firstSeen, context.zone, context.locale),
    status: phrases.status[status],
    statusId: status,
    sourceActor: sourceActor === outlet ? null : sourceActor,
    quote,
    isLimited: limitedText,
    isNew,
    snapshotHref: snapshotUrl(context.publicUrl, statement.snapshotSha),
  };
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

function figureWithSource(figure: FigureView, locale: Locale): string {
  return `${figureText(figure, locale)} (${figure.source})`;
}

/** The rows below a headline, those that say something. */
function factsOf(event: EventView, context: CardContext, phrases: Phrases): Fact[] {
  const { locale, zone } = context;
  const { facts } = phrases;
  const rows: [string, string | null][] = [
    [facts.parties, partiesOf(event, locale, facts.unnamed)],
    [facts.helpers, event.facilitators.map((code) => countryName(code, locale)).join(', ')],
    [facts.goods, event.items.map((item) => goodsName(item, locale)).join(', ')],
    [facts.names, event.names.join(', ')],
    [facts.figures, event.figures.map((figure) => figureWithSource(figure, locale)).join('; ')],
    [facts.place, event.place && placeName(event.place, locale)],
    [
      facts.event,
      event.dates.event
        ? intervalInWords(event.dates.event.from, event.dates.event.to, locale)
        : facts.unknownDate,
    ],
    [facts.published, publishedOf(event, context, phrases)],
    [facts.history, event.statusHistory.length > 1 ? historyOf(event, zone, locale, phrases) : null],
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

function historyOf(event: EventView, zone: string, locale: Locale, phrases: Phrases): string {
  return event.statusHistory
    .map(({ status, at, by }) => {
      const day = at.includes('T')
        ? clockTime(at, zone, locale).replace(/,? \d\d:\d\d$/u, '')
        : dateInWords(at, locale);
      return `${phrases.status[status]} ${by ? `(${by}, ${day})` : `(${day})`}`;
    })
    .join(' → ');
}
