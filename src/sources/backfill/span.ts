import { pressCode } from '../press-code.ts';
import type { SourceItem } from '../types.ts';

/** First and last day (ISO) on which something can have happened. */
export interface DaySpan {
  from: string;
  to: string;
}

/** When the item was published, as far as its date or address tells; null where neither does. */
export function publicationSpan(item: SourceItem): DaySpan | null {
  if (item.published) {
    const day = item.published.slice(0, 10);
    return { from: day, to: day };
  }
  const year = pressCode(item.url) ? /\/((?:19|20)\d\d)\//u.exec(item.url ?? '')?.[1] : undefined;
  return year === undefined ? null : { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** Whether the two can meet; what has no known date is never outside. */
export function overlaps(span: DaySpan | null, window: DaySpan): boolean {
  return span === null || (span.from <= window.to && span.to >= window.from);
}
