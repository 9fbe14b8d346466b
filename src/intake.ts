import { symbolOfAddress } from './un/symbol.ts';
import { itemKeys, type Feed, type SourceItem } from './sources/index.ts';
import type { NewItem } from './store/items.ts';

/** A source's item as the store takes it; an aggregator's speaks for the outlet behind it. */
export function newItemOf(item: SourceItem, feed: Feed): NewItem {
  return {
    keys: itemKeys(item, feed.id),
    outlet: item.outlet ?? feed.organisation,
    url: item.url,
    title: item.title,
    summaryHtml: item.summaryHtml,
    contentHtml: item.contentHtml,
    authors: item.authors,
    lang: item.lang ?? (feed.lang === 'any' ? null : feed.lang),
    symbol: item.symbol ?? (item.url === null ? null : symbolOfAddress(item.url)),
    published: item.published ?? item.updated,
  };
}
