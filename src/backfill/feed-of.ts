import type { Catalog, Feed } from '../sources/index.ts';
import { FeedSchema } from '../sources/feed-schema.ts';
import type { PlanEntry } from './plan.ts';

/**
 * The feed whose items an entry brings: the one it names, else one that stands for an archive without a feed. Its id is then
 * the entry's own behind "archive-", so that no feed of feeds.yaml is taken for it.
 */
export function feedOf(entry: PlanEntry, catalog: Catalog): Feed {
  if (entry.feed !== undefined) return catalog.feed(entry.feed);
  const outlet = entry.outlet ?? entry.id;
  return FeedSchema.parse({
    id: `archive-${entry.id}`,
    title: outlet,
    url: typeof entry['url'] === 'string' && /^https?:/u.test(entry['url']) ? entry['url'] : NOWHERE,
    kind: 'rss',
    lang: entry.lang ?? 'any',
    organisation: outlet,
    enabled: false,
    whyOff: 'an archive is not polled',
  });
}

/** A feed has an address; that of a folder or of an index of captures is never asked. */
const NOWHERE = 'https://archive.invalid/';
