import { LANGUAGES } from '../taxonomy.ts';
import { matchRow } from './claim-match.ts';
import { readClaim, type Assertion, type ReadClaim } from './claim-read.ts';
import type { ToldTally } from './claim-tally.ts';
import type { Act, OutcomeOf } from './claim-words.ts';
import type { CouncilRow, RowKind, Stance } from './council-record.ts';

/** What somebody says of the Council's record. */
export interface Claim {
  /** The sentence or passage that makes the claim. */
  text: string;
  /** What stands around it, such as the title: it tells the subject and the day, and claims nothing. */
  context?: string;
  /** The whole sentence where the text is a clause of it: it tells the day. */
  sentence?: string;
  /** One of the five languages; others are read as none, and the verdict is "unknown". */
  lang: string;
  /** ISO day or instant on which it was published; null where that is not known. */
  published: string | null;
}

export interface ClaimCheck {
  /** The row that the claim is about; null where none is. */
  row: CouncilRow | null;
  verdict: 'agrees' | 'contradicts' | 'unknown';
  /** What contradicts: an act laid to a state, a count, or only the outcome; null where nothing does. */
  against: Finding['about'] | null;
  /** One sentence for an analyst, with the symbol. */
  why: string;
}

/**
 * Compares a telling with the record. It contradicts where it lays to a state what the state did not do, gives another count,
 * or tells another outcome; it agrees where something that it says is in the record and nothing is against it.
 */
export function checkClaim(claim: Claim, rows: readonly CouncilRow[]): ClaimCheck {
  const language = LANGUAGES.find((known) => known === claim.lang);
  if (!language) return unknown(null, `not read: the language is ${claim.lang}`);
  const read = readClaim(claim.text, language, claim.context, claim.sentence);
  const row = matchRow(read, claim.published, rows);
  if (!row) return unknown(null, 'about no row of the record');
  const findings = [
    ...actFindings(read.assertions, row),
    ...tallyFindings(read.tallies, row),
    ...outcomeFindings(read, row),
  ];
  const against = findings.find(({ fits }) => !fits);
  if (against) {
    return { row, verdict: 'contradicts', against: against.about, why: `${against.why} (${nameOf(row)})` };
  }
  if (findings.length > 0) {
    return { row, verdict: 'agrees', against: null, why: `as recorded (${nameOf(row)})` };
  }
  return unknown(row, `says nothing that can be compared with the record (${nameOf(row)})`);
}

function unknown(row: CouncilRow | null, why: string): ClaimCheck {
  return { row, verdict: 'unknown', against: null, why };
}

interface Finding {
  about: 'act' | 'count' | 'outcome';
  fits: boolean;
  why: string;
}

function nameOf(row: CouncilRow): string {
  return [row.date, ...row.symbols].join(', ');
}

const FITTING: Readonly<Record<Stance, readonly Act[]>> = {
  vetoed: ['veto', 'against', 'block', 'oppose'],
  against: ['against', 'oppose'],
  abstained: ['abstain'],
  for: ['for', 'sponsor'],
  held: ['hold', 'block', 'oppose', 'against'],
  opposed: ['oppose', 'block', 'against'],
  sponsored: ['sponsor', 'for'],
  refused: ['block', 'oppose'],
};
/** What neither fits nor speaks against a stance: a state that voted no can have had a proposal of its own. */
const NEUTRAL: Readonly<Record<Stance, readonly Act[]>> = {
  vetoed: ['sponsor'],
  against: ['sponsor', 'hold'],
  abstained: ['sponsor', 'hold'],
  for: [],
  held: ['sponsor'],
  opposed: ['sponsor', 'abstain', 'hold'],
  sponsored: [],
  refused: ['sponsor', 'for'],
};
/** Acts that lay a failure to somebody. */
const BLAMES: ReadonlySet<Act> = new Set(['veto', 'block', 'hold', 'against', 'oppose']);
/** Where the record names those that stood in the way, nobody else did. */
const NAMES_ALL: ReadonlySet<RowKind> = new Set([
  'hold',
  'statement',
  'webcast',
  'no_open_meeting',
  'not_held',
  'initiative',
]);
/** What took place in spite of everybody was blocked by nobody. */
function tookPlace(row: CouncilRow): boolean {
  return row.outcome === 'held' || row.kind === 'decision';
}

function actFindings(assertions: readonly Assertion[], row: CouncilRow): Finding[] {
  return assertions.flatMap((assertion) => {
    const each = assertion.actors.flatMap((actor) => compareAct(assertion, actor, row));
    return assertion.alone ? [...each, ...compareAlone(assertion, row)] : each;
  });
}

function compareAct(assertion: Assertion, actor: string, row: CouncilRow): Finding[] {
  const { negated } = assertion;
  const act = assertion.attempt && assertion.act === 'block' ? 'against' : assertion.act;
  const stance = row.stances[actor] ?? (NAMES_ALL.has(row.kind) ? null : row.others);
  const did = stance === null ? `${actor} is not named` : `${actor} ${stance}`;
  const no: Finding = {
    about: 'act',
    fits: false,
    why: `"${act}" is laid to ${actor}; the record says: ${did}`,
  };
  if (negated) {
    return stance !== null && act === actOf(stance)
      ? [{ about: 'act', fits: false, why: `${actor} is said not to have done so; the record says: ${did}` }]
      : [];
  }
  if (act === 'veto' && row.kind !== 'veto') {
    return [{ about: 'act', fits: false, why: `there was no veto: ${KIND_SAYS[row.kind]}` }];
  }
  if (act === 'block' && tookPlace(row))
    return [{ about: 'act', fits: false, why: `it was not blocked: ${KIND_SAYS[row.kind]}` }];
  if (row.kind === 'not_held' && act === 'block' && stance !== 'refused')
    return [{ ...no, why: `no state blocked it: ${row.what}` }];
  if (stance === null) return compareUnnamed(act, row, no);
  if (FITTING[stance].includes(act)) return [{ about: 'act', fits: true, why: did }];
  return NEUTRAL[stance].includes(act) || isMinor(act, stance, row) ? [] : [no];
}

/** A co-sponsor among those in favour, or a state that asked for a vote, is not against the record. */
function isMinor(act: Act, stance: Stance, row: CouncilRow): boolean {
  return act === 'oppose' && stance === 'for' && row.kind === 'procedural';
}

function compareUnnamed(act: Act, row: CouncilRow, no: Finding): Finding[] {
  if (act === 'sponsor') {
    const hasSponsor = Object.values(row.stances).includes('sponsored');
    return hasSponsor && (row.kind === 'initiative' || row.kind === 'hold') ? [no] : [];
  }
  return NAMES_ALL.has(row.kind) && BLAMES.has(act) ? [no] : [];
}

function actOf(stance: Stance): Act {
  return FITTING[stance][0] ?? 'for';
}

function compareAlone(assertion: Assertion, row: CouncilRow): Finding[] {
  const others = Object.entries(row.stances).filter(
    ([actor, stance]) => !assertion.actors.includes(actor) && FITTING[stance].includes(assertion.act),
  );
  if (others.length === 0) return [];
  return [
    {
      about: 'act',
      fits: false,
      why: `not alone: ${others.map(([actor, stance]) => `${actor} ${stance}`).join(', ')}`,
    },
  ];
}

const KIND_SAYS: Readonly<Record<RowKind, string>> = {
  decision: 'the resolution was adopted',
  failed_draft: 'the draft had not the nine votes',
  veto: 'the draft was vetoed',
  procedural: 'the vote was procedural, in which no veto counts',
  ngo: 'no veto exists in that body',
  hold: 'it was a hold in the committee',
  statement: 'a statement needs the consent of all and is not put to the vote',
  webcast: 'a webcast needs the consent of all',
  not_held: 'the meeting was not asked for by nine members',
  no_open_meeting: 'members spoke behind closed doors',
  initiative: 'the draft was never put to the vote',
  held: 'the meeting was held without a vote',
};

function tallyFindings(tallies: readonly ToldTally[], row: CouncilRow): Finding[] {
  return tallies.flatMap((told) => {
    if (row.tally === null) {
      const asserted = row.kind === 'held' && told.yes !== null && told.no !== null;
      return asserted ? [{ about: 'count', fits: false, why: KIND_SAYS.held }] : [];
    }
    const { yes, no, abstain } = row.tally;
    const same = (a: number | null, b: number): boolean => a === null || a === b;
    const straight = same(told.yes, yes) && same(told.no, no);
    const turned = told.score && same(told.yes, no) && same(told.no, yes) && row.outcome === 'refused';
    const fits = (straight || turned) && same(told.abstain, abstain);
    return [{ about: 'count', fits, why: `the count was ${yes}-${no}-${abstain}` }];
  });
}

/** Which outcome a row speaks of, and whether it came about. */
const OUTCOMES: Readonly<Record<RowKind, (row: CouncilRow) => { of: OutcomeOf; done: boolean }[]>> = {
  procedural: (row) => [{ of: 'meeting', done: row.outcome === 'held' }],
  held: () => [
    { of: 'meeting', done: true },
    { of: 'open_meeting', done: true },
  ],
  not_held: () => [{ of: 'meeting', done: false }],
  no_open_meeting: () => [{ of: 'open_meeting', done: false }],
  veto: () => [{ of: 'draft', done: false }],
  failed_draft: () => [{ of: 'draft', done: false }],
  decision: () => [{ of: 'draft', done: true }],
  statement: () => [{ of: 'statement', done: false }],
  webcast: () => [{ of: 'webcast', done: false }],
  ngo: (row) => [{ of: 'status', done: row.outcome === 'granted' }],
  hold: () => [],
  initiative: () => [{ of: 'draft', done: false }],
};

function outcomeFindings(read: ReadClaim, row: CouncilRow): Finding[] {
  return OUTCOMES[row.kind](row).flatMap(({ of, done }): Finding[] => {
    const told = read.outcomes.filter((outcome) => outcome.of === of);
    if (told.length === 0) return [];
    if (told.some((outcome) => outcome.done === done))
      return [{ about: 'outcome', fits: true, why: row.outcome }];
    return [
      { about: 'outcome', fits: false, why: `it ended otherwise: ${row.outcome.replaceAll('_', ' ')}` },
    ];
  });
}
