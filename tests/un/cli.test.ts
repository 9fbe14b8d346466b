import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { asPdf } from './record-layout.ts';

const TUMEN = fileURLToPath(new URL('../../bin/tumen', import.meta.url));

function tumen(command: string, input: string | Buffer): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [TUMEN, ...command.split(' ')], { input, maxBuffer: 50_000_000 });
  return { code: run.status, out: run.stdout.toString(), err: run.stderr.toString() };
}

test('tumen symbol: one line of JSON for each symbol', () => {
  const { out, code } = tumen(
    'symbol',
    'S/PV. 6702(Resumption1)\nand/or\n결의 2397호, S/2022/431\nA/78/481-S/2023/900\nS/2O22/431\n',
  );
  const found = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(found).toMatchObject([
    { line: 1, symbol: 'S/PV.6702 (Resumption 1)', kind: 'sc_meeting', start: 0, end: 23 },
    { line: 3, symbol: 'S/RES/2397 (2017)', cited: 'resolution' },
    { line: 3, symbol: 'S/2022/431', addresses: { docs: 'https://docs.un.org/en/S/2022/431' } },
    { line: 4, symbol: 'A/78/481', start: 0, end: 8 },
    { line: 4, symbol: 'S/2023/900', start: 9, end: 19 },
    { line: 5, symbol: null, suggestion: 'S/2022/431', problem: 'a letter stands where a digit belongs' },
  ]);
});

test('tumen record --rows: what the meeting adds to the Council’s record, with the veto of two', async () => {
  const rows = tumen('record --rows', await asPdf())
    .out.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toMatchObject([
    { kind: 'procedural', outcome: 'held', review: 'derived' },
    { kind: 'veto', stances: { CN: 'vetoed', RU: 'vetoed', PK: 'abstained' } },
  ]);
});

test('tumen analyze: a veto laid to a member that abstained is marked', () => {
  const { out } = tumen('analyze', 'UN vote\nChina vetoed the UN Panel of Experts on North Korea.');
  expect(out).toContain('"verdict": "contradicts"');
  expect(out).toContain('S/2024/255');
});

test('tumen record: a PDF as JSON, and what is no record with exit code 1', async () => {
  const { out, code } = tumen('record', await asPdf());
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    symbol: 'S/PV.9961 (Resumption 1)',
    votes: [{ vetoBy: [] }, { vetoBy: ['China', 'Russian Federation'] }],
  });
  const refused = tumen('record', 'The ministers met in Vladivostok.');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('no meeting record');
});
