import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBaseline } from '../../src/baseline/load.ts';
import { UsageError } from '../../src/errors.ts';
import { MENTION_TYPES } from '../../src/taxonomy.ts';

const SOUND = `
  - id: sound-event
    type: petroleum_transfer
    date: 2024-03
    title: A tanker loads
    status: reported
    facilitators: [RU]
    sources: [{outlet: Example}]
    confidence: B
`;

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tumen-baseline-'));
  writeFileSync(
    join(dir, 'terms.yaml'),
    'terms:\n  rajin:\n    en: [Rajin]\n    ko: [나진]\n    ru: [Раджин]\n    zh: [罗津]\n    ja: [羅津]\n',
  );
});
afterEach(() => rmSync(dir, { recursive: true }));

function mistakesIn(...files: string[]): string {
  for (const [index, events] of files.entries()) {
    writeFileSync(join(dir, `file${index}.yaml`), `events:${events}`);
  }
  try {
    loadBaseline(dir);
  } catch (error) {
    if (error instanceof UsageError) return error.message.replaceAll(`${dir}/`, '');
    throw error;
  }
  return '';
}

describe('the baseline that ships', () => {
  const events = loadBaseline('baseline');

  test('is large, knows every mention type, and runs from old to new', () => {
    expect(events.length).toBeGreaterThanOrEqual(240);
    expect(new Set(events.map((it) => it.type))).toEqual(new Set([...MENTION_TYPES, null]));
    expect(events.map((it) => it.from)).toEqual(events.map((it) => it.from).sort());
  });

  test('holds the whole record of blocking at the United Nations', () => {
    const dates = new Set(events.map((it) => it.from));
    const blocking = `2014-12-22 2015-12-10 2016-12-09 2017-12-11 2018-02-02 2018-04-17 2018-07-19 2018-12-07
      2019-12-09 2019-12-16 2020-12-11 2021-11 2021-12-15 2022-01-20 2022-03-25 2022-05-26 2022-10-05 2022-11-04
      2022-11-21 2022-12-09 2023-03-17 2023-08-17 2024-03-28 2024-06-12`;
    expect(blocking.split(/\s+/u).filter((date) => !dates.has(date))).toEqual([]);
  });

  test('names the vetoing states of 2022 and 2024 as the records have them', () => {
    const vetoes = events.filter((it) => it.outcome === 'vetoed');
    const told = vetoes.map(
      (it) => `${it.from} ${it.vote?.veto.join('+')} ${it.vote?.yes}-${it.vote?.no}-${it.vote?.abstain}`,
    );
    expect(new Set(told)).toEqual(new Set(['2022-05-26 CN+RU 13-2-0', '2024-03-28 RU 13-1-1']));
  });

  test("lays 2018 and 2019 at nobody's door", () => {
    const unheld = events.filter((it) => it.outcome === 'not_held');
    expect(unheld.map((it) => [it.from, it.type, it.facilitators])).toEqual([
      ['2018-12-07', null, []],
      ['2019-12-09', null, []],
    ]);
  });

  test('keeps both directions of the arms trade apart', () => {
    const arms = events.filter((it) => it.type === 'arms_transfer');
    const directions = new Set(arms.map((it) => `${it.supplier}>${it.recipient}`));
    expect(directions).toContain('KP>RU');
    expect(directions).toContain('RU>KP');
    expect(arms.every((it) => it.supplier === 'KP' || it.recipient === 'KP')).toBe(true);
  });

  test('knows the names of its events in five languages', () => {
    const containers = events.find((it) => it.id === 'arms-kp-ru-2023-10-thousand-containers');
    expect(containers).toMatchObject({ from: '2023-09', to: '2023-10-01', category: 'sanctions_evasion' });
    expect(containers?.words.ko).toContain('나진');
    expect(containers?.words.ru).toContain('Тихорецк');
    expect(containers?.words.zh).toContain('罗津');
    expect(containers?.words.ja).toContain('羅津');
  });

  test('says of every event where an analyst finds it', () => {
    expect(events[0]?.where).toMatch(/^baseline\/[a-z-]+\.yaml:\d+$/u);
    expect(new Set(events.map((it) => it.where)).size).toBe(events.length);
  });
});

describe('mistakes are reported with file and line', () => {
  const CASES: [what: string, from: string | RegExp, to: string, message: string][] = [
    ['no source', '[{outlet: Example}]', '[]', 'file0.yaml:8: events.0.sources: every event needs a source'],
    ['a source that names nothing', '{outlet: Example}', '{note: heard}', 'must name an outlet, a UN symbol'],
    ['an impossible day', '2024-03', '2024-02-30', 'file0.yaml:4: events.0.date: must be'],
    [
      'an interval that ends before it begins',
      '2024-03',
      '2024-03/2024-01',
      'file0.yaml:4: events.0.date: must be',
    ],
    ['an unknown type', 'petroleum_transfer', 'oil', 'file0.yaml:3: events.0.type'],
    [
      'a country that is no code',
      '[RU]',
      '[Russia]',
      'file0.yaml:7: events.0.facilitators.0: must be an ISO 3166',
    ],
    [
      'type and related at once',
      'type: petroleum_transfer',
      'type: petroleum_transfer\n    related: true',
      'either a type',
    ],
    ['neither type nor related', 'type: petroleum_transfer\n', 'items: []\n', 'either a type'],
    ['a confirmed C', /reported([^]*)B/u, 'confirmed$1C', 'file0.yaml:2: confidence C'],
    ['a reported C', 'confidence: B', 'confidence: C', 'file0.yaml:2: confidence C'],
    ['arms from nobody to nobody', 'petroleum_transfer', 'arms_transfer', 'needs a supplier or a recipient'],
    ['an unknown term', 'confidence: B', 'confidence: B\n    terms: [dunai]', 'file0.yaml:2: term "dunai"'],
    ['a misspelt field', 'facilitators:', 'facilitator:', 'Unrecognized key: "facilitator"'],
    [
      'a range upside down',
      'confidence: B',
      'confidence: B\n    quantity: {text: few, min: 5, max: 3}',
      'min 5 is above max 3',
    ],
    [
      'a blocked meeting that nobody blocked',
      'confidence: B',
      'confidence: B\n    outcome: not_held',
      '"not_held"',
    ],
  ];
  test.each(CASES)('%s', (_what, from, to, message) => {
    expect(mistakesIn(SOUND)).toBe('');
    expect(mistakesIn(SOUND.replace(from, to))).toContain(message);
  });

  test('an id that two files use, and all mistakes at once', () => {
    const message = mistakesIn(SOUND, SOUND.replace('2024-03', '2024-13'), SOUND);
    expect(message).toContain('file1.yaml:4: events.0.date');
    expect(message).toContain('file2.yaml:2: id "sound-event" is taken by file0.yaml:2');
  });

  test('an empty folder and a missing one', () => {
    expect(mistakesIn()).toContain('holds no baseline file');
    expect(() => loadBaseline(join(dir, 'absent'))).toThrow(UsageError);
  });
});

describe('a veto', () => {
  const vote = (text: string): string =>
    mistakesIn(
      SOUND.replace('confidence: B', `confidence: B\n    ${text}`).replace(
        'petroleum_transfer',
        'sc_blocking',
      ),
    );
  const base = 'kind: substantive, yes: 13, no: 1, abstain: 1';
  const CASES: [what: string, text: string, message: string][] = [
    ['of who voted against', `outcome: vetoed\n    vote: {${base}, against: [RU], veto: [RU]}`, ''],
    [
      'of who abstained',
      `outcome: vetoed\n    vote: {${base}, against: [RU], abstaining: [CN], veto: [CN, RU]}`,
      'CN cannot have vetoed: CN is not among those against',
    ],
    [
      'that goes unnamed',
      `outcome: refused\n    vote: {${base}, against: [RU]}`,
      'RU voted against and is missing under veto',
    ],
    [
      'of a procedural vote',
      'outcome: vetoed\n    vote: {kind: procedural, yes: 12, no: 2, abstain: 1, against: [CN, RU], veto: [RU]}',
      'a procedural vote cannot be vetoed',
    ],
    [
      'of a draft short of nine votes',
      'outcome: vetoed\n    vote: {kind: substantive, yes: 8, no: 2, abstain: 5, against: [RU], veto: [RU]}',
      'only 8 votes in favour',
    ],
    [
      'by an elected member',
      `outcome: vetoed\n    vote: {${base}, against: [BO], veto: [BO]}`,
      'vote.veto.0',
    ],
    [
      'with an outcome that hides it',
      `outcome: held\n    vote: {${base}, against: [RU], veto: [RU]}`,
      'go together',
    ],
    [
      'with more names than votes',
      'outcome: held\n    vote: {kind: procedural, yes: 12, no: 1, abstain: 1, against: [CN, RU]}',
      'more states named against',
    ],
  ];
  test.each(CASES)('%s', (_what, text, message) => {
    const mistakes = vote(text);
    if (message) expect(mistakes).toContain(message);
    else expect(mistakes).toBe('');
  });
});
