import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import {
  parseCatalog,
  readSource,
  type Catalog,
  type Feed,
  type SourceReading,
} from '../../src/sources/index.ts';

export const PREFILTER = { en: ['dprk'], ko: ['북한'], ru: ['кндр'], zh: ['朝鲜'], ja: ['北朝鮮'] };

/** A minimal valid entry of feeds.yaml; `more` overrides, undefined removes. */
export function entry(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'sample',
    title: 'Sample',
    url: 'https://sample.example/rss.xml',
    kind: 'rss',
    lang: 'en',
    organisation: 'Sample',
    enabled: true,
    interval: '1h',
    healthy: { silenceAfter: '2d' },
    ...more,
  };
}

export function catalogOf(...feeds: Record<string, unknown>[]): Catalog {
  return parseCatalog(stringify({ prefilter: PREFILTER, feeds }), 'feeds.yaml');
}

export function feedOf(more: Record<string, unknown> = {}): Feed {
  return catalogOf(entry(more)).feed('sample');
}

export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/sources/${name}`, import.meta.url));
}

/** Reads a fixture as the feed would; fails the test where it cannot be read. */
export async function readFixture(
  name: string,
  more: Record<string, unknown> = {},
  contentType: string | null = null,
): Promise<SourceReading> {
  return readBytes(fixture(name), more, contentType);
}

export async function readBytes(
  bytes: Uint8Array,
  more: Record<string, unknown> = {},
  contentType: string | null = null,
): Promise<SourceReading> {
  const feed = feedOf(more);
  const result = await readSource(feed, { bytes, url: feed.url, contentType });
  if (!result.ok) throw new Error(`${result.reason}: ${result.message}`);
  return result.reading;
}

export function rss(...items: string[]): Uint8Array {
  return new TextEncoder().encode(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`,
  );
}
