import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../did-you-mean.ts';
import { plainText } from '../feeds/text.ts';
import { citedIn } from '../un/cited-in.ts';
import { readCouncilRecord } from '../un/vote.ts';
import { parseYaml, readYamlFile } from '../yaml-file.ts';
import { ExpectedSchema, type ExpectedDocument } from './expected-schema.ts';
import { FeedSchema, type Feed } from './feed-schema.ts';
import { createPrefilter, type Prefilter, type PrefilterWords } from './prefilter.ts';
import { strictObject } from './strict-object.ts';

const words = z.array(z.string().trim().min(1)).min(1);

const CatalogSchema = strictObject({
  /**
   * Words by which an item names the DPRK, by language; shared by every feed with `prefilter: true`. Default: those of the
   * feeds.yaml that ships with Tumen.
   */
  prefilter: strictObject({ en: words, ko: words, ru: words, zh: words, ja: words }).optional(),
  feeds: z.array(FeedSchema).min(1),
  expected: z.array(ExpectedSchema).default([]),
}).superRefine(({ feeds }, context) => {
  const refuseTwice = (key: 'id' | 'url', name: (feed: Feed) => string) => {
    const first = new Map<string, Feed>();
    for (const [index, feed] of feeds.entries()) {
      const earlier = first.get(name(feed));
      if (!earlier) first.set(name(feed), feed);
      else
        context.addIssue({
          code: 'custom',
          path: ['feeds', index, key],
          message: `is also that of "${earlier.id}"`,
        });
    }
  };
  refuseTwice('id', (feed) => feed.id);
  refuseTwice('url', (feed) => feed.url.replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, ''));
});

/** All sources, as feeds.yaml has them. */
export interface Catalog {
  feeds: readonly Feed[];
  /** Documents that come out every year. */
  expected: readonly ExpectedDocument[];
  /** Whether an item names the DPRK, or cites a vote on it by its symbol: what a feed with `prefilter: true` keeps. */
  prefilter: Prefilter;
  find(id: string): Feed | null;
  /** As find, for what a person typed: throws UsageError with the nearest id when there is no such feed. */
  feed(id: string): Feed;
}

/** Reads feeds.yaml. Throws one UsageError that lists its mistakes as "file:line: where: what". */
export function loadCatalog(path: string): Catalog {
  return catalogOf(readYamlFile(path, CatalogSchema).value);
}

/** As loadCatalog, over a text that the caller holds. */
export function parseCatalog(source: string, path: string): Catalog {
  return catalogOf(parseYaml(source, path, CatalogSchema).value);
}

const SHIPPED = fileURLToPath(new URL('../../feeds.yaml', import.meta.url));

function shippedWords(): PrefilterWords {
  const { prefilter } = readYamlFile(SHIPPED, CatalogSchema).value;
  if (!prefilter) throw new UsageError(`${SHIPPED}: prefilter: its words are missing`);
  return prefilter;
}

/** Who cites a vote of the Council's record by its symbol need not name the DPRK. */
function orCitesRecord(names: Prefilter): Prefilter {
  const keys = new Set(readCouncilRecord().rows.flatMap((row) => row.keys));
  return (item) => {
    if (names(item)) return true;
    const summary = plainText(item.summaryHtml ?? item.contentHtml) ?? '';
    return citedIn(`${item.title}\n${summary}`).some(({ key }) => keys.has(key));
  };
}

function catalogOf(value: z.output<typeof CatalogSchema>): Catalog {
  const byId = new Map(value.feeds.map((feed) => [feed.id, feed]));
  return {
    feeds: value.feeds,
    expected: value.expected,
    prefilter: orCitesRecord(createPrefilter(value.prefilter ?? shippedWords())),
    find: (id) => byId.get(id) ?? null,
    feed(id) {
      const feed = byId.get(id);
      if (feed) return feed;
      const meant = didYouMean(id, byId.keys());
      throw new UsageError(`no feed "${id}" in feeds.yaml${meant ? `; did you mean "${meant}"?` : ''}`);
    },
  };
}
