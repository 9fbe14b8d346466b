import type { Db } from './database.ts';
import { StoredPace } from './pace.ts';
import { later } from './sql.ts';

/** A place that was taken; whoever holds it gives it back, or loses it when its time is over. */
export interface Place {
  id: string;
  until: string;
}

/** How many may be under way at a time under one name, and for how long each at most. */
export interface PlaceLimits {
  name: string;
  count: number;
  /** Longer than what is done in the place can take: a process that dies leaves its place empty for the rest of this time. */
  leaseMs: number;
}

/** Takes a place, over all processes that share the database; null where all are taken. */
export async function takePlace(
  db: Db,
  { name, count, leaseMs }: PlaceLimits,
  now: Date,
): Promise<Place | null> {
  const pace = new StoredPace(db);
  for (let number = 1; number <= count; number += 1) {
    const id = `${name} (${number} of ${count})`;
    if ((await pace.reserve(id, leaseMs, now)) === 0) return { id, until: later(now, leaseMs) };
  }
  return null;
}

/** Gives a place back; one whose time was over and that somebody else has taken since stays theirs. */
export async function givePlaceBack(db: Db, { id, until }: Place, now: Date): Promise<void> {
  await db
    .updateTable('host_pace')
    .set({ next_at: now.toISOString() })
    .where('host', '=', id)
    .where('next_at', '=', until)
    .execute();
}
