import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3600_000, d: 86_400_000 };

/** "90s", "30m", "2h" or "3d" in a YAML file; milliseconds in the program. */
export const Duration = z
  .string({ error: 'must be a duration such as 30m, 2h or 3d' })
  .regex(/^\d{1,4}[smhd]$/u, 'must be a duration such as 30m, 2h or 3d')
  .transform((text) => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0));

/** Milliseconds in the largest unit that loses nothing: "2h", "90s". */
export function formatDuration(ms: number): string {
  for (const [unit, size] of Object.entries(UNITS).toReversed()) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}
