import { pressSymbol } from '../un/symbol.ts';
import { pressCodeOnAnyHost } from './press-code.ts';
import { itemOf, readFeedItems } from './rss.ts';
import { counted, type Reader, type SourceItem } from './types.ts';

/**
 * press.un.org. One meeting stands there twice under one code, as live blog and as release: of the two the release
 * stays, and the code is the guid, so that a release that comes later is an edit of the blog and not a second item.
 */
export const readUnPress: Reader = async (fetched, feed) => {
  const reading = await readFeedItems(fetched, feed, itemOf);
  const byCode = new Map<string, SourceItem>();
  for (const item of reading.items) {
    const page = pressCodeOnAnyHost(item.url);
    const guid = page?.code ?? item.guid;
    if (byCode.has(guid) && page?.blog) continue;
    const symbol = pressSymbol(page?.code ?? '')?.canonical ?? null;
    byCode.set(guid, { ...item, guid, sharedId: page?.sharedId ?? null, symbol });
  }
  const items = [...byCode.values()];
  const twice = reading.items.length - items.length;
  return { ...reading, items, skipped: { ...reading.skipped, ...counted('twice', twice) } };
};
