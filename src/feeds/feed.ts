import type { ParsedFeed, ParsedItem } from '../model.ts';

/** A person as a feed gives one; at least one field is there. */
export interface Person {
  name: string | null;
  email: string | null;
  url: string | null;
}

export interface FeedItem extends Omit<ParsedItem, 'authors'> {
  authors: Person[];
}

/** A feed of any format after normalisation: all that ParsedFeed has of its content, and what JSON Feed has beyond it. */
export interface Feed extends Omit<ParsedFeed, 'items' | 'encoding' | 'encodingFrom'> {
  authors: Person[];
  tags: string[];
  items: FeedItem[];
}

/** What a reader of a feed must know beside the document. */
export interface FeedContext {
  /** The address the document came from, after redirects. */
  url: string | null;
  /** IANA zone of dates that name none; null: UTC. */
  timeZone: string | null;
  /** HTTP Content-Location and Content-Language. */
  contentLocation: string | null;
  contentLanguage: string | null;
}

/** The part of the model that the pipeline works with. */
export function toParsedFeed(feed: Feed, encoding: string, encodingFrom: string): ParsedFeed {
  const { authors: _authors, tags: _tags, items, ...rest } = feed;
  return { ...rest, encoding, encodingFrom, items: items.map(toParsedItem) };
}

function toParsedItem(item: FeedItem): ParsedItem {
  const names = item.authors.map(({ name, email, url }) => name ?? email ?? url ?? '');
  return { ...item, authors: names.filter((name) => name !== '') };
}
