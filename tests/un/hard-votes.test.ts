import { describe, expect, test } from 'vitest';
import type { Vote } from '../../src/un/meeting.ts';
import { parseMeetingRecord } from '../../src/un/meeting-record.ts';
import { parsePressRelease } from '../../src/un/press-release.ts';
import { addDerived, deriveRows } from '../../src/un/vote.ts';

const release = (...body: string[]) =>
  parsePressRelease(
    [
      '9591st Meeting (AM)',
      'SC/15648',
      '28 March 2024',
      'Security Council Fails to Extend Mandate on Democratic People’s Republic of Korea',
      'Speakers Differ on Sanctions',
      ...body,
    ].join('\n'),
  );

const YES =
  'Algeria, Ecuador, France, Guyana, Japan, Malta, Mozambique, Republic of Korea, Sierra Leone, Slovenia, Switzerland, United Kingdom, United States';

/** What a vote comes to: count, noes, abstentions, vetoes. */
const told = ({ tally, against, abstaining, vetoBy }: Vote) =>
  [tally && `${tally.yes}-${tally.no}-${tally.abstain}`, against, abstaining, vetoBy] as const;
const RUSSIA_ALONE = ['13-1-1', ['Russian Federation'], ['China'], ['Russian Federation']];

describe('a veto by one, an abstention by another, in a release', () => {
  test.each([
    ['words', ['By a vote of thirteen in favour to one against (Russian Federation), with one abstention (China), the Council failed to adopt draft resolution S/2024/255.']],
    ['lists, a line each', ['The Council voted on draft resolution S/2024/255 as follows:', `In favour: ${YES}`, 'Against: Russian Federation', 'Abstaining: China', 'The draft resolution was not adopted.']],
    ['names below their heads', ['The Council voted on draft resolution S/2024/255 as follows:', 'In favour:', YES, 'Against:', 'Russian Federation', 'Abstaining:', 'China', 'The draft resolution was not adopted.']],
    ['lists in one line', [`The result on draft resolution S/2024/255 was as follows: In favour: ${YES}. Against: Russian Federation. Abstaining: China.`, 'The draft resolution was not adopted.']],
    ['counts under heads', ['The vote on draft resolution S/2024/255:', '13 in favour', '1 against: Russian Federation', '1 abstention: China', 'The draft was not adopted.']],
    ['names apart from the count', ['The Russian Federation vetoed draft resolution S/2024/255, which received 13 votes in favour and one against, with China abstaining.']],
    ['the veto behind the count', ['The Council rejected draft resolution S/2024/255 by a vote of 13 in favour to 1 against, with 1 abstention (China), owing to the veto of the Russian Federation.']],
  ])('%s', (_, body) => {
    const { votes, ...meeting } = release(...body);
    expect(votes.map(told)).toEqual([RUSSIA_ALONE]);
    expect(votes[0]).toMatchObject({ draft: 'S/2024/255' });
    expect(deriveRows({ ...meeting, votes })).toMatchObject([
      { kind: 'veto', stances: { RU: 'vetoed', CN: 'abstained' }, others: 'for' },
    ]);
  }); // prettier-ignore

  test('without a name nobody is accused, and no row calls it a lack of votes', () => {
    const meeting = release(
      'By a vote of 13 in favour to 1 against, with 1 abstention, the Council failed to adopt draft resolution S/2024/255.',
    );
    expect(meeting.votes.map(told)).toEqual([['13-1-1', [], [], []]]);
    expect(deriveRows(meeting)).toEqual([]);
  });

  test('seven votes, and permanent members against: no veto', () => {
    const meeting = release(
      'The Council failed to adopt draft resolution S/2024/300 by a vote of 7 in favour to 3 against (France, United Kingdom, United States), with 5 abstentions (Ecuador, Japan, Malta, Republic of Korea, Switzerland).',
    );
    expect(deriveRows(meeting)).toMatchObject([
      { kind: 'failed_draft', stances: { FR: 'against', US: 'against', MT: 'abstained' } },
    ]);
  });

  test('two drafts with one count are two votes, with a row each', () => {
    const meeting = release(
      'By a vote of 13 in favour to 2 against (China, Russian Federation), with no abstentions, the Council failed to adopt draft resolution S/2024/255.',
      'By a vote of 13 in favour to 2 against (China, Russian Federation), with no abstentions, it rejected draft resolution S/2024/256.',
    );
    const rows = addDerived([], deriveRows(meeting));
    expect(rows.map(({ symbols }) => symbols[0])).toEqual(['S/2024/255', 'S/2024/256']);
  });

  test('an amendment is not its draft', () => {
    const meeting = release(
      'The Council rejected, by a vote of 2 in favour (China, Russian Federation) to 10 against, with 3 abstentions (Algeria, Guyana, Mozambique), an oral amendment to draft resolution S/2024/255.',
      'It then failed to adopt draft resolution S/2024/255 by a vote of 13 in favour to 1 against (Russian Federation), with 1 abstention (China).',
    );
    const rows = addDerived([], deriveRows(meeting));
    expect(rows.map(({ kind, what }) => [kind, what.split('.')[0]])).toEqual([
      ['failed_draft', 'Vote on the amendment of S/2024/255'],
      ['veto', 'Vote on the draft resolution S/2024/255'],
    ]);
    expect(addDerived(rows, deriveRows(meeting))).toHaveLength(2);
  });
});

const record = (body: string) =>
  parseMeetingRecord(
    `S/PV.9591\n9591st meeting\nThursday, 28 March 2024, 10 a.m.\nAgenda\nNon-proliferation/Democratic People's Republic of Korea\n*2408061*\n\fThe meeting was called to order at 10.05 a.m.\n\n${body}\n\nThe meeting rose at 11 a.m.`,
  );
const vote = (before: string, against: string, abstaining: string, after: string): string =>
  [
    `The President: ${before}`,
    'A vote was taken by show of hands.',
    `In favour:\n${YES}`,
    `Against:\n${against}`,
    ...(abstaining === '' ? [] : [`Abstaining:\n${abstaining}`]),
    `The President: ${after}`,
  ].join('\n');

describe('votes of a record', () => {
  test('what a delegation says later is a remark, and no name', () => {
    const { votes, notes } = record(
      vote(
        'I shall put the draft resolution contained in document S/2024/255 to the vote now.',
        'Russian Federation',
        'China\n[Subsequently, the delegation of Guyana informed the Secretariat that it had intended to abstain.]',
        'The draft resolution received 13 votes in favour, 1 against and 1 abstention. The draft resolution has not been adopted, owing to the negative vote of a permanent member.',
      ),
    );
    expect(votes.map(told)).toEqual([RUSSIA_ALONE]);
    expect(notes.join()).toContain('a remark on a vote: Subsequently, the delegation of Guyana');
  });

  test('a part of a draft is no draft', () => {
    const { votes } = record(
      vote(
        'A separate vote has been requested on operative paragraph 5 of the draft resolution contained in document S/2024/255.',
        'China, Russian Federation',
        '',
        'Operative paragraph 5 received 13 votes in favour and 2 against. It has not been retained, owing to the negative vote of permanent members.',
      ),
    );
    expect(votes).toMatchObject([{ subject: 'paragraph', result: 'not adopted', draft: 'S/2024/255' }]);
  });

  test('permanent members that lose a procedural vote veto nothing', () => {
    const { votes } = record(
      vote(
        'I shall put to the vote the provisional agenda.',
        'China, Russian Federation',
        '',
        'There were 13 votes in favour, 2 votes against and no abstentions. The provisional agenda has been adopted.',
      ),
    );
    expect(votes).toMatchObject([{ kind: 'procedural', result: 'adopted', vetoBy: [] }]);
  });
});
