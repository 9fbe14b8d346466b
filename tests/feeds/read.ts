import { parseFeed, type FeedOptions } from '../../src/feeds/index.ts';
import type { ParsedFeed, ParsedItem } from '../../src/model.ts';

/** Reads a document given as text or bytes. */
export async function read(document: string | Uint8Array, options: FeedOptions = {}): Promise<ParsedFeed> {
  return await parseFeed(typeof document === 'string' ? Buffer.from(document) : document, options);
}

/** The first item of an RSS document that consists of what is given. */
export async function readItem(content: string, options: FeedOptions = {}): Promise<ParsedItem> {
  return firstItem(
    await read(`<rss version="2.0"><channel><item>${content}</item></channel></rss>`, options),
  );
}

/** The first entry of an Atom document that consists of what is given. */
export async function readEntry(content: string, options: FeedOptions = {}): Promise<ParsedItem> {
  return firstItem(
    await read(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${content}</entry></feed>`, options),
  );
}

export function firstItem({ items }: ParsedFeed): ParsedItem {
  const [item] = items;
  if (!item) throw new Error('the feed has no item');
  return item;
}
