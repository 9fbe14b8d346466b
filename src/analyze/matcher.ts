import type { Folded } from './fold.ts';

/** What a state of the matcher holds, side by side so that a step touches one line of memory. */
const NODE = 4;
/** The unit that leads to the first child, and whether there are others (their transitions stand in the table). */
const UNIT = 0;
const SIBLINGS = 0x1_0000;
/** The first child; 0 for none. */
const CHILD = 1;
/** The state of the longest shorter beginning that ends here. */
const FAIL = 2;
/** This state or the next on its failure links that ends a pattern; 0 for none. */
const HIT = 3;

/**
 * Finds many patterns in one pass (Aho and Corasick 1975). Most states have one child, which they hold themselves; other
 * transitions live in one open-addressed table keyed by state and unit: a dense table would take hundreds of megabytes with
 * Hangul and Han in the alphabet. Linear: each unit moves at most one state down, and failure links only move up.
 */
export class Matcher {
  readonly #lengths: Int32Array;
  #nodes: Int32Array;
  #keys = new Float64Array(0);
  #values = new Int32Array(0);
  #mask = 0;
  /** Where each unit leads from the start: most of a text never gets further, so this step must be one look-up. */
  readonly #root = new Int32Array(65_536);
  /** The pattern that ends in a state, or -1; `#shorter` leads to the nearest shorter one that ends there too. */
  readonly #pattern: Int32Array;
  readonly #shorter: Int32Array;

  /** `patterns` hold folded units and are unique; a match names a pattern by its index. */
  constructor(patterns: readonly Uint16Array[]) {
    this.#lengths = Int32Array.from(patterns, (p) => p.length);
    const total = patterns.reduce((sum, p) => sum + p.length, 1);
    this.#nodes = new Int32Array(total * NODE);
    this.#pattern = new Int32Array(total).fill(-1);
    this.#allocate(patterns.length); // a pattern leaves the known states at most once
    const { parents, units, count } = this.#insert(patterns, total);
    this.#nodes = this.#nodes.slice(0, count * NODE);
    this.#shorter = new Int32Array(count);
    this.#link(parents, units, count);
  }

  /** Calls `found` for every occurrence of every pattern, in order of their ends. */
  scan(text: Folded, found: (pattern: number, start: number, end: number) => void): void {
    const nodes = this.#nodes;
    const { units, length } = text;
    let state = 0;
    for (let i = 0; i < length; i += 1) {
      state = this.#step(state, units[i] ?? 0);
      let hit = nodes[state * NODE + HIT] ?? 0;
      while (hit > 0) {
        const pattern = this.#pattern[hit] ?? -1;
        found(pattern, i + 1 - (this.#lengths[pattern] ?? 0), i + 1);
        hit = this.#shorter[hit] ?? 0;
      }
    }
  }

  #step(from: number, unit: number): number {
    let state = from;
    while (state !== 0) {
      const next = this.#get(state, unit);
      if (next > 0) return next;
      state = this.#nodes[state * NODE + FAIL] ?? 0;
    }
    return this.#root[unit] ?? 0;
  }

  /** Numbers the states by depth: a text is mostly in shallow ones, which so lie together in memory. */
  #insert(patterns: readonly Uint16Array[], total: number) {
    const parents = new Int32Array(total);
    const units = new Uint16Array(total);
    const reached = new Int32Array(patterns.length);
    let count = 1;
    let open = Array.from(patterns, (_, index) => index);
    for (let depth = 0; open.length > 0; depth += 1) {
      for (const index of open) {
        const state = reached[index] ?? 0;
        const unit = patterns[index]?.[depth] ?? 0;
        let next = state === 0 ? (this.#root[unit] ?? 0) : this.#get(state, unit);
        if (next === 0) {
          next = count;
          count += 1;
          parents[next] = state;
          units[next] = unit;
          if (state === 0) this.#root[unit] = next;
          else this.#set(state, unit, next);
        }
        reached[index] = next;
      }
      open = open.filter((index) => {
        const ended = patterns[index]?.length === depth + 1;
        if (ended) this.#pattern[reached[index] ?? 0] = index;
        return !ended;
      });
    }
    return { parents, units, count };
  }

  /** Failure links need those of all shorter beginnings first; states are numbered in that order. */
  #link(parents: Int32Array, units: Uint16Array, count: number): void {
    const nodes = this.#nodes;
    for (let state = 1; state < count; state += 1) {
      const parent = parents[state] ?? 0;
      const fail = parent === 0 ? 0 : this.#step(nodes[parent * NODE + FAIL] ?? 0, units[state] ?? 0);
      const shorter = nodes[fail * NODE + HIT] ?? 0;
      this.#shorter[state] = shorter;
      nodes[state * NODE + FAIL] = fail;
      nodes[state * NODE + HIT] = (this.#pattern[state] ?? -1) >= 0 ? state : shorter;
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
    const only = this.#nodes[state * NODE + UNIT] ?? 0;
    if ((only & 0xffff) === unit) return this.#nodes[state * NODE + CHILD] ?? 0;
    if (only < SIBLINGS) return 0;
    const key = state * 65_536 + unit;
    return this.#values[this.#slot(key, state, unit)] ?? 0;
  }

  #set(state: number, unit: number, next: number): void {
    const node = state * NODE;
    if (this.#nodes[node + CHILD] === 0) {
      this.#nodes[node + UNIT] = unit;
      this.#nodes[node + CHILD] = next;
      return;
    }
    this.#nodes[node + UNIT] = (this.#nodes[node + UNIT] ?? 0) | SIBLINGS;
    const key = state * 65_536 + unit;
    const slot = this.#slot(key, state, unit);
    this.#keys[slot] = key;
    this.#values[slot] = next;
  }
}
