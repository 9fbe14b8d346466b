import { fetchableUrl } from './canonical-url.ts';
import { itemOf, readFeedItems } from './rss.ts';
import type { Reader } from './types.ts';

/** news.un.org. The guid is the article's address; the link is a twin below /feed/view/ that changes. */
export const readUnNews: Reader = (fetched, feed) =>
  readFeedItems(fetched, feed, (entry) => {
    const item = itemOf(entry);
    return 'skip' in item ? item : { ...item, url: fetchableUrl(entry.guid) ?? item.url };
  });
