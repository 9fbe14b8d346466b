import { expect, it } from 'vitest';
import { measureAlertPath } from './harness/alert-path.ts';

/** A small run of bench/alert-path.ts. */
it('an alert overtakes a backfill that the same process works on', { timeout: 120_000 }, async () => {
  const { seconds, behind } = await measureAlertPath(1, 600);
  expect(seconds).toHaveLength(1);
  expect(seconds[0]).toBeLessThan(60);
  expect(behind).toBeGreaterThan(0);
});
