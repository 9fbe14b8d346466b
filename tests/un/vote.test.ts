import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseMeetingRecord, type Meeting } from '../../src/un/meeting-record.ts';
import { parsePressRelease } from '../../src/un/press-release.ts';
import { addDerived, checkClaim, deriveRows, readCouncilRecord, readTableVote } from '../../src/un/vote.ts';
import { asPdftotext } from './record-layout.ts';

const ROWS = readCouncilRecord().rows;

const telling = z.strictObject({
  id: z.string(),
  lang: z.string(),
  published: z.string(),
  text: z.string(),
  row: z.string().nullable(),
  verdict: z.enum(['agrees', 'contradicts', 'unknown']),
});
const TELLINGS = readFileSync(new URL('../corpus/blocking.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => telling.parse(JSON.parse(line)));

describe('tellings of the record in five languages, right ones and swapped', () => {
  test('there are enough of each', () => {
    expect(TELLINGS.length).toBeGreaterThanOrEqual(300);
    expect(new Set(TELLINGS.map(({ lang }) => lang)).size).toBe(5);
    const rows = new Set(TELLINGS.map(({ row }) => row));
    for (const { date, kind } of ROWS) if (kind !== 'decision') expect(rows).toContain(date);
  });

  test.each(TELLINGS)('$id $lang: $text', ({ text, lang, published, row, verdict }) => {
    const check = checkClaim({ text, lang, published }, ROWS);
    expect(check.verdict, check.why).toBe(verdict);
    if (row !== null) expect(check.row?.date).toBe(row);
  });
});

test('the claim that peers get wrong is flagged with the symbol', () => {
  const check = checkClaim(
    { text: 'China vetoed the UN Panel of Experts on North Korea.', lang: 'en', published: null },
    ROWS,
  );
  expect(check.verdict).toBe('contradicts');
  expect(check.row?.id).toBe('2024-03-28-panel');
  expect(check.why).toContain('S/2024/255');
  expect(check.why).toContain('CN abstained');
});

test('what stands around a claim tells the subject, and claims nothing itself', () => {
  const claim = { text: 'China did not agree.', lang: 'en', published: '2023-03-18' };
  expect(checkClaim(claim, ROWS).row).toBeNull();
  const context = 'No webcast for UN meeting on human rights in North Korea. Russia blocked another one.';
  expect(checkClaim({ ...claim, context }, ROWS)).toMatchObject({
    verdict: 'agrees',
    row: { id: '2023-03-17-webcast' },
  });
});

test('a language that is not read, and a text about nothing, are unknown', () => {
  expect(checkClaim({ text: 'La Chine a mis son veto.', lang: 'fr', published: null }, ROWS).verdict).toBe(
    'unknown',
  );
  expect(checkClaim({ text: '', lang: 'en', published: null }, ROWS).verdict).toBe('unknown');
});

test('long hostile claims take little time', () => {
  const started = performance.now();
  for (const unit of [
    'China ',
    'veto by ',
    'China and ',
    '반대 ',
    '中国和',
    'не ',
    'held a meeting ',
    '13-',
  ]) {
    for (const lang of ['en', 'ko', 'ru', 'zh', 'ja']) {
      checkClaim(
        { text: `North Korea Panel of Experts ${unit.repeat(2_000)}`, lang, published: '2024-03-29' },
        ROWS,
      );
    }
  }
  expect(performance.now() - started).toBeLessThan(15_000);
});

describe('rows derived from a meeting', () => {
  const meeting = parseMeetingRecord(asPdftotext());

  test('votes of the record', () => {
    expect(deriveRows(meeting)).toMatchObject([
      {
        kind: 'procedural',
        outcome: 'held',
        review: 'derived',
        stances: { CN: 'against', PK: 'against', DZ: 'abstained' },
      },
      {
        kind: 'veto',
        symbols: ['S/2025/601', 'S/PV.9961 (Resumption 1)'],
        stances: { CN: 'vetoed', RU: 'vetoed', PK: 'abstained', FR: 'for' },
        others: 'for',
      },
    ]);
  });

  test('the press release adds nothing that the record has told', () => {
    const release = parsePressRelease(
      '17 September 2025\n9961st Meeting (Resumption 1) (PM)\nSC/16999\nCouncil Rejects Text on Democratic People’s Republic of Korea\nNo Agreement\nThe Council rejected draft resolution S/2025/601 by a vote of 12 in favour to 2 against (China, Russian Federation), with 1 abstention (Pakistan).',
    );
    const [row] = deriveRows(release);
    expect(row).toMatchObject({
      kind: 'veto',
      others: 'for',
      stances: { CN: 'vetoed', RU: 'vetoed', PK: 'abstained' },
    });
    const rows = addDerived(ROWS, [...deriveRows(meeting), ...deriveRows(release)]);
    expect(rows).toHaveLength(ROWS.length + 2);
    expect(addDerived(rows, deriveRows(meeting))).toHaveLength(rows.length);
  });

  test('a curated row that knows the release only, and a record, are one vote by day and count', () => {
    const [known] = deriveRows(meeting).map((row) => ({ ...row, symbols: ['SC/16999'], keys: ['SC/16999'] }));
    const rows = known ? [known] : expect.fail('no row');
    expect(addDerived(rows, deriveRows(meeting))).toHaveLength(2); // the other vote of the day
  });

  test('a derived row answers claims as a curated one does', () => {
    const rows = addDerived(ROWS, deriveRows(meeting));
    const text = 'France vetoed the draft S/2025/601 on North Korea.';
    expect(checkClaim({ text, lang: 'en', published: '2025-09-18' }, rows).verdict).toBe('contradicts');
  });

  test('a meeting on human rights without a vote was held; one on another subject is no row', () => {
    const rights: Meeting = {
      ...meeting,
      votes: [],
      agenda: ['The situation in the Democratic People’s Republic of Korea'],
    };
    expect(deriveRows(rights)).toMatchObject([{ kind: 'held', outcome: 'held', tally: null }]);
    expect(deriveRows({ ...meeting, agenda: ['The situation in Mali'] })).toEqual([]);
    expect(deriveRows({ ...meeting, date: null })).toEqual([]);
  });
});

describe('the curated record', () => {
  const write = async (row: string): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'tumen-')), 'record.yaml');
    writeFileSync(path, `types: []\nrows:\n  - { ${row} }\n`);
    return path;
  };
  const base =
    'id: 2020-01-01-x, date: 2020-01-01, symbols: [], topics: [panel], what: x, outcome: not_adopted, evidence: x';

  test('vetoes are of permanent members, against drafts with nine votes', () => {
    for (const { kind, stances, tally } of ROWS) {
      const vetoers = Object.entries(stances).filter(([, stance]) => stance === 'vetoed');
      expect(vetoers.every(([code]) => ['CN', 'FR', 'GB', 'RU', 'US'].includes(code))).toBe(true);
      expect(vetoers.length > 0).toBe(kind === 'veto');
      if (kind === 'veto') expect(tally?.yes).toBeGreaterThanOrEqual(9);
    }
  });

  test('a veto without nine votes, or in a procedural vote, is refused with its line', async () => {
    const few = await write(
      `${base}, kind: veto, tally: { yes: 8, no: 1, abstain: 6 }, stances: { CN: vetoed }`,
    );
    expect(() => readCouncilRecord(few)).toThrow(/record\.yaml:3: .*nine votes/u);
    const procedural = await write(`${base}, kind: procedural, stances: { CN: vetoed }`);
    expect(() => readCouncilRecord(procedural)).toThrow('nine votes');
    const elected = await write(
      `${base}, kind: veto, tally: { yes: 13, no: 1, abstain: 1 }, stances: { DE: vetoed }`,
    );
    expect(() => readCouncilRecord(elected)).toThrow('permanent member');
  });
});

describe('the yearly table, whose order of votes is not to be trusted', () => {
  test.each([
    [
      'Draft resolution S/2022/431 vetoed by China, Russian Federation',
      '13-0-2',
      { yes: 13, no: 2, abstain: 0 },
      2,
    ],
    ['Draft resolution S/2017/970 vetoed by Russian Federation', '10-4-1', null, 1],
    ['Draft resolution S/2024/255 vetoed by Russian Federation', '13-1-1', { yes: 13, no: 1, abstain: 1 }, 1],
    ['S/RES/2397 (2017)', '15-0-0', { yes: 15, no: 0, abstain: 0 }, 0],
    ['not adopted', '5-0-10', null, 0],
    ['--', '--', null, 0],
  ])('%s, %s', (outcome, counts, tally, vetoes) => {
    const vote = readTableVote(outcome, counts);
    expect(vote.tally).toEqual(tally);
    expect(vote.vetoBy).toHaveLength(vetoes);
  });
});
