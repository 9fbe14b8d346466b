import type { Context } from '../analyze/context.ts';
import type { Document, Hit } from '../analyze/document.ts';
import type { Candidate } from '../analyze/frames.ts';
import type { Concept, Frame, Lexicon } from '../analyze/lexicon.ts';
import { frameSchema } from '../analyze/schema.ts';
import { MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import type { Claim } from './claims.ts';
import type { Model } from './model.ts';

/** A proposal shows the words that spoke for it most. */
const SHOWN_WORDS = 4;
/** What a sentence ends with, and most headings do not. */
const SENTENCE_END = /[.!?…。！？．]["'”’»」』)\]]*$/u;
/** A dateline or a heading is no longer (code units; a sentence in Han or kana may be, so only Latin, Cyrillic and Hangul count). */
const LONGEST_FRAGMENT = 40;

/** Makes candidates of what words alone told a model. */
export class Proposer {
  readonly #lexicon: Lexicon;
  readonly #model: Model;
  readonly #terms: ReadonlyMap<MentionType, ReadonlySet<Concept>>;
  /** What each term speaks for a type, as far as types were asked for. */
  readonly #weights = new Map<MentionType, Float64Array>();

  constructor(lexicon: Lexicon, model: Model) {
    this.#lexicon = lexicon;
    this.#model = model;
    this.#terms = new Map(MENTION_TYPES.map((type) => [type, termsOf(type, lexicon)]));
  }

  /**
   * A candidate by words alone. None where no term of the sentence names the act, or something that only this type speaks of: it
   * could show no evidence; none over a dateline or a heading, which say nothing; none where the text lacks what the type asks.
   */
  propose({ line, type }: Claim, document: Document, context: Context): Candidate[] {
    if (!document.lines.some((one) => context.named(one))) return [];
    if (isFragment(document.full.slice(line.start, line.end))) return [];
    const needed = this.#lexicon.kinds.get(type)?.proposedWith ?? [];
    if (!needed.every((slot) => slot.some((concept) => document.concepts.has(concept)))) return [];
    const terms = this.#terms.get(type);
    const act = line.hits.find(({ concepts }) => concepts.some((concept) => terms?.has(concept)));
    if (!act) return [];
    const weights = this.#weightsOf(type);
    const telling = line.hits
      .map((hit) => ({ hit, weight: Math.max(...hit.concepts.map((concept) => weights[concept] ?? 0)) }))
      .filter(({ weight }) => weight > 0)
      .toSorted((a, b) => b.weight - a.weight || a.hit.start - b.hit.start)
      .slice(0, SHOWN_WORDS)
      .map(({ hit }) => hit);
    const hits = [...new Set([...telling, act])].toSorted((a, b) => a.start - b.start);
    return [{ frame: learnedFrame(type, hits), line, hits, whole: true }];
  }

  #weightsOf(type: MentionType): Float64Array {
    const held = this.#weights.get(type);
    if (held) return held;
    const weights = Float64Array.from(this.#lexicon.names, (name) => this.#model.weight(`c:${name}`, type));
    this.#weights.set(type, weights);
    return weights;
  }
}

/** Whether words are a dateline or a heading: short, without an end or in capitals. */
function isFragment(words: string): boolean {
  if (words.length > LONGEST_FRAGMENT || /\p{Script=Han}/u.test(words)) return false;
  return !SENTENCE_END.test(words) || (words === words.toUpperCase() && /[\p{Lu}]/u.test(words));
}

/** What the frames of a type look for, without names of states and bodies and without cues: "Moscow denied it" names no act. */
function termsOf(type: MentionType, lexicon: Lexicon): ReadonlySet<Concept> {
  const asked = lexicon.frames
    .filter((frame) => frame.type === type)
    .flatMap(({ slots, sentence, near }) => [...slots, ...sentence, ...near].flat());
  return new Set(asked.filter((concept) => !lexicon.cues.has(concept) && !lexicon.actors.has(concept)));
}

const LEARNED = frameSchema.parse({ id: 'learned', when: 'learned', fallback: true, confidence: 0.3 });

/** What a frame would have to ask for to find just these words. */
function learnedFrame(type: MentionType, hits: readonly Hit[]): Frame {
  const slots = hits.map((hit) => hit.concepts);
  const rest = { sentence: [], near: [], text: [], not: [], notText: [] };
  return { id: `${type}.learned`, type, slots, ...rest, source: LEARNED };
}
