import { describe, expect, test } from 'vitest';
import { parseMeetingRecord } from '../../src/un/meeting-record.ts';
import { readMeeting } from '../../src/un/read-meeting.ts';

const COVER = `S/PV.9970
Provisional
Security Council
9970th meeting
Wednesday, 1 October 2025, 10 a.m.
New York
President: Mr. Nebenzia . . . . . . (Russian Federation)
Members: Algeria . . . . . . Mr. Bendjama
China . . . . . . Mr. Fu Cong
France . . . . . . Mr. de Rivière
United States of America . . . . . . Ms. Shea
Agenda
Non-proliferation/Democratic People’s Republic of Korea
25-31415 (E)
*2531415*
`;

const record = (...body: string[]): string =>
  [COVER, 'The meeting was called to order at 10 a.m.', ...body, 'The meeting rose at 11 a.m.'].join('\n\n');

const turns = (...body: string[]): [string, string | null, string][] =>
  parseMeetingRecord(record(...body)).turns.map(({ speaker, stateCode, language }) => [
    speaker,
    stateCode,
    language,
  ]);

const GIVES_FLOOR = 'The President (spoke in Russian): I now give the floor to the next speaker.';

describe('every way in which a record names who begins to speak', () => {
  test.each<[string, [string, string | null, string]]>([
    ['Mr. de Rivière (France) (spoke in French): We regret it.', ['Mr. de Rivière', 'FR', 'French']],
    ['MR. JONES (United Kingdom): We regret it.', ['MR. JONES', 'GB', 'English']],
    [
      'Mr. MALIK (Union of Soviet Socialist Republics) (interpretation from Russian): No.',
      ['Mr. MALIK', 'RU', 'Russian'],
    ],
    ['Colonel Haas (Germany): We regret it.', ['Colonel Haas', 'DE', 'English']],
    ['His Holiness Pope Leo (Holy See): We regret it.', ['His Holiness Pope Leo', 'VA', 'English']],
    [
      'His Excellency Mr. Pak (Republic of Korea) (spoke in Korean; English text provided by the delegation): No.',
      ['His Excellency Mr. Pak', 'KR', 'Korean'],
    ],
    ['Her Royal Highness Princess Ana (Spain): No.', ['Her Royal Highness Princess Ana', 'ES', 'English']],
    [
      'Mr. Nebenzia (Russian Federation) (spoke in Russian), speaking on a point of order: No.',
      ['Mr. Nebenzia', 'RU', 'Russian'],
    ],
    ['Mr. Fu Cong (China) (on a point of order) (spoke in Chinese): No.', ['Mr. Fu Cong', 'CN', 'Chinese']],
    ['Mr. van der Berg (Netherlands (Kingdom of the)): No.', ['Mr. van der Berg', 'NL', 'English']],
    ['Ms. O’Brien-Öztürk (Ireland): No.', ['Ms. O’Brien-Öztürk', 'IE', 'English']],
    ['Mr. bin Zayed (United Arab Emirates) (spoke in Arabic): No.', ['Mr. bin Zayed', 'AE', 'Arabic']],
  ])('%s', (header, expected) => {
    expect(turns(GIVES_FLOOR, header)).toEqual([['The President', null, 'Russian'], expected]);
  });

  test('the chair of older records, in capitals', () => {
    const { turns: found } = parseMeetingRecord(
      record(
        'The PRESIDENT (interpretation from French): The agenda is adopted.',
        'The SECRETARY-GENERAL: I thank you.',
      ),
    );
    expect(found.map(({ speaker, capacity, language }) => [speaker, capacity, language])).toEqual([
      ['The PRESIDENT', 'president', 'French'],
      ['The SECRETARY-GENERAL', 'briefer', 'English'],
    ]);
  });

  test('a name inside a sentence begins nothing', () => {
    expect(
      turns(
        GIVES_FLOOR,
        'Mr. Fu Cong (China): I recall what was said by Mr. Guterres: peace. Colonel Haas: a name.',
      ),
    ).toEqual([
      ['The President', null, 'Russian'],
      ['Mr. Fu Cong', 'CN', 'English'],
    ]);
  });
});

describe('members of the cover', () => {
  test('a particle begins a name too', () => {
    expect(parseMeetingRecord(record(GIVES_FLOOR)).members).toContainEqual({
      name: 'Mr. de Rivière',
      state: 'France',
      stateCode: 'FR',
    });
  });

  test('a name that is not there is null, never empty, and the others keep theirs', () => {
    const { members } = parseMeetingRecord(record(GIVES_FLOOR).replace('Mr. Fu Cong\n', '\n'));
    expect(members.map(({ state, name }) => [state, name])).toEqual([
      ['Algeria', 'Mr. Bendjama'],
      ['China', null],
      ['France', 'Mr. de Rivière'],
      ['United States of America', 'Ms. Shea'],
    ]);
  });
});

test.each([
  ['Chinese', '安全理事会\n第七十七年\n第9048次会议\n2022年5月26日星期四'],
  ['Arabic', 'مجلس الأمن\nالسنة السابعة والسبعون\nالجلسة ٩٠٤٨'],
])('a record in %s is recognised and refused', (language, cover) => {
  expect(() => readMeeting(`S/PV.9048\n${cover}\n...`)).toThrow(`a meeting record in ${language}`);
});

test('what is neither is refused in other words', () => {
  expect(() => readMeeting('The ministers met, said S/PV.9048.')).toThrow(/no meeting record/u);
});
