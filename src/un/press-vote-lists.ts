import { NUMBER_PATTERN, numberValue } from './number-words.ts';
import { splitStates, stateCode } from './states.ts';
import type { Tally, Vote } from './meeting.ts';

/** A vote that stands in a list, and the lines that it takes. */
export interface VoteList {
  lists: Pick<Vote, 'inFavour' | 'against' | 'abstaining'>;
  tally: Tally;
  /** First line of the list, and the line behind its last. */
  from: number;
  to: number;
}

/** "In favour: Algeria, ...", "Against (1): Russian Federation", "1 abstention: China", "13 in favour". */
const HEAD = new RegExp(
  `^(?:[•*–-]\\s*)?(?:(?<before>${NUMBER_PATTERN})\\s+(?:votes?\\s+)?)?(?<head>in favou?r|against|abst(?:ain(?:ing|ed)?|entions?))` +
    `(?:\\s*\\((?<behind>\\d{1,2})\\))?\\s*(?::\\s*(?<names>.*?))?\\.?$`,
  'iu',
);
/** Heads within a line begin lines of their own. */
const INLINE = /(?<=[.;:]\s)(?=(?:In favou?r|Against|Abst(?:ain(?:ing|ed)?|entions?))(?:\s*\(\d{1,2}\))?:)/gu;

/** Lines so that each list of a vote stands in one of its own. */
export function withListLines<L extends { text: string }>(lines: readonly L[]): L[] {
  return lines.flatMap((line) => line.text.split(INLINE).map((text) => ({ ...line, text: text.trim() })));
}

/** The votes that lines tell as lists of names or counts under heads; what is under a head and names no states ends a list. */
export function findVoteLists(lines: readonly { text: string }[]): VoteList[] {
  const found: VoteList[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const list = readList(lines, at);
    if (!list) continue;
    found.push(list);
    at = list.to - 1;
  }
  return found;
}

type Kind = 'inFavour' | 'against' | 'abstaining';

function readList(lines: readonly { text: string }[], from: number): VoteList | null {
  const lists: VoteList['lists'] = { inFavour: [], against: [], abstaining: [] };
  const counts: Record<Kind, number> = { inFavour: 0, against: 0, abstaining: 0 };
  const told = new Set<Kind>();
  let at = from;
  for (;;) {
    const head = HEAD.exec(lines[at]?.text ?? '')?.groups;
    const kind = head ? kindOf(head.head ?? '') : null;
    if (!head || kind === null || told.has(kind) || (told.size === 0 && kind !== 'inFavour')) break;
    const count = numberValue(head.before ?? head.behind ?? '');
    const own = statesIn(head.names ?? '');
    const next = own.length === 0 && head.names !== undefined ? statesIn(lines[at + 1]?.text ?? '') : [];
    const names = own.length > 0 ? own : next;
    if (names.length === 0 && count === null && head.names !== 'none') break;
    told.add(kind);
    lists[kind] = names;
    counts[kind] = names.length > 0 ? names.length : (count ?? 0);
    at += next.length > 0 ? 2 : 1;
  }
  if (told.size < 2) return null;
  const tally = { yes: counts.inFavour, no: counts.against, abstain: counts.abstaining };
  return { lists, tally, from, to: at };
}

function kindOf(head: string): Kind {
  if (/^in/iu.test(head)) return 'inFavour';
  return /^ag/iu.test(head) ? 'against' : 'abstaining';
}

/** The states that a text lists; none where one of its names is no state's. */
function statesIn(text: string): string[] {
  const names = splitStates(text.replace(/\.$/u, ''));
  return names.every((name) => stateCode(name) !== null) ? names : [];
}
