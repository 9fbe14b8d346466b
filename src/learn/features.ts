import type { Context } from '../analyze/context.ts';
import type { Document, Line } from '../analyze/document.ts';
import type { Lexicon } from '../analyze/lexicon.ts';
import { pairsOf, stemOf, wordsOf } from './words.ts';

/** The number of a feature by its name, from 0; -1 for a feature that is of no interest. */
type Numbering = (feature: string) => number;

/** A word or term: its number where it stands in the sentence itself, and where it stands in the title. */
interface Known {
  own: number;
  title: number;
}

/** As many words as news holds in a week; the bound keeps hostile input from growing the process. */
const CACHE_LIMIT = 50_000;

/**
 * Reads what a model knows of each sentence, as numbers of features: its words (w:), terms of the keyword files (c:, the same
 * in all languages), both of the title (t:), terms of its neighbours (n:), and how the subject is known (k:). Names are made
 * once for each word, not for each sentence.
 */
export class FeatureReader {
  readonly #numbering: Numbering;
  readonly #terms: readonly Known[];
  readonly #near: readonly number[];
  readonly #subject: { named: number; carried: number; title: number };
  readonly #words = new Map<string, Known>();
  /** For each feature the last sentence that took it, counted over all texts: cheaper than a set for each sentence. */
  readonly #taken: number[] = [];
  #sentences = 0;

  constructor(lexicon: Lexicon, numbering: Numbering) {
    this.#numbering = numbering;
    this.#terms = lexicon.names.map((name) => this.#known(`c:${name}`));
    this.#near = lexicon.names.map((name) => numbering(`n:c:${name}`));
    this.#subject = {
      named: numbering('k:named'),
      carried: numbering('k:carried'),
      title: numbering('k:title'),
    };
  }

  /**
   * The features of each sentence, each once, in the order of the sentences; null for one of which the subject is not known at
   * all: a model is never asked about it.
   */
  read(document: Document, context: Context): (number[] | null)[] {
    const known = document.lines.map((line) => context.carried(line));
    if (!known.includes(true)) return known.map(() => null);
    const first = document.lines[0];
    const title = first?.title ? this.#own(document, first).map((one) => one.title) : [];
    return document.lines.map((line, i) => {
      if (!known[i]) return null;
      const { named, carried, title: isTitle } = this.#subject;
      const features: number[] = [];
      this.#sentences += 1;
      this.#take(context.named(line) ? named : carried, features);
      for (const feature of line.title ? [isTitle] : title) this.#take(feature, features);
      for (const { own } of this.#own(document, line)) this.#take(own, features);
      for (const neighbour of [document.lines[i - 1], document.lines[i + 1]]) {
        for (const concept of neighbour?.by.keys() ?? []) this.#take(this.#near[concept] ?? -1, features);
      }
      return features;
    });
  }

  #take(feature: number, features: number[]): void {
    if (feature < 0 || this.#taken[feature] === this.#sentences) return;
    while (this.#taken.length <= feature) this.#taken.push(0); // gaps would make it a slow array
    this.#taken[feature] = this.#sentences;
    features.push(feature);
  }

  /** The words and terms of a sentence, as often as they occur. */
  #own(document: Document, line: Line): Known[] {
    const found: Known[] = [];
    for (const word of wordsOf(document.full.slice(line.start, line.end))) {
      const held = this.#words.get(word);
      if (held) found.push(held);
      else this.#read(word, found);
    }
    for (const concept of line.by.keys()) {
      const term = this.#terms[concept];
      if (term) found.push(term);
    }
    return found;
  }

  #read(word: string, found: Known[]): void {
    const stem = stemOf(word);
    if (stem === null) for (const pair of pairsOf(word)) found.push(this.#word(pair, pair));
    else found.push(this.#word(word, stem));
  }

  #word(word: string, stem: string): Known {
    const held = this.#words.get(word);
    if (held) return held;
    const known = this.#known(`w:${stem}`);
    if (this.#words.size >= CACHE_LIMIT) this.#words.clear();
    this.#words.set(word, known);
    return known;
  }

  #known(name: string): Known {
    return { own: this.#numbering(name), title: this.#numbering(`t:${name}`) };
  }
}
