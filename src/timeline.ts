import type { App } from './app.ts';
import type { EventView, TimelineView } from './publish/views.ts';
import { eventViews } from './store/event-views.ts';
import { coverageBetween } from './store/feed-coverage.ts';
import { later } from './store/sql.ts';
import { timelineEventIds, type TimelineFilter } from './store/timeline.ts';
import { watchedFeeds } from './watched.ts';

const DAY_MS = 86_400_000;

/** The timeline as it stands now, or as it was known at an instant in the past. */
export async function timelineView(app: App, filter: TimelineFilter): Promise<TimelineView> {
  const { db } = app.database;
  const now = app.clock();
  const ids = await timelineEventIds(db, filter);
  return {
    title: 'How North Korea’s abuses are facilitated: a timeline',
    generatedAt: now.toISOString(),
    from: filter.from,
    to: filter.to,
    asKnownOn: filter.asKnownOn,
    events: await eventViews(db, ids, { traitsOf: app.keywords.traitsOf, told: null }),
    coverage: await coverageBetween(db, watchedFeeds(app.catalog), later(now, -DAY_MS), now.toISOString()),
    publicUrl: app.config.publicUrl,
  };
}

/** One event as it stands now, or null. */
export async function eventView(app: App, id: number): Promise<EventView | null> {
  const [view] = await eventViews(app.database.db, [id], { traitsOf: app.keywords.traitsOf, told: null });
  return view ?? null;
}
