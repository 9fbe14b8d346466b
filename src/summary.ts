import type { App } from './app.ts';
import { countAlerts } from './store/alerts.ts';
import { coverageBetween } from './store/feed-coverage.ts';
import { later } from './store/sql.ts';
import { storeCounts } from './store/counts.ts';
import { watched } from './watched.ts';

const DAY_MS = 86_400_000;

/** What the store holds, as lines for a terminal. */
export async function summaryOf(app: App): Promise<string> {
  const { db } = app.database;
  const now = app.clock();
  const counts = await storeCounts(db);
  const looked = watched(app.catalog);
  const coverage = await coverageBetween(db, looked, later(now, -DAY_MS), now.toISOString());
  const mentions = Object.entries(counts.mentions);
  const total = mentions.reduce((sum, [, n]) => sum + n, 0);
  const width = Math.max(0, ...mentions.map(([type]) => type.length));
  const lines = [
    `Feeds read   ${coverage.counts.feeds} of ${looked.feeds.length}`,
    `Items        ${counts.items}`,
    `Documents    ${counts.documents}`,
    `Mentions     ${total}`,
    ...mentions.map(([type, n]) => `  ${type.padEnd(width)}  ${String(n).padStart(3)}`),
    `Events       ${counts.events} (beside the curated baseline)`,
    `Alerts       ${await countAlerts(db)} in all`,
  ];
  return lines.join('\n');
}

/** The coverage statement: "no report" and "could not look" never look alike. */
export async function coverageOf(app: App): Promise<string> {
  const now = app.clock();
  const looked = watched(app.catalog);
  const coverage = await coverageBetween(app.database.db, looked, later(now, -DAY_MS), now.toISOString());
  const { counts, failing, refused, dropped, silent, overdue } = coverage;
  return [
    `Coverage of the last 24 hours: ${counts.feeds} of ${looked.feeds.length} sources answered, ${counts.items} items, ${counts.documents} documents read.`,
    ...failing.map((feed) => `  could not be read: ${feed.title} (${feed.reason})`),
    ...refused.map(
      (host) =>
        `  refused: ${host.pages} page(s) of ${host.host} (${host.reason}); the feed's text was read instead`,
    ),
    ...silent.map((feed) => `  silent: ${feed.title}, last item ${feed.lastItem?.slice(0, 10) ?? 'never'}`),
    ...overdue.map((document) => `  overdue: ${document.title}, expected by ${document.expected}`),
    ...dropped.map(({ reason, count }) => `  left out: ${count} item(s), ${reason}`),
  ].join('\n');
}
