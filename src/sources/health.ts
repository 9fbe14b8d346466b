import { formatDuration } from './duration.ts';
import type { Feed } from './feed-schema.ts';
import type { SourceReading } from './types.ts';

/**
 * Something about an answer that deserves a look although items could be read. silent: nothing new for too long;
 * gap: nothing in the answer was known, so items may have come and gone between two polls; stale: the list's own date
 * is too old; undated: no item says when it was published.
 */
export interface HealthFinding {
  kind: 'silent' | 'gap' | 'stale' | 'undated';
  message: string;
}

export interface FeedHistory {
  /** When the last new item came (ISO), null before the first. */
  lastItemAt: string | null;
  /** How many items of this answer were known before; null at the first poll, when nothing can be. */
  known: number | null;
}

/** Compares an answer with what feeds.yaml calls healthy. */
export function feedHealth(
  feed: Feed,
  reading: SourceReading,
  history: FeedHistory,
  now: Date,
): HealthFinding[] {
  const findings: HealthFinding[] = [];
  const silence = ageOf(newestOf(history.lastItemAt, reading), now);
  const limit = feed.healthy?.silenceAfter;
  if (limit !== undefined && silence !== null && silence > limit) {
    findings.push({
      kind: 'silent',
      message: `nothing new for ${roughly(silence)} (limit ${formatDuration(limit)})`,
    });
  }
  if (history.known === 0 && reading.items.length > 0) {
    findings.push({
      kind: 'gap',
      message: `all ${reading.items.length} items are new: earlier ones may be missing`,
    });
  }
  const age = ageOf(reading.listDate, now);
  const maxAge = feed.healthy?.maxAge;
  if (maxAge !== undefined && age !== null && age > maxAge) {
    findings.push({
      kind: 'stale',
      message: `the list is of ${reading.listDate} (limit ${formatDuration(maxAge)})`,
    });
  }
  if (reading.items.length > 0 && reading.items.every((item) => item.published === null)) {
    findings.push({ kind: 'undated', message: 'no item has a date; it is taken from the page' });
  }
  return findings;
}

/** The last sign of life: an item that came, or one that says it was published, whichever is later. */
function newestOf(lastItemAt: string | null, reading: SourceReading): string | null {
  const dates = [lastItemAt, ...reading.items.map((item) => item.published)].filter((date) => date !== null);
  return dates.toSorted().at(-1) ?? null;
}

function ageOf(instant: string | null, now: Date): number | null {
  return instant === null ? null : Math.max(now.getTime() - Date.parse(instant), 0);
}

function roughly(ms: number): string {
  const hours = Math.round(ms / 3600_000);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
