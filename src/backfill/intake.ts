import type { DaySpan, Feed } from '../sources/index.ts';
import type { Prefilter } from '../sources/prefilter.ts';
import type { PlanEntry } from './plan.ts';
import { isInside } from './span.ts';
import type { Candidate } from './types.ts';

/** Candidates by what is to become of them. */
export interface Sorted {
  wanted: Candidate[];
  /** Outside the days or the addresses that the plan asks for. */
  outside: number;
  /** Headline and summary name another subject. */
  unwanted: number;
}

/** Which of the candidates a plan's entry wants; a filter is compiled once for a walk. */
export function createIntake(
  entry: PlanEntry,
  feed: Feed,
  window: DaySpan,
  prefilter: Prefilter,
): (candidates: readonly Candidate[]) => Sorted {
  const match = entry.match === undefined ? null : new RegExp(entry.match, 'u');
  const skip = entry.skip === undefined ? null : new RegExp(entry.skip, 'u');
  const filtered = entry.prefilter ?? feed.prefilter;
  const isAddressed = ({ item: { url } }: Candidate): boolean =>
    (match === null || match.test(url ?? '')) && !(skip?.test(url ?? '') ?? false);
  // An address alone names no subject: only the page can tell.
  const isOnSubject = ({ item }: Candidate): boolean =>
    !filtered || (item.title === '' && !item.summaryHtml && !item.contentHtml) || prefilter(item);
  return (candidates) => {
    const inside = candidates.filter((each) => isInside(each, window) && isAddressed(each));
    const wanted = inside.filter(isOnSubject);
    return {
      wanted,
      outside: candidates.length - inside.length,
      unwanted: inside.length - wanted.length,
    };
  };
}
