import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { command } from '../../src/cli/subscribers.ts';
import { UsageError } from '../../src/errors.ts';
import { addToFile, withEntry } from '../../src/publish/subscribers-file.ts';
import { parseSubscribers } from '../../src/publish/subscribers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-subscribers-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ENTRY = { id: 'new', name: 'New', email: 'new@example.org', zone: 'UTC' };
const EXAMPLE = readFileSync(new URL('../../subscribers.example.yaml', import.meta.url), 'utf8');
const A = 'id: a\n    name: A\n    email: a@example.org\n    zone: UTC';

const idsOf = (source: string) => parseSubscribers(source, 'file').subscribers.map(({ id }) => id);

describe('an added entry', () => {
  it.each([
    ['the example', EXAMPLE],
    ['no blank at the end', `subscribers:\n  - ${A}`],
    [
      'comments behind and below',
      `subscribers: # who\n  - ${A} # here\n    # inside\n  # after\n\n# the end\n`,
    ],
    ['no indent', `subscribers:\n- ${A.replaceAll('    ', '  ')}\n`],
    ['deep indent', `subscribers:\n      - ${A.replaceAll('    ', '        ')}\n`],
    ['Windows lines', `subscribers:\r\n  - ${A.replaceAll('\n', '\r\n')}\r\n`],
    ['empty lines at the end', `subscribers:\n  - ${A}\n\n\n`],
    ['an entry in braces', 'subscribers:\n  - {id: a, name: A, email: a@example.org, zone: UTC}\n'],
    ['a key in quotes', `"subscribers":\n  - ${A}\n`],
  ])('leaves every byte as it is: %s', (_, source) => {
    const added = withEntry(source, 'file', ENTRY);
    expect(idsOf(added)).toEqual([...idsOf(source), 'new']);
    const lines = added.split('\n');
    let at = 0;
    for (const line of source.split('\n').filter((each) => each.trim())) {
      at = lines.findIndex((each, index) => index >= at && each === line) + 1;
      expect(at, line).toBeGreaterThan(0);
    }
    expect(added.length).toBeLessThan(source.length + 120);
    expect(added.includes('\r\n')).toBe(source.includes('\r\n'));
    if (source.includes('\r\n')) expect(added.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each([
    ['nothing', ''],
    ['comments alone', '# Readers\n'],
    ['an empty list', 'subscribers: []\n'],
    ['no list', 'subscribers:\n'],
    ['a comment for a list', '# Readers\nsubscribers:\n  # nobody yet\n'],
  ])('is the first: %s', (_, source) => {
    const added = withEntry(source, 'file', ENTRY);
    expect(idsOf(added)).toEqual(['new']);
    for (const comment of source.match(/#.*/gu) ?? []) expect(added).toContain(comment);
    expect(idsOf(withEntry(added, 'file', { ...ENTRY, id: 'b', email: 'b@example.org' }))).toEqual([
      'new',
      'b',
    ]);
  });

  it.each([
    [{ ...ENTRY, id: 'a' }, /^file:2: "a" is there already/u],
    [{ ...ENTRY, email: 'A@example.org' }, /^file:2: a@example\.org is there already, as "a"/u],
    [{ ...ENTRY, email: 'x@y.org\nBcc: evil@x.org' }, /must be exactly one plain mail address/u],
    [{ ...ENTRY, zone: 'Seoul' }, /^file:\d+: .*zone: must be an IANA/u],
    [{ ...ENTRY, id: '../x' }, /id: must be 1 to 40/u],
    [{ ...ENTRY, colour: 'red' }, /colour/u],
  ])('%j is refused', (entry, expected) => {
    expect(() => withEntry(`subscribers:\n  - ${A}\n`, 'file', entry)).toThrow(expected);
  });

  it('needs a file without mistakes, and a list of lines', () => {
    expect(() => withEntry('subscribers:\n  - id: a\n', 'file', ENTRY)).toThrow(/^file:2: /u);
    const flow = 'subscribers: [{id: a, name: A, email: a@example.org, zone: UTC}]\n';
    expect(() => withEntry(flow, 'file', ENTRY)).toThrow(/write it as lines/u);
  });

  it('brings back every name as it was given', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)); // prettier-ignore
    fc.assert(
      fc.property(name, (given) => {
        const added = withEntry(EXAMPLE, 'file', { ...ENTRY, name: given });
        expect(parseSubscribers(added, 'file').subscribers.at(-1)?.name).toBe(given);
        expect(added.startsWith(EXAMPLE)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('quotes times and references', () => {
    const channels = [{ kind: 'slack', url: '${SLACK_URL}' }];
    const added = withEntry('', 'file', { ...ENTRY, channels, digests: [{ at: '07:00' }] });
    expect(added).toContain('url: "${SLACK_URL}"');
    expect(added).toContain('at: "07:00"');
  });
});

describe('the file', () => {
  it('is made for its owner alone, and keeps its rights and its link', () => {
    const real = join(folder, 'real.yaml');
    const path = join(folder, 'link.yaml');
    addToFile(real, ENTRY);
    expect(statSync(real).mode & 0o777).toBe(0o600);
    chmodSync(real, 0o664);
    symlinkSync(real, path);
    expect(addToFile(path, { ...ENTRY, id: 'b', email: 'b@example.org' })).toMatchObject({ id: 'b' });
    expect(idsOf(readFileSync(real, 'utf8'))).toEqual(['new', 'b']);
    expect(statSync(real).mode & 0o777).toBe(0o664);
  });

  it('stays as it is where the entry is refused, and nothing is left over', () => {
    const path = join(folder, 'kept.yaml');
    writeFileSync(path, EXAMPLE);
    expect(() => addToFile(path, { ...ENTRY, zone: 'x' })).toThrow(UsageError);
    expect(readFileSync(path, 'utf8')).toBe(EXAMPLE);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
    expect(() => addToFile(join(folder, 'no', 'such', 'folder.yaml'), ENTRY)).toThrow(/cannot be written/u);
  });
});

describe('tumen subscribers', () => {
  const path = join(folder, 'cli.yaml');
  const said: string[] = [];
  beforeAll(() => {
    vi.stubEnv('TUMEN_SUBSCRIBERS', path);
    vi.stubEnv('NTFY_TOPIC', 'dprk-4711');
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    process.exitCode = 0;
  });

  async function tumen(...args: string[]): Promise<string> {
    said.length = 0;
    await command().parseAsync(args, { from: 'user' });
    return said.join('');
  }

  it('adds, lists and checks', async () => {
    const args = ['j-doe', '--name', 'Jin Doe', '--zone', 'Asia/Seoul', '--email', 'j@example.org'];
    const channels = [
      '--channel',
      'slack,url=${SLACK_DESK},for=alerts',
      '--channel',
      'ntfy,topic=${NTFY_TOPIC}',
    ];
    expect(await tumen('add', ...args, '--at', '06:30', ...channels)).toContain(`Added to ${path}`);
    expect(await tumen()).toMatch(
      /^j-doe .* digest \S+ \S+ 06:30 .* email j@example\.org, slack \(alerts only\), ntfy\n$/u,
    );
    const [email, slack] = JSON.parse(await tumen('list', '--json')).channels;
    expect(email).toMatchObject({ address: 'j@example.org' });
    expect(slack).toMatchObject({ kind: 'slack', for: ['alerts'], url: '[secret]' });
    expect(await tumen('check')).toBe(
      `${path}:2: j-doe: channel slack: url: SLACK_DESK is not set in the environment\n`,
    );
    expect(process.exitCode).toBe(1);
    vi.stubEnv('SLACK_DESK', 'https://hooks.example.org/services/x');
    expect(await tumen('check')).toBe(`${path}: 1 subscriber, nothing wrong\n`);
    await expect(tumen('add', ...args)).rejects.toThrow(/"j-doe" is there already/u);
    const other = [
      'b',
      '--name',
      'B',
      '--zone',
      'UTC',
      '--no-digest',
      '--no-alerts',
      '--channel',
      'slack,url',
    ];
    await expect(tumen('add', ...other)).rejects.toThrow(/"url" must be setting=value/u);
  });
});
