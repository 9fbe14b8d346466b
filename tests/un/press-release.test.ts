import { describe, expect, test } from 'vitest';
import { pressPageText } from '../../src/un/press-page.ts';
import { parsePressRelease } from '../../src/un/press-release.ts';
import { parseMeetingRecord } from '../../src/un/meeting-record.ts';
import { sameMeeting } from '../../src/un/same-meeting.ts';
import { asPdftotext } from './record-layout.ts';

const page = (meeting: string, ...body: string[]): string =>
  [
    'In progress at UNHQ',
    meeting,
    'SC/16999',
    'Council Turns Down Measure on Northern Shipping',
    'Speakers Differ',
    ...body,
  ].join('\n\n');

const RELEASE = page(
  '9961st Meeting (Resumption 1) (PM)',
  'The Security Council today failed to adopt a text on northern shipping, by a vote of 12 in favour to 2 against (China, Russian Federation), with 1 abstention (Pakistan).',
  'At the outset, by a procedural vote of 10 in favour to 3 against (China, Pakistan, Russian Federation), with 2 abstentions (Algeria, Somalia), it took up the agenda item.',
  'Briefing',
  'ANSELM VERHOEVEN, Assistant Under-Secretary for Northern Affairs, said that ships had been seen at night.',
  'The counts had doubled within a year, he went on.',
  'Statements',
  'WEN BOLIN (China) said that pressure had never opened a door.',
  'INGRID HALVORSEN-REED (United States), Council President for September, speaking in her national capacity, called the facts plain.',
  'Action on Draft Resolution',
  'The Council then rejected draft resolution S/2025/601 by a vote of 12 in favour to 2 against (China, Russian Federation), with 1 abstention (Pakistan).',
  'Statements',
  'Mr. WEN (China), taking the floor a second time, said nothing had changed.',
  'The representative of Japan said that his waters were near.',
  'The meeting began at 3:05 p.m. and ended at 6:20 p.m.',
);

test('the page of a meeting', () => {
  const release = parsePressRelease(RELEASE);
  expect(release).toMatchObject({
    symbol: 'SC/16999',
    number: 9961,
    resumption: 1,
    headline: 'Council Turns Down Measure on Northern Shipping',
    begins: '15:05',
    ends: '18:20',
    adjournment: 'rose',
  });
  expect(
    release.turns.map(({ speaker, stateCode, capacity, paragraphs }) => [
      speaker,
      stateCode,
      capacity,
      paragraphs.length,
    ]),
  ).toEqual([
    ['ANSELM VERHOEVEN', null, 'briefer', 2],
    ['WEN BOLIN', 'CN', 'member', 1],
    ['INGRID HALVORSEN-REED', 'US', 'national', 1],
    ['WEN', 'CN', 'member', 1],
    ['The representative of Japan', 'JP', 'member', 1],
  ]);
});

test('its votes, told twice and counted once', () => {
  expect(parsePressRelease(RELEASE).votes).toMatchObject([
    {
      kind: 'substantive',
      draft: 'S/2025/601',
      against: ['China', 'Russian Federation'],
      abstaining: ['Pakistan'],
      tally: { yes: 12, no: 2, abstain: 1 },
      result: 'not adopted',
      vetoBy: ['China', 'Russian Federation'],
    },
    {
      kind: 'procedural',
      against: ['China', 'Pakistan', 'Russian Federation'],
      abstaining: ['Algeria', 'Somalia'],
      result: 'adopted',
      vetoBy: [],
    },
  ]);
});

describe('the ways in which pages tell a vote', () => {
  test.each([
    [
      'The draft was rejected by 13 votes in favour to 1 against (Russian Federation), with 1 abstention (China).',
      '13-1-1',
      ['Russian Federation'],
    ],
    [
      'It failed to pass the draft resolution, with 13 in favour, 2 against (China, Russian Federation) and no abstentions.',
      '13-2-0',
      ['China', 'Russian Federation'],
    ],
    [
      'The draft resolution was rejected by a vote of 5 in favour to 3 against (China, Cuba, Russian Federation), with 7 abstentions.',
      '5-3-7',
      [],
    ],
    [
      'The Council decided, by a vote of 12 in favour to 2 against (China, Russian Federation), with 1 abstention (Mozambique), to adopt the agenda.',
      '12-2-1',
      [],
    ],
    ['Unanimously adopting resolution 2397 (2017), the Council tightened its measures.', '15-0-0', []],
  ])('%s', (text, tally, vetoBy) => {
    const [vote] = parsePressRelease(page('9962nd Meeting (AM)', text)).votes;
    expect(vote?.tally && `${vote.tally.yes}-${vote.tally.no}-${vote.tally.abstain}`).toBe(tally);
    expect(vote?.vetoBy).toEqual(vetoBy);
  });
});

test.each([
  ['twelve', 'adopted'],
  ['eight', 'not adopted'],
])('a procedural vote of %s is settled by its count, whatever else the line tells', (yes, result) => {
  const line = `The Council voted on its provisional agenda, by a procedural vote of ${yes} in favour to 2 against (China, Russian Federation), with 1 abstention (Algeria), after China and the Russian Federation tried to veto the meeting.`;
  expect(parsePressRelease(page('9964th Meeting (AM)', line)).votes).toMatchObject([
    { kind: 'procedural', result, vetoBy: [] },
  ]);
});

test('a page that will be filled later says so', () => {
  const text = page('9963rd Meeting (AM)', 'A summary of today’s meeting will be available later.');
  expect(parsePressRelease(text).notes).toEqual([
    'no date on the page',
    'the full coverage is to follow: fetch the page again after a day',
  ]);
});

test('record and release of one meeting are one; a resumption is another', () => {
  const meeting = parseMeetingRecord(asPdftotext());
  const release = parsePressRelease(RELEASE);
  expect(sameMeeting(meeting, release)).toBe(true);
  expect(sameMeeting(meeting, { ...release, resumption: 0 })).toBe(false);
  expect(sameMeeting(meeting, { ...release, number: 9960 })).toBe(false);
  expect(sameMeeting(meeting, { ...release, date: '2025-09-18' })).toBe(false);
});

test('the page itself: number and code stand outside what a reader of articles keeps', () => {
  const html = `<!doctype html><html><head><title>A page</title></head><body><nav><ul><li>General Assembly</li></ul></nav>
<main><div><div>9962nd Meeting (PM)</div><div>SC/17000</div><div>18 September 2025</div><h1>Council Meets</h1><h2>Speakers Differ</h2>
<div><p>It met &amp; spoke,<br>and rejected the draft resolution by a vote of 13 in favour to 1 against (Russian&nbsp;Federation), with 1 abstention (China).</p>
<p>WEN BOLIN (<u>China</u>) said that pressure had <em>never</em> opened a door.</p></div></div></main><footer>No official record.</footer></body></html>`;
  expect(parsePressRelease(pressPageText(html))).toMatchObject({
    number: 9962,
    symbol: 'SC/17000',
    date: '2025-09-18',
    headline: 'Council Meets',
    turns: [
      {
        speaker: 'WEN BOLIN',
        stateCode: 'CN',
        paragraphs: [{ text: 'WEN BOLIN (China) said that pressure had never opened a door.' }],
      },
    ],
    votes: [{ tally: { yes: 13, no: 1, abstain: 1 }, vetoBy: ['Russian Federation'], abstaining: ['China'] }],
  });
});

describe('who speaks behind words that lead in', () => {
  test.each<[string, string, string | null]>([
    ['Before the vote, FU CONG (China) said that it was too early.', 'FU CONG', 'CN'],
    [
      'Speaking after the vote, the representative of the United States regretted it.',
      'The representative of United States',
      'US',
    ],
    [
      'At the outset, ROSEMARY DICARLO, Under-Secretary-General for Political Affairs, said that tests went on.',
      'ROSEMARY DICARLO',
      null,
    ],
    ['On a point of order, Mr. NEBENZIA (Russian Federation) asked for the floor.', 'NEBENZIA', 'RU'],
    ['NICOLAS DE RIVIÈRE (France) said no.', 'NICOLAS DE RIVIÈRE', 'FR'],
    ['Nicolas de RIVIÈRE (France) said no.', 'Nicolas de RIVIÈRE', 'FR'],
  ])('%s', (line, speaker, code) => {
    const turns = parsePressRelease(page('9965th Meeting (AM)', line)).turns;
    expect(turns.map((turn) => [turn.speaker, turn.stateCode])).toEqual([[speaker, code]]);
  });

  test('states in brackets within a sentence speak not', () => {
    const line = 'In a resolution on the DPRK, members (China among them) said that ASEAN had spoken.';
    expect(parsePressRelease(page('9965th Meeting (AM)', line)).turns).toEqual([]);
  });
});
