import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AnalyzedDocument, DocumentLinks } from '../../src/events/index.ts';
import type { Mention } from '../../src/model.ts';
import { MENTION_TYPES, STATUSES, categoryOf } from '../../src/taxonomy.ts';

const goldMention = z.object({
  quote: z.string(),
  type: z.enum(MENTION_TYPES),
  status: z.enum(STATUSES),
  supplier: z.string().nullish(),
  recipient: z.string().nullish(),
  facilitator: z.array(z.string()).nullish(),
  source_actor: z.string().nullish(),
  items: z.array(z.string()).nullish(),
  quantity: z.string().nullish(),
  place: z.string().nullish(),
  event_date: z.string().nullish(),
  un_symbol: z.string().nullish(),
});

/** What is told of the DPRK but is none of the mention types. */
const untyped = z.object({ type: z.null() });

const goldLine = z.object({
  id: z.string(),
  story: z.string(),
  lang: z.string(),
  published: z.string(),
  title: z.string(),
  text: z.string(),
  relevant: z.boolean(),
  mentions: z.array(z.union([goldMention, untyped])),
});

export type GoldLine = z.output<typeof goldLine>;

/** Labelled passages (tests/corpus/LABELS.md), one JSON object a line. */
export function readGold(path: string): GoldLine[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => goldLine.parse(JSON.parse(line)));
}

/** The passage with its labels in place of an analysis: the upper bound for linking. */
export function analyzed(line: GoldLine): AnalyzedDocument {
  const { id, title, text, lang, published } = line;
  const mentions = line.mentions.flatMap((mention, i) =>
    mention.type === null ? [] : [toMention(mention, line, i === 0)],
  );
  return { document: { id, title, text, lang, published }, mentions };
}

/** Labels do not say what is news: what comes first is, and what happened within this many days before. */
const NEWS_DAYS = 45;

function toMention(gold: z.output<typeof goldMention>, line: GoldLine, first: boolean): Mention {
  const start = Math.max(0, `${line.title}\n${line.text}`.indexOf(gold.quote));
  const age = gold.event_date
    ? (Date.parse(line.published) - Date.parse(gold.event_date)) / 86_400_000
    : Infinity;
  return {
    type: gold.type,
    category: categoryOf(gold.type),
    quote: gold.quote,
    start,
    end: start + gold.quote.length,
    status: gold.status,
    supplier: gold.supplier ?? null,
    recipient: gold.recipient ?? null,
    facilitator: gold.facilitator ?? [],
    sourceActor: gold.source_actor ?? null,
    items: gold.items ?? [],
    quantity: gold.quantity ? { text: gold.quantity, min: null, max: null, unit: null } : null,
    place: gold.place ?? null,
    eventDate: gold.event_date ?? null,
    unSymbols: gold.un_symbol ? [gold.un_symbol] : [],
    names: [],
    confidence: 1,
    rule: 'label',
    evidence: [],
    news: first || age <= NEWS_DAYS,
  };
}

export interface StoryScore {
  precision: number;
  recall: number;
  f1: number;
  /** Recall over the documents of stories that more than one document tells. */
  recallOfShared: number;
}

/** B-cubed over the relevant passages: each is asked how pure its predicted story is, and how whole. */
export function scoreStories(gold: readonly GoldLine[], links: readonly DocumentLinks[]): StoryScore {
  const relevant = gold.filter((line) => line.relevant);
  const predicted = new Map(links.map((link) => [link.id, link.story]));
  const rows = relevant.map((line) => {
    const told = relevant.filter((other) => other.story === line.story);
    const grouped = relevant.filter((other) => predicted.get(other.id) === predicted.get(line.id));
    const both = told.filter((other) => grouped.includes(other)).length;
    return { precision: both / grouped.length, recall: both / told.length, shared: told.length > 1 };
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const precision = mean(rows.map((row) => row.precision));
  const recall = mean(rows.map((row) => row.recall));
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    recallOfShared: mean(rows.filter((row) => row.shared).map((row) => row.recall)),
  };
}

/** A generator of numbers from 0 to 1 that repeats itself from run to run (Park and Miller 1988). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}
