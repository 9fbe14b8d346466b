import { describe, expect, test } from 'vitest';
import type { Pace } from '../../src/http/index.ts';

const START = Date.parse('2026-09-01T00:00:00.000Z');
const at = (ms: number) => new Date(START + ms);

/**
 * What every implementation of Pace must do. `create` gives the pace under test with nothing in it; `second` gives
 * another handle on the same state, as a second process would hold (the same object where there is only one).
 */
export function describePace(name: string, create: () => Promise<{ pace: Pace; second: Pace }>): void {
  describe(name, () => {
    test('the first request goes at once, the next when the interval has passed', async () => {
      const { pace } = await create();
      expect(await pace.reserve('a.example', 1000, at(0))).toBe(0);
      expect(await pace.reserve('a.example', 1000, at(0))).toBe(1000);
      expect(await pace.reserve('a.example', 1000, at(400))).toBe(600);
      expect(await pace.reserve('a.example', 1000, at(1000))).toBe(0);
      expect(await pace.reserve('a.example', 1000, at(1001))).toBe(999);
    });

    test('asking while waiting reserves nothing', async () => {
      const { pace } = await create();
      await pace.reserve('a.example', 1000, at(0));
      for (let ms = 0; ms < 1000; ms += 100) await pace.reserve('a.example', 1000, at(ms));
      expect(await pace.reserve('a.example', 1000, at(1000))).toBe(0);
    });

    test('hosts do not wait for each other', async () => {
      const { pace } = await create();
      await pace.reserve('a.example', 60_000, at(0));
      expect(await pace.reserve('b.example', 60_000, at(0))).toBe(0);
    });

    test('an interval of 0 never waits', async () => {
      const { pace } = await create();
      for (let n = 0; n < 3; n += 1) expect(await pace.reserve('a.example', 0, at(0))).toBe(0);
    });

    test('processes share one pace', async () => {
      const { pace, second } = await create();
      expect(await pace.reserve('a.example', 1000, at(0))).toBe(0);
      expect(await second.reserve('a.example', 1000, at(1))).toBe(999);
    });

    test('of many at the same instant exactly one goes', async () => {
      const { pace, second } = await create();
      const asked = Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? pace : second).reserve('a.example', 1000, at(0)),
      );
      const waits = await Promise.all(asked);
      expect(waits.filter((wait) => wait === 0)).toHaveLength(1);
      expect(waits.filter((wait) => wait === 1000)).toHaveLength(19);
    });

    test('a host that asked for time gets it, and never less than it already had', async () => {
      const { pace, second } = await create();
      await pace.postpone('a.example', at(5000));
      expect(await second.reserve('a.example', 1000, at(0))).toBe(5000);
      await pace.postpone('a.example', at(2000));
      expect(await second.reserve('a.example', 1000, at(0))).toBe(5000);
      expect(await second.reserve('a.example', 1000, at(5000))).toBe(0);
    });

    test('a clock that is behind another waits, it does not jump the queue', async () => {
      const { pace, second } = await create();
      await pace.reserve('a.example', 1000, at(10_000));
      expect(await second.reserve('a.example', 1000, at(9000))).toBe(2000);
    });
  });
}
