/** How frames become the columns of an event: pure. */
import type { Mention } from '../model.ts';
import type { EventRow } from './tables.ts';

const MAX_LIST = 40;

type EventFacts = Pick<
  EventRow,
  | 'supplier'
  | 'recipient'
  | 'facilitators'
  | 'items'
  | 'place'
  | 'event_date'
  | 'names'
  | 'un_symbols'
  | 'confidence'
>;

/** What one frame says of its event. */
export function factsOf(mention: Mention): EventFacts {
  return {
    supplier: mention.supplier,
    recipient: mention.recipient,
    facilitators: mention.facilitator,
    items: mention.items,
    place: mention.place,
    event_date: mention.eventDate,
    names: mention.names,
    un_symbols: mention.unSymbols,
    confidence: mention.confidence,
  };
}

/** Adds a frame to what is known: the first word on a single fact stands, a more exact date wins, lists grow. */
export function mergeFacts(known: EventFacts, added: EventFacts): EventFacts {
  return {
    supplier: known.supplier ?? added.supplier,
    recipient: known.recipient ?? added.recipient,
    facilitators: union(known.facilitators, added.facilitators),
    items: union(known.items, added.items),
    place: known.place ?? added.place,
    event_date: moreExact(known.event_date, added.event_date),
    names: union(known.names, added.names),
    un_symbols: union(known.un_symbols, added.un_symbols),
    confidence: Math.max(known.confidence, added.confidence),
  };
}

function union(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])].slice(0, MAX_LIST);
}

/** "2023-10-09" refines "2023-10"; two different days leave the first. */
function moreExact(known: string | null, added: string | null): string | null {
  if (!known || !added) return known ?? added;
  return added.length > known.length && added.startsWith(known) ? added : known;
}

/** The days that a partial ISO date covers: "2023-10" is 2023-10-01 to 2023-10-31. Null for what is no date. */
export function dayInterval(partial: string | null): { from: string; to: string } | null {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(partial ?? '');
  if (!match) return null;
  const [, year = '', month, day] = match;
  if (month && day) {
    const exact = `${year}-${month}-${day}`;
    return Number.isNaN(Date.parse(exact)) ? null : { from: exact, to: exact };
  }
  if (month) {
    const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return Number(month) >= 1 && Number(month) <= 12
      ? { from: `${year}-${month}-01`, to: `${year}-${month}-${lastDay}` }
      : null;
  }
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}
