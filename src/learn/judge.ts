import type { Context } from '../analyze/context.ts';
import type { Document, Hit, Line } from '../analyze/document.ts';
import type { Candidate } from '../analyze/frames.ts';
import type { Concept, Frame, Lexicon } from '../analyze/lexicon.ts';
import { frameSchema } from '../analyze/schema.ts';
import type { Mention } from '../model.ts';
import type { MentionType } from '../taxonomy.ts';
import { claimsOf, type Claim } from './claims.ts';
import { featuresOf } from './features.ts';
import type { Model } from './model.ts';

/** What the model makes of the candidates of a text. */
export interface Judgement {
  /** The candidates that it believes, and those of its own where words alone convince it. */
  candidates: Candidate[];
  /** The probability that a mention which came of them is right. */
  confidence(mention: Mention): number;
}

/** A sentence repeats a type from this probability on: mentions are found and not made up best across folds. */
const HERE = 0.35;
/** No reading of a text is certain. */
const MAX_SHOWN = 0.99;
/** A proposal shows the words that spoke for it most. */
const SHOWN_WORDS = 4;
/** What a sentence ends with, and most headings do not. */
const SENTENCE_END = /[.!?…。！？．]["'”’»」』)\]]*$/u;
/** A dateline or a heading is no longer (code units; a sentence in Han or kana may be, so only Latin, Cyrillic and Hangul count). */
const LONGEST_FRAGMENT = 40;

/** Decides which candidates of a text become mentions, and how sure each is. */
export function judge(
  document: Document,
  context: Context,
  candidates: readonly Candidate[],
  lexicon: Lexicon,
  model: Model,
): Judgement {
  const beliefs = featuresOf(document, context, lexicon).map((names) => names && model.probabilities(names));
  const claims = claimsOf(document, context, candidates, beliefs);
  const shown = new Map(
    claims.map((claim) => [
      claim,
      claim.frames.length > 0 ? claim.frames : proposalOf(claim, document, context, lexicon, model),
    ]),
  );
  const kept = choose(
    claims.filter((claim) => (shown.get(claim) ?? []).length > 0),
    model,
  );
  const sure = new Map<string, number>();
  for (const claim of kept) {
    const told = model.told(claim);
    sure.set(keyOf(claim.line, claim.type), told);
    sure.set(claim.type, Math.max(told, sure.get(claim.type) ?? 0));
  }
  return {
    candidates: kept.flatMap((claim) => shown.get(claim) ?? []),
    confidence(mention) {
      const line = document.lines.findLast(({ start }) => start <= mention.start);
      // A sentence that only goes on with what another said has no claim of its own.
      const own = line && sure.get(keyOf(line, mention.type));
      return Math.min(MAX_SHOWN, Number((own ?? sure.get(mention.type) ?? 0).toFixed(2)));
    },
  };
}

/** Of the claims that are believed, those whose own sentence says it; for each type at least the likeliest. */
function choose(claims: readonly Claim[], model: Model): Claim[] {
  const { keep, propose } = model.data;
  const believed = claims.filter(
    (claim) => model.told(claim) >= (claim.grounds.framed_elsewhere > 0 ? keep : propose),
  );
  const likeliest = new Map<MentionType, Claim>();
  for (const claim of believed) {
    const held = likeliest.get(claim.type);
    if (!held || model.here(claim) > model.here(held)) likeliest.set(claim.type, claim);
  }
  return believed.filter((claim) => model.here(claim) >= HERE || likeliest.get(claim.type) === claim);
}

const keyOf = (line: Line, type: MentionType): string => `${line.index} ${type}`;

/**
 * A candidate by words alone. None where no term of the sentence names the act, or something that only this type speaks of: it
 * could show no evidence; none over a dateline or a heading, which say nothing.
 */
function proposalOf(
  { line, type }: Claim,
  document: Document,
  context: Context,
  lexicon: Lexicon,
  model: Model,
): Candidate[] {
  if (
    !document.lines.some((one) => context.named(one)) ||
    isFragment(document.full.slice(line.start, line.end))
  )
    return [];
  const weightOf = (hit: Hit): number =>
    Math.max(...hit.concepts.map((concept) => model.weight(`c:${lexicon.names[concept] ?? ''}`, type)));
  const terms = termsOf(type, lexicon);
  const act = line.hits.find(({ concepts }) => concepts.some((concept) => terms.has(concept)));
  if (!act) return [];
  const telling = line.hits
    .filter((hit) => weightOf(hit) > 0)
    .toSorted((a, b) => weightOf(b) - weightOf(a) || a.start - b.start)
    .slice(0, SHOWN_WORDS);
  const hits = [...new Set([...telling, act])].toSorted((a, b) => a.start - b.start);
  return [{ frame: learnedFrame(type, hits), line, hits, whole: true }];
}

/** Whether words are a dateline or a heading: short, without an end or in capitals. */
function isFragment(words: string): boolean {
  if (words.length > LONGEST_FRAGMENT || /\p{Script=Han}/u.test(words)) return false;
  return !SENTENCE_END.test(words) || (words === words.toUpperCase() && /[\p{Lu}]/u.test(words));
}

const termsRead = new WeakMap<Lexicon, Map<MentionType, ReadonlySet<Concept>>>();

/** What the frames of a type look for, without names of states and bodies and without cues: "Moscow denied it" names no act. */
function termsOf(type: MentionType, lexicon: Lexicon): ReadonlySet<Concept> {
  const held = termsRead.get(lexicon) ?? new Map<MentionType, ReadonlySet<Concept>>();
  termsRead.set(lexicon, held);
  const known = held.get(type);
  if (known) return known;
  const asked = lexicon.frames
    .filter((frame) => frame.type === type)
    .flatMap(({ slots, sentence, near }) => [...slots, ...sentence, ...near].flat());
  const terms = new Set(
    asked.filter((concept) => !lexicon.cues.has(concept) && !lexicon.actors.has(concept)),
  );
  held.set(type, terms);
  return terms;
}

/** What a frame would have to ask for to find just these words. */
function learnedFrame(type: MentionType, hits: readonly Hit[]): Frame {
  const source = frameSchema.parse({ id: 'learned', when: 'learned', fallback: true, confidence: 0.3 });
  const slots = hits.map((hit) => hit.concepts);
  return {
    id: `${type}.learned`,
    type,
    slots,
    sentence: [],
    near: [],
    text: [],
    not: [],
    notText: [],
    source,
  };
}
