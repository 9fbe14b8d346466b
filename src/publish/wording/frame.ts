import type { Status } from '../../taxonomy.ts';
import type { EventView, FigureView } from '../views.ts';
import { countryName } from './countries.ts';
import { figureRanges, type FigureRange } from './figures.ts';
import { goodsName, placeName } from './glossary.ts';
import type { Locale } from './phrases.ts';

/** A headline names this many goods or ships at most; the rest stands in the event's own rows. */
const MAX_NAMED = 2;
const COUNTED = new Set(['containers', 'rounds', 'barrels', 'tonnes', 'railcars']);
const PERSONS = new Set([
  'people',
  'workers',
  'soldiers',
  'students',
  'women',
  'trainees',
  'engineers',
  'defectors',
  'refugees',
]);
const MONEY = new Set(['US dollars', 'euros']);

/** Statements of these statuses bear out a headline of that status. */
const CARRIED_BY: Readonly<Record<Status, readonly Status[]>> = {
  confirmed: ['confirmed'],
  reported: ['confirmed', 'reported'],
  alleged: ['confirmed', 'reported', 'alleged'],
  denied: ['denied'],
  planned: ['planned'],
  urged: ['urged'],
};

/** Who, what, how many, where and on whose word, in names of the reader's language, ready to be set into a sentence. */
export interface Frame {
  supplier: string | null;
  recipient: string | null;
  /** States whose authorities, firms or nationals make it possible, ... */
  states: string[];
  /** ... and those of them that are neither supplier nor recipient. */
  facilitators: string[];
  goods: string[];
  names: string[];
  /** What the source of the headline counts; the range of all figures where it gives none. */
  figure: FigureRange | null;
  /** What others count in the same unit, where it differs. */
  otherFigure: string | null;
  /** What the figure counts, as far as a sentence must know. */
  counts: 'persons' | 'money' | 'amount' | 'other' | null;
  place: string | null;
  dates: { from: string; to: string } | null;
  source: string | null;
  /** Independent origins beside that source which say at least as much. */
  otherSources: number;
}

/** The frame of an event for a sentence in `locale`; what the view leaves unknown stays null or empty. */
export function frameOf(event: EventView, locale: Locale): Frame {
  const { supplier, recipient } = event;
  const name = (code: string | null) => (code === null ? null : countryName(code, locale));
  const place = event.place === null ? null : placeName(event.place, locale);
  const facilitators = event.facilitators.filter((code) => code !== supplier && code !== recipient);
  const source = event.statusHistory.at(-1)?.by ?? event.statements[0]?.outlet ?? null;
  const { figure, otherFigure } = figuresOf(event.figures, source, locale);
  const parties = [supplier, recipient, ...event.facilitators].map(name);
  return {
    supplier: name(supplier),
    recipient: name(recipient),
    states: event.facilitators.map((code) => countryName(code, locale)),
    facilitators: facilitators.map((code) => countryName(code, locale)),
    goods: [...new Set(event.items.map((item) => goodsName(item, locale)))].slice(0, MAX_NAMED),
    names: event.sensitive ? [] : event.names.slice(0, MAX_NAMED),
    figure,
    otherFigure,
    counts: figure && countsOf(figure.unit),
    place: parties.includes(place) ? null : place,
    dates: event.dates.event,
    source,
    otherSources: source === null ? 0 : othersWhoSay(event, source),
  };
}

/** A headline names the figure of its own source, so that nobody is made to say another's number. */
function figuresOf(figures: readonly FigureView[], source: string | null, locale: Locale) {
  const ranges = figureRanges(figures, locale);
  const own = figureRanges(
    figures.filter((figure) => figure.source === source),
    locale,
  )[0];
  if (!own) return { figure: ranges[0] ?? null, otherFigure: null };
  const sameUnit = ranges.find(({ unit }) => unit === own.unit)?.figures ?? [];
  const differing = sameUnit.filter(
    (figure) => !own.figures.some((each) => each.min === figure.min && each.max === figure.max),
  );
  return { figure: own, otherFigure: figureRanges(differing, locale)[0]?.text ?? null };
}

/** Independent origins beside the source's own whose statements carry the event's status. */
function othersWhoSay(event: EventView, source: string): number {
  const carrying = event.statements.filter(({ status }) => CARRIED_BY[event.status].includes(status));
  const own = carrying.filter(({ sourceActor, outlet }) => sourceActor === source || outlet === source);
  const others = new Set(carrying.map(({ origin }) => origin));
  for (const { origin } of own) others.delete(origin);
  return others.size;
}

function countsOf(unit: string | null): Frame['counts'] {
  if (unit === null) return 'other';
  if (PERSONS.has(unit)) return 'persons';
  if (MONEY.has(unit)) return 'money';
  return COUNTED.has(unit) ? 'amount' : 'other';
}
