import type { Way } from '../types.ts';
import { archivedFeed } from './archived-feed.ts';
import { folder } from './folder.ts';
import { list } from './list.ts';
import { oai } from './oai.ts';
import { unPress, wordpress } from './paged-list.ts';
import { sitemap } from './sitemap.ts';
import { symbols } from './symbols.ts';
import { warc } from './warc.ts';
import { wayback } from './wayback.ts';
import { wordpressJson } from './wordpress-json.ts';

/** Every way back there is. A new one is a file beside this one and a line here. */
export const WAYS: readonly [Way, ...Way[]] = [
  wordpress,
  wordpressJson,
  archivedFeed,
  sitemap,
  unPress,
  oai,
  symbols,
  wayback,
  list,
  folder,
  warc,
];

/** The way of a kind that a plan has named; the plan's schema has refused every other. */
export function wayOf(kind: string): Way {
  const way = WAYS.find((each) => each.kind === kind);
  if (!way) throw new Error(`no way "${kind}"`);
  return way;
}
