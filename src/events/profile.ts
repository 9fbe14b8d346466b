import type { AnalysisInput, Mention } from '../model.ts';
import type { Category, MentionType } from '../taxonomy.ts';
import { coverOf, daysNamedIn, lengthOf, spanOf, type DaySpan } from './days.ts';
import { figuresIn, type Figure } from './figures.ts';
import { fold } from './fold.ts';
import { foldNames, isTitleCase, namesIn } from './names.ts';
import { fingerprint, sameOrigin } from './origin.ts';
import { linkingRules, type LinkingRules } from './rules.ts';

/** What can be compared between two reports, whatever their language. */
export interface Features {
  /** Ids of keywords/gazetteer.yaml, or the folded name of a place that it lacks. */
  places: string[];
  figures: Figure[];
  /** Folded to one Latin spelling. */
  names: string[];
  /** Ids of keywords/gazetteer.yaml. */
  concepts: string[];
  /** Days since 1970-01-01 that are named, but for the day of publication: agencies name that in every text. */
  days: number[];
}

/**
 * All that linking knows of an event, or of one mention before it joins one. JSON-serialisable and bounded in size (about
 * 1 to 3 KB); texts are not kept.
 */
export interface EventProfile {
  category: Category;
  /** Types of its mentions, the founding one first. */
  types: MentionType[];
  /** First and last day of publication; null where no report has a trusted date. */
  published: DaySpan | null;
  /** Told of in passing: the day of such a report says nothing about the day of the event. */
  recalled: boolean;
  /** Days on which the act took place as its mentions say, the most exact first. */
  dates: DaySpan[];
  suppliers: string[];
  recipients: string[];
  facilitators: string[];
  symbols: string[];
  /** Who says so: ids of keywords/gazetteer.yaml, or the folded name of a body that it lacks. Who denies it is none of them. */
  sources: string[];
  /** What the mentions themselves say. */
  own: Features;
  /** What the surrounding text says; of a background mention only its sentence. */
  context: Features;
  /** Ids of the documents it was read in. */
  documents: string[];
  /** One fingerprint for each text of its own origin: copies of an agency's text count once. */
  origins: string[];
}

export type LinkedDocument = AnalysisInput & { outlet?: string | null };

/** Past these lengths a document's text adds other stories, and time, but no sign of this one. */
const CONTEXT_CHARS = 6_000;
const BACKGROUND_CHARS = 160;
const MOST = {
  places: 16,
  figures: 24,
  names: 40,
  concepts: 30,
  days: 12,
  dates: 6,
  documents: 200,
  origins: 24,
  symbols: 12,
  actors: 12,
};

/**
 * The profile of one mention. `document` is the text in which analysis found it (offsets into title + "\n" + text); dates
 * are read as UTC days. Never throws on odd input: what cannot be read is left out.
 */
export function profileOf(mention: Mention, document: LinkedDocument): EventProfile {
  const rules = linkingRules();
  const published = spanOf(document.published);
  const own = ownFeatures(mention, published, rules);
  const said = spanOf(mention.eventDate) ?? onlyDay(own.days);
  const row = rowOf(mention, said);
  const dates = [row?.day ?? null, said].filter((span) => span !== null);
  const whole = contextOf(document, published, rules);
  return {
    category: mention.category,
    types: [mention.type],
    published,
    recalled: !mention.news,
    dates,
    suppliers: mention.supplier ? [mention.supplier] : [],
    recipients: mention.recipient ? [mention.recipient] : [],
    facilitators: mention.facilitator.slice(0, MOST.actors),
    symbols: union(row?.symbols ?? [], mention.unSymbols, MOST.symbols),
    sources: mention.status === 'denied' ? [] : sourcesOf(mention.sourceActor, rules),
    own,
    context: mention.news ? whole.features : surroundings(mention, document, published, rules),
    documents: [document.id],
    origins: [whole.fingerprint],
  };
}

/**
 * Day and symbols of the row of the Council's record that a mention tells of. A row that says nothing for or against the telling
 * is the telling's only where the telling gives its time.
 */
function rowOf({ record }: Mention, said: DaySpan | null): { day: DaySpan | null; symbols: string[] } | null {
  if (!record) return null;
  const day = spanOf(record.date);
  const isDated = day !== null && said !== null && said.from <= day.from && day.to <= said.to;
  if (record.verdict === 'unknown' && !isDated) return null;
  return { day, symbols: record.symbols };
}

/** Where analysis gives no date, the one day that the quote names is the day of the act. */
function onlyDay(days: readonly number[]): DaySpan | null {
  const [day] = days;
  return day !== undefined && days.length === 1 ? { from: day, to: day } : null;
}

interface DocumentContext {
  features: Features;
  fingerprint: string;
}

/** Mentions of one document are profiled one after another; its text is read once. */
const contexts = new WeakMap<LinkedDocument, DocumentContext>();

function contextOf(
  document: LinkedDocument,
  published: DaySpan | null,
  rules: LinkingRules,
): DocumentContext {
  const known = contexts.get(document);
  if (known) return known;
  const title = isTitleCase(document.title) ? '' : document.title;
  const body = document.text.slice(0, CONTEXT_CHARS);
  const features = featuresOf(`${document.title}\n${body}`, published, rules);
  features.names = namesIn(`${title}\n${body}`.normalize('NFKC'), rules, MOST.names);
  const context = { features, fingerprint: fingerprint(document.text) };
  contexts.set(document, context);
  return context;
}

function surroundings(
  mention: Mention,
  document: LinkedDocument,
  published: DaySpan | null,
  rules: LinkingRules,
): Features {
  const all = `${document.title}\n${document.text}`;
  const from = Math.max(0, mention.start - BACKGROUND_CHARS);
  return featuresOf(all.slice(from, mention.end + BACKGROUND_CHARS), published, rules);
}

function ownFeatures(mention: Mention, published: DaySpan | null, rules: LinkingRules): Features {
  const features = featuresOf([mention.quote, ...mention.items].join('; '), published, rules);
  const figures = quantityFigures(mention, rules);
  return {
    ...features,
    places: [...new Set([...placesOf(mention.place, rules), ...features.places])],
    figures: figures.length > 0 ? distinctFigures(figures) : features.figures,
    names: [...new Set([...foldNames(mention.names, rules), ...features.names])].slice(0, MOST.names),
  };
}

/** The figures of the quantity; analysis may know from elsewhere in the sentence what a bare number counts. */
function quantityFigures({ quantity }: Mention, rules: LinkingRules): Figure[] {
  if (!quantity) return [];
  const [unit = ''] = quantity.unit ? rules.units.idsIn(quantity.unit.normalize('NFKC'), 1) : [];
  return figuresIn(quantity.text.normalize('NFKC'), rules.units, true).map((figure) =>
    figure.unit === '' ? { ...figure, unit } : figure,
  );
}

function placesOf(place: string | null, rules: LinkingRules): string[] {
  if (!place) return [];
  const listed = rules.places.idsIn(place, MOST.places);
  if (listed.length > 0) return listed;
  const folded = fold(place);
  return folded.length >= 4 && !rules.commonNames.has(folded) && !rules.isCountry(place) ? [folded] : [];
}

function sourcesOf(source: string | null, rules: LinkingRules): string[] {
  if (!source) return [];
  const listed = rules.concepts.idsIn(source.normalize('NFKC'), MOST.actors);
  const folded = fold(source);
  return listed.length > 0 || folded === '' ? listed : [folded];
}

function featuresOf(text: string, published: DaySpan | null, rules: LinkingRules): Features {
  const plain = text.normalize('NFKC');
  return {
    places: rules.places.idsIn(plain, MOST.places),
    figures: distinctFigures(figuresIn(plain, rules.units)),
    names: namesIn(plain, rules, MOST.names),
    concepts: rules.concepts.idsIn(plain, MOST.concepts),
    days: daysNamedIn(plain, published?.to ?? null).filter((day) => day !== published?.to),
  };
}

function distinctFigures(figures: readonly Figure[]): Figure[] {
  const byKey = new Map(figures.map((figure) => [`${figure.unit}|${figure.min}|${figure.max}`, figure]));
  return [...byKey.values()].slice(0, MOST.figures);
}

/** The event after one more mention (or another event) has joined it. Neither argument is changed. */
export function merge(event: EventProfile, added: EventProfile): EventProfile {
  return {
    category: event.category,
    types: union(event.types, added.types, MOST.actors),
    ...publicationOf(event, added),
    dates: mergeDates(event.dates, added.dates),
    suppliers: union(event.suppliers, added.suppliers, MOST.actors),
    recipients: union(event.recipients, added.recipients, MOST.actors),
    facilitators: union(event.facilitators, added.facilitators, MOST.actors),
    symbols: union(event.symbols, added.symbols, MOST.symbols),
    sources: union(event.sources, added.sources, MOST.actors),
    own: mergeFeatures(event.own, added.own),
    context: mergeFeatures(event.context, added.context),
    documents: union(event.documents, added.documents, MOST.documents),
    origins: mergeOrigins(event.origins, added.origins),
  };
}

/** The days of reports of the news count; those of retellings only while there are no others. */
function publicationOf(
  event: EventProfile,
  added: EventProfile,
): Pick<EventProfile, 'published' | 'recalled'> {
  const recalled = event.recalled && added.recalled;
  if (event.recalled === added.recalled)
    return { published: coverOf(event.published, added.published), recalled };
  return { published: event.recalled ? added.published : event.published, recalled };
}

function mergeFeatures(a: Features, b: Features): Features {
  return {
    places: union(a.places, b.places, MOST.places),
    figures: distinctFigures([...a.figures, ...b.figures]),
    names: union(a.names, b.names, MOST.names),
    concepts: union(a.concepts, b.concepts, MOST.concepts),
    days: union(a.days, b.days, MOST.days),
  };
}

/** A copy of a text that is known adds no origin. */
function mergeOrigins(a: readonly string[], b: readonly string[]): string[] {
  const further = b.filter((print) => print !== '' && !a.some((known) => sameOrigin(known, print)));
  return union(a, further, MOST.origins);
}

function mergeDates(a: readonly DaySpan[], b: readonly DaySpan[]): DaySpan[] {
  const byKey = new Map([...a, ...b].map((span) => [`${span.from}|${span.to}`, span]));
  return [...byKey.values()].sort((x, y) => lengthOf(x) - lengthOf(y)).slice(0, MOST.dates);
}

/** The founder's values come first, so that what is cut off is what later reports added. */
function union<T>(a: readonly T[], b: readonly T[], most: number): T[] {
  return [...new Set([...a, ...b])].slice(0, most);
}
