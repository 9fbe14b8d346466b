import type { App } from './app.ts';
import { countAlerts } from './store/alerts.ts';
import { coverageBetween } from './store/feed-coverage.ts';
import { later } from './store/sql.ts';
import { storeCounts } from './store/timeline.ts';
import { watchedFeeds } from './watched.ts';

const DAY_MS = 86_400_000;

/** What the store holds and what could not be looked at, as lines for a terminal. */
export async function summaryOf(app: App): Promise<string> {
  const { db } = app.database;
  const now = app.clock();
  const counts = await storeCounts(db);
  const coverage = await coverageBetween(
    db,
    watchedFeeds(app.catalog),
    later(now, -DAY_MS),
    now.toISOString(),
  );
  const mentions = Object.entries(counts.mentions);
  const total = mentions.reduce((sum, [, n]) => sum + n, 0);
  const width = Math.max(0, ...mentions.map(([type]) => type.length));
  const lines = [
    `Feeds read   ${coverage.counts.feeds} of ${watchedFeeds(app.catalog).length}`,
    `Items        ${counts.items}`,
    `Documents    ${counts.documents}`,
    `Mentions     ${total}`,
    ...mentions.map(([type, n]) => `  ${type.padEnd(width)}  ${String(n).padStart(3)}`),
    `Events       ${counts.events} (beside the curated baseline)`,
    `Alerts       ${await countAlerts(db)}`,
    '',
    'Could not look:',
    ...(coverage.failing.length > 0
      ? coverage.failing.map((feed) => `  ${feed.title}: ${feed.reason}`)
      : ['  nothing: every feed answered']),
    ...coverage.refused.map(
      (host) => `  ${host.host}: ${host.pages} page(s) refused (${host.reason}); the feed's text was read`,
    ),
  ];
  return lines.join('\n');
}
