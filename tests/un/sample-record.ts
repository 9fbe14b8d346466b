/**
 * A meeting record of full length in our own words: 40 turns, five languages spoken, a procedural and a substantive vote, a
 * president who speaks for her country, briefers, interpretation notes. What is expected of a reader stands beside it.
 */

export interface SampleTurn {
  /** As in the record, less title and brackets where they are taken apart: "Mr. Wen Bolin". */
  speaker: string;
  header: string;
  stateCode: string | null;
  capacity: 'president' | 'national' | 'member' | 'invited' | 'briefer';
  language: string;
  paragraphs: string[];
}

/** What the body of a record consists of, in order. */
export type Block =
  | { kind: 'turn'; turn: SampleTurn }
  | { kind: 'heading' | 'action'; text: string }
  | { kind: 'vote'; inFavour: string; against: string; abstaining: string };

export const TITLE = 'Non-proliferation/Democratic People’s Republic of Korea';
export const SYMBOL = 'S/PV.9961 (Resumption 1)';
export const JOB = '25-31415';
export const DATE = '17/09/2025';

/** Seats of the Council, the presidency first. */
export const MEMBERS: readonly (readonly [state: string, person: string])[] = [
  ['United States of America', 'Mrs. Halvorsen-Reed'],
  ['Algeria', 'Mr. Benamar'],
  ['China', 'Mr. Wen Bolin'],
  ['Denmark', 'Ms. Østergaard'],
  ['France', 'Mr. De La Roche'],
  ['Greece', 'Mr. Papadakis'],
  ['Guyana', 'Mrs. Ramnauth'],
  ['Pakistan', 'Mr. Qureshi'],
  ['Panama', 'Mr. Ríos Alfaro'],
  ['Republic of Korea', 'Mr. Hwang Seung'],
  ['Russian Federation', 'Mr. Zorin'],
  ['Sierra Leone', 'Mr. Kamara'],
  ['Slovenia', 'Mr. Žnidar'],
  ['Somalia', 'Mr. Osman'],
  ['United Kingdom of Great Britain and Northern Ireland', 'Dame Harriet Poole'],
];

const SUBJECTS = [
  'The monitors',
  'My delegation',
  'The Committee',
  'Coastal States',
  'Our experts',
  'The Secretariat',
];
const VERBS = [
  'have long observed',
  'cannot overlook',
  'wish to understand',
  'should examine',
  'reported at length',
];
const OBJECTS = [
  'the transshipment of refined petroleum in the northern waters',
  'the disappearance of transponder signals along the border river',
  'the long-standing and self-evident obligations under resolution 2397 (2017)',
  'a correspondence that was circulated as document S/2025/114',
  'the uninterrupted misappropriation of humanitarian consignments',
];
const ENDS = [
  'without exception.',
  'in the months before us.',
  'as the record shows (see S/PV.9880).',
  'and/or by other means.',
];
/** Passages that look like the beginning of a turn and are none. */
const DECOYS = [
  'As a former mediator, Mr. Aldana, once told this body: patience is not the same thing as silence.',
  'The President of my country said last week: we will not look away.',
  'I quote the representative of Denmark: “the river has two banks”.',
  'Let me repeat what was said in 2016: nobody is above the Charter.',
];

/** A small generator of numbers, so that the sample is the same on every run. */
function* numbers(): Generator<number> {
  let state = 20_250_917;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

const random = numbers();
const pick = (list: readonly string[]): string => list[Number(random.next().value) % list.length] ?? '';

function speech(paragraphs: number): string[] {
  return Array.from({ length: paragraphs }, (_, index) => {
    const sentences = Array.from(
      { length: 4 },
      () => `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(ENDS)}`,
    );
    if (index === 1) sentences.splice(2, 0, pick(DECOYS));
    return sentences.join(' ');
  });
}

const LANGUAGES: Readonly<Record<string, string>> = {
  China: 'Chinese',
  'Russian Federation': 'Russian',
  France: 'French',
  Panama: 'Spanish',
  Algeria: 'Arabic',
};
const CODES: Readonly<Record<string, string>> = {
  'United States of America': 'US',
  Algeria: 'DZ',
  China: 'CN',
  Denmark: 'DK',
  France: 'FR',
  Greece: 'GR',
  Guyana: 'GY',
  Pakistan: 'PK',
  Panama: 'PA',
  'Republic of Korea': 'KR',
  'Russian Federation': 'RU',
  'Sierra Leone': 'SL',
  Slovenia: 'SI',
  Somalia: 'SO',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  Japan: 'JP',
};

function chair(...paragraphs: string[]): Block {
  const turn: SampleTurn = {
    speaker: 'The President',
    header: 'The President:',
    stateCode: null,
    capacity: 'president',
    language: 'English',
    paragraphs,
  };
  return { kind: 'turn', turn };
}

function national(...paragraphs: string[]): Block {
  const turn: SampleTurn = {
    speaker: 'The President',
    header: '',
    stateCode: 'US',
    capacity: 'national',
    language: 'English',
    paragraphs,
  };
  return { kind: 'turn', turn };
}

function member(state: string, person: string, paragraphs: number, note = ''): Block {
  const language = LANGUAGES[state] ?? (note === '' ? 'English' : 'Korean');
  const spoken = language === 'English' ? '' : ` (spoke in ${language}${note})`;
  const turn: SampleTurn = {
    speaker: person,
    header: `${person} (${state})${spoken}:`,
    stateCode: CODES[state] ?? null,
    capacity: state === 'Japan' ? 'invited' : 'member',
    language,
    paragraphs: speech(paragraphs),
  };
  return { kind: 'turn', turn };
}

function briefer(person: string, paragraphs: number): Block {
  const turn: SampleTurn = {
    speaker: person,
    header: `${person}:`,
    stateCode: null,
    capacity: 'briefer',
    language: 'English',
    paragraphs: speech(paragraphs),
  };
  return { kind: 'turn', turn };
}

const seat = (state: string): readonly [string, string] => [
  state,
  MEMBERS.find(([name]) => name === state)?.[1] ?? '',
];
const speaks = (state: string, paragraphs = 3): Block => member(...seat(state), paragraphs);

/** The body, block by block. */
export const BLOCKS: readonly Block[] = [
  { kind: 'action', text: 'The meeting resumed at 3.05 p.m.' },
  { kind: 'heading', text: 'Adoption of the agenda' },
  chair(
    'I shall first give the floor to those members of the Council who wish to speak on the provisional agenda.',
  ),
  speaks('China'),
  speaks('Russian Federation'),
  speaks('Greece', 2),
  chair(
    'In view of what has been said and of the request in document S/2025/590, I intend to put the provisional agenda to the vote. I shall do so now.',
  ),
  {
    kind: 'vote',
    inFavour:
      'Denmark, France, Greece, Guyana, Panama, Republic of Korea, Sierra Leone, Slovenia, United Kingdom of Great Britain and Northern Ireland and United States of America',
    against: 'China, Pakistan and Russian Federation',
    abstaining: 'Algeria and Somalia',
  },
  chair(
    'There were 10 votes in favour, 3 votes against and 2 abstentions. The provisional agenda has been adopted.',
  ),
  { kind: 'heading', text: TITLE },
  chair(
    'In accordance with rule 37 of the Council’s provisional rules of procedure, I invite the representative of Japan to participate in this meeting.',
    'In accordance with rule 39 of the Council’s provisional rules of procedure, I invite the following briefers to participate in this meeting: Mr. Anselm Verhoeven, Assistant Under-Secretary for Northern Affairs; and Ms. Ri Sun-ok, civil society representative.',
    'Members of the Council have before them document S/2025/601, which contains the text of a draft resolution submitted by Denmark and the United States of America. I wish to draw the attention of Council members to document S/2025/577, which contains a letter from the Permanent Representative of Slovenia.',
    'I now give the floor to Mr. Verhoeven.',
  ),
  briefer('Mr. Verhoeven', 5),
  chair('I thank Mr. Verhoeven for his briefing.', 'I now give the floor to Ms. Ri.'),
  briefer('Ms. Ri', 4),
  chair(
    'I thank Ms. Ri for her briefing.',
    'I shall now give the floor to those members who wish to make statements.',
  ),
  speaks('France', 4),
  speaks('United Kingdom of Great Britain and Northern Ireland', 4),
  speaks('Pakistan'),
  speaks('Denmark'),
  speaks('Algeria'),
  speaks('Panama', 4),
  speaks('Guyana'),
  member(...seat('Republic of Korea'), 4, '; English text provided by the delegation'),
  chair('I shall now make a statement in my capacity as the representative of the United States of America.'),
  national(...speech(4)),
  chair(
    'I now resume my functions as President of the Council.',
    'The Council is ready to proceed to the vote on the draft resolution before it. I shall put the draft resolution to the vote now.',
  ),
  {
    kind: 'vote',
    inFavour:
      'Algeria, Denmark, France, Greece, Guyana, Panama, Republic of Korea, Sierra Leone, Slovenia, Somalia, United Kingdom of Great Britain and Northern Ireland, United States of America',
    against: 'China, Russian Federation',
    abstaining: 'Pakistan',
  },
  chair(
    'The draft resolution received 12 votes in favour, 2 against and 1 abstention. The draft resolution has not been adopted owing to the negative vote of one permanent member of the Council.',
    'I shall now give the floor to those members of the Council who wish to make statements after the voting.',
  ),
  speaks('China', 4),
  speaks('Russian Federation', 4),
  speaks('Sierra Leone'),
  speaks('Slovenia'),
  speaks('Somalia'),
  speaks('Greece'),
  speaks('France', 2),
  speaks('Pakistan', 2),
  speaks('Panama', 2),
  speaks('Guyana', 2),
  speaks('Denmark', 2),
  chair('I now give the floor to the representative of Japan.'),
  member('Japan', 'Mr. Takamori', 4),
  chair('The representative of China has asked for the floor to make a further statement.'),
  speaks('China', 2),
  chair(
    'I shall make a further statement in my capacity as the representative of the United States of America.',
  ),
  national(...speech(2)),
  chair(
    'I now resume my functions as President of the Council.',
    'There are no more names inscribed on the list of speakers.',
  ),
  { kind: 'action', text: 'The meeting rose at 6.20 p.m.' },
];

/** The turns that a reader must find; what the chair says before and after speaking for a country is the chair's. */
export const TURNS: readonly SampleTurn[] = BLOCKS.flatMap((block) =>
  block.kind === 'turn' ? [block.turn] : [],
);

export const COVER = [
  SYMBOL,
  'United Nations',
  'Security Council',
  'Provisional',
  'Eightieth year',
  '9961st meeting',
  'Wednesday, 17 September 2025, 3 p.m.',
  'New York',
];

/** The paragraphs of the body as lines of text begin: a header in front of the first paragraph of a turn. */
export function bodyParagraphs(): string[] {
  return BLOCKS.flatMap((block) => {
    if (block.kind === 'turn') {
      const [first = '', ...rest] = block.turn.paragraphs;
      return [block.turn.header === '' ? first : `${block.turn.header} ${first}`, ...rest];
    }
    if (block.kind !== 'vote') return [block.text];
    return [
      'A vote was taken by show of hands.',
      'In favour:',
      block.inFavour,
      'Against:',
      block.against,
      'Abstaining:',
      block.abstaining,
    ];
  });
}
