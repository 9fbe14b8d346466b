import { sql } from 'kysely';
import type { CoverageView } from '../publish/views.ts';
import { outcomesBetween, type OutcomeCount } from './coverage.ts';
import type { Db, Trx } from './database.ts';
import { overdueDocuments, overdueHorizon } from '../overdue.ts';
import type { Watched } from '../watched.ts';
import { feedStates } from './feeds.ts';
import { watchingSince } from './weeks.ts';

/** Feeds that failed once are not reported: the next poll is minutes away. */
const FAILING_FROM = 2;
/** Outcomes of a page that say that its host turned us away. */
const REFUSED = /^refused: /;

/** What was looked at between two instants, and what could not be. */
export async function coverageBetween(
  db: Db | Trx,
  { feeds, expected }: Watched,
  from: string,
  to: string,
): Promise<CoverageView> {
  const states = new Map((await feedStates(db)).map((state) => [state.feed_id, state]));
  const outcomes = await outcomesBetween(db, from, to);
  const failing = feeds.flatMap(({ id, title }) => {
    const state = states.get(id);
    if (!state?.failing_since || state.failing_since > to || state.failures < FAILING_FROM) return [];
    return [
      { id, title, since: state.failing_since, reason: state.last_error ?? state.last_outcome ?? 'unknown' },
    ];
  });
  const broken = new Set(failing.map((feed) => feed.id));
  const silent = feeds.flatMap(({ id, title, silentAfterMs }) => {
    const state = states.get(id);
    if (!state?.last_ok_at || broken.has(id)) return [];
    const last = state.last_item_at ?? state.seeded_at;
    return last && Date.parse(to) - Date.parse(last) > silentAfterMs
      ? [{ id, title, lastItem: state.last_item_at }]
      : [];
  });
  // Of a past day only the day's counts tell who answered; the state of a feed is the present one.
  const answeredOn = new Set(outcomes.filter(isAnswer).map(({ subject }) => subject));
  const answered = feeds.filter(({ id }) => {
    const ok = states.get(id)?.last_ok_at;
    return ok && ok >= from && (ok <= to || answeredOn.has(id));
  });
  return {
    from,
    to,
    counts: {
      feeds: answered.length,
      items: sumOf(outcomes, 'poll', /^new$/),
      documents: sumOf(outcomes, 'read', /^read/),
    },
    failing,
    refused: refusedHosts(outcomes),
    dropped: droppedReasons(outcomes),
    silent,
    overdue: await overdueBy(db, expected, new Date(to)),
  };
}

function isAnswer({ stage, outcome }: OutcomeCount): boolean {
  return stage === 'poll' && outcome === 'answered';
}

async function overdueBy(
  db: Db | Trx,
  expected: Watched['expected'],
  now: Date,
): Promise<CoverageView['overdue']> {
  if (expected.length === 0) return [];
  const first = await watchingSince(db);
  const rows = await db
    .selectFrom('document')
    .select(['symbol', 'title', 'published', 'created_at', sql<string>`left(text, 800)`.as('opening')])
    .where('current', '=', true)
    .where('symbol', 'is not', null)
    .where('created_at', '>=', overdueHorizon(now))
    .where('created_at', '<=', now.toISOString())
    .execute();
  const read = rows.map((row) => ({
    symbol: row.symbol ?? '',
    opening: `${row.title} ${row.opening}`,
    at: row.published ?? row.created_at,
  }));
  return overdueDocuments(expected, read, first, now);
}

function sumOf(outcomes: readonly OutcomeCount[], stage: string, outcome: RegExp): number {
  return outcomes
    .filter((each) => each.stage === stage && outcome.test(each.outcome))
    .reduce((sum, each) => sum + each.n, 0);
}

function refusedHosts(outcomes: readonly OutcomeCount[]): CoverageView['refused'] {
  return outcomes
    .filter((each) => each.stage === 'page' && REFUSED.test(each.outcome))
    .map((each) => ({ host: each.subject, pages: each.n, reason: each.outcome.replace(REFUSED, '') }));
}

function droppedReasons(outcomes: readonly OutcomeCount[]): CoverageView['dropped'] {
  const reasons = new Map<string, number>();
  for (const { stage, outcome, n } of outcomes) {
    if (stage === 'drop') reasons.set(outcome, (reasons.get(outcome) ?? 0) + n);
  }
  return [...reasons].map(([reason, count]) => ({ reason, count }));
}
