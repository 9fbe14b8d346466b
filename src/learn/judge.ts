import type { Context } from '../analyze/context.ts';
import type { Document, Line } from '../analyze/document.ts';
import type { Candidate } from '../analyze/frames.ts';
import type { Lexicon } from '../analyze/lexicon.ts';
import type { Mention } from '../model.ts';
import type { MentionType } from '../taxonomy.ts';
import { claimsOf, type Claim } from './claims.ts';
import { FeatureReader } from './features.ts';
import type { Model } from './model.ts';
import { Proposer } from './propose.ts';

/** What a model makes of the candidates of a text. */
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
/** Decides which candidates of a text become mentions, and how sure each is. */
export class Judge {
  readonly #model: Model;
  readonly #features: FeatureReader;
  readonly #proposer: Proposer;

  constructor(lexicon: Lexicon, model: Model) {
    this.#model = model;
    this.#features = new FeatureReader(lexicon, (feature) => model.row(feature));
    this.#proposer = new Proposer(lexicon, model);
  }

  judge(document: Document, context: Context, candidates: readonly Candidate[]): Judgement {
    const model = this.#model;
    const beliefs = this.#features
      .read(document, context)
      .map((features) => features && model.probabilities(features));
    const shown = new Map<Claim, readonly Candidate[]>();
    for (const claim of claimsOf(document, context, candidates, beliefs)) {
      if (!isBelieved(claim, model)) continue;
      const own = claim.frames.length > 0 ? claim.frames : this.#proposer.propose(claim, document, context);
      if (own.length > 0) shown.set(claim, own);
    }
    const kept = choose([...shown.keys()], model);
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
}

function isBelieved(claim: Claim, model: Model): boolean {
  const { keep, propose } = model.data;
  return model.told(claim) >= (claim.grounds.framed_elsewhere > 0 ? keep : propose);
}

/** Of the claims that are believed, those whose own sentence says it; for each type at least the likeliest. */
function choose(believed: readonly Claim[], model: Model): Claim[] {
  const likeliest = new Map<MentionType, Claim>();
  for (const claim of believed) {
    const held = likeliest.get(claim.type);
    if (!held || model.here(claim) > model.here(held)) likeliest.set(claim.type, claim);
  }
  return believed.filter((claim) => model.here(claim) >= HERE || likeliest.get(claim.type) === claim);
}

const keyOf = (line: Line, type: MentionType): string => `${line.index} ${type}`;
