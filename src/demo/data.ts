import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { LANGUAGES, MENTION_TYPES } from '../taxonomy.ts';
import { readYamlFile } from '../yaml-file.ts';
import { NEWEST_MINUTES } from './fortnight.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be a time of day such as "09:20"');
const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9-]+$/u, 'must be lower-case, with hyphens');

const itemSchema = z
  .strictObject({
    id: slug,
    day: z.int().min(-13).max(-1).optional(),
    time: time.optional(),
    /** Minutes before now: the item appears with the second poll. */
    ago: z.int().min(1).max(NEWEST_MINUTES).optional(),
    title: text,
    summary: text.optional(),
    text: text.optional(),
    /** Feed and item whose text this one carries word for word, as subscribers of a wire do. */
    copyOf: z
      .string()
      .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/u)
      .optional(),
    byline: text.optional(),
    /** The real event, outlet and date that the text is modelled on. */
    after: text,
    page: z
      .enum(['article', 'forbidden', 'bot-wall', 'consent', 'closed', 'none', 'document'])
      .default('article'),
    /** Own address of the page, for sources whose addresses carry meaning. */
    path: z.string().startsWith('/').optional(),
    /** Symbol of the document in demo/documents that the item announces. */
    symbol: text.optional(),
    /** What the second poll finds instead. */
    edited: z.strictObject({ title: text.optional(), text }).optional(),
    /** What a careful reader would find; empty for what has nothing to do with the matter. */
    types: z.array(z.enum(MENTION_TYPES as [(typeof MENTION_TYPES)[number]])).default([]),
    /** Items with one story tell of the same event. */
    story: slug.optional(),
    alert: z.boolean().default(false),
    /** Why it is in the sample, where that is not plain to see. */
    note: text.optional(),
  })
  .refine((it) => (it.ago === undefined) === (it.day !== undefined && it.time !== undefined), {
    message: 'give either "day" and "time" or "ago"',
  })
  .refine((it) => [it.text, it.copyOf, it.symbol].filter(Boolean).length === 1, {
    message: 'give one of "text", "copyOf" and "symbol"',
  });

const feedSchema = z.strictObject({
  id: slug,
  outlet: text,
  description: text,
  lang: z.enum(LANGUAGES),
  path: z.string().startsWith('/'),
  kind: z.enum(['news', 'un-press', 'un-documents']).default('news'),
  format: z.enum(['rss', 'rdf', 'atom', 'json']).default('rss'),
  zone: z.string().default('UTC'),
  /** "zoneless" leaves the offset out of the feed's dates, as several agencies do. */
  dates: z.enum(['zoned', 'zoneless']).default('zoned'),
  encoding: z.enum(['utf-8', 'euc-kr', 'windows-1251']).default('utf-8'),
  /** Whether the HTTP header names the encoding, or only the document does. */
  charsetHeader: z.boolean().default(true),
  /** How much of a text the feed itself holds. */
  body: z.enum(['summary', 'full']).default('summary'),
  /** The feed's text is the whole text, so that feeds.yaml spares the pages. */
  fullText: z.boolean().default(false),
  layout: z.enum(['classic', 'portal', 'press']).default('classic'),
  validators: z.enum(['both', 'etag', 'modified']).default('both'),
  /** The feed holds only so many of the newest items. */
  limit: z.int().min(1).optional(),
  /** A busy general feed: only what names North Korea in headline or summary is worth reading. */
  busy: z.boolean().default(false),
  /** What the feed answers instead of items, if it is one of the sources that fail. */
  fails: z.enum(['unavailable', 'challenge', 'empty']).optional(),
  items: z.array(itemSchema).default([]),
});

const documentSchema = z.strictObject({
  symbol: text,
  layout: z.enum(['record', 'report']),
  after: text,
  job: z.string().regex(/^\d{7}$/u, 'must be the seven digits of a job number'),
  heading: z.array(text).min(1),
  cover: z.array(text).default([]),
  body: text,
});

export type DemoItem = z.output<typeof itemSchema>;
export type DemoFeed = z.output<typeof feedSchema>;
export type DemoDocument = z.output<typeof documentSchema>;

export interface DemoData {
  feeds: DemoFeed[];
  documents: DemoDocument[];
}

/**
 * Reads the sample: `feeds/` holds one file a source, `documents/` one a UN document. Copies carry their original's text
 * afterwards. Throws a UsageError that names file and line, or the item whose copy or document is missing.
 */
export function loadDemoData(dir: string): DemoData {
  const feeds = yamlFiles(join(dir, 'feeds')).map((path) => readYamlFile(path, feedSchema).value);
  const documents = yamlFiles(join(dir, 'documents')).map((path) => readYamlFile(path, documentSchema).value);
  const originals = new Map<string, DemoItem>();
  for (const feed of feeds) {
    for (const item of feed.items) {
      const key = `${feed.id}/${item.id}`;
      if (originals.has(key)) throw new UsageError(`${dir}: item "${key}" is there twice`);
      originals.set(key, item);
    }
  }
  const symbols = new Set(documents.map((it) => it.symbol));
  for (const [key, item] of originals) {
    if (item.symbol && !symbols.has(item.symbol))
      throw new UsageError(`${dir}: ${key}: no document "${item.symbol}"`);
    if (!item.copyOf) continue;
    const original = originals.get(item.copyOf)?.text;
    if (!original) throw new UsageError(`${dir}: ${key}: no text "${item.copyOf}" to copy`);
    item.text = original;
  }
  return { feeds, documents };
}

function yamlFiles(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(dir, name));
}
