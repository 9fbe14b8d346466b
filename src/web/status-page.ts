import type { App } from '../app.ts';
import type { Feed } from '../sources/index.ts';
import { latestDigests } from '../store/digests.ts';
import { feedStates } from '../store/feeds.ts';
import type { FeedState } from '../store/tables.ts';
import { storeCounts } from '../store/counts.ts';
import { renderPage } from './pages.ts';

const DIGESTS_SHOWN = 10;

/** The page at "/": what the store holds, the latest digests, how every source fares. */
export async function statusPage(app: App): Promise<string> {
  const { db } = app.database;
  const counts = await storeCounts(db);
  const depth = Object.values(await app.queues.depth()).reduce((sum, jobs) => sum + jobs, 0);
  const states = new Map((await feedStates(db)).map((state) => [state.feed_id, state]));
  const mentions = Object.values(counts.mentions).reduce((sum, n) => sum + n, 0);
  return renderPage('status', 'Status', {
    line: `${minute(app.clock().toISOString())} UTC. Mail goes to ${app.channels.description}.`,
    tiles: [
      { name: 'Items', value: counts.items },
      { name: 'Documents', value: counts.documents },
      { name: 'Mentions', value: mentions },
      { name: 'Events', value: counts.events },
      { name: 'Jobs waiting', value: depth },
    ],
    digests: (await latestDigests(db, DIGESTS_SHOWN)).map((digest) => ({
      id: digest.id,
      subject: digest.subject,
      subscriber: digest.subscriber_id,
      day: digest.local_date,
    })),
    feeds: app.catalog.feeds.map((feed) => feedRow(feed, states.get(feed.id))),
  });
}

function feedRow(feed: Feed, state: FeedState | undefined) {
  const dates = {
    lastOk: minute(state?.last_ok_at),
    lastItem: minute(state?.last_item_at),
    next: feed.enabled ? minute(state?.next_due) : '',
  };
  if (!feed.enabled) return { title: feed.title, tone: 'quiet', state: 'off', why: feed.whyOff, ...dates };
  if (!state?.last_polled_at)
    return { title: feed.title, tone: '', state: 'not polled yet', why: null, ...dates };
  if (state.failures === 0)
    return { title: feed.title, tone: 'good', state: state.last_outcome, why: null, ...dates };
  const since = `failing since ${minute(state.failing_since)}`;
  return { title: feed.title, tone: 'bad', state: since, why: state.last_error, ...dates };
}

/** "2026-11-24 05:21", UTC. */
function minute(instant: string | null | undefined): string {
  return instant ? instant.slice(0, 16).replace('T', ' ') : '';
}
