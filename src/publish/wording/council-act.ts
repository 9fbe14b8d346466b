/** Acts in the Security Council in the words of its record: a vote that was lost blocked nothing. */
import type { Clause, Verb } from './clause.ts';
import type { CouncilAct } from './frame.ts';

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });
const VETO: Verb = { past: 'vetoed', infinitive: 'veto', gerund: 'vetoing' };
const VOTE_IN_VAIN: Verb = {
  past: 'voted in vain against',
  infinitive: 'vote in vain against',
  gerund: 'voting in vain against',
};

/** The act as an English clause, or null where the record knows no better words than "blocked action". */
export function actInEnglish(act: CouncilAct | null): Clause | null {
  if (!act || act.states.length === 0) return null;
  const clause = { subject: LIST.format(act.states), isPlaced: true };
  if (act.kind === 'veto')
    return { ...clause, verb: VETO, rest: 'a Security Council resolution on North Korea' };
  return isLost(act)
    ? { ...clause, verb: VOTE_IN_VAIN, rest: 'a Security Council meeting on North Korea' }
    : null;
}

/** The same in the nominal style of Korean headlines. */
export function actInKorean(act: CouncilAct | null): string | null {
  if (!act || act.states.length === 0) return null;
  const states = act.states.join('·');
  if (act.kind === 'veto') return `${states}, 안전보장이사회 대북 결의안에 거부권 행사`;
  return isLost(act) ? `${states}, 안전보장이사회 북한 관련 회의에 반대했으나 개최` : null;
}

/** A procedural vote on a meeting that took place. */
function isLost({ kind, outcome }: CouncilAct): boolean {
  return kind === 'procedural' && outcome === 'held';
}
