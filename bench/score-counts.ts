export interface Prf {
  p: number;
  r: number;
  f1: number;
}

/** True and false positives and false negatives, added up over sets of answers. */
export class Counts {
  tp = 0;
  fp = 0;
  fn = 0;

  add(gold: ReadonlySet<string>, found: ReadonlySet<string>): void {
    for (const x of found) if (gold.has(x)) this.tp += 1;
    for (const x of found) if (!gold.has(x)) this.fp += 1;
    for (const x of gold) if (!found.has(x)) this.fn += 1;
  }

  /** Nothing given counts as precise, nothing wanted as found. */
  prf(): Prf {
    const p = this.tp + this.fp > 0 ? this.tp / (this.tp + this.fp) : 1;
    const r = this.tp + this.fn > 0 ? this.tp / (this.tp + this.fn) : 1;
    return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
  }
}
