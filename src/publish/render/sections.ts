/** Which events a digest shows in which order, and how much of each fits. */
import { rankEvents } from '../select.ts';
import type { MentionType } from '../../taxonomy.ts';
import type { EventView } from '../event-view.ts';
import type { DigestView } from '../views.ts';
import type { Phrases } from '../wording/phrases.ts';

/** Evidence for this many events goes before a line for every last one. */
const MIN_FULL = 8;

export interface Section {
  title: string;
  events: EventView[];
}

export interface Sections {
  sections: Section[];
  /** Titles of the categories in which nothing is new. */
  empty: string[];
}

/** First what is new about types that alert, then the report's categories in its order, each ranked. */
export function sectionsOf(view: DigestView, phrases: Phrases): Sections {
  const all = view.categories.flatMap(({ events }) => events);
  const leading = rankEvents(all.filter(leads));
  const reports = countsByType(leading).map(([type, count]) => phrases.reports(type, count));
  const categories = view.categories.map(({ category, events }) => ({
    title: phrases.category[category],
    events: rankEvents(events.filter((event) => !leads(event))),
    isEmpty: events.length === 0,
  }));
  return {
    sections: [{ title: phrases.leading(reports), events: leading }, ...categories].filter(
      ({ events }) => events.length > 0,
    ),
    empty: categories.filter(({ isEmpty }) => isEmpty).map(({ title }) => title),
  };
}

/** How many events there are of each type, most frequent first. */
export function countsByType(events: readonly EventView[]): [MentionType, number][] {
  const counts = new Map<MentionType, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** Whether an event belongs to the lead section of a digest. */
export function leads(event: EventView): boolean {
  return event.immediate && !event.isBaseline;
}

/** How much of each event is printed: the whole card, one line, or only the count. */
export interface Detail {
  full: ReadonlySet<EventView>;
  brief: ReadonlySet<EventView>;
  omitted: number;
}

/** What an event takes in a mail, printed whole or as one line, in bytes. */
export interface EventSizes {
  full: (event: EventView) => number;
  brief: (event: EventView) => number;
}

/**
 * Prints as much as fits into `budget` bytes: whole cards for the most important events, then single lines, then a count.
 * Every section gets its first event before any gets its second.
 */
export function fitDetail(sections: readonly Section[], sizes: EventSizes, budget: number): Detail {
  const order = priorityOf(sections);
  const lines = order.reduce((sum, event) => sum + sizes.brief(event), 0);
  const withAllLines = countFitting(order, (event) => sizes.full(event) - sizes.brief(event), budget - lines);
  if (withAllLines >= Math.min(order.length, MIN_FULL)) return detailOf(order, withAllLines, order.length);
  const full = countFitting(order.slice(0, MIN_FULL), sizes.full, budget);
  const used = order.slice(0, full).reduce((sum, event) => sum + sizes.full(event), 0);
  return detailOf(order, full, countFitting(order.slice(full), sizes.brief, budget - used));
}

/** Every event whole, for a page that has no limit. */
export function wholeDetail(sections: readonly Section[]): Detail {
  const order = priorityOf(sections);
  return detailOf(order, order.length, 0);
}

function detailOf(order: readonly EventView[], full: number, brief: number): Detail {
  return {
    full: new Set(order.slice(0, full)),
    brief: new Set(order.slice(full, full + brief)),
    omitted: Math.max(0, order.length - full - brief),
  };
}

/** How many of the first events fit together. */
function countFitting(
  events: readonly EventView[],
  sizeOf: (event: EventView) => number,
  budget: number,
): number {
  let used = 0;
  const over = events.findIndex((event) => {
    used += sizeOf(event);
    return used > budget;
  });
  return over < 0 ? events.length : over;
}

/** The first events of all sections, then the second ones, and so on. */
function priorityOf(sections: readonly Section[]): EventView[] {
  const placed = sections.flatMap(({ events }, section) =>
    events.map((event, place) => ({ event, place, section })),
  );
  placed.sort((a, b) => a.place - b.place || a.section - b.section);
  return placed.map(({ event }) => event);
}
