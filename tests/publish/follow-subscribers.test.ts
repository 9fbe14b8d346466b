import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { followSubscribers } from '../../src/publish/follow-subscribers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-follow-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = (id: string) => `  - {id: ${id}, name: ${id}, email: ${id}@example.org, zone: UTC}\n`;

describe('subscribers.yaml while Tumen runs', () => {
  const path = join(folder, 'subscribers.yaml');
  const write = (...ids: string[]) => writeFileSync(path, `subscribers:\n${ids.map(entry).join('')}`);

  it('is read again when it changes; a mistake is reported once, and what was read before stays', () => {
    const reports: { mistake: string | null; subscribers: number }[] = [];
    let at = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => at);
    const current = followSubscribers(path, (report) => reports.push(report));
    const ids = (): string[] => {
      at += 1_500;
      return current().map(({ id }) => id);
    };
    expect(ids()).toEqual([]); // not there yet
    write('a');
    expect(ids()).toEqual(['a']);
    write('a', 'b');
    expect(current().map(({ id }) => id)).toEqual(['a']); // not looked at more often than once a second
    expect(ids()).toEqual(['a', 'b']);
    writeFileSync(path, 'subscribers:\n  - {id: a, name: A, zone: Nowhere/Land, email: a@example.org}\n');
    expect([ids(), ids(), ids()]).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b']]); // prettier-ignore
    rmSync(path);
    expect(ids()).toEqual(['a', 'b']);
    write('c', 'd', 'e');
    expect(ids()).toEqual(['c', 'd', 'e']);
    expect(reports).toEqual([
      { mistake: null, subscribers: 1 },
      { mistake: null, subscribers: 2 },
      { mistake: expect.stringMatching(/subscribers\.yaml:2: .*must be an IANA time zone/u), subscribers: 2 },
      { mistake: expect.stringMatching(/cannot be read/u), subscribers: 2 },
      { mistake: null, subscribers: 3 },
    ]);
    vi.restoreAllMocks();
  });

  it('must be right when Tumen starts', () => {
    writeFileSync(path, 'subscribers: 7\n');
    expect(() => followSubscribers(path, () => undefined)).toThrow(UsageError);
  });
});
