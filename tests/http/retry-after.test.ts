import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/http/retry-after.ts';

const NOW = new Date('2026-09-01T00:00:00Z');

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 30 ', 30_000],
  ['9999999999', 24 * 3600_000],
  ['Tue, 01 Sep 2026 00:10:00 GMT', 600_000],
  ['Mon, 31 Aug 2026 23:00:00 GMT', 0],
  ['Fri, 01 Jan 2100 00:00:00 GMT', 24 * 3600_000],
  ['Tue, 01 Sep 2026 00:10:00', null],
  ['-5', null],
  ['1.5', null],
  ['soon GMT', null],
  ['', null],
  [undefined, null],
])('Retry-After "%s" is %s ms', (value, expected) => {
  expect(retryAfterMs(value, NOW)).toBe(expected);
});
