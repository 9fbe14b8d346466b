/** What stands behind the "?" of an address: read with care, since anybody can write it, and written again for links. */
import { z } from 'zod';
import { parseSearch } from '../search/query.ts';
import type { TimelineFilter } from '../store/timeline.ts';
import { CATEGORY_IDS, MENTION_TYPES, STATUSES } from '../taxonomy.ts';

const LONGEST = 300;
const MOST_VALUES = 20;
const MOST_PAGES = 100_000;

const text = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? (value[0] ?? '') : value))
  .transform((value) => clean(value).trim())
  .catch('');
const day = text.transform((value) => (isDay(value) ? value : null));
const page = text.transform((value) =>
  /^[1-9]\d{0,5}$/u.test(value) ? Math.min(Number(value), MOST_PAGES) : 1,
);
const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .transform((values) => values.map(clean).filter(Boolean).slice(0, MOST_VALUES))
  .catch([]);
const among = <T extends string>(known: readonly T[]) =>
  list.transform((values) => known.filter((each) => values.includes(each)));

const timelineSchema = z.object({
  text: text.default(''),
  from: day.default(null),
  to: day.default(null),
  known: day.default(null),
  order: text.transform((value) => (value === 'oldest' ? 'oldest' : 'newest')).default('newest'),
  page: page.default(1),
  category: among(CATEGORY_IDS).default([]),
  type: among(MENTION_TYPES).default([]),
  status: among(STATUSES).default([]),
  supplier: list.default([]),
  recipient: list.default([]),
  facilitator: list.default([]),
  place: list.default([]),
  outlet: list.default([]),
  lang: list.default([]),
});

/** A timeline as asked for in an address. What is not understood is left out, never an error. */
export type TimelineQuery = z.output<typeof timelineSchema>;

export function readTimelineQuery(query: unknown): TimelineQuery {
  return timelineSchema.parse(query);
}

/** The end of a day in UTC: what was recorded on it counts. */
export function endOfDay(day: string | null): string | null {
  return day && `${day}T23:59:59.999Z`;
}

/** The query as the store understands it. */
export function filterOf(query: TimelineQuery): TimelineFilter {
  return {
    from: query.from,
    to: query.to,
    categories: query.category,
    types: query.type,
    statuses: query.status,
    suppliers: query.supplier,
    recipients: query.recipient,
    facilitators: query.facilitator,
    places: query.place,
    outlets: query.outlet,
    languages: query.lang,
    text: parseSearch(query.text)?.tsquery ?? null,
    asKnownOn: endOfDay(query.known),
  };
}

/** An address with the query, changed; what is empty or usual is left out. */
export function hrefOf(path: string, query: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value.map(String) : [wordOf(value)];
    for (const each of values) if (each && USUAL[name] !== each) parameters.append(name, each);
  }
  const search = parameters.toString();
  return search ? `${path}?${search}` : path;
}

const USUAL: Readonly<Record<string, string>> = { page: '1', order: 'newest' };

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const searchSchema = z.object({
  q: text.default(''),
  lang: list.default([]),
  order: text.transform((value) => (value === 'best' ? 'best' : 'newest')).default('newest'),
  page: page.default(1),
});

export type SearchQuery = z.output<typeof searchSchema>;

export function readSearchQuery(query: unknown): SearchQuery {
  return searchSchema.parse(query);
}

const pageSchema = z.object({ page: page.default(1), known: day.default(null) });

/** The page of a list, and the day as of which something is shown. */
export function readPageQuery(query: unknown): z.output<typeof pageSchema> {
  return pageSchema.parse(query);
}

/** The database takes no NUL. */
function clean(value: string): string {
  return value.replaceAll('\u0000', '').slice(0, LONGEST);
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
