import type { Subscriber } from '../subscribers.ts';
import type { EventView } from '../event-view.ts';

/**
 * The event as a reader of this role may see it. Where persons could be harmed by being recognised, quotes, titles and
 * names are empty unless the role allows them; what the sources said in substance stays.
 */
export function protectEvent(event: EventView, role: Subscriber['role']): EventView {
  if (!isWithheld(event, role)) return event;
  return {
    ...event,
    names: [],
    statements: event.statements.map((statement) => ({ ...statement, title: '', quote: '' })),
  };
}

/** Whether quotes, titles and names of the event are kept from a reader of this role. */
export function isWithheld(event: EventView, role: Subscriber['role']): boolean {
  return event.sensitive && role !== 'protected';
}
