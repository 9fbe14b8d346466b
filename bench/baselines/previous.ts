import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Corpus } from '../gold.ts';
import type { Figures } from '../score.ts';

export const PREVIOUS_FILE = 'bench/baselines/previous.json';

const schema = z.object({
  commit: z.string(),
  corpora: z.record(z.string(), z.object({ hash: z.string(), figures: z.record(z.string(), z.number()) })),
});
export type Previous = z.output<typeof schema>;

/** Kept figures of an earlier release; they hold only for the very passages that they were measured on. */
export function readPrevious(): {
  commit: string;
  figuresFor: (corpus: Corpus) => Figures | undefined;
} | null {
  if (!existsSync(PREVIOUS_FILE)) return null;
  const { commit, corpora } = schema.parse(JSON.parse(readFileSync(PREVIOUS_FILE, 'utf8')));
  return {
    commit,
    figuresFor({ name, hash }) {
      const kept = corpora[name];
      return kept?.hash === hash ? kept.figures : undefined;
    },
  };
}
