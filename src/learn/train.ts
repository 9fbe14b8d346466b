import { MENTION_TYPES } from '../taxonomy.ts';
import { GROUNDS, type Claim, type Ground } from './claims.ts';
import type { Example, JudgedClaim } from './examples.ts';
import { logistic, scaleOf, type Decision, type ModelData } from './model.ts';

const EPOCHS = 16;
const RATE = 0.2;
const DECAY = 1e-4;
/** A feature seen in fewer sentences says more about its passage than about the subject. */
const MIN_SENTENCES = 3;
/** Smaller weights change no answer; leaving them out halves the file. */
const MIN_WEIGHT = 0.4;
/** AdaGrad's first step divides by the root of this. */
const FIRST_GRADIENT = 1e-2;
/** A smaller error is not worth a step: most sentences are far from most types. */
const NEGLIGIBLE = 5e-3;
const SEED = 7;

interface Row {
  features: Int32Array;
  scale: number;
  /** For each type 1, 0, or -1 where the row says nothing about it. */
  targets: Int8Array;
}

/**
 * The first step of the model: logistic regression for each type by stochastic gradient descent (AdaGrad), in a fixed order,
 * so that the same examples give the same weights.
 */
export function trainTypes(examples: readonly Example[]): ModelData['types'] {
  const vocabulary = vocabularyOf(examples);
  const rows = examples.map((example) => rowOf(example, vocabulary));
  const epochs = orders(rows.length).map((order) => order.flatMap((i) => rows[i] ?? []));
  const names = [...vocabulary.keys()];
  return Object.fromEntries(
    MENTION_TYPES.map((type, t) => {
      const learner = new TypeLearner(names.length);
      for (const epoch of epochs) for (const row of epoch) learner.learn(row, row.targets[t] ?? -1);
      return [type, learner.result(names)];
    }),
  );
}

const STEPS = 400;
const STEP_SIZE = 0.5;

/** The second step: both decisions about claims. */
export function trainDecisions(claims: readonly JudgedClaim[]): Pick<ModelData, 'told' | 'here'> {
  return {
    told: regress(claims.map(({ grounds, told }) => [grounds, told])),
    here: regress(claims.flatMap(({ grounds, here }) => (here === null ? [] : [[grounds, here]]))),
  };
}

/** Logistic regression over the grounds of claims, by gradient descent over all of them at once. */
function regress(claims: readonly [grounds: Claim['grounds'], right: boolean][]): Decision {
  const rows = claims.map(([grounds, right]) => ({ x: GROUNDS.map((name) => grounds[name]), right }));
  const weights = GROUNDS.map(() => 0);
  const squares = GROUNDS.map(() => FIRST_GRADIENT);
  let base = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = GROUNDS.map((_, i) => DECAY * (weights[i] ?? 0));
    let baseGradient = 0;
    for (const { x, right } of rows) {
      const sum = x.reduce((total, value, i) => total + value * (weights[i] ?? 0), base);
      const error = (logistic(sum) - Number(right)) / rows.length;
      baseGradient += error;
      for (const [i, value] of x.entries()) gradient[i] = (gradient[i] ?? 0) + error * value;
    }
    base -= STEP_SIZE * baseGradient;
    for (const [i, slope] of gradient.entries()) {
      squares[i] = (squares[i] ?? 0) + slope * slope;
      weights[i] = (weights[i] ?? 0) - (STEP_SIZE * slope) / Math.sqrt(squares[i] ?? 1);
    }
  }
  const named = GROUNDS.map((name, i) => [name, Number((weights[i] ?? 0).toFixed(3))] as const);
  return { base: Number(base.toFixed(3)), weights: Object.fromEntries(named) as Record<Ground, number> }; // fromEntries forgets keys
}

class TypeLearner {
  readonly #weights: Float64Array;
  readonly #gradients: Float64Array;
  #base = 0;
  #baseGradient = FIRST_GRADIENT;

  constructor(size: number) {
    this.#weights = new Float64Array(size);
    this.#gradients = new Float64Array(size).fill(FIRST_GRADIENT);
  }

  learn({ features, scale }: Row, target: number): void {
    if (target < 0) return;
    let sum = 0;
    for (const f of features) sum += this.#weights[f] ?? 0;
    const error = logistic(this.#base + sum * scale) - target;
    if (Math.abs(error) < NEGLIGIBLE) return;
    this.#baseGradient += error * error;
    this.#base -= (RATE * error) / Math.sqrt(this.#baseGradient);
    for (const f of features) {
      const weight = this.#weights[f] ?? 0;
      const gradient = error * scale + DECAY * weight;
      const total = (this.#gradients[f] ?? 0) + gradient * gradient;
      this.#gradients[f] = total;
      this.#weights[f] = weight - (RATE * gradient) / Math.sqrt(total);
    }
  }

  result(names: readonly string[]): { base: number; weights: Record<string, number> } {
    const weights: Record<string, number> = {};
    for (const [f, name] of names.entries()) {
      const weight = this.#weights[f] ?? 0;
      if (Math.abs(weight) >= MIN_WEIGHT) weights[name] = Number(weight.toFixed(2));
    }
    return { base: Number(this.#base.toFixed(3)), weights };
  }
}

function vocabularyOf(examples: readonly Example[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= MIN_SENTENCES).map(([name]) => name);
  return new Map(kept.toSorted().map((name, i) => [name, i]));
}

function rowOf(example: Example, vocabulary: ReadonlyMap<string, number>): Row {
  const known = example.features.flatMap((name) => vocabulary.get(name) ?? []);
  const targets = Int8Array.from(MENTION_TYPES, (type) => {
    if (example.types.has(type)) return 1;
    return example.open.has(type) ? -1 : 0;
  });
  return { features: Int32Array.from(known), scale: scaleOf(known.length), targets };
}

/** An order of `count` rows for each epoch (Fisher and Yates, with a generator that repeats itself). */
function orders(count: number): number[][] {
  let state = SEED;
  const random = (): number => (state = (state * 48_271) % 0x7fffffff) / 0x7fffffff;
  const order = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: EPOCHS }, () => {
    for (let i = count - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    return [...order];
  });
}
