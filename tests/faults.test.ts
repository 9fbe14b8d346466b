import { expect, inject, it } from 'vitest';
import { runFaults } from './harness/faults.ts';
import { randomFrom } from './harness/random.ts';

/** A small run of bench/faults.ts: every kind of fault at least once. */
it.skipIf(inject('postgresUrl') === null || inject('redisUrl') === null)(
  'deliveries under faults: none lost, none doubled but where the server’s answer was cut off',
  { timeout: 300_000 },
  async ({ skip }) => {
    const report = await runFaults({
      subscribers: 4,
      digestsEach: 20,
      kills: 1,
      redisRestarts: 1,
      postgresRestarts: 1,
      mailFaults: 7,
      speed: 30,
      random: randomFrom(7),
      say: () => undefined,
    });
    if (!report) return skip('PostgreSQL and Redis are not ours to restart');
    expect(report).toMatchObject({ deliveries: 120, faults: 10, lost: 0, pending: 0, unexplained: [], toldTwice: 0 });
    expect(report.bursts).toBeGreaterThan(0);
    expect(report.doubledByLine).toBeGreaterThan(0); // the fault that cannot be hidden did happen, and is recognised
    expect(report.rejected).toBeGreaterThan(0);
  },
); // prettier-ignore
