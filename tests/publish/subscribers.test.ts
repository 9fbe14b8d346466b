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
        alerts: true, alertOn: [], quietHours: null, urgent: [], joinAlertsOver: 3, escalate: null,
        role: 'reader', pausedUntil: null,
      },
    ]); // prettier-ignore
  });

  it('takes the example that ships with it', () => {
    const example = readSubscribers(new URL('../../subscribers.example.yaml', import.meta.url).pathname);
    expect(example.map(({ id }) => id)).toEqual(['j-doe', 'm-mustermann', 'desk', 'everywhere']);
    const kinds = new Set(example.flatMap(({ channels }) => channels.map(({ kind }) => kind)));
    expect(kinds.size).toBe(7);
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

  it.each([
    ['{kind: slack, url: "${SLACK_URL}"}', null],
    ['{kind: slack, url: hooks.slack.com}', /^6: .*channels\.0\.url: must be a web address/u],
    ['{kind: slack, url: "https://me:pw@hooks.example.org/"}', /must carry no user name/u],
    ['{kind: slack, url: "https://hooks.example.org/", for: [digest]}', /channels\.0\.for/u],
    ['{kind: slack, url: "https://hooks.example.org/", for: []}', /must name digests, alerts or both/u],
    ['{kind: slack, url: "https://hooks.example.org/", name: A b}', /channels\.0\.name: must be 1 to 40/u],
    ['{kind: slack, url: "https://hooks.example.org/", chanel: x}', /chanel/u],
    ['{kind: slack}', /channels\.0\.url: must be a text/u],
    ['{kind: pigeon}', /channels\.0\.kind/u],
    ['{kind: teams, url: "${TEAMS_URL}"}', null],
    [
      '{kind: email, address: "a@x.org,b@x.org"}',
      /channels\.0\.address: must be exactly one plain mail address/u,
    ],
    ['{kind: email, address: A@Example.org}', /channels\.0: a@example\.org is taken by another channel/u],
    ['{kind: telegram, token: "${T}", chat: "@dprk_watch"}', null],
    [
      '{kind: telegram, token: "${T}", chat: -1001}',
      /channels\.0\.chat: must be a text; write a number in quotes/u,
    ],
    ['{kind: telegram, token: abc, chat: "1"}', /must be a bot token/u],
    ['{kind: ntfy, topic: "a topic"}', /channels\.0\.topic: must be 1 to 64/u],
    [
      '{kind: ntfy, topic: dprk-4711, token: "tk_a\\r\\nX: y"}',
      /channels\.0\.token: must be an access token/u,
    ],
    ['{kind: webhook, url: "https://x.example.org/"}', /channels\.0\.secret/u],
    [
      '{kind: webhook, url: "https://x.example.org/", secret: whsec_c2hvcnQ=}',
      /must be "whsec_" and 24 to 64 bytes/u,
    ],
    ['{kind: apprise, server: "http://apprise:8000", key: desk, tag: dprk}', null],
    ['{kind: apprise, server: "http://apprise:8000"}', /channels\.0: must have either key or service/u],
    [
      '{kind: apprise, server: "http://apprise:8000", service: "a://b", tag: x}',
      /channels\.0\.tag: goes with key only/u,
    ],
  ])('channel %s', (entry, expected) => {
    const found = mistakes(`${LEAST}    channels: [${entry}]\n`);
    if (expected === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(expected)]);
    for (const line of found) expect(line).toMatch(/^6: /u);
  });

  it('reaches a reader without mail, and refuses one without any address', () => {
    const noMail = LEAST.replace('    email: a@example.org\n', '');
    const [reader = expect.fail()] = read(`${noMail}    channels: [{kind: ntfy, topic: dprk-4711}]\n`);
    expect(reader).toMatchObject({ email: null, channels: [{ kind: 'ntfy', name: 'ntfy' }] });
    expect(mistakes(noMail)).toEqual(['2: subscribers.0: needs an address: email, or channels']);
  });

  it('makes no digest that no channel takes, and no alert', () => {
    const noMail = LEAST.replace('    email: a@example.org\n', '');
    const only = (what: string) => read(`${noMail}    channels: [{kind: ntfy, topic: t, for: ${what}}]\n`)[0];
    expect(only('alerts')).toMatchObject({ digests: [], alerts: true });
    expect(only('digests')).toMatchObject({ digests: [{ at: ['07:00'] }], alerts: false });
  });

  it('wants the names of channels apart', () => {
    const channels =
      '[{kind: ntfy, topic: a}, {kind: ntfy, topic: b}, {kind: slack, name: ntfy, url: "${S}"}]';
    expect(mistakes(`${LEAST}    channels: ${channels}\n`)).toEqual([
      '6: subscribers.0.channels.1: name "ntfy" is taken by another channel of this subscriber',
      '6: subscribers.0.channels.2: name "ntfy" is taken by another channel of this subscriber',
    ]);
  });

  it.each([
    ['alertOn: {type: arms}', /alertOn\.0\.type/u],
    ['alertOn: {}', /alertOn\.0: must name a type, actor, place or phrase/u],
    ['alertOn: [{phrase: "..."}]', /alertOn\.0\.phrase\.0: must hold a letter or digit/u],
    ['alertOn: [{actor: 7}]', /alertOn\.0\.actor\.0: must be a text/u],
    ['alertOn: [{phrase: "a\\nb"}]', /must be on one line/u],
    ['alertOn: [{actor: CN, word: a}]', /word/u],
  ])('rule %s is reported', (field, expected) => {
    expect(mistakes(`${LEAST}    ${field}\n`)).toEqual([expect.stringMatching(expected)]);
  });

  it('shows no secret of the file in a mistake', () => {
    const token = 'xoxb-not-for-the-log';
    const entries = [
      `{kind: slack, url: ${token}}`, `{kind: ntfy, topic: "${token} x"}`, `{kind: telegram, token: ${token}, chat: ${token}}`,
      `{kind: webhook, url: ${token}, secret: ${token}}`,
    ]; // prettier-ignore
    for (const entry of entries) {
      const found = mistakes(`${LEAST}    channels: [${entry}]\n`);
      expect(found.length).toBeGreaterThan(0);
      expect(found.join()).not.toContain(token);
    }
  });

  it('wants every id once', () => {
    const second = LEAST.replace('subscribers:\n', '');
    expect(mistakes(LEAST + second)).toEqual(['6: id "a" is already taken on line 2; choose another']);
  });

  it.each([
    ['{after: 30, to: nobody}', 'escalate.to: "nobody" is no subscriber here'],
    ['{after: 30, to: a}', 'escalate.to: "a" is this subscriber'],
    ['{after: 30, to: b}', 'escalate.to: "b" takes no alerts'],
  ])('escalate: %s is reported', (escalate, mistake) => {
    const second = '  - {id: b, name: B, email: b@example.org, zone: UTC, alerts: false}\n';
    expect(mistakes(`${LEAST}    escalate: ${escalate}\n${second}`)).toEqual([`6: ${mistake}`]);
  });

  it('is plain YAML: the file of the example has a comment on unsubscribing', () => {
    expect(readFileSync(new URL('../../subscribers.example.yaml', import.meta.url), 'utf8')).toMatch(
      /stays unsubscribed/u,
    );
  });
});
