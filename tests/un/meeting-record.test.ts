import { describe, expect, test } from 'vitest';
import { extractPdf } from '../../src/extract/pdf.ts';
import { parseMeetingRecord, type Meeting } from '../../src/un/meeting-record.ts';
import { readMeeting } from '../../src/un/read-meeting.ts';
import { asPdf, asPdftotext } from './record-layout.ts';
import { MEMBERS, TITLE, TURNS } from './sample-record.ts';

let pdfText: Promise<string> | undefined;
/** The sample set as a PDF and read back, once for all tests. */
const fromPdf = (): Promise<string> =>
  (pdfText ??= asPdf()
    .then((bytes) => extractPdf(bytes))
    .then(({ pages }) => (pages ?? []).join('\f')));

const READERS: [string, () => Promise<string>][] = [
  ['the text of pdftotext', () => Promise.resolve(asPdftotext())],
  ['a two-column PDF', fromPdf],
];

/** Letters only: where lines were broken and joined is another matter. */
const letters = (paragraphs: readonly string[]): string =>
  paragraphs.join('').replace(/[^\p{L}\p{N}]+/gu, '');

describe.each(READERS)('a record of full length, from %s', (_, read) => {
  const parsed = async (): Promise<{ text: string; meeting: Meeting }> => {
    const text = await read();
    return { text, meeting: parseMeetingRecord(text) };
  };

  test('cover, opening and close', async () => {
    const { meeting } = await parsed();
    expect(meeting).toMatchObject({
      symbol: 'S/PV.9961 (Resumption 1)',
      number: 9961,
      resumption: 1,
      date: '2025-09-17',
      begins: '15:05',
      ends: '18:20',
      adjournment: 'rose',
      president: { name: 'Mrs. Halvorsen-Reed', stateCode: 'US' },
      agenda: [TITLE],
      notes: [],
    });
    expect(meeting.members.map(({ state, name }) => [state, name])).toEqual(MEMBERS.slice(1));
    expect(meeting.documentsBefore).toEqual([
      { symbol: 'S/2025/601', what: 'draft resolution' },
      { symbol: 'S/2025/577', what: 'letter' },
    ]);
  });

  test('every turn has its speaker, and all that was said', async () => {
    const { meeting } = await parsed();
    const told = meeting.turns.map(({ speaker, stateCode, capacity, language }) => ({
      speaker,
      stateCode,
      capacity,
      language,
    }));
    expect(told).toEqual(
      TURNS.map(({ speaker, stateCode, capacity, language }) => ({ speaker, stateCode, capacity, language })),
    );
    for (const [index, turn] of meeting.turns.entries()) {
      expect(letters(turn.paragraphs.map(({ text }) => text))).toBe(letters(TURNS[index]?.paragraphs ?? []));
    }
  });

  test('briefers, interpretation notes and the President by name', async () => {
    const { meeting } = await parsed();
    const turnOf = (speaker: string): Meeting['turns'][number] | undefined =>
      meeting.turns.find((turn) => turn.speaker === speaker);
    expect(turnOf('Mr. Verhoeven')?.organisation).toBe('Assistant Under-Secretary for Northern Affairs');
    expect(turnOf('Ms. Ri')?.organisation).toBe('civil society representative');
    expect(turnOf('Mr. Hwang Seung')?.interpretation).toBe('English text provided by the delegation');
    expect(turnOf('The President')?.person).toBe('Mrs. Halvorsen-Reed');
  });

  test('both votes, and the veto of two where the President speaks of one', async () => {
    const { meeting } = await parsed();
    expect(meeting.votes).toMatchObject([
      {
        kind: 'procedural',
        subject: 'provisional agenda',
        draft: null,
        against: ['China', 'Pakistan', 'Russian Federation'],
        abstaining: ['Algeria', 'Somalia'],
        tally: { yes: 10, no: 3, abstain: 2 },
        result: 'adopted',
        vetoBy: [],
      },
      {
        kind: 'substantive',
        draft: 'S/2025/601',
        against: ['China', 'Russian Federation'],
        abstaining: ['Pakistan'],
        tally: { yes: 12, no: 2, abstain: 1 },
        result: 'not adopted',
        vetoBy: ['China', 'Russian Federation'],
      },
    ]);
    expect(meeting.votes[1]?.inFavour).toContain('United Kingdom of Great Britain and Northern Ireland');
  });

  test('offsets lead back to the text', async () => {
    const { text, meeting } = await parsed();
    for (const turn of meeting.turns) {
      expect(turn.start).toBeLessThan(turn.end);
      const first = turn.paragraphs[0];
      expect(text.slice(first?.start).startsWith(first?.text.split(' ')[0] ?? '?')).toBe(true);
    }
  });
});

test('paragraphs of a PDF know their page', async () => {
  const meeting = parseMeetingRecord(await fromPdf());
  expect(meeting.turns[0]?.paragraphs[0]?.page).toBe(2);
  expect(meeting.turns.at(-1)?.paragraphs[0]?.page).toBeGreaterThan(5);
});

const COVER = `S/PV.9777

Security Council

9777th meeting

Friday, 6 June 2025, 10 a.m.
New York

President:

Mr. Lund. . . . . . . . . .

(Denmark)

Members:

China. . . . . . .
United States of America. . . .

Mr. Wen
Ms. Ames

Agenda
The question of the northern river

25-11111 (E)
*2511111*

S/PV.9777

The question of the northern river

`;

const record = (body: string): Meeting =>
  parseMeetingRecord(`${COVER}The meeting was called to order at 10.05 a.m.\n${body}\n`);

test('the paragraph that a second column put before the opening goes where it belongs', () => {
  const meeting = parseMeetingRecord(
    `${COVER}that the ships had gone north, and that nobody\nhad seen them since.\n\nThe meeting was called to order at 10 a.m.\nMr. Wen (China) (spoke in\nChinese): The harbour master told us in the spring\n2/9\n\n06/06/2025\n\nWe ask for patience.\nThe meeting rose at noon.\n`,
  );
  expect(meeting.turns.map(({ paragraphs }) => paragraphs.map(({ text }) => text).join(' '))).toEqual([
    'The harbour master told us in the spring that the ships had gone north, and that nobody had seen them since. We ask for patience.',
  ]);
  expect(meeting.turns[0]).toMatchObject({ speaker: 'Mr. Wen', language: 'Chinese' });
  expect(meeting.ends).toBe('12:00');
});

test('glued page numbers, soft hyphens and lone words are no speech', () => {
  const meeting = record(
    'Ms. Ames (United States of Amer\u00adica): The moni\u00adtors will now\n\nbegin\n\ncount ships, day by day.\n\n25-111113/15\n\nS/PV.9777\n\nThe question of the northern river\n\nThey are many.',
  );
  expect(meeting.turns[0]?.stateCode).toBe('US');
  expect(meeting.turns[0]?.paragraphs.map(({ text }) => text).join(' ')).toBe(
    'The monitors will now count ships, day by day. They are many.',
  );
});

test('a name that happens to begin a line is no speaker', () => {
  const meeting = record('Mr. Wen (China): We all agree with\nMr. Aldana: patience is not silence.');
  expect(meeting.turns.map(({ speaker }) => speaker)).toEqual(['Mr. Wen']);
});

test('behind a passage that was left out nobody is known to speak', () => {
  const meeting = record(
    'Mr. Wen (China): We object.\n\n[... cut ...]\n\nI shall put it to the vote now.\nThe President: Thank you.',
  );
  expect(meeting.turns.map(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual([
    ['We object.'],
    ['Thank you.'],
  ]);
});

describe('the guard on vetoes', () => {
  const vote = (lists: string, result: string): Meeting['votes'][number] | undefined =>
    record(
      `The President: I shall put the draft resolution (S/2025/9) to the vote now.\nA vote was taken by show of hands.\n${lists}\nThe President: ${result}`,
    ).votes[0];
  const nine = 'Algeria, Denmark, France, Greece, Guyana, Pakistan, Panama, Slovenia and Somalia';

  test('a draft without nine votes fails unvetoed', () => {
    const failed = vote(
      'In favour:\nDenmark, France and Greece\nAgainst:\nChina and Russian Federation\nAbstaining:\nAlgeria',
      'The draft resolution received 3 votes in favour, 2 against and 1 abstention. It has not been adopted, having failed to obtain the required number of votes.',
    );
    expect(failed).toMatchObject({ result: 'not adopted', vetoBy: [], draft: 'S/2025/9' });
  });

  test('an elected member does not veto', () => {
    const failed = vote(
      `In favour:\n${nine}\nAgainst:\nChina and Sierra Leone`,
      'The draft resolution has not been adopted owing to the negative vote of a permanent member.',
    );
    expect(failed?.vetoBy).toEqual(['China']);
  });

  test('an adopted draft was not vetoed', () => {
    const adopted = vote(
      `In favour:\n${nine}\nAbstaining:\nChina and Russian Federation`,
      'The draft resolution received 9 votes in favour, none against and 2 abstentions. It has been adopted as resolution 2768 (2025).',
    );
    expect(adopted).toMatchObject({ result: 'adopted', vetoBy: [], resolution: 'S/RES/2768 (2025)' });
  });

  test('lists and announcement that do not fit are said', () => {
    const meeting = record(
      `The President: I shall put the draft resolution to the vote.\nA vote was taken by show of hands.\nIn favour:\nDenmark and France\nThe President: The draft resolution received 3 votes in favour. It has not been adopted.`,
    );
    expect(meeting.notes).toContain('the lists of a vote give 2-0-0, the President announced 3-0-0');
  });
});

test('a text that is no record is refused, and an empty one gives nothing invented', () => {
  expect(() => readMeeting('The ministers met in Vladivostok.')).toThrow('no meeting record');
  expect(parseMeetingRecord('')).toMatchObject({
    number: null,
    date: null,
    turns: [],
    votes: [],
    members: [],
  });
});

test('long hostile text takes linear time', () => {
  const started = performance.now();
  for (const unit of [
    'Mr. A B (C ',
    'The President: ',
    'A vote was taken by show of hands. In favour: ',
    '(( ',
    'Mr. Ab Ab ',
  ]) {
    record(unit.repeat(5_000));
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});
