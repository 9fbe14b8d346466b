import type { Status } from '../taxonomy.ts';
import type { Subscriber } from './subscribers.ts';
import type { EventView } from './event-view.ts';

/** How firmly a status says that something happened; a denial answers a report and weighs as much. */
const STATUS_WEIGHT: Readonly<Record<Status, number>> = {
  urged: 0,
  planned: 1,
  alleged: 2,
  denied: 3,
  reported: 3,
  confirmed: 4,
};

/** As much of an event as a reader's filters look at. */
export type FilteredEvent = Pick<EventView, 'category' | 'type' | 'facilitators' | 'confidence' | 'status'>;

/** Whether an event passes the reader's own filters (categories, types, facilitators, confidence, status). */
export function wantsEvent(subscriber: Subscriber, event: FilteredEvent): boolean {
  const { categories, types, facilitators, minConfidence, minStatus } = subscriber;
  return (
    (!categories || categories.includes(event.category)) &&
    (!types || types.includes(event.type)) &&
    (!facilitators || event.facilitators.some((state) => facilitators.includes(state))) &&
    event.confidence >= minConfidence &&
    (!minStatus || STATUS_WEIGHT[event.status] >= STATUS_WEIGHT[minStatus])
  );
}

/**
 * The order of a digest: a reader who stops after the first event has read the most important one. Types that alert,
 * then what changed its status, then what is new, then by independent origins, confidence and date; ties by id.
 */
export function rankEvents(events: readonly EventView[]): EventView[] {
  const keyed = events.map((event) => ({ event, rank: rankOf(event) }));
  keyed.sort((a, b) => compareRanks(a.rank, b.rank) || (a.event.id < b.event.id ? -1 : 1));
  return keyed.map(({ event }) => event);
}

/** How many independent origins tell of an event: wires, briefings, image operators, not articles. */
export function originCount(event: EventView): number {
  return new Set(event.statements.map((statement) => statement.origin)).size;
}

function rankOf(event: EventView): number[] {
  return [
    Number(event.immediate),
    Number(event.changes.some((change) => change.kind === 'status')),
    Number(event.isNew && !event.isBaseline),
    STATUS_WEIGHT[event.status],
    originCount(event),
    event.confidence,
    Date.parse(event.dates.published ?? event.dates.firstSeen),
  ];
}

/** Higher first. */
function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return other - value;
  }
  return 0;
}

/** News about an event tells of what happened within this time; beyond it, a report without a new status is a retelling. */
const RECALLED_AFTER_MS = 120 * 86_400_000;

/**
 * Whether all that is new about an event only tells again of something long past: it stands on the timeline, but is no news
 * for the head of a digest. A change of status or figure is news however old the event is.
 */
export function isRecalled(event: EventView): boolean {
  const end = endOf(event.dates.event?.to ?? null);
  const fresh = event.statements.filter((statement) => statement.isNew);
  if (end === null || fresh.length === 0) return false;
  if (event.changes.some((change) => change.kind !== 'origin')) return false;
  return fresh.every(
    ({ published }) => published !== null && Date.parse(published) - end > RECALLED_AFTER_MS,
  );
}

/** Epoch milliseconds of the last day that a partial ISO date covers, roughly: months count 31 days. */
function endOf(partial: string | null): number | null {
  if (!partial) return null;
  const [year = '', month = '12', day] = partial.split('-');
  const at = Date.UTC(Number(year), Number(month) - 1, day ? Number(day) : 31);
  return Number.isNaN(at) ? null : at;
}
