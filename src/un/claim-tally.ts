import type { Language } from '../taxonomy.ts';
import { NUMBER_PATTERN, numberValue } from './number-words.ts';

/** What a telling says of the count; a part that it does not give is null. */
export interface ToldTally {
  yes: number | null;
  no: number | null;
  abstain: number | null;
  /** The two first are given as a score ("9-5"), which may put the greater one first whoever won. */
  score: boolean;
}

const N = NUMBER_PATTERN;
const score = (source: string): [RegExp, boolean] => [new RegExp(source, 'giu'), true];
const counts = (source: string): [RegExp, boolean] => [new RegExp(source, 'giu'), false];

const EN: readonly [RegExp, boolean][] = [
  score(
    `(?<![\\p{L}\\d/-])(?<yes>${N})(?: votes?)?(?: to |[-–])(?<no>${N})(?:(?:[-–]| with | and |, with )(?<abstain>${N})(?: abst\\p{L}+)?)?(?![\\p{L}\\d/-])`,
  ),
  counts(
    `(?<![\\p{L}\\d/-])(?<yes>${N}) (?:votes? |members? )?(?:(?:voted |were )?in favou?r|for\\b|backed|carried|voted (?:for|(?:\\p{L}+ ){0,2}to)|supported)`,
  ),
  counts(`received (?<yes>${N}) votes`),
  counts(`(?<![\\p{L}\\d/-])(?<no>${N}) (?:votes? |(?:permanent )?members? )?(?:against|opposed)`),
  counts(`(?<![\\p{L}\\d/-])(?<abstain>${N}) (?:members? )?(?:abst\\p{L}+)`),
];
const RU: readonly [RegExp, boolean][] = [
  score('(?<![\\d-])(?<yes>\\d{1,2}) (?:голос\\p{L}* )?против (?<no>\\d{1,2})(?!\\d)'),
  counts('(?<yes>\\d{1,2}) (?:голос\\p{L}*(?: за)?|членов Совета проголосова|за(?!\\p{L}))'),
  counts('(?<no>\\d{1,2}) (?:голос\\p{L}* )?против(?! \\d)'),
  counts('(?<abstain>\\d{1,2}) воздерж'),
];
const KO = [
  counts('찬성 ?(?<yes>\\d{1,2})'),
  counts('반대 ?(?<no>\\d{1,2})'),
  counts('기권 ?(?<abstain>\\d{1,2})'),
];
const ZH = [
  counts('(?<yes>\\d{1,2})(?:票|个成员(?:国)?(?:投了?|都)?)赞成'),
  counts('(?<no>\\d{1,2})票反对'),
  counts('(?<abstain>\\d{1,2})票弃权'),
];
const JA = [
  counts('賛成(?<yes>\\d{1,2})'),
  counts('反対(?<no>\\d{1,2})'),
  counts('棄権(?<abstain>\\d{1,2})'),
];

const PATTERNS: Readonly<Record<Language, readonly [RegExp, boolean][]>> = {
  en: EN,
  ru: RU,
  ko: KO,
  zh: ZH,
  ja: JA,
};
/** The Council has 15 members, ECOSOC 54. */
const MOST_VOTES = 54;

/** The counts that a text tells, one entry for each place that tells one. */
export function talliesIn(text: string, language: Language): ToldTally[] {
  return PATTERNS[language].flatMap(([pattern, isScore]) =>
    [...text.matchAll(pattern)].flatMap(({ groups }) => {
      const told: ToldTally = {
        yes: value(groups?.yes),
        no: value(groups?.no),
        abstain: value(groups?.abstain),
        score: isScore,
      };
      return [told.yes, told.no, told.abstain].some((count) => (count ?? 0) > MOST_VOTES) ? [] : [told];
    }),
  );
}

function value(text: string | undefined): number | null {
  return text === undefined ? null : numberValue(text);
}
