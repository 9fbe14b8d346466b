import type { BackfillProgress } from '../store/backfills.ts';
import type { Estimate } from './estimate.ts';

/** Lists that could not be had are named one by one up to this many; a file has all. */
const NAMED = 5;
/** Outcomes that are what was asked for. */
const AS_ASKED = new Set(['read', 'read feed text (feed only)']);
const WAITING = 'waiting';

/** What backfills brought, and what could not be reached and why; lines for people. */
export function reportLines(all: readonly BackfillProgress[]): string[] {
  return all.flatMap((each) => ['', ...reportOne(each)]).slice(1);
}

function reportOne({ backfill, outcomes, relevant, unreached }: BackfillProgress): string[] {
  const { source_id, from_day, to_day, state, requests, found, items, known, outside, unwanted } = backfill;
  const count = (wanted: (outcome: string) => boolean) =>
    outcomes.reduce((sum, { outcome, n }) => sum + (wanted(outcome) ? n : 0), 0);
  const short = outcomes.filter(({ outcome }) => !AS_ASKED.has(outcome) && outcome !== WAITING);
  const waiting = count((outcome) => outcome === WAITING);
  return [
    `${source_id}, ${from_day} to ${to_day}: ${STATES[state]}${backfill.last_error && state !== 'done' ? ` (${backfill.last_error})` : ''}`,
    `  found ${number(found)} in ${number(requests)} requests for lists: ${number(items)} new, ${number(known)} stored before, ` +
      `${number(outside)} outside the days or addresses, ${number(unwanted)} on other subjects`,
    `  read ${number(count((outcome) => AS_ASKED.has(outcome)))}, with findings ${number(relevant)}` +
      (waiting > 0 ? `, waiting ${number(waiting)}` : ''),
    ...(short.length > 0 ? ['  pages not read as asked:'] : []),
    ...short.map(
      ({ outcome, n, example }) =>
        `  ${number(n).padStart(7)}  ${reasonOf(outcome)}${example ? `, such as ${example}` : ''}`,
    ),
    ...(unreached.length > 0 ? [`  lists not reached: ${number(unreached.length)}`] : []),
    ...unreached.slice(0, NAMED).map(({ address, why }) => `           ${why}: ${address}`),
  ];
}

const STATES = { open: 'goes on', done: 'done', failed: 'stopped' } as const;

/** "read feed text (gone: HTTP 404)" as the reason that it holds. */
export function reasonOf(outcome: string): string {
  return /^read (?:feed text )?\((.*)\)$/u.exec(outcome)?.[1] ?? outcome;
}

/** What a plan would cost; lines for people. */
export function estimateLines(all: readonly Estimate[]): string[] {
  const lines = all.map(({ id, way, window, failure, isExact, ...each }) => {
    const what = `${id} (${way}), ${window.from} to ${window.to}`;
    if (failure !== null && each.pages === 0) return `${what}: cannot be walked: ${failure}`;
    const about = isExact ? '' : 'about ';
    const known = each.known > 0 ? `, of which ${about}${number(each.known)} are stored already` : '';
    return `${what}: ${about}${number(each.lists)} requests for lists, ${about}${number(each.pages)} pages${known}; ${duration(each.seconds)}`;
  });
  const lists = all.reduce((sum, each) => sum + each.lists, 0);
  const pages = all.reduce((sum, each) => sum + each.pages - each.known, 0);
  const longest = Math.max(0, ...all.map(({ seconds }) => seconds));
  return [
    ...lines,
    `together ${number(lists + Math.max(0, pages))} requests; archives are walked side by side: at least ${duration(longest)}`,
  ];
}

/** Where backfills stand, in one line; `rate` is pages a second, null while it is not known yet. */
export function progressLine(all: readonly BackfillProgress[], rate: number | null): string {
  const open = all.filter(({ backfill }) => backfill.state === 'open').length;
  const byOutcome = new Map<string, number>();
  for (const { outcome, n } of all.flatMap(({ outcomes }) => outcomes)) {
    const reason = AS_ASKED.has(outcome) ? 'read' : reasonOf(outcome);
    byOutcome.set(reason, (byOutcome.get(reason) ?? 0) + n);
  }
  const counts = [...byOutcome].map(([outcome, n]) => `${outcome} ${number(n)}`).slice(0, 4);
  const left = rate === null ? null : remainingSeconds(all, rate);
  return [
    `${open} of ${all.length} archives open`,
    ...counts,
    ...(rate === null ? [] : [`${rate.toFixed(1)} pages/s`]),
    ...(left === null ? [] : [`about ${duration(left)} left`]),
  ].join(', ');
}

/** From how far each walk has come and what it found until there; null while nothing can be said. */
function remainingSeconds(all: readonly BackfillProgress[], rate: number): number | null {
  if (rate <= 0) return null;
  const left = all.map(({ backfill, outcomes }) => {
    const waiting = outcomes.find(({ outcome }) => outcome === WAITING)?.n ?? 0;
    if (backfill.state !== 'open') return waiting;
    return backfill.done > 0 ? waiting + backfill.items * (1 / backfill.done - 1) : NaN;
  });
  const sum = left.reduce((total, each) => total + each, 0);
  return Number.isNaN(sum) ? null : sum / rate;
}

function number(n: number): string {
  return n.toLocaleString('en-US');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5_400) return `${Math.ceil(seconds / 60)} min`;
  return seconds < 172_800 ? `${(seconds / 3_600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}
