/** One reading of the wire formats for PGlite and servers, whatever the machine's zone: the drivers differ (DESIGN 6). */

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

/** PostgreSQL type id → text to value: counts as numbers, days as "YYYY-MM-DD", instants as ISO strings in UTC. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number, // ids and counts stay far below 2^53
  [NUMERIC]: Number,
  [DATE]: (text) => text,
  [TIMESTAMP]: (text) => text,
  [TIMESTAMPTZ]: isoInstant,
};

/** "2026-11-24 14:00:00.5+09" → "2026-11-24T05:00:00.500Z". */
export function isoInstant(text: string): string {
  const iso = text
    .replace(' ', 'T')
    .replace(/([+-]\d{2})(\d{2})?$/, (_, hours: string, minutes?: string) => `${hours}:${minutes ?? '00'}`);
  return new Date(iso).toISOString();
}
