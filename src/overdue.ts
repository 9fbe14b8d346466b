import type { CoverageView } from './publish/views.ts';
import type { ExpectedDocument } from './sources/expected-schema.ts';

/** A document with a symbol that was read. */
export interface ReadDocument {
  symbol: string;
  /** Title and first words. */
  opening: string;
  /** When it was published, else when it was read. */
  at: string;
}

const DAY_MS = 86_400_000;
/** A yearly document that comes this much before its usual day is this year's. */
const EARLY_DAYS = 150;
/** Past this nobody waits for it any more. */
const FORGOTTEN_AFTER_DAYS = 120;

/** The earliest day whose documents matter at `now`: what is asked of the store. */
export function overdueHorizon(now: Date): string {
  return new Date(now.getTime() - (EARLY_DAYS + FORGOTTEN_AFTER_DAYS) * DAY_MS).toISOString();
}

/**
 * The expected documents that are late. Only those for which Tumen has watched long enough to know: one that came out before it
 * began is not missed. `watchingSince` is when the first source was read, null where none was.
 */
export function overdueDocuments(
  expected: readonly ExpectedDocument[],
  read: readonly ReadDocument[],
  watchingSince: string | null,
  now: Date,
): CoverageView['overdue'] {
  if (!watchingSince) return [];
  return expected.flatMap((document) => {
    const due = lastDue(document.by, now);
    const from = new Date(due.getTime() - EARLY_DAYS * DAY_MS).toISOString();
    const days = (now.getTime() - due.getTime()) / DAY_MS;
    if (
      days > FORGOTTEN_AFTER_DAYS ||
      watchingSince > from ||
      read.some((each) => isOf(document, each, from))
    )
      return [];
    return [{ title: document.title, expected: due.toISOString().slice(0, 10) }];
  });
}

/** The latest day "MM-DD" that is not after `now`. */
function lastDue(by: string, now: Date): Date {
  const [month = 1, day = 1] = by.split('-').map(Number);
  const thisYear = new Date(Date.UTC(now.getUTCFullYear(), month - 1, day));
  return thisYear <= now ? thisYear : new Date(Date.UTC(now.getUTCFullYear() - 1, month - 1, day));
}

function isOf({ symbol, about }: ExpectedDocument, read: ReadDocument, from: string): boolean {
  return (
    read.at >= from &&
    read.symbol.startsWith(symbol) &&
    read.opening.toLowerCase().replaceAll('’', "'").includes(about.toLowerCase())
  );
}
