import type { App } from '../app.ts';
import { formatDuration, type Feed } from '../sources/index.ts';
import { coverageBetween } from '../store/feed-coverage.ts';
import { newItemsByDay } from '../store/feed-days.ts';
import { feedStates } from '../store/feeds.ts';
import { later } from '../store/sql.ts';
import type { FeedState } from '../store/tables.ts';
import { watched } from '../watched.ts';
import { adviceFor } from './advice.ts';
import { renderPage } from './pages.ts';
import { minute, spanInWords } from './words.ts';

const DAY_MS = 86_400_000;
/** What is usual for a source is told by these days, the present one left out. */
const HABIT_DAYS = 28;
const SPARK = { width: 112, height: 22 };

/** Every source against its own habit: how it fares, since when, and what to do about it. */
export async function coveragePage(app: App): Promise<string> {
  const { db } = app.database;
  const now = app.clock();
  const days = Array.from({ length: HABIT_DAYS }, (_, back) =>
    later(now, -(HABIT_DAYS - back) * DAY_MS).slice(0, 10),
  );
  const states = new Map((await feedStates(db)).map((state) => [state.feed_id, state]));
  const counts = new Map<string, Map<string, number>>();
  for (const { feed, day, n } of await newItemsByDay(db, days[0] ?? ''))
    counts.set(feed, (counts.get(feed) ?? new Map<string, number>()).set(day, n));
  const rows = app.catalog.feeds.map((feed) =>
    feedRow(feed, states.get(feed.id), habitOf(days, counts.get(feed.id)), now),
  );
  const week = await coverageBetween(db, watched(app.catalog), later(now, -7 * DAY_MS), now.toISOString());
  const on = rows.filter((row) => row.rank < OFF);
  return renderPage('coverage', 'Sources', {
    tiles: [
      { name: 'Healthy', value: on.filter((row) => row.tone === 'good').length, tone: '' },
      { name: 'Silent', value: on.filter((row) => row.tone === 'warned').length, tone: 'warned' },
      { name: 'Failing', value: on.filter((row) => row.tone === 'bad').length, tone: 'bad' },
      { name: 'Off', value: rows.length - on.length, tone: '' },
    ],
    wanting: on.filter((row) => row.advice !== null).toSorted((a, b) => a.rank - b.rank),
    rows: on.toSorted((a, b) => a.rank - b.rank),
    off: rows.filter((row) => row.rank === OFF),
    refused: week.refused,
    overdue: week.overdue,
    dropped: week.dropped,
    spark: SPARK,
  });
}

interface Habit {
  perDay: number;
  /** Days since the first one with an item; the habit of a new source is not known yet. */
  known: number;
  bars: { x: number; y: number; width: number; height: number }[];
}

function habitOf(days: readonly string[], counts: ReadonlyMap<string, number> | undefined): Habit {
  const values = days.map((day) => counts?.get(day) ?? 0);
  const first = values.findIndex((n) => n > 0);
  const known = first < 0 ? 0 : values.length - first;
  const most = Math.max(1, ...values);
  const step = SPARK.width / values.length;
  return {
    perDay: known === 0 ? 0 : values.reduce((sum, n) => sum + n, 0) / known,
    known,
    bars: values.flatMap((n, index) => {
      const height = Math.max(1, (n / most) * SPARK.height);
      return n === 0 ? [] : [{ x: index * step, y: SPARK.height - height, width: step * 0.75, height }];
    }),
  };
}

/** Order of the rows: what needs a person first. */
const FAILING = 0;
const SILENT = 1;
const WAITING = 2;
const HEALTHY = 3;
const OFF = 4;

function feedRow(feed: Feed, state: FeedState | undefined, habit: Habit, now: Date) {
  const common = {
    id: feed.id,
    title: feed.title,
    organisation: feed.organisation === feed.title ? null : feed.organisation,
    every: feed.interval ? formatDuration(feed.interval) : '',
    lastOk: minute(state?.last_ok_at),
    lastItem: minute(state?.last_item_at),
    next: minute(state?.next_due),
    usual: habit.known >= 7 ? `${habit.perDay.toFixed(habit.perDay < 10 ? 1 : 0)} a day` : 'not known yet',
    bars: habit.bars,
  };
  return { ...common, ...verdictOn(feed, state, now) };
}

interface FeedVerdict {
  rank: number;
  tone: 'good' | 'warned' | 'bad' | '';
  state: string;
  why: string | null;
  advice: string | null;
}

function verdictOn(feed: Feed, state: FeedState | undefined, now: Date): FeedVerdict {
  if (!feed.enabled) return { rank: OFF, tone: '', state: 'Off', why: feed.whyOff ?? null, advice: null };
  if (!state?.last_polled_at)
    return { rank: WAITING, tone: '', state: 'Not polled yet', why: null, advice: null };
  if (state.failures > 0) {
    const why = state.last_error ?? state.last_outcome ?? 'unknown';
    const since = state.failing_since ? spanInWords(now.getTime() - Date.parse(state.failing_since)) : 'now';
    return { rank: FAILING, tone: 'bad', state: `Failing for ${since}`, why, advice: adviceFor(why) };
  }
  const limit = feed.healthy?.silenceAfter;
  const last = state.last_item_at ?? state.seeded_at;
  const silence = last ? now.getTime() - Date.parse(last) : 0;
  if (limit !== undefined && silence > limit)
    return {
      rank: SILENT,
      tone: 'warned',
      state: `Silent for ${spanInWords(silence)}`,
      why: `usually something within ${spanInWords(limit)}`,
      advice:
        'It answers, but nothing new comes. Compare with the site by hand: it may have moved its news elsewhere.',
    };
  return { rank: HEALTHY, tone: 'good', state: 'Healthy', why: null, advice: null };
}
