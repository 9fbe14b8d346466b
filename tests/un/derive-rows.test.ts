import { expect, test } from 'vitest';
import { parsePressRelease } from '../../src/un/press-release.ts';
import { deriveRows } from '../../src/un/vote.ts';

const release = (meeting: string, vote: string): string =>
  [
    '17 September 2025',
    meeting,
    'SC/16999',
    'Council Takes Up Democratic People’s Republic of Korea',
    'Speakers Differ',
    vote,
  ].join('\n');

const rowsOf = (meeting: string, vote: string): ReturnType<typeof deriveRows> =>
  deriveRows(parsePressRelease(release(meeting, vote)));

const REJECTED =
  'The Council rejected draft resolution S/2025/601 by a vote of 12 in favour to 2 against (China, Russian Federation), with 1 abstention (Pakistan).';

test('the parts of a meeting have rows of their own', () => {
  const ids = ['9961st Meeting (AM)', '9961st Meeting (Resumption 1) (PM)'].map(
    (meeting) => rowsOf(meeting, REJECTED)[0]?.id,
  );
  expect(ids).toEqual(['2025-09-17-9961-vote-1', '2025-09-17-9961-r1-vote-1']);
});

test.each([
  ['all are counted, noes and abstentions named', REJECTED, 'for'],
  [
    'somebody took no part',
    'The Council adopted draft resolution S/2025/601 by a vote of 11 in favour to none against, with 1 abstention (Pakistan).',
    null,
  ],
  [
    'abstentions without names',
    'The Council rejected draft resolution S/2025/601 by a vote of 2 in favour to 3 against (China, Pakistan, Russian Federation), with 10 abstentions.',
    null,
  ],
  [
    'abstentions not told',
    'The Council rejected draft resolution S/2025/601 by a vote of 2 in favour to 3 against (China, Pakistan, Russian Federation).',
    null,
  ],
])('what the unnamed did is only inferred where nothing is missing: %s', (_, vote, others) => {
  const [row] = rowsOf('9961st Meeting (AM)', vote);
  expect(row?.others).toBe(others);
  expect(row?.what.includes('is not known')).toBe(others === null);
});
