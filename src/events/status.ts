import type { Status } from '../taxonomy.ts';

/** Who affirms an event outweighs who denies it: a denial never erases a report, it stands beside it. */
const AFFIRMING: readonly Status[] = ['confirmed', 'reported', 'alleged'];
const PROSPECTIVE: readonly Status[] = ['planned', 'urged'];

/**
 * The status of an event as it follows from all its statements: the firmest affirmation; without one, "denied" where
 * somebody denies; else what is planned or urged.
 */
export function eventStatus(statements: readonly Status[]): Status {
  const has = (status: Status): boolean => statements.includes(status);
  return AFFIRMING.find(has) ?? (has('denied') ? 'denied' : PROSPECTIVE.find(has)) ?? 'reported';
}

/**
 * Whether a further statement changes what is known of the event: its status, or the first denial of it. Such a change
 * is a new revision of the event.
 */
export function changesEvent(before: readonly Status[], added: Status): boolean {
  if (before.length === 0) return false;
  if (added === 'denied' && !before.includes('denied')) return true;
  return eventStatus(before) !== eventStatus([...before, added]);
}
