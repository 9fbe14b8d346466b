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

/** Every claim about a text. `beliefs`: for each sentence the probability of each type by its words. */
export function claimsOf(
  document: Document,
  context: Context,
  candidates: readonly Candidate[],
  beliefs: readonly Float64Array[],
): Claim[] {
  const best = MENTION_TYPES.map((_, t) => Math.max(...beliefs.map((row) => row[t] ?? 0)));
  const framed = new Set(candidates.map(({ frame }) => frame.type));
  const english = !/[\p{Script=Hangul}\p{Script=Han}\p{Script=Cyrillic}]{2}/u.test(
    document.input.title + document.input.text.slice(0, 200),
  );
  const byLine = new Map<Line, Candidate[]>();
  for (const candidate of candidates) {
    byLine.set(candidate.line, [...(byLine.get(candidate.line) ?? []), candidate]);
  }
  return document.lines.flatMap((line) =>
    MENTION_TYPES.flatMap((type, t): Claim[] => {
      const frames = (byLine.get(line) ?? []).filter(({ frame }) => frame.type === type);
      const belief = beliefs[line.index]?.[t] ?? 0;
      if (frames.length === 0 && belief < NOMINATE) return [];
      const words = logit(belief);
      const frame = Math.max(0, ...frames.map((candidate) => candidate.frame.source.confidence));
      const fitted = Number(frames.length > 0);
      const grounds = {
        words,
        words_elsewhere: logit(best[t] ?? 0),
        about: logit(Math.max(...best)),
        framed: fitted,
        frame: fitted * logit(frame),
        words_and_frame: fitted * words,
        support: Math.min(new Set(frames.map((one) => one.frame.id)).size, MAX_SUPPORT),
        fallback: fitted * Number(frames.every((one) => one.frame.source.fallback)),
        framed_elsewhere: Number(framed.has(type)),
        other_types: Number([...framed].some((other) => other !== type)),
        unnamed: Number(!context.named(line)),
        title: Number(line.title),
        foreign_language: Number(!english),
      };
      return [{ line, type, frames, grounds }];
    }),
  );
}

function logit(probability: number): number {
  const value = Math.log(probability / (1 - probability));
  return Math.min(MAX_LOGIT, Math.max(-MAX_LOGIT, value));
}
