import type { Tally } from './meeting.ts';
import { splitStates } from './states.ts';

/** The vote of a row in the Council's yearly table of meetings. */
export interface TableVote {
  /** Null where the table gives none, or where its order cannot be told. */
  tally: Tally | null;
  vetoBy: string[];
}

const VETOED_BY = /vetoed by\s+(.+?)(?:\s*\(|$)/iu;
const COUNTS = /^(\d{1,2})-(\d{1,2})-(\d{1,2})$/u;

/**
 * Reads the cells "outcome" and "vote" of a table row. Most rows are yes-no-abstain, some yes-abstain-no ("13-0-2" of a draft
 * with two vetoes), so the order counts only where the names in the outcome, or the counts themselves, leave no doubt.
 */
export function readTableVote(outcome: string, counts: string): TableVote {
  const vetoBy = splitStates(VETOED_BY.exec(outcome.replace(/\s+/gu, ' ').trim())?.[1] ?? '');
  const match = COUNTS.exec(counts.replace(/\s+/gu, ''));
  if (!match) return { tally: null, vetoBy };
  const [yes = 0, second = 0, third = 0] = match.slice(1).map(Number);
  if (vetoBy.length === 0) return { tally: unnamed(yes, second, third, outcome), vetoBy };
  const fitsSecond = second >= vetoBy.length;
  const fitsThird = third >= vetoBy.length;
  if (second === third || (fitsSecond && !fitsThird))
    return { tally: { yes, no: second, abstain: third }, vetoBy };
  if (fitsThird && !fitsSecond) return { tally: { yes, no: third, abstain: second }, vetoBy };
  return { tally: null, vetoBy };
}

/** A resolution that was adopted, or a vote without noes and abstentions, can be read in the usual order. */
function unnamed(yes: number, second: number, third: number, outcome: string): Tally | null {
  const isUsual = second === third || /S\/RES\//u.test(outcome);
  return isUsual ? { yes, no: second, abstain: third } : null;
}
