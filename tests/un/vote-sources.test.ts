import { describe, expect, test } from 'vitest';
import { readVoteRecords } from '../../src/sources/oai/vote-record.ts';
import { isMeetingTable, readMeetingTable } from '../../src/un/meeting-table.ts';
import { parsePressRelease } from '../../src/un/press-release.ts';
import { addDerived, deriveRows, whyNoRows } from '../../src/un/vote.ts';
import { DPRK, marc, oai, table } from './vote-samples.ts';

describe('rows of a yearly table', () => {
  const rows = (...given: Parameters<typeof table>) => readMeetingTable(table(...given)).flatMap(deriveRows);

  test('a veto is laid to those that the table names, whatever the order of its count', () => {
    const outcome =
      'Draft resolution <a href="x">S/2031/431</a> vetoed by China, Russian Federation<br> 13-0-2 ';
    expect(rows(['S/PV.11048', DPRK, outcome])).toMatchObject([
      {
        date: '2031-05-26',
        kind: 'veto',
        symbols: ['S/2031/431', 'S/PV.11048'],
        tally: { yes: 13, no: 2, abstain: 0 },
        stances: { CN: 'vetoed', RU: 'vetoed' },
        others: 'for',
        review: 'derived',
      },
    ]);
  });

  test('where the order stays unknown there is no row: neither a veto nor a lack of votes is certain', () => {
    const outcome = 'Draft resolution S/2031/431 vetoed by China<br>11-1-3';
    expect(rows(['S/PV.11048', DPRK, outcome])).toEqual([]);
    expect(readMeetingTable(table(['S/PV.11048', DPRK, outcome])).map(whyNoRows)).toEqual([
      'the count of the vote, or who was against, is not certain',
    ]);
  });

  test('two votes of one meeting have rows of their own', () => {
    const ids = rows(
      ['S/PV.11051', DPRK, 'S/RES/2997 (2031)<br>15-0-0'],
      ['S/PV.11051', DPRK, 'Draft resolution S/2031/431 vetoed by China, Russian Federation<br>13-0-2'],
    ).map(({ id }) => id);
    expect(ids).toEqual(['2031-05-26-11051-s-res-2997-2031', '2031-05-26-11051-s-2031-431']);
  });

  test('one draft has one row, whatever a source makes of it', () => {
    const [veto] = rows([
      'S/PV.11048',
      DPRK,
      'Draft resolution S/2031/431 vetoed by China, France<br>13-0-2',
    ]);
    const row = veto ?? expect.fail('there is a row');
    const weaker = { ...row, kind: 'failed_draft' as const, tally: null };
    expect(addDerived([row], [weaker])).toEqual([row]);
  });

  test('resolutions are decisions; other subjects and meetings without a vote add nothing', () => {
    expect(
      rows(
        ['S/PV.11051', DPRK, 'S/RES/2997 (2031)<br>15-0-0'],
        ['S/PV.11050', DPRK, '--'],
        ['S/PV.11049', 'The situation in Mali', 'S/RES/2996 (2031)<br>15-0-0'],
      ),
    ).toMatchObject([{ kind: 'decision', symbols: ['S/RES/2997 (2031)', 'S/PV.11051'], outcome: 'adopted' }]);
  });

  test('the heads tell the columns, and symbols the year of a row', () => {
    const html = `<table><tr><th colspan="7">Meetings conducted by the Security Council in 2032</th></tr>
      <tr><th>Date</th><th>Topic</th><th>Recording</th><th>Letter with Vote Outcome</th><th>Security Council<br> Outcome / Vote</th><th>Meeting<br>Record</th></tr>
      <tr><td>30 March</td><td>${DPRK}</td><td>--</td><td>S/2031/246</td><td>S/RES/2997 (2031)<br>15-0-0</td><td>--</td></tr></table>`;
    expect(readMeetingTable(html).flatMap(deriveRows)).toMatchObject([
      { date: '2031-03-30', kind: 'decision', symbols: ['S/RES/2997 (2031)'], others: 'for' },
    ]);
  });

  test('no other page is such a table', () => expect(isMeetingTable('<p>Meetings in 2031</p>')).toBe(false));
});

describe('vote records of the Library', () => {
  test('who voted how is told by the names, not by the printed count', () => {
    const [meeting] = readVoteRecords(marc('S/2031/255', 'ANYYYYYYYYYYYYY', ['13', '0', '2'])) ?? [];
    expect(meeting).toMatchObject({
      number: 11048,
      date: '2031-05-26',
      notes: ['the names of a vote give another count than the record prints'],
      votes: [
        { tally: { yes: 13, no: 1, abstain: 1 }, vetoBy: ['Russian Federation'], abstaining: ['China'] },
      ],
    });
    expect(meeting && deriveRows(meeting)).toMatchObject([
      {
        kind: 'veto',
        stances: { CN: 'abstained', RU: 'vetoed', US: 'for', KR: 'for' },
        outcome: 'not_adopted',
      },
    ]);
  });

  test('who did not vote is counted nowhere, and eight votes leave nothing to veto', () => {
    const [meeting] = readVoteRecords(marc('S/2031/256', 'NYYYYYYYY AAAAA', ['8', '1', '5'])) ?? [];
    expect(meeting?.votes).toMatchObject([{ tally: { yes: 8, no: 1, abstain: 5 }, vetoBy: [] }]);
    expect(meeting && deriveRows(meeting)).toMatchObject([{ kind: 'failed_draft', others: null }]);
  });

  test('an adopted resolution, the same in OAI-PMH, and a vote of the Assembly, which is left out', () => {
    const record = marc('S/RES/2997(2031)', 'YYYYYYYYYYYYYYY', ['15', '0', '0']);
    for (const xml of [record, oai([record])]) {
      expect(readVoteRecords(xml)?.flatMap(deriveRows)).toMatchObject([
        { kind: 'decision', outcome: 'adopted' },
      ]);
    }
    const assembly = marc('A/RES/86/218', 'Y', ['100', '1', '2']).replace('S/PV.11048', 'A/86/PV.50');
    expect(readVoteRecords(assembly)).toEqual([]);
    expect(readVoteRecords('<p>no catalogue</p>')).toBeNull();
  });
});

describe('why a release adds no row', () => {
  const release = (head: string, ...body: string[]) =>
    parsePressRelease(
      ['9970th Meeting (AM)', 'SC/17100', head, 'Speakers Differ on the Matter', ...body].join('\n\n'),
    );
  const VOTE =
    'The Security Council today failed to extend the mandate of the Panel that watches sanctions on the Democratic People’s Republic of Korea, by a vote of 13 in favour to 1 against (Russian Federation), with 1 abstention (China).';

  test('the lead names the DPRK where the headline does not', () => {
    const told = release('18 September 2025', 'Council Turns Down Measure', VOTE);
    expect(whyNoRows(told)).toBeNull();
    expect(deriveRows(told)).toMatchObject([{ kind: 'veto', stances: { RU: 'vetoed', CN: 'abstained' } }]);
  });

  test.each<[string, string[], string]>([
    ['no day', ['Council Meets on DPRK', VOTE], 'the day of the meeting is not known'],
    [
      'another subject',
      [
        '18 September 2025',
        'Council Meets on Mali',
        'It met and spoke at length of the situation in the north of the country.',
      ],
      'neither agenda nor headline nor lead names the DPRK',
    ],
    [
      'no vote',
      [
        '18 September 2025',
        'Council Meets on DPRK',
        'It met and spoke at length of missiles that had been launched over the sea.',
      ],
      'no vote was taken',
    ],
  ])('%s', (_, [head = '', ...body], why) => {
    const told = release(head, ...body);
    expect(deriveRows(told)).toEqual([]);
    expect(whyNoRows(told)).toBe(why);
  });
});
