import type { Context } from '../analyze/context.ts';
import type { Document, Line } from '../analyze/document.ts';
import type { Candidate } from '../analyze/frames.ts';
import { MENTION_TYPES, type MentionType } from '../taxonomy.ts';

/** That a sentence tells of a type: by frames that fitted it, by its words, or by both; what it stands on, as numbers. */
export interface Claim {
  line: Line;
  type: MentionType;
  frames: readonly Candidate[];
  grounds: Record<Ground, number>;
}

export const GROUNDS = [
  'words',
  'words_elsewhere',
  'about',
  'framed',
  'frame',
  'words_and_frame',
  'support',
  'fallback',
  'framed_elsewhere',
  'other_types',
  'unnamed',
  'title',
  'foreign_language',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** Words alone make a claim from this probability on; below it they never became a mention. */
const NOMINATE = 0.1;
/** A probability of 0 or 1 would outweigh everything else. */
const MAX_LOGIT = 6;
/** More frames than this over one sentence say the same again. */
const MAX_SUPPORT = 4;

/**
 * Every claim about a text. `beliefs`: for each sentence the probability of each type by its words, null where the model was
 * not asked because the sentence cannot be about the subject.
 */
export function claimsOf(
  document: Document,
  context: Context,
  candidates: readonly Candidate[],
  beliefs: readonly (Float64Array | null)[],
): Claim[] {
  const best = MENTION_TYPES.map((_, t) => beliefs.reduce((most, row) => Math.max(most, row?.[t] ?? 0), 0));
  const whole: Whole = {
    about: logit(Math.max(...best)),
    framed: new Set(candidates.map(({ frame }) => frame.type)),
    foreign: FOREIGN.test(document.full.slice(0, OPENING)),
  };
  const fitting = document.lines.map((): Candidate[] => []);
  for (const candidate of candidates) fitting[candidate.line.index]?.push(candidate);
  const claims: Claim[] = [];
  for (const line of document.lines) {
    const i = line.index;
    const own = fitting[i] ?? NONE;
    const row = beliefs[i];
    // Most sentences tell of nothing; this keeps them cheap.
    if (own.length === 0 && !row?.some((belief) => belief >= NOMINATE)) continue;
    for (let t = 0; t < MENTION_TYPES.length; t += 1) {
      const type = MENTION_TYPES[t];
      const belief = row?.[t] ?? 0;
      if (!type || (own.length === 0 && belief < NOMINATE)) continue;
      const frames = own.length === 0 ? NONE : own.filter(({ frame }) => frame.type === type);
      if (frames.length === 0 && belief < NOMINATE) continue;
      const grounds = {
        ...groundsOf(belief, frames, type, whole, best[t] ?? 0),
        unnamed: Number(!context.named(line)),
        title: Number(line.title),
      };
      claims.push({ line, type, frames, grounds });
    }
  }
  return claims;
}

const NONE: readonly Candidate[] = [];
const FOREIGN = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Cyrillic}]{2}/u;
/** A name in another script may stand anywhere; a text in another script shows it at once. */
const OPENING = 200;

/** What is so of the text as a whole. */
interface Whole {
  /** That it tells of any type at all, by the words of one sentence. */
  about: number;
  framed: ReadonlySet<MentionType>;
  foreign: boolean;
}

function groundsOf(
  belief: number,
  frames: readonly Candidate[],
  type: MentionType,
  { about, framed, foreign }: Whole,
  elsewhere: number,
): Omit<Claim['grounds'], 'unnamed' | 'title'> {
  const words = logit(belief);
  const fitted = Number(frames.length > 0);
  const frame = Math.max(0, ...frames.map((candidate) => candidate.frame.source.confidence));
  return {
    words,
    words_elsewhere: logit(elsewhere),
    about,
    framed: fitted,
    frame: fitted * logit(frame),
    words_and_frame: fitted * words,
    support: Math.min(new Set(frames.map((one) => one.frame.id)).size, MAX_SUPPORT),
    fallback: fitted * Number(frames.every((one) => one.frame.source.fallback)),
    framed_elsewhere: Number(framed.has(type)),
    other_types: Number([...framed].some((other) => other !== type)),
    foreign_language: Number(foreign),
  };
}

function logit(probability: number): number {
  const value = Math.log(probability / (1 - probability));
  return Math.min(MAX_LOGIT, Math.max(-MAX_LOGIT, value));
}
