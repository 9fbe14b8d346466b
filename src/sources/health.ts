import { formatDuration } from './duration.ts';
import type { Feed } from './feed-schema.ts';
import type { SourceReading } from './types.ts';

/**
 * Something about an answer that deserves a look although items could be read. silent: nothing new for too long;
 * gap: even the oldest item is newer than the last poll, so others may have come and gone in between; stale: the list's
 * own date is too old; undated: no item says when it was published.
 */
export interface HealthFinding {
  kind: 'silent' | 'gap' | 'stale' | 'undated';
  message: string;
}

export interface FeedHistory {
  /** When the last new item came (ISO), null before the first. */
  lastItemAt: string | null;
  /** When the feed last answered with items (ISO), null before the first time. */
  polledAt: string | null;
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
  const oldest = oldestOf(reading);
  if (history.polledAt && oldest && oldest > history.polledAt) {
    findings.push({
      kind: 'gap',
      message: 'the oldest item is newer than the last poll: others may be missing',
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

/** Null where an item has no date: that one may be the oldest. */
function oldestOf(reading: SourceReading): string | null {
  const dates = reading.items.map((item) => item.published).filter((date) => date !== null);
  return dates.length === reading.items.length ? (dates.toSorted()[0] ?? null) : null;
}

function ageOf(instant: string | null, now: Date): number | null {
  return instant === null ? null : Math.max(now.getTime() - Date.parse(instant), 0);
}

function roughly(ms: number): string {
  const hours = Math.round(ms / 3600_000);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
