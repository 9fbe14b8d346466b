import { pressCode } from '../sources/press-code.ts';
import type { DaySpan, SourceItem } from '../sources/index.ts';
import type { Candidate } from './types.ts';

const DAY_MS = 86_400_000;
/** Dates before any archive of ours begins: "published on some day until". */
const EARLIEST = '0000-01-01';

/** When the item was published, as far as its date or address tells; null where neither does. */
export function publicationSpan(item: Pick<SourceItem, 'published' | 'url'>): DaySpan | null {
  if (item.published) {
    const day = item.published.slice(0, 10);
    return { from: day, to: day };
  }
  const year = pressCode(item.url) ? /\/((?:19|20)\d\d)\//u.exec(item.url ?? '')?.[1] : undefined;
  return year === undefined ? null : { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** Whether a candidate can have been published on one of the days; what has no known date is never outside. */
export function isInside({ item, notAfter }: Candidate, window: DaySpan): boolean {
  const span = publicationSpan(item) ?? (notAfter === null ? null : { from: EARLIEST, to: notAfter });
  return span === null || (span.from <= window.to && span.to >= window.from);
}

/** How much of a window a walk from its end has behind it when it stands at a day, 0 to 1. */
export function passedFromEnd(window: DaySpan, day: string): number {
  return share(Date.parse(window.to) + DAY_MS - Date.parse(day), window);
}

function share(ms: number, { from, to }: DaySpan): number {
  return Math.min(1, Math.max(0, ms / (Date.parse(to) + DAY_MS - Date.parse(from))));
}
