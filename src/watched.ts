import type { ExpectedDocument } from './sources/expected-schema.ts';
import type { Catalog } from './sources/index.ts';

const DEFAULT_SILENCE_MS = 7 * 86_400_000;

/** A source that is on, as far as coverage wants to know. */
export interface WatchedFeed {
  id: string;
  title: string;
  /** Without an item for this long the feed counts as silent. */
  silentAfterMs: number;
}

/** What is looked at and waited for: all that a coverage statement answers for. */
export interface Watched {
  feeds: readonly WatchedFeed[];
  expected: readonly ExpectedDocument[];
}

export function watched(catalog: Catalog): Watched {
  const on = catalog.feeds.filter((feed) => feed.enabled);
  return {
    feeds: on.map(({ id, title, healthy }) => ({
      id,
      title,
      silentAfterMs: healthy?.silenceAfter ?? DEFAULT_SILENCE_MS,
    })),
    expected: catalog.expected,
  };
}
