import { expect, it } from 'vitest';
import { passDays } from './harness/digest-days.ts';
import { ZONES } from './harness/zones.ts';

/** A few days of bench/digest.ts: those on which Europe's clocks change, and an outage over a night and a day. */
it.each([
  ['forward', '2026-03-27T00:20:00Z'],
  ['back', '2026-10-23T00:20:00Z'],
])('one digest a slot in 30 zones while clocks go %s, and after an outage the missed one, once', { timeout: 300_000 }, async (_, start) => {
  const from = new Date(start);
  const hours = (n: number): Date => new Date(from.getTime() + n * 3_600_000);
  const report = await passDays({ zones: ZONES, from, days: 4, stepMs: 2 * 3_600_000, outages: [{ from: hours(50), to: hours(84) }] });
  expect(report).toMatchObject({ missing: [], unexpected: [], notDeliveredOnce: 0 });
  expect(report.slots).toBeGreaterThanOrEqual(119);
  expect(report.swallowed).toBeGreaterThan(5); // some had two slots in the outage
  expect(report.made).toBe(report.slots - report.swallowed);
}); // prettier-ignore
