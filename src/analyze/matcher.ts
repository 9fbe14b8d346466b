import type { Folded } from './fold.ts';

/**
 * Finds many patterns in one pass (Aho and Corasick 1975). Transitions live in one open-addressed table keyed by state and
 * unit: a dense table would take hundreds of megabytes with Hangul and Han in the alphabet. Linear: each unit moves at most
 * one state down, and failure links only move up.
 */
export class Matcher {
  readonly #lengths: Int32Array;
  #keys = new Float64Array(0);
  #values = new Int32Array(0);
  #mask = 0;
  /** Where each unit leads from the start: most of a text never gets further, so this step must be one look-up. */
  readonly #root = new Int32Array(65_536);
  #fail: Int32Array;
  /** The pattern that ends in a state, or -1; `#next` leads to the nearest shorter one that ends there too. */
  readonly #pattern: Int32Array;
  readonly #shorter: Int32Array;

  /** `patterns` hold folded units and are unique; a match names a pattern by its index. */
  constructor(patterns: readonly Uint16Array[]) {
    this.#lengths = Int32Array.from(patterns, (p) => p.length);
    const total = patterns.reduce((sum, p) => sum + p.length, 1);
    this.#allocate(total);
    this.#pattern = new Int32Array(total).fill(-1);
    const { parents, units, depths, count } = this.#insert(patterns, total);
    this.#fail = new Int32Array(count);
    this.#shorter = new Int32Array(count).fill(-1);
    this.#link(parents, units, depths, count);
  }

  /** Calls `found` for every occurrence of every pattern, in order of their ends. */
  scan(text: Folded, found: (pattern: number, start: number, end: number) => void): void {
    let state = 0;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.units[i] ?? 0;
      state = this.#step(state, unit);
      let hit = (this.#pattern[state] ?? -1) >= 0 ? state : (this.#shorter[state] ?? -1);
      while (hit > 0) {
        const pattern = this.#pattern[hit] ?? -1;
        found(pattern, i + 1 - (this.#lengths[pattern] ?? 0), i + 1);
        hit = this.#shorter[hit] ?? -1;
      }
    }
  }

  #step(from: number, unit: number): number {
    let state = from;
    for (;;) {
      if (state === 0) return this.#root[unit] ?? 0;
      const next = this.#get(state, unit);
      if (next > 0) return next;
      state = this.#fail[state] ?? 0;
    }
  }

  #insert(patterns: readonly Uint16Array[], total: number) {
    const parents = new Int32Array(total);
    const units = new Uint16Array(total);
    const depths = new Int32Array(total);
    let count = 1;
    patterns.forEach((pattern, index) => {
      let state = 0;
      for (const unit of pattern) {
        let next = this.#get(state, unit);
        if (next === 0) {
          next = count;
          count += 1;
          parents[next] = state;
          units[next] = unit;
          depths[next] = (depths[state] ?? 0) + 1;
          this.#set(state, unit, next);
          if (state === 0) this.#root[unit] = next;
        }
        state = next;
      }
      this.#pattern[state] = index;
    });
    return { parents, units, depths, count };
  }

  /** Failure links need those of all shorter prefixes first, hence by depth. */
  #link(parents: Int32Array, units: Uint16Array, depths: Int32Array, count: number): void {
    const byDepth = Array.from({ length: count - 1 }, (_, i) => i + 1).sort(
      (a, b) => (depths[a] ?? 0) - (depths[b] ?? 0),
    );
    for (const state of byDepth) {
      const parent = parents[state] ?? 0;
      const fail = parent === 0 ? 0 : this.#step(this.#fail[parent] ?? 0, units[state] ?? 0);
      this.#fail[state] = fail;
      this.#shorter[state] = (this.#pattern[fail] ?? -1) >= 0 ? fail : (this.#shorter[fail] ?? -1);
    }
  }

  #allocate(entries: number): void {
    let size = 16;
    while (size < entries * 2) size *= 2;
    this.#keys = new Float64Array(size).fill(-1);
    this.#values = new Int32Array(size);
    this.#mask = size - 1;
  }

  #slot(key: number, state: number, unit: number): number {
    let slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & this.#mask;
    for (;;) {
      const held = this.#keys[slot] ?? -1;
      if (held === key || held === -1) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #get(state: number, unit: number): number {
    const key = state * 65_536 + unit;
    return this.#values[this.#slot(key, state, unit)] ?? 0;
  }

  #set(state: number, unit: number, next: number): void {
    const key = state * 65_536 + unit;
    const slot = this.#slot(key, state, unit);
    this.#keys[slot] = key;
    this.#values[slot] = next;
  }
}
