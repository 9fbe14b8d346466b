import { readContext, type Context } from '../analyze/context.ts';
import { readDocument, type Document } from '../analyze/document.ts';
import { matchFrames } from '../analyze/frames.ts';
import type { Lexicon } from '../analyze/lexicon.ts';
import type { AnalysisInput } from '../model.ts';
import { MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import { claimsOf, type Claim } from './claims.ts';
import { FeatureReader } from './features.ts';
import type { Model } from './model.ts';

/** A passage that a reader has judged: the types it tells of, each with its words where the reader marked them. */
export interface Labelled extends AnalysisInput {
  mentions: readonly { type: string | null; quote?: string }[];
  /** Types on which readers differ. */
  optional_types?: readonly string[] | null;
}

/** A sentence to learn from: what is known of it, the types it tells of, and those on which it is not to be asked. */
export interface Example {
  features: readonly string[];
  types: ReadonlySet<MentionType>;
  open: ReadonlySet<MentionType>;
}

/** What can be learnt from a passage: its sentences, and the claims that a model of the first step makes about them. */
export interface Lesson {
  examples: Example[];
  claims(model: Model): JudgedClaim[];
}

/** A claim, whether its passage tells of its type, and whether its sentence does (null where no reader marked the words). */
export interface JudgedClaim extends Pick<Claim, 'grounds'> {
  told: boolean;
  here: boolean | null;
}

/** Reads a passage to learn from it; null for one that does not name the subject, which a model is never asked about. */
export function lessonOf(passage: Labelled, lexicon: Lexicon): Lesson | null {
  const document = readDocument(passage, lexicon, lexicon.concepts.get(lexicon.subject) ?? -1);
  if (!document) return null;
  const context = readContext(document, lexicon);
  const features = namesOf(document, context, lexicon);
  const labels = labelsOf(passage, document.full);
  const told = new Set(labels.map(({ type }) => type));
  const marked = passage.mentions.every(({ quote }) => quote !== undefined);
  const optional = MENTION_TYPES.filter((type) => passage.optional_types?.includes(type));
  return {
    examples: document.lines.flatMap((line, i) => {
      const known = features[i];
      if (!known) return [];
      const here = labels.filter(({ start, end }) => start < line.end && line.start < end);
      // A type that is told elsewhere in the passage may be told here too, in words that no reader marked.
      const open = new Set([...told, ...optional]);
      return [{ features: known, types: new Set(here.map(({ type }) => type)), open }];
    }),
    claims(model) {
      const rows = (names: readonly string[]) =>
        names.map((name) => model.row(name)).filter((row) => row >= 0);
      const beliefs = features.map((names) => names && model.probabilities(rows(names)));
      const candidates = matchFrames(document, context, lexicon);
      return claimsOf(document, context, candidates, beliefs)
        .filter(({ type }) => !optional.includes(type))
        .map(({ grounds, type, line }) => {
          const here = labels.some(
            (one) => one.type === type && one.start < line.end && line.start < one.end,
          );
          return { grounds, told: told.has(type), here: marked ? here : null };
        });
    },
  };
}

/** The features of each sentence by their names: what is worth a weight is not known before training. */
function namesOf(document: Document, context: Context, lexicon: Lexicon): (string[] | null)[] {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numbering = (name: string): number => {
    const known = numbers.get(name) ?? names.push(name) - 1;
    numbers.set(name, known);
    return known;
  };
  const features = new FeatureReader(lexicon, numbering).read(document, context);
  return features.map((known) => known && known.map((feature) => names[feature] ?? ''));
}

function labelsOf(passage: Labelled, full: string): { type: MentionType; start: number; end: number }[] {
  return passage.mentions.flatMap(({ type, quote = full }) => {
    const known = MENTION_TYPES.find((one) => one === type);
    const start = full.indexOf(quote);
    return known && start >= 0 ? [{ type: known, start, end: start + quote.length }] : [];
  });
}
