import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError, messageOf } from '../errors.ts';
import { MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import { GROUNDS, type Claim } from './claims.ts';

const probability = z.number().min(0).max(1);
const decision = z.strictObject({ base: z.number(), weights: z.record(z.enum(GROUNDS), z.number()) });
export type Decision = z.output<typeof decision>;

/** Checked in one go: a schema for each of twenty thousand weights would take longer than reading them. */
const featureWeights = z.custom<Record<string, number>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => Number.isFinite(one)),
  'a number for each feature',
);

const modelSchema = z.strictObject({
  /** Day on which it was trained, and a hash of the passages it was trained on. */
  trained: z.iso.date(),
  corpus: z.string(),
  /** A claim becomes a mention where its probability is at least this. */
  keep: probability,
  /** The same for a claim by words alone, with no frame of its type anywhere in the text. */
  propose: probability,
  /** Whether a text tells of a type at all: what each ground of a claim (src/learn/claims.ts) speaks for or against it. */
  told: decision,
  /** Whether it does so in this very sentence. */
  here: decision,
  /** For each type its base and what each feature of a sentence (src/learn/features.ts) speaks for or against it. */
  types: z.partialRecord(
    z.enum(MENTION_TYPES),
    z.strictObject({ base: z.number(), weights: featureWeights }),
  ),
});
export type ModelData = z.output<typeof modelSchema>;

/** The file beside the keyword files that holds the model. */
export const MODEL_FILE = 'weights.json';

/** Reads the model of a keywords folder; null where it has none: frames then stand alone. Throws UsageError on a bad file. */
export function readModel(dir: string): Model | null {
  const path = join(dir, MODEL_FILE);
  if (!existsSync(path)) return null;
  try {
    return new Model(modelSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new UsageError(`${path}: ${reason}; train it again or remove it`);
  }
}

/**
 * Two steps. For each mention type, logistic regression over the words and terms of a sentence; then one for all types alike
 * over what a claim stands on, the first step and the frames among it: a type with few examples profits from all others.
 */
export class Model {
  readonly data: ModelData;
  readonly #bases: Float64Array;
  /** The row of each feature: the types it speaks to and its weights stand side by side, from one start to the next. */
  readonly #rows = new Map<string, number>();
  readonly #starts: Int32Array;
  readonly #types: Uint8Array;
  readonly #values: Float64Array;

  constructor(data: ModelData) {
    this.data = data;
    this.#bases = Float64Array.from(MENTION_TYPES, (type) => data.types[type]?.base ?? -Infinity);
    const rows: [type: number, value: number][][] = [];
    for (const [i, type] of MENTION_TYPES.entries()) {
      const { weights = {} } = data.types[type] ?? {};
      for (const feature in weights) {
        let row = this.#rows.get(feature);
        if (row === undefined) this.#rows.set(feature, (row = rows.push([]) - 1));
        rows[row]?.push([i, weights[feature] ?? 0]);
      }
    }
    this.#starts = new Int32Array(rows.length + 1);
    for (const [row, cells] of rows.entries())
      this.#starts[row + 1] = (this.#starts[row] ?? 0) + cells.length;
    this.#types = Uint8Array.from(rows.flat(), ([type]) => type);
    this.#values = Float64Array.from(rows.flat(), ([, value]) => value);
  }

  /** The row of a feature, or -1 where it has no weight. */
  row(feature: string): number {
    return this.#rows.get(feature) ?? -1;
  }

  /** The probability of each mention type, in the order of MENTION_TYPES, for a sentence with the features of these rows. */
  probabilities(rows: readonly number[]): Float64Array {
    const sums = new Float64Array(this.#bases.length);
    for (const row of rows) {
      const end = this.#starts[row + 1] ?? 0;
      for (let i = this.#starts[row] ?? 0; i < end; i += 1) {
        const type = this.#types[i] ?? 0;
        sums[type] = (sums[type] ?? 0) + (this.#values[i] ?? 0);
      }
    }
    const scale = scaleOf(rows.length);
    for (let type = 0; type < sums.length; type += 1)
      sums[type] = logistic((this.#bases[type] ?? 0) + (sums[type] ?? 0) * scale);
    return sums;
  }

  /** What one feature speaks for a type. */
  weight(feature: string, type: MentionType): number {
    return this.data.types[type]?.weights[feature] ?? 0;
  }

  /** The probability that the text tells of the claim's type: what its mention shows as confidence. */
  told(claim: Pick<Claim, 'grounds'>): number {
    return decide(this.data.told, claim);
  }

  /** The probability that it does so in the claim's sentence. */
  here(claim: Pick<Claim, 'grounds'>): number {
    return decide(this.data.here, claim);
  }
}

function decide({ base, weights }: Decision, { grounds }: Pick<Claim, 'grounds'>): number {
  return logistic(GROUNDS.reduce((sum, ground) => sum + weights[ground] * grounds[ground], base));
}

/** A long sentence has more features; without this it would be surer of everything. */
export function scaleOf(known: number): number {
  return 1 / Math.sqrt(known + 1);
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
