import { canonicalUrl } from './canonical-url.ts';
import type { SourceItem } from './types.ts';

/**
 * One entry per item of a list. Entries with one guid, or one address and title, are the same item: the newest stays.
 * Different entries with one address (a section page, a live blog) lose the address instead, since it names none of
 * them: else each poll would take them for edits of each other.
 */
export function distinctItems(items: readonly SourceItem[]): SourceItem[] {
  const byGuid = newestBy(items, (item) => item.guid);
  const byTitle = newestBy(byGuid, (item) => `${addressOf(item) ?? item.guid}\n${item.title}`);
  const uses = new Map<string, number>();
  for (const item of byTitle) {
    const address = addressOf(item);
    if (address) uses.set(address, (uses.get(address) ?? 0) + 1);
  }
  return byTitle.map((item) => ((uses.get(addressOf(item) ?? '') ?? 0) > 1 ? { ...item, url: null } : item));
}

function addressOf(item: SourceItem): string | null {
  return canonicalUrl(item.url) ?? item.url;
}

/** The newest item under each name, where the first of them stood; undated ones give way to dated ones. */
function newestBy(items: readonly SourceItem[], nameOf: (item: SourceItem) => string): SourceItem[] {
  const newest = new Map<string, SourceItem>();
  for (const item of items) {
    const name = nameOf(item);
    const known = newest.get(name);
    if (!known || (dateOf(item) ?? '') > (dateOf(known) ?? '')) newest.set(name, item);
  }
  return [...newest.values()];
}

function dateOf(item: SourceItem): string | null {
  return item.updated ?? item.published;
}
