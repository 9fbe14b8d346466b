import type { Meeting } from './meeting.ts';

/** Whether a record and a press release (or two of either) are of one meeting: number, resumption and day agree. */
export function sameMeeting(
  a: Pick<Meeting, 'number' | 'resumption' | 'date'>,
  b: Pick<Meeting, 'number' | 'resumption' | 'date'>,
): boolean {
  if (a.number === null || a.number !== b.number || a.resumption !== b.resumption) return false;
  return a.date === null || b.date === null || a.date === b.date;
}
