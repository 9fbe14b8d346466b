import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { readSubscribers } from '../../src/publish/subscribers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-subscribers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(yaml: string) {
  const path = join(folder, 'subscribers.yaml');
  writeFileSync(path, yaml);
  return readSubscribers(path);
}

/** The mistakes as "line: message". */
function mistakes(yaml: string): string[] {
  try {
    read(yaml);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.split('\n').map((line) => line.replace(/^.*subscribers\.yaml:/u, ''));
  }
  return [];
}

const LEAST = 'subscribers:\n  - id: a\n    name: A\n    email: a@example.org\n    zone: Asia/Seoul\n';

describe('subscribers.yaml', () => {
  it('asks for no more than name, address and zone', () => {
    expect(read(LEAST)).toEqual([
      {
        id: 'a', name: 'A', email: 'a@example.org', zone: 'Asia/Seoul', language: 'en',
        channels: [{ kind: 'email', name: 'email', for: ['digests', 'alerts'], address: 'a@example.org' }],
        digests: [{ edition: 'daily', at: ['07:00'], days: [1, 2, 3, 4, 5, 6, 7] }],
        categories: null, types: null, facilitators: null, minConfidence: 0, minStatus: null,
        alerts: true, alertOn: [], quietHours: null, urgent: [], role: 'reader', pausedUntil: null,
      },
    ]); // prettier-ignore
  });

  it('takes the example that ships with it', () => {
    const example = readSubscribers(new URL('../../subscribers.example.yaml', import.meta.url).pathname);
    expect(example.map(({ id }) => id)).toEqual(['j-doe', 'm-mustermann', 'desk']);
    expect(example[1]?.digests).toEqual([
      { edition: 'daily', at: ['07:00', '18:00'], days: [1, 2, 3, 4, 5] },
      { edition: 'weekly', at: ['08:00'], days: [1] },
    ]);
  });

  it('sorts and counts once what is named twice', () => {
    const [{ digests } = expect.fail('none read')] = read(
      `${LEAST}    digests: {at: ["18:00", "07:00", "07:00"], days: [fri, mon, weekends, sat]}\n`,
    );
    expect(digests).toEqual([{ edition: 'daily', at: ['07:00', '18:00'], days: [1, 5, 6, 7] }]);
  });

  it.each([
    ['email: "a@example.org, evil@x.org"', /^4: .*email: must be exactly one plain mail address/u],
    ['email: "a@example.org\\r\\nBcc: evil@x.org"', /^4: .*email: must be exactly one/u],
    ['name: "A\\nBcc: evil@x.org"', /^3: .*name: must be on one line/u],
    ['zone: Seoul', /^5: .*zone: must be an IANA time zone/u],
    ['zone: UTC+9', /^5: .*zone: must be an IANA/u],
    ['id: Jin Doe', /^2: .*id: must be 1 to 40/u],
    ['language: fr', /language: /u],
    ['digests: [{at: 700}]', /digests\.0\.at\.0: must be a local time in quotes/u],
    ['digests: [{at: "24:00"}]', /must be a local time from "00:00" to "23:59"/u],
    ['digests: [{at: "07:00", days: [monday]}]', /must be daily, weekdays/u],
    ['digests: [{at: "07:00", when: daily}]', /when/u],
    ['types: [arms]', /types/u],
    ['facilitators: [China]', /two-letter country code/u],
    ['quietHours: {from: "22:00"}', /quietHours\.to/u],
    ['pausedUntil: tomorrow', /must be a day in quotes/u],
    ['minConfidence: 5', /minConfidence/u],
    ['role: admin', /role/u],
    ['colour: red', /colour/u],
  ])('%s is reported with its line', (field, expected) => {
    const key = field.slice(0, field.indexOf(':'));
    const lines = LEAST.split('\n').filter(Boolean);
    const at = lines.findIndex((line) => line.trim().replace('- ', '').startsWith(`${key}:`));
    if (at < 0) lines.push(`    ${field}`);
    else lines[at] = `${at === 1 ? '  - ' : '    '}${field}`;
    const found = mistakes(`${lines.join('\n')}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
    expect(found[0]).toMatch(/^[1-6]: /u);
  });

  it('reports every mistake at once', () => {
    expect(mistakes('subscribers:\n  - id: a\n    name: A\n    email: a\n    zone: b\n')).toHaveLength(2);
  });

  it('wants every id once', () => {
    const second = LEAST.replace('subscribers:\n', '');
    expect(mistakes(LEAST + second)).toEqual(['6: id "a" is already taken on line 2; choose another']);
  });

  it('is plain YAML: the file of the example has a comment on unsubscribing', () => {
    expect(readFileSync(new URL('../../subscribers.example.yaml', import.meta.url), 'utf8')).toMatch(
      /stays unsubscribed/u,
    );
  });
});
