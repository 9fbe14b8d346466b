import type { Language } from '../taxonomy.ts';
import { groupsIn, type Group } from './claim-actors.ts';
import { daysIn, type PartialDay } from './claim-date.ts';
import { talliesIn, type ToldTally } from './claim-tally.ts';
import { claimWords, type Act, type ClaimWords, type OutcomeOf } from './claim-words.ts';
import { citedIn } from './cited-in.ts';
import type { Topic } from './council-record.ts';

/** That somebody did something, as a telling has it. */
export interface Assertion {
  act: Act;
  /** Codes of states. */
  actors: string[];
  negated: boolean;
  /** Nobody else did. */
  alone: boolean;
  /** They tried, and failed. */
  attempt: boolean;
}

/** What a telling says, read without knowledge of the record. */
export interface ReadClaim {
  aboutDprk: boolean;
  topics: ReadonlySet<Topic>;
  symbols: ReadonlySet<string>;
  days: PartialDay[];
  /** Whether the days stand in the claim itself, not only around it. */
  namesDays: boolean;
  assertions: Assertion[];
  tallies: ToldTally[];
  outcomes: { of: OutcomeOf; done: boolean }[];
}

const SENTENCE = /(?<=(?<!\b\p{Lu})[.!?])\s+(?=[\p{Lu}\p{Lo}\p{N}“"«])|(?<=[。！？；;\n])/u;
/** As SENTENCE, but for the semicolons, which part what is told of one vote. */
const BORDER = /(?<=(?<!\b\p{Lu})[.!?])\s+(?=[\p{Lu}\p{Lo}\p{N}“"«])|(?<=[。！？])|\n/gu;
const LONGEST_CLAIM = 20_000;

/** How far from a quote its sentence may begin or end. */
const LONGEST_SENTENCE = 600;

/** Where the sentences of a text begin and end in which the range from `start` to `end` (UTF-16 units) stands. */
export function sentencesAround(text: string, start: number, end: number): { start: number; end: number } {
  const from = Math.max(0, start - LONGEST_SENTENCE);
  const borders = [...text.slice(from, end + LONGEST_SENTENCE).matchAll(BORDER)].map(
    ({ index, 0: { length: gap } }) => ({ ends: from + index, begins: from + index + gap }),
  );
  return {
    start: borders.findLast((border) => border.begins <= start)?.begins ?? from,
    end: borders.find((border) => border.ends >= end)?.ends ?? Math.min(text.length, end + LONGEST_SENTENCE),
  };
}

/**
 * Reads what a text asserts of acts in the Council; `context` only helps to tell which. The days are those of the text, else
 * of the `sentence` that it is a clause of, else of the context.
 */
export function readClaim(text: string, language: Language, context = '', sentence = ''): ReadClaim {
  const claim = text.slice(0, LONGEST_CLAIM);
  const all = `${context.slice(0, LONGEST_CLAIM)}\n${claim}`;
  const words = claimWords(language);
  const own = daysIn(claim, language);
  const days = own.length > 0 ? own : daysIn(sentence, language);
  const sentences = claim.split(SENTENCE).filter((sentence) => sentence.trim() !== '');
  const read = sentences.map((sentence) => readSentence(sentence, words, language));
  return {
    aboutDprk: has(words.dprk, all),
    topics: new Set(words.topics.filter(([, pattern]) => has(pattern, all)).map(([topic]) => topic)),
    symbols: new Set(citedIn(all).map(({ key }) => key)),
    days: days.length > 0 ? days : daysIn(context, language),
    namesDays: days.length > 0,
    assertions: read.flatMap(({ assertions }) => assertions),
    tallies: read.flatMap(({ tallies }) => tallies),
    outcomes: read.flatMap(({ outcomes }) => outcomes),
  };
}

function readSentence(
  sentence: string,
  words: ClaimWords,
  language: Language,
): Pick<ReadClaim, 'assertions' | 'tallies' | 'outcomes'> {
  const groups = groupsIn(sentence, words);
  const assertions = actsIn(sentence, words).flatMap((found) =>
    assertionsOf(found, sentence, groups, words, language),
  );
  const authors = groups
    .filter(({ isAuthor }) => isAuthor)
    .map(({ codes }): Assertion => ({
      act: 'sponsor',
      actors: codes,
      negated: false,
      alone: false,
      attempt: false,
    }));
  const outcomes = words.outcomes.flatMap(([of, done, undone]) => [
    ...(has(done, sentence) ? [{ of, done: true }] : []),
    ...(has(undone, sentence) ? [{ of, done: false }] : []),
  ]);
  const isReal = !has(words.denied, sentence) && (!has(words.unreal, sentence) || language === 'en');
  return {
    assertions: [...assertions, ...authors],
    tallies: talliesIn(sentence, language),
    outcomes: isReal ? outcomes : [],
  };
}

interface FoundAct {
  act: Act;
  start: number;
  end: number;
  /** Who acted stands behind. */
  of: boolean;
}

/** The acts of a sentence; the longer of two that overlap is meant. */
function actsIn(sentence: string, words: ClaimWords): FoundAct[] {
  const find = (table: ClaimWords['acts'], of: boolean): FoundAct[] =>
    table.flatMap(([act, pattern]) =>
      [...sentence.matchAll(pattern)].map((match) => ({
        act,
        start: match.index,
        end: match.index + match[0].length,
        of,
      })),
    );
  const all = [...find(words.actsOf, true), ...find(words.acts, false)];
  return all
    .filter(
      (a) =>
        !all.some(
          (b) =>
            b !== a &&
            overlaps(a, b) &&
            (length(b) > length(a) || (length(b) === length(a) && b.of && !a.of)),
        ),
    )
    .sort((a, b) => a.start - b.start);
}

const length = (range: { start: number; end: number }): number => range.end - range.start;
const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** How far behind "vetoed by" the name may begin. */
const BEHIND = 14;
const AROUND = 24;

function assertionsOf(
  found: FoundAct,
  sentence: string,
  groups: readonly Group[],
  words: ClaimWords,
  language: Language,
): Assertion[] {
  const group = subjectOf(found, sentence, groups, language);
  if (!group || group.codes.includes('?')) return [];
  const [from, to] = group.start < found.start ? [group.end, found.start] : [found.end, group.start];
  const between = sentence.slice(from, to);
  const spaced = language === 'en';
  const verbLast = language === 'ko' || language === 'ja';
  const reach = spaced
    ? sentence.slice(Math.max(0, group.start - AROUND), Math.max(found.end, group.start))
    : sentence;
  if (has(words.unreal, reach) || has(words.denied, reach)) return [];
  const behind = sentence.slice(found.end, found.end + AROUND / 2);
  const actors = [...group.codes, ...alsoDid(sentence.slice(found.end), words)];
  return [
    {
      act: found.act,
      actors,
      negated: has(words.negated, between.slice(-AROUND)) || (verbLast && has(words.negated, behind)),
      alone:
        has(words.aloneBehind, sentence.slice(group.end)) ||
        has(words.alone, sentence.slice(Math.max(0, group.start - AROUND / 2), group.end + AROUND / 2)),
      attempt: has(words.attempt, sentence),
    },
  ];
}

function subjectOf(
  found: FoundAct,
  sentence: string,
  groups: readonly Group[],
  language: Language,
): Group | undefined {
  const behind = groups.find(({ start }) => start >= found.end - 1 && start - found.end <= BEHIND);
  if (found.of && behind) return behind;
  if (language === 'ru' && behind && !behind.isAuthor && behind.start - found.end <= 1) return behind;
  const candidates = groups.filter(
    ({ isAuthor, isObject, end }) => !isAuthor && (!isObject || found.start - end <= POSSESSIVE),
  );
  const before = candidates.findLast(({ end }) => end <= found.start);
  if (before) return before;
  if (language === 'ru') return behind;
  return PRONOUN_BEFORE.test(sentence.slice(0, found.start))
    ? candidates.find(({ start }) => start >= found.end)
    : undefined;
}

/** "With its March veto, Beijing ...": the name that the pronoun stands for comes later. */
const PRONOUN_BEFORE = /\b(?:its|their|his|her)\b/iu;

/** "Despite China's veto": the act belongs to the name that it follows at once. */
const POSSESSIVE = 3;

/** "..., and so did Russia". */
function alsoDid(behind: string, words: ClaimWords): string[] {
  const match = /^[^.;]{0,40}? so (?:did|has|had) /u.exec(behind);
  const first = match ? groupsIn(behind.slice(match[0].length), words)[0] : undefined;
  return first && first.start === 0 ? first.codes : [];
}

/** Whether a global expression occurs; `lastIndex` would carry over between texts. */
export function has(pattern: RegExp | null, text: string): boolean {
  if (!pattern) return false;
  pattern.lastIndex = 0;
  return pattern.test(text);
}
