import { isDeepStrictEqual } from 'node:util';
import {
  keysOf,
  type CouncilRow,
  type Outcome,
  type RowKind,
  type Stance,
  type Topic,
} from './council-record.ts';
import { COUNCIL_MEMBERS, VOTES_NEEDED, type Meeting, type Vote } from './meeting.ts';
import type { PressMeeting } from './press-release.ts';
import { stateCode } from './states.ts';

const DPRK =
  /Democratic People[’']s\s+Republic\s+of\s+Korea|\bDPRK\b|North Korea|République populaire démocratique de Corée|República Popular Democrática de Corea|Корейск\p{L}+ Народно-Демократическ\p{L}+ Республик/iu;
const RIGHTS =
  /situation\s+in\s+the\s+Democratic\s+People|human\s+rights|La situation en République populaire|La situación en la República Popular|Положение в Корейск/iu;
const PANEL = /Panel\s+of\s+Experts/iu;

/**
 * The rows that a meeting adds to the record: one for each vote, or, where human rights were taken up without one, that the
 * meeting was held. They are marked derived until an analyst has looked at them. None for a meeting on another subject, and
 * none where the day is not known.
 */
export function deriveRows(meeting: Meeting | PressMeeting): CouncilRow[] {
  const subject = subjectOf(meeting);
  if (meeting.date === null || whyNoRows(meeting) !== null) return [];
  const base = baseOf(meeting, meeting.date);
  if (meeting.votes.length > 0)
    return meeting.votes.flatMap((vote, index) =>
      isTold(vote) ? [voteRow(vote, index, subject, base)] : [],
    );
  return [heldRow(base)];
}

/**
 * What failed without a known count can have been vetoed, or not have had nine votes; what failed with nine was vetoed, by whom
 * must be known: no row leaves that open.
 */
function isTold({ tally, result, kind, vetoBy }: Vote): boolean {
  if (kind === 'substantive' && result === 'adopted') return true;
  if (tally === null) return false;
  return kind === 'procedural' || tally.yes < VOTES_NEEDED || vetoBy.length > 0;
}

/** Why a meeting adds no row to the record; null where it adds one. */
export function whyNoRows(meeting: Meeting | PressMeeting): string | null {
  const subject = subjectOf(meeting);
  if (!DPRK.test(subject)) return 'neither agenda nor headline nor lead names the DPRK';
  if (meeting.date === null) return 'the day of the meeting is not known';
  if (meeting.votes.length > 0)
    return meeting.votes.some(isTold) ? null : 'the count of the vote, or who was against, is not certain';
  if (!RIGHTS.test(subject)) return 'no vote was taken';
  return meeting.turns.length > 0 ? null : 'no vote is told, and nobody spoke';
}

/** The curated rows, and those of the derived ones that tell something new; oldest first. */
export function addDerived(curated: readonly CouncilRow[], derived: readonly CouncilRow[]): CouncilRow[] {
  const rows = [...curated];
  for (const row of derived) {
    const isKnown = rows.some((known) => known.date === row.date && isSameVote(known, row));
    if (!isKnown) rows.push(row);
  }
  return rows.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * By the draft or resolution that was put to the vote, where both have one; else by the meeting and the count, since a curated
 * row may know the release only, a derived one the record. A meeting can have several votes, and an amendment has its draft's
 * symbol and a count of its own.
 */
function isSameVote(a: CouncilRow, b: CouncilRow): boolean {
  const sameCount = a.tally === null || b.tally === null || isDeepStrictEqual(a.tally, b.tally);
  const [own, other] = [textKeys(a), textKeys(b)];
  if (own.some((key) => other.includes(key))) return a.kind === b.kind || sameCount;
  if (a.kind !== b.kind || (own.length > 0 && other.length > 0)) return false;
  const sameMeeting = a.keys.some((key) => b.keys.includes(key));
  return sameCount && (sameMeeting || a.tally !== null);
}

/** Keys of drafts and resolutions: what a vote was on. */
function textKeys({ keys }: CouncilRow): string[] {
  return keys.filter((key) => /^S\/(?:RES\/\d|(?:19|20)\d\d\/\d)/u.test(key));
}

function subjectOf(meeting: Meeting | PressMeeting): string {
  const headlines = 'headline' in meeting ? [meeting.headline, meeting.subheadline, meeting.lead] : [];
  return [...meeting.agenda, ...headlines].join(' ');
}

type Base = Pick<CouncilRow, 'date' | 'about' | 'symbols' | 'evidence' | 'review' | 'consequence'> & {
  /** Day, meeting and part of it: what its rows' ids begin with. */
  stem: string;
  source: Meeting['source'];
};

const EVIDENCE: Readonly<Record<Meeting['source'], string>> = {
  record: 'record of the meeting',
  press: 'press release of the meeting',
  table: 'yearly table of meetings',
  library: 'vote record of the UN Digital Library',
};

function baseOf(meeting: Meeting, date: string): Base {
  const part = meeting.resumption > 0 ? ` (Resumption ${meeting.resumption})` : '';
  const record = meeting.number === null ? [] : [`S/PV.${meeting.number}${part}`];
  const own = meeting.symbol === null ? [] : [meeting.symbol];
  return {
    date,
    about: false,
    symbols: [...new Set([...record, ...own])],
    evidence: EVIDENCE[meeting.source],
    review: 'derived',
    consequence: null,
    source: meeting.source,
    stem: `${date}-${meeting.number ?? 0}${meeting.resumption > 0 ? `-r${meeting.resumption}` : ''}`,
  };
}

function voteRow(vote: Vote, index: number, subject: string, { stem, source, ...base }: Base): CouncilRow {
  const kind = kindOf(vote);
  const others = othersOf(vote);
  const symbols = [...[vote.draft, vote.resolution].filter((symbol) => symbol !== null), ...base.symbols];
  return {
    ...base,
    id: `${stem}-${idOf(vote, index, source)}`,
    symbols,
    keys: keysOf(symbols),
    kind,
    topics: [topicOf(kind, `${subject} ${vote.subject}`)],
    what: whatOf(vote, others),
    tally: vote.tally,
    stances: stancesOf(vote),
    others,
    outcome: outcomeOf(kind, vote),
  };
}

/** A document counts its votes; of what stands in a record or row of its own, the symbol tells which vote it is. */
function idOf({ draft, resolution }: Vote, index: number, source: Meeting['source']): string {
  const own = source === 'library' || source === 'table' ? (draft ?? resolution) : null;
  return own === null
    ? `vote-${index + 1}`
    : own
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, '-')
        .replace(/-$/u, '');
}

function whatOf({ subject, draft }: Vote, others: Stance | null): string {
  const part = subject === 'amendment' || subject === 'paragraph' ? ' of' : '';
  const what = `Vote on the ${subject}${draft === null ? '' : `${part} ${draft}`}.`;
  return others === null ? `${what} How those voted that no list names is not known.` : what;
}

function heldRow({ stem, source: _source, ...base }: Base): CouncilRow {
  return {
    ...base,
    id: `${stem}-held`,
    keys: keysOf(base.symbols),
    kind: 'held',
    topics: ['human_rights'],
    what: 'Human-rights meeting, held without a vote.',
    tally: null,
    stances: {},
    others: null,
    outcome: 'held',
  };
}

function kindOf(vote: Vote): RowKind {
  if (vote.kind === 'procedural') return 'procedural';
  if (vote.vetoBy.length > 0) return 'veto';
  return vote.result === 'adopted' ? 'decision' : 'failed_draft';
}

function topicOf(kind: RowKind, text: string): Topic {
  if (kind === 'procedural' || RIGHTS.test(text)) return 'human_rights';
  return PANEL.test(text) ? 'panel' : 'sanctions';
}

function outcomeOf(kind: RowKind, vote: Vote): Outcome {
  if (kind === 'procedural') return (vote.tally?.yes ?? 0) >= VOTES_NEEDED ? 'held' : 'refused';
  return kind === 'decision' ? 'adopted' : 'not_adopted';
}

function stancesOf(vote: Vote): Record<string, Stance> {
  const vetoed = new Set(vote.vetoBy.map(stateCode));
  const entries = (names: readonly string[], stance: Stance): [string, Stance][] =>
    names.flatMap((name): [string, Stance][] => {
      const code = stateCode(name);
      return code === null ? [] : [[code, vetoed.has(code) ? 'vetoed' : stance]];
    });
  return Object.fromEntries([
    ...entries(vote.inFavour, 'for'),
    ...entries(vote.against, 'against'),
    ...entries(vote.abstaining, 'abstained'),
  ]);
}

/** Where every member is counted, and all noes and abstentions are named, everybody else voted in favour. */
function othersOf({ tally, against, abstaining }: Vote): Stance | null {
  if (!tally || tally.yes + tally.no + tally.abstain !== COUNCIL_MEMBERS) return null;
  return against.length === tally.no && abstaining.length === tally.abstain ? 'for' : null;
}
