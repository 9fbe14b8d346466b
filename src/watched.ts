import type { Catalog } from './sources/index.ts';
import type { WatchedFeed } from './store/feed-coverage.ts';

const DEFAULT_SILENCE_MS = 7 * 86_400_000;

/** The feeds that are on, with the silence from which each is unlike itself. */
export function watchedFeeds(catalog: Catalog): WatchedFeed[] {
  return catalog.feeds
    .filter((feed) => feed.enabled)
    .map((feed) => ({
      id: feed.id,
      title: feed.title,
      silentAfterMs: feed.healthy?.silenceAfter ?? DEFAULT_SILENCE_MS,
    }));
}
