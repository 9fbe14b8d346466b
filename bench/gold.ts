import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** Labelled passages; tests/corpus/LABELS.md has the rules. */

const goldMention = z.object({
  quote: z.string().optional(),
  type: z.string().nullable(),
  category: z.string().nullable(),
  status: z.string().nullish(),
  facilitator: z.array(z.string()).nullish(),
  supplier: z.string().nullish(),
  recipient: z.string().nullish(),
});
export const goldSchema = z.object({
  id: z.string(),
  lang: z.string(),
  title: z.string(),
  text: z.string(),
  published: z.string().nullish(),
  story: z.string().optional(),
  relevant: z.boolean(),
  /** Absent where a passage was not labelled for alerts. */
  alert: z.boolean().optional(),
  optional_types: z.array(z.string()).nullish(),
  mentions: z.array(goldMention),
});
export type Gold = z.output<typeof goldSchema>;
export type GoldMention = Gold['mentions'][number];

/** Passages that are scored together, under one name. */
export interface Corpus {
  name: string;
  gold: readonly Gold[];
  /** The model was trained on these passages: only answers across folds say anything about it. */
  trained: boolean;
  /** Names the exact content of its files. */
  hash: string;
}

const FOLDER = 'tests/corpus';
/** Names and files of the corpora, in the order of the table; a file that is absent is left out. */
const CORPORA: Record<string, readonly string[]> = {
  dev: ['dev.jsonl'],
  held: ['held-en.jsonl', 'held-langs.jsonl'],
  train: ['train-en.jsonl', 'train-langs.jsonl'],
  own: ['own.jsonl'],
  stories: ['stories.jsonl'],
};
/** Files that the model may learn from. What is held aside never is. */
const TRAINING = new Set(['dev', 'train', 'own', 'stories'].flatMap((name) => CORPORA[name] ?? []));

/** Whether the model learns from a file of this name. */
export function isTraining(path: string): boolean {
  return TRAINING.has(basename(path));
}

/** The corpora in the repository. */
export function readCorpora(): Corpus[] {
  return Object.entries(CORPORA).flatMap(([name, files]) => {
    const present = files.map((file) => join(FOLDER, file)).filter((path) => existsSync(path));
    return present.length > 0 ? [readCorpus(name, present)] : [];
  });
}

/** The passages that the model learns from. */
export function readTraining(): Gold[] {
  return readCorpora().flatMap(({ gold, trained }) => (trained ? gold : []));
}

/** Reads files as one corpus. Ids carry the file's name, for files may use the same ones; so do passages without a story. */
export function readCorpus(name: string, paths: readonly string[]): Corpus {
  const hash = createHash('sha256');
  const gold = paths.flatMap((path) => {
    const content = readFileSync(path, 'utf8');
    hash.update(content);
    const lines = content.split('\n').filter(Boolean);
    return lines.map((line) => {
      const passage = goldSchema.parse(JSON.parse(line));
      return { ...passage, id: `${basename(path, '.jsonl')}/${passage.id}` };
    });
  });
  const trained = paths.some(isTraining);
  return { name, gold, trained, hash: hash.digest('hex').slice(0, 12) };
}

/**
 * Deals passages into `count` folds so that a story is never split: documents that tell the same would help each other.
 * Deterministic: a fold follows from the story's name alone.
 */
export function foldOf(passage: Gold, count: number): number {
  const digest = createHash('sha256')
    .update(passage.story ?? passage.id)
    .digest();
  return digest.readUInt32BE(0) % count;
}
