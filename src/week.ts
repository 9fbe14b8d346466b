import { DateTime } from 'luxon';
import type { App } from './app.ts';
import { instantOf } from './publish/schedule.ts';
import { rankEvents, wantsEvent } from './publish/select.ts';
import type { Subscriber } from './publish/subscribers.ts';
import type { TrendView, WeekView } from './publish/views.ts';
import type { Trx } from './store/database.ts';
import { eventViews } from './store/event-views.ts';
import { later } from './store/sql.ts';
import {
  eventsReportedBetween,
  statusChangesBetween,
  watchingSince,
  type ReportedEvent,
} from './store/weeks.ts';
import { CATEGORIES, CATEGORY_IDS, type MentionType } from './taxonomy.ts';

const WEEK_MS = 7 * 86_400_000;
/** Beyond two months the world has changed: an older mean would not say what is usual. */
const MOST_WEEKS = 8;

/** The reader's seven local days before the day of a weekly digest, beside the weeks before these, as known at `now`. */
export async function weekView(
  trx: Trx,
  app: App,
  subscriber: Subscriber,
  localDate: string,
  now: Date,
): Promise<WeekView> {
  const day = (offset: number): string =>
    DateTime.fromISO(localDate, { zone: 'utc' }).plus({ days: offset }).toISODate() ?? localDate;
  const start = instantOf(day(-7), '00:00', subscriber.zone);
  const end = instantOf(localDate, '00:00', subscriber.zone);
  const since = await watchingSince(trx);
  const weeksBefore = since ? Math.floor((start.getTime() - Date.parse(since)) / WEEK_MS) : 0;
  const weeks = Math.min(MOST_WEEKS, Math.max(0, weeksBefore));
  const events = await eventsReportedBetween(trx, later(start, -weeks * WEEK_MS), end.toISOString(), now);
  const wanted = events.filter((event) => wantsEvent(subscriber, event));
  return {
    from: day(-7),
    to: day(-1),
    weeksBefore: weeks,
    trends: trendsOf(wanted, subscriber, start.toISOString(), weeks, app),
    statusChanges: await changesOf(trx, app, subscriber, [start, end], now),
  };
}

/** The reader's categories in the report's order, below each the types that alert at once. */
function trendsOf(
  events: readonly ReportedEvent[],
  subscriber: Subscriber,
  start: string,
  weeks: number,
  app: App,
): TrendView[] {
  const trendOf = (of: TrendView['of'], own: readonly ReportedEvent[]): TrendView => {
    const now = own.filter(({ reported }) => reported >= start).length;
    return { of, events: now, mean: weeks === 0 ? null : (own.length - now) / weeks };
  };
  const wants = (list: readonly string[] | null, value: string): boolean => !list || list.includes(value);
  return CATEGORY_IDS.filter((category) => wants(subscriber.categories, category)).flatMap((category) => {
    const types: readonly MentionType[] = CATEGORIES[category].types;
    const leading = types.filter(
      (type) => app.keywords.traitsOf(type).immediate && wants(subscriber.types, type),
    );
    return [
      trendOf(
        category,
        events.filter((event) => event.category === category),
      ),
      ...leading.map((type) =>
        trendOf(
          { leading: type },
          events.filter((event) => event.type === type),
        ),
      ),
    ];
  });
}

async function changesOf(
  trx: Trx,
  app: App,
  subscriber: Subscriber,
  [start, end]: readonly [Date, Date],
  now: Date,
): Promise<WeekView['statusChanges']> {
  const changes = await statusChangesBetween(trx, start.toISOString(), end.toISOString());
  const byEvent = new Map(changes.map((change) => [String(change.eventId), change]));
  const asKnownOn = now < app.clock() ? now.toISOString() : null;
  const ids = changes.map(({ eventId }) => eventId);
  const views = await eventViews(trx, ids, { traitsOf: app.keywords.traitsOf, told: null, asKnownOn });
  return rankEvents(views.filter((event) => wantsEvent(subscriber, event))).flatMap((event) => {
    const change = byEvent.get(event.id);
    return change ? [{ event, from: change.from, to: change.to, by: change.by, at: change.at }] : [];
  });
}
