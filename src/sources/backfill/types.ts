import { z } from 'zod';
import type { HttpRequest } from '../../http/index.ts';
import type { Fetched, SourceItem } from '../types.ts';

const CursorSchema = z.strictObject({
  url: z.string(),
  page: z.int().min(0),
  /** Days, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Guids of the page before: an archive that ran out repeats itself. */
  seen: z.array(z.string()),
  /** Of an archive that is asked for a span of days at a time: the present span, and how often it was begun anew. */
  window: z.strictObject({ from: z.iso.date(), to: z.iso.date(), restarts: z.int().min(0) }).optional(),
});

/** Where a walk stands; plain JSON, so that it survives a kill in a table. */
export type Cursor = z.output<typeof CursorSchema>;

/** A cursor that comes back from storage. Throws on what no walker wrote. */
export function parseCursor(stored: unknown): Cursor {
  return CursorSchema.parse(stored);
}

export interface BackfillStep {
  /** Items inside the window, and those whose date is not known yet. */
  items: SourceItem[];
  /** Items of the page that are outside the window. */
  outside: number;
  /** Where to go on; null: the walk is over. */
  cursor: Cursor | null;
  /** Publication of the oldest item of the page (ISO), for progress; null where none has a date. */
  oldest: string | null;
  /** The first page was not what it should be; the message says why. */
  failure: string | null;
}

/** Walks an archive from its newest page to its oldest, one request a step. */
export interface BackfillWalker {
  /** `from` and `to` are ISO days, both included. */
  first(from: string, to: string): Cursor;
  request(cursor: Cursor): HttpRequest;
  next(cursor: Cursor, fetched: Fetched): Promise<BackfillStep>;
  /** Whether this status means that the archive has no further page (beyond the first). */
  endsAt(cursor: Cursor, status: number): boolean;
}
