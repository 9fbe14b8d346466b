import type { App } from '../app.ts';
import { countryName } from '../publish/wording/countries.ts';
import { dateInWords, dayInWords, intervalInWords } from '../publish/wording/dates.ts';
import { placeName } from '../publish/wording/glossary.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import type { FacetValue } from '../store/facets.ts';
import { changedSince, type KnownEvent } from '../store/known-events.ts';
import {
  countByMonth,
  figureRangesOf,
  orderedEvents,
  pageOf,
  timelinePageIds,
  type EventRange,
  type MonthCount,
  type OrderedEvents,
  type TimelineFilter,
  type TimelinePage,
} from '../store/timeline.ts';
import { CATEGORY_IDS } from '../taxonomy.ts';
import { eventsKnown } from '../timeline.ts';
import { activityChart } from './charts/activity.ts';
import { rangeChart } from './charts/ranges.ts';
import { eventLine, type EventLine } from './event-line.ts';
import { capital, chipsOf } from './chips.ts';
import { choicesOf, type Choices } from './facets.ts';
import { keptAnswers } from './kept.ts';
import { ATOM_TYPE } from './feeds/atom.ts';
import { CALENDAR_TYPE } from './feeds/calendar.ts';
import { pagesOf, renderPage, type Alternate } from './pages.ts';
import { filterOf, hrefOf, type TimelineQuery } from './query.ts';
import { languageName } from './words.ts';

const PER_PAGE = 50;
/** Marks of a range chart that can still be told apart. */
const MOST_RANGES = 60;
const NUMBER = new Intl.NumberFormat('en-US');

const RANGES = [
  { unit: 'container', title: 'Containers' },
  { unit: 'person', title: 'People' },
] as const;

/** The timeline: 50 events of those that the query lets through, and what all of them look like. */
export async function timelinePage(app: App, query: TimelineQuery): Promise<string> {
  const { db } = app.database;
  const filter = await withPast(app, filterOf(query));
  const { counts, ranges, ordered } = await overviewOf(app, filter);
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  const pages = pagesOf(total, PER_PAGE, query.page, (page) => hrefOf('/timeline', { ...query, page }));
  const page: TimelinePage = { order: query.order, limit: PER_PAGE, offset: (pages.page - 1) * PER_PAGE };
  const ids = ordered ? pageOf(ordered, page) : await timelinePageIds(db, filter, page);
  const choices = await choicesOf(app);
  const lines = (await eventsKnown(app, ids, filter.asKnownOn ?? null, filter.changed)).map((event) =>
    eventLine(event, query.known, 4),
  );
  const alternates = alternatesOf(query);
  return renderPage(
    'timeline',
    'Timeline',
    {
      query,
      total: NUMBER.format(total),
      isOne: total === 1,
      known: query.known && dayInWords(query.known, 'utc', 'en'),
      selects: selectsOf(query, choices),
      chips: chipsOf(query),
      isNarrowed: chipsOf(query).length > 0,
      isMoreUsed: isMoreUsed(query),
      activity: activityOf(query, counts),
      ranges: ranges.map(rangeFigure),
      groups: byMonth(lines),
      pages,
      alternates,
    },
    alternates,
  );
}

/** The timeline with these filters for feed readers and calendars; both show what is known now. */
function alternatesOf(query: TimelineQuery): (Alternate & { label: string })[] {
  const filters = { ...query, known: null, order: null, page: 1 };
  return [
    {
      type: ATOM_TYPE,
      title: 'Timeline, latest first',
      label: 'an Atom feed',
      href: hrefOf('/timeline.atom', filters),
    },
    {
      type: CALENDAR_TYPE,
      title: 'Timeline as a calendar',
      label: 'a calendar (iCalendar)',
      href: hrefOf('/timeline.ics', filters),
    },
  ];
}

/** Whether a filter is in use that a narrow screen folds away. */
function isMoreUsed({
  text: _words,
  from: _from,
  to: _to,
  page: _page,
  order,
  ...rest
}: TimelineQuery): boolean {
  return order !== 'newest' || Object.values(rest).some((value) => value !== null && value.length > 0);
}

function activityOf(query: TimelineQuery, counts: readonly MonthCount[]) {
  const chart = activityChart(counts);
  const names = phrasesOf('en').category;
  return {
    ...chart,
    most: chart.most && { ...chart.most, month: dateInWords(chart.most.month, 'en') },
    names: CATEGORY_IDS.map((id) => names[id]),
    table: chart.table.map((row) => ({
      ...row,
      href: hrefOf('/timeline', { ...query, from: `${row.year}-01-01`, to: `${row.year}-12-31`, page: 1 }),
    })),
    rows: chart.rows.map((row) => ({
      ...row,
      name: names[row.category],
      href: hrefOf('/timeline', { ...query, category: [row.category], page: 1 }),
      total: NUMBER.format(row.total),
    })),
  };
}

interface Ranges {
  title: string;
  ranges: EventRange[];
}

interface Overview {
  counts: MonthCount[];
  ranges: Ranges[];
  /** Of a past day: no index has its order. */
  ordered: OrderedEvents | null;
}

const kept = keptAnswers<Overview>();
/** A past in which much was otherwise is as large as the timeline. */
const MOST_PASTS = 6;
const keptPast = keptAnswers<KnownEvent[]>(MOST_PASTS);

/** What of the past is not as it is now is read once for all questions of a page, and for the pages of the next minute. */
async function withPast(app: App, filter: TimelineFilter): Promise<TimelineFilter> {
  const { asKnownOn: at } = filter;
  if (!at) return filter;
  return { ...filter, changed: await keptPast(app, at, () => changedSince(app.database.db, at)) };
}

/** What all events of a filter look like; the same for every page and order of it. */
async function overviewOf(app: App, filter: TimelineFilter): Promise<Overview> {
  const { db } = app.database;
  const { changed: _same, ...asked } = filter;
  return kept(app, JSON.stringify(asked), async () => {
    const ordered = filter.asKnownOn ? await orderedEvents(db, filter) : null;
    const counts = ordered?.counts ?? (await countByMonth(db, filter));
    return { counts, ranges: await rangesOf(app, filter), ordered };
  });
}

async function rangesOf(app: App, filter: TimelineFilter): Promise<Ranges[]> {
  const { spellings } = await choicesOf(app);
  const found: Ranges[] = [];
  for (const { unit, title } of RANGES) {
    const units = spellings.get(unit) ?? [];
    const ranges = await figureRangesOf(app.database.db, filter, units, MOST_RANGES);
    if (ranges.length > 0) found.push({ title, ranges });
  }
  return found;
}

function rangeFigure({ title, ranges }: Ranges) {
  const chart = rangeChart(ranges);
  return {
    ...chart,
    title,
    isFull: ranges.length === MOST_RANGES,
    lines: chart.lines.map(({ y, value }) => ({ y, label: NUMBER.format(value) })),
    marks: chart.marks.map((mark) => ({
      ...mark,
      href: `/events/${mark.id}`,
      day: intervalInWords(mark.day, mark.until, 'en'),
      label: rangeInWords(mark),
    })),
  };
}

function rangeInWords({ low, high, open }: { low: number; high: number; open: boolean }): string {
  const most = `${open ? 'more than ' : ''}${NUMBER.format(high)}`;
  return low === high ? most : `${NUMBER.format(low)} to ${most}`;
}

interface Choice {
  value: string;
  label: string;
}

/** Filters whose choices are long: they have a line of their own. */
const BROAD: ReadonlySet<keyof TimelineQuery> = new Set(['category', 'type', 'outlet']);

/** The lists to choose from, each with what is chosen. */
function selectsOf(query: TimelineQuery, choices: Choices) {
  const phrases = phrasesOf('en');
  const named = (names: Readonly<Record<string, string>>): Choice[] =>
    Object.entries(names).map(([value, label]) => ({ value, label }));
  const counted = (values: readonly FacetValue[], nameOf: (value: string) => string): Choice[] =>
    values.map(({ value, n }) => ({ value, label: `${nameOf(value)} (${NUMBER.format(n)})` }));
  const state = (code: string): string => capital(countryName(code, 'en'));
  const selects: { name: keyof TimelineQuery; label: string; options: Choice[] }[] = [
    { name: 'category', label: 'Category', options: named(phrases.category) },
    { name: 'type', label: 'Type', options: named(phrases.type) },
    { name: 'outlet', label: 'Source', options: counted(choices.outlets, (outlet) => outlet) },
    { name: 'status', label: 'Status', options: named(phrases.status) },
    { name: 'facilitator', label: 'Facilitator', options: counted(choices.facilitators, state) },
    { name: 'supplier', label: 'Supplier', options: counted(choices.suppliers, state) },
    { name: 'recipient', label: 'Recipient', options: counted(choices.recipients, state) },
    { name: 'place', label: 'Place', options: counted(choices.places, (place) => placeName(place, 'en')) },
    { name: 'lang', label: 'Language', options: counted(choices.languages, languageName) },
  ];
  return selects.map(({ name, label, options }) => ({
    name,
    label,
    isBroad: BROAD.has(name),
    options: withChosen(options, query[name]),
  }));
}

/** A value that an address names and no list offers is kept, or sending the form would lose it. */
function withChosen(options: readonly Choice[], chosen: unknown) {
  const values = Array.isArray(chosen) ? chosen.map(String) : [];
  const missing = values.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...missing.map((value) => ({ value, label: value }))].map((option) => ({
    ...option,
    chosen: values.includes(option.value),
  }));
}

/** In the order given; the month in which an event began, else was told of, is its heading. */
function byMonth(lines: readonly EventLine[]): { title: string; lines: EventLine[] }[] {
  const groups = new Map<string, EventLine[]>();
  for (const line of lines) {
    const title = line.month ? dateInWords(line.month, 'en') : 'Date unknown';
    groups.set(title, [...(groups.get(title) ?? []), line]);
  }
  return [...groups].map(([title, lines]) => ({ title, lines }));
}
