import type { RecordNote } from '../../model.ts';
import type { Status } from '../../taxonomy.ts';
import type { EventView, FigureView } from '../event-view.ts';
import { countryName } from './countries.ts';
import { figureRanges, type FigureRange } from './figures.ts';
import { goodsNames, placeName, placeState } from './glossary.ts';
import { unitKind, type UnitKind } from './units.ts';
import type { Locale } from './phrases.ts';

/** A headline names this many goods or ships at most; the rest stands in the event's own rows. */
const MAX_NAMED = 2;
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
  counts: UnitKind | null;
  place: string | null;
  /** Where arms turned up, in a third country; `dates` then say when they did, not when they were sent. */
  foundIn: string | null;
  /** Things leave from the place: it lies in the supplier's country. */
  isOrigin: boolean;
  dates: { from: string; to: string } | null;
  source: string | null;
  /** The source is a medium that tells what others say, not the one who says it. */
  isMedium: boolean;
  /** Independent origins beside that source which say at least as much. */
  otherSources: number;
  /** Who denies what others affirm. */
  deniedBy: string[];
  /** The act as the Council's record has it, where tellings were compared with it. */
  act: CouncilAct | null;
}

/** What the Council's record says was done. */
export interface CouncilAct extends Pick<RecordNote, 'kind' | 'outcome'> {
  /** Those that stood in the way. */
  states: string[];
}

/** The frame of an event for a sentence in `locale`; what the view leaves unknown stays null or empty. */
export function frameOf(event: EventView, locale: Locale): Frame {
  const { supplier, recipient } = event;
  const name = (code: string | null) => (code === null ? null : countryName(code, locale));
  const place = event.place === null ? null : placeName(event.place, locale);
  const facilitators = event.facilitators.filter((code) => code !== supplier && code !== recipient);
  const act = actOf(event, locale);
  const said = sayerOf(event);
  const source = act && event.status === 'confirmed' ? COUNCIL_RECORD[locale] : said;
  const { figure, otherFigure } = figuresOf(event.figures, source, locale);
  const isFoundElsewhere = isElsewhere(event);
  const parties = [supplier, recipient, ...event.facilitators].map(name);
  return {
    supplier: name(supplier),
    recipient: name(recipient),
    states: event.facilitators.map((code) => countryName(code, locale)),
    facilitators: facilitators.map((code) => countryName(code, locale)),
    goods: withModel(goodsNames(event.items, locale)).slice(0, MAX_NAMED),
    names: event.sensitive ? [] : event.names.slice(0, MAX_NAMED),
    figure,
    otherFigure,
    counts: figure?.unit ? unitKind(figure.unit) : null,
    place: parties.includes(place) || isFoundElsewhere ? null : place,
    foundIn: isFoundElsewhere && event.type === 'arms_transfer' ? place : null,
    isOrigin: supplier !== null && event.place !== null && placeState(event.place) === supplier,
    dates: event.dates.event,
    source,
    isMedium: source !== null && isMedium(event, source),
    otherSources: source === null ? 0 : othersWhoSay(event, source),
    deniedBy: deniersOf(event),
    act,
  };
}

/** Who gave the event its status: whoever spoke last may have denied it. */
function sayerOf({ status, statusHistory, statements }: EventView): string | null {
  const stage = statusHistory.findLast((each) => each.status === status);
  if (stage?.by) return stage.by;
  const bearing = statements.findLast((each) => CARRIED_BY[status].includes(each.status)) ?? statements[0];
  return bearing ? (bearing.sourceActor ?? bearing.outlet) : null;
}

function deniersOf({ status, statements }: EventView): string[] {
  if (status === 'denied') return [];
  const denials = statements.filter((statement) => statement.status === 'denied');
  return [...new Set(denials.flatMap(({ sourceActor }) => sourceActor ?? []))].slice(0, MAX_NAMED);
}

const COUNCIL_RECORD: Readonly<Record<Locale, string>> = { en: 'the Council’s record', ko: '안보리 기록' };
const IN_THE_WAY: readonly RecordNote['stances'][string][] = ['vetoed', 'against'];

/** The row that most tellings were found to tell of. */
function actOf({ statements }: EventView, locale: Locale): CouncilAct | null {
  const notes = statements.flatMap(({ record }) => (record && record.verdict !== 'unknown' ? [record] : []));
  const counts = new Map<string, number>();
  for (const { row } of notes) counts.set(row, (counts.get(row) ?? 0) + 1);
  const [note] = notes.toSorted((a, b) => (counts.get(b.row) ?? 0) - (counts.get(a.row) ?? 0));
  if (!note) return null;
  const states = Object.keys(note.stances).filter((code) => IN_THE_WAY.includes(note.stances[code] ?? 'for'));
  return {
    kind: note.kind,
    outcome: note.outcome,
    states: states.map((code) => countryName(code, locale)),
  };
}

/** Where wreckage was found is not where the goods went: a place in a third country would read as if it were. */
function isElsewhere({ place, supplier, recipient, facilitators }: EventView): boolean {
  if (place === null || supplier === null || recipient === null) return false;
  if (/^\p{Ll}/u.test(place)) return false; // "off Suez": the source says itself how it belongs there
  const state = placeState(place);
  return state !== null && ![supplier, recipient, ...facilitators].includes(state);
}

/** "Hwasong-11", "화성-11", "KN-23": a model, not yet a thing. */
const MODEL = /^[\p{Lu}\p{Lo}][\p{L}]*-?\d{1,4}\p{L}{0,2}$/u;
const MISSILES = /(?:missiles|미사일)$/u;

/** A model and its kind are one thing: "Hwasong-11 ballistic missiles". */
function withModel(goods: readonly string[]): string[] {
  const models = goods.filter((name) => MODEL.test(name));
  const kinds = goods.filter((name) => MISSILES.test(name));
  const [model] = models;
  const [kind] = kinds;
  if (!model || !kind || models.length > 1 || kinds.length > 1) return [...goods];
  return goods.flatMap((name) => (name === kind ? [`${model} ${kind}`] : name === model ? [] : [name]));
}

/** Bodies and documents of the United Nations speak for themselves, whoever prints them. */
const RECORDS = /^(?:[AES]\/|UN |United Nations)/u;

function isMedium({ statements }: EventView, source: string): boolean {
  const isQuoted = statements.some(({ sourceActor }) => sourceActor === source);
  return !isQuoted && !RECORDS.test(source) && statements.some(({ outlet }) => outlet === source);
}

/** A headline names the figure of its own source, so that nobody is made to say another's number. */
function figuresOf(figures: readonly FigureView[], source: string | null, locale: Locale) {
  const ranges = usable(figures, locale);
  const [own] = usable(
    figures.filter((figure) => figure.source === source),
    locale,
  );
  if (!own) return { figure: ranges[0] ?? null, otherFigure: null };
  const sameUnit = ranges.find(({ unit }) => unit === own.unit)?.figures ?? [];
  const differing = sameUnit.filter(
    (figure) => !own.figures.some((each) => each.min === figure.min && each.max === figure.max),
  );
  return { figure: own, otherFigure: usable(differing, locale)[0]?.text ?? null };
}

/** Figures whose unit is known; the others fit into no sentence and stand in the event's rows. */
function usable(figures: readonly FigureView[], locale: Locale): FigureRange[] {
  return figureRanges(figures, locale).filter(({ unit }) => unit !== null);
}

/** Independent origins beside the source's own whose statements carry the event's status. */
function othersWhoSay(event: EventView, source: string): number {
  const carrying = event.statements.filter(({ status }) => CARRIED_BY[event.status].includes(status));
  const own = carrying.filter(({ sourceActor, outlet }) => sourceActor === source || outlet === source);
  const others = new Set(carrying.map(({ origin }) => origin));
  for (const { origin } of own) others.delete(origin);
  return others.size;
}
