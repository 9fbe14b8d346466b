import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { Analysis } from '../../src/model.ts';
import { MENTION_TYPES, type MentionType } from '../../src/taxonomy.ts';
import { foldOf, type Gold } from '../gold.ts';
import { plainAnalysis, plainMention } from './plain.ts';

const FOLDS = 5;
/** Rarer words tell a classifier of some hundred passages nothing, and its vectors are dense. */
const MIN_PASSAGES = 3;
/** natural counts an unseen word once by default, and then the rarest type wins everything; this did best of 1 to 0.01. */
const SMOOTHING = 0.03;
const NONE = 'none';

/**
 * natural's Bayes classifier over words, trained in memory on all passages but those of the fold that it answers for: the type
 * of a passage (one, or none), and by a second classifier whether it deserves an alert.
 */
export function bayesBaseline(all: readonly Gold[]): Map<string, Analysis> {
  const words = vocabulary(all);
  const found = new Map<string, Analysis>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const others = all.filter((passage) => foldOf(passage, FOLDS) !== fold);
    const typeOf = train(others, words, typesOf);
    const alertOf = train(
      others.filter((passage) => passage.alert !== undefined),
      words,
      (passage) => [passage.alert ? 'alert' : NONE],
    );
    for (const passage of all.filter((one) => foldOf(one, FOLDS) === fold)) {
      const own = words.get(passage.id) ?? [];
      found.set(passage.id, answer(passage, typeOf(own), alertOf(own) === 'alert'));
    }
  }
  return found;
}

function typesOf(passage: Gold): string[] {
  const types = new Set(passage.mentions.flatMap((mention) => mention.type ?? []));
  return types.size > 0 ? [...types] : [NONE];
}

type Classify = (words: readonly string[]) => string;

function train(
  passages: readonly Gold[],
  words: ReadonlyMap<string, string[]>,
  labelsOf: (passage: Gold) => string[],
): Classify {
  const classifier = new BayesClassifier(undefined, SMOOTHING);
  for (const passage of passages) {
    for (const label of labelsOf(passage)) classifier.addDocument(words.get(passage.id) ?? [], label);
  }
  classifier.train();
  return (own) => classifier.getClassifications(own)[0]?.label ?? NONE;
}

function answer(passage: Gold, label: string, alert: boolean): Analysis {
  const full = `${passage.title}\n${passage.text}`;
  const type: MentionType | undefined = MENTION_TYPES.find((one) => one === label);
  const mentions = type ? [plainMention(type, full, 0, full.length, 1)] : [];
  return plainAnalysis(passage, mentions, alert);
}

/** The words of each passage, small letters, without the rare ones. */
function vocabulary(all: readonly Gold[]): Map<string, string[]> {
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
  const counts = new Map<string, number>();
  const words = new Map(
    all.map(({ id, title, text }): [string, string[]] => {
      const segments = [...segmenter.segment(`${title} ${text}`.toLowerCase())];
      return [id, [...new Set(segments.filter((part) => part.isWordLike).map(({ segment }) => segment))]];
    }),
  );
  for (const own of words.values()) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map(
    [...words].map(([id, own]) => [id, own.filter((word) => (counts.get(word) ?? 0) >= MIN_PASSAGES)]),
  );
}
