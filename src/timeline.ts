import type { App } from './app.ts';
import type { EventView } from './publish/event-view.ts';
import type { TimelineView } from './publish/views.ts';
import { eventViews } from './store/event-views.ts';
import type { KnownEvent } from './store/known-events.ts';
import { coverageBetween } from './store/feed-coverage.ts';
import { later } from './store/sql.ts';
import { timelineEventIds, type TimelineFilter } from './store/timeline.ts';
import { watched } from './watched.ts';

const DAY_MS = 86_400_000;

/** The timeline as it stands now, or as it was known at an instant in the past. */
export async function timelineView(app: App, filter: TimelineFilter): Promise<TimelineView> {
  const { db } = app.database;
  const now = app.clock();
  const ids = await timelineEventIds(db, filter);
  return {
    title: 'How North Korea’s abuses are facilitated: a timeline',
    generatedAt: now.toISOString(),
    from: filter.from ?? null,
    to: filter.to ?? null,
    asKnownOn: filter.asKnownOn ?? null,
    events: await eventsKnown(app, ids, filter.asKnownOn ?? null),
    coverage: await coverageBetween(db, watched(app.catalog), later(now, -DAY_MS), now.toISOString()),
    publicUrl: app.config.publicUrl,
  };
}

/** Views of events for nobody in particular, as they stand now or stood at an instant in the past; `changed` as in TimelineFilter. */
export async function eventsKnown(
  app: App,
  ids: readonly number[],
  asKnownOn: string | null,
  changed?: readonly KnownEvent[],
): Promise<EventView[]> {
  return eventViews(app.database.db, ids, {
    traitsOf: app.keywords.traitsOf,
    told: null,
    asKnownOn,
    changed,
  });
}

/** One event, or null where there is none, or was none yet. */
export async function eventView(
  app: App,
  id: number,
  asKnownOn: string | null = null,
): Promise<EventView | null> {
  const [view] = await eventsKnown(app, [id], asKnownOn);
  return view ?? null;
}
