import type { App } from '../app.ts';
import { storeCounts } from '../store/counts.ts';
import { feedStates } from '../store/feeds.ts';
import { latestDigests } from '../store/digests.ts';
import { latestEvents } from '../store/timeline.ts';
import { eventsKnown } from '../timeline.ts';
import { eventLine } from './event-line.ts';
import { renderPage } from './pages.ts';
import { minute } from './words.ts';

const DIGESTS_SHOWN = 5;
const EVENTS_SHOWN = 5;
const NUMBER = new Intl.NumberFormat('en-US');

/** The page at "/": what the store holds, what was learnt last, the latest digests, whether the sources answer. */
export async function statusPage(app: App): Promise<string> {
  const { db } = app.database;
  const counts = await storeCounts(db);
  const depth = Object.values(await app.queues.depth()).reduce((sum, jobs) => sum + jobs, 0);
  const on = new Set(app.catalog.feeds.filter((feed) => feed.enabled).map((feed) => feed.id));
  const failing = (await feedStates(db)).filter((state) => on.has(state.feed_id) && state.failures > 0);
  const latest = await latestEvents(db, {}, { limit: EVENTS_SHOWN, offset: 0 });
  const ids = latest.map(({ id }) => id);
  const mentions = Object.values(counts.mentions).reduce((sum, n) => sum + n, 0);
  return renderPage('status', 'Overview', {
    line: `As of ${minute(app.clock().toISOString())} UTC. Mail goes to ${app.channels.description}.`,
    tiles: [
      ['Items', counts.items],
      ['Documents', counts.documents],
      ['Mentions', mentions],
      ['Events', counts.events],
      ['Jobs waiting', depth],
    ].map(([name, value]) => ({ name, value: NUMBER.format(Number(value)) })),
    events: (await eventsKnown(app, ids, null)).map((event) => eventLine(event, null, 3)),
    digests: (await latestDigests(db, DIGESTS_SHOWN)).map((digest) => ({
      href: app.config.publicUrl ? null : `/digests/${digest.id}`,
      subject: digest.subject,
      subscriber: digest.subscriber_id,
      day: digest.local_date,
    })),
    feeds: on.size,
    failing: failing.length,
  });
}
