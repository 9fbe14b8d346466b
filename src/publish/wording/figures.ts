import { groupBy } from '../../group-by.ts';
import type { FigureView } from '../event-view.ts';
import type { Locale } from './phrases.ts';
import { unitId, unitWords } from './units.ts';

const NUMBERS: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }),
  ko: new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 2 }),
};
const MILLIONS = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumFractionDigits: 2,
});
const MILLION = 1e6;

const HEDGES =
  'about|around|some|roughly|approximately|nearly|almost|over|more than|at least|at most|up to|as many as|fewer than|less than|an estimated|estimated';
/** Not a word by which a sentence goes on. */
const NOT_ON = String.raw`(?!(?:in|of|to|from|per|worth|since|and|or|at|on|by|for)\b)`;
/** A figure in an English source's own words that can stand in a sentence: its hedge and number, and at most two words. */
const IN_ENGLISH = new RegExp(
  `^((?:(?:${HEDGES}) ){0,2}(?:US|S)?[$€]?\\d[\\d,.]*(?: (?:to|-|–) \\d[\\d,.]*)?(?: (?:thousand|million|billion))?)( ${NOT_ON}\\p{Script=Latin}+(?: ${NOT_ON}\\p{Script=Latin}+)?)?$`,
  'iu',
);
/** What a quote goes on with behind its figure. */
const LOOSE_END = / (?:of|in|over|to|from|with|at|on|by|and|for|hired|had been)$/iu;

/** Figures that measure the same thing: a range with its sources, never one number. */
export interface FigureRange {
  /** "200 to 600 people", "more than 10,000 containers". */
  text: string;
  /** The same without the unit: "200 to 600", "more than 10,000". */
  count: string;
  /** Id of the unit, or null where none is known: then the text is a source's own and fits into no sentence. */
  unit: string | null;
  figures: FigureView[];
}

/** The figures grouped by unit, the unit with most figures first; within a unit as given. */
export function figureRanges(figures: readonly FigureView[], locale: Locale): FigureRange[] {
  const groups = groupBy(figures, (figure) => knownUnit(figure) ?? ` ${figure.text}`);
  return [...groups.values()]
    .map((group) => rangeOf(group, locale))
    .sort((a, b) => b.figures.length - a.figures.length);
}

/** One figure in the reader's language; an English source's own words are kept, since they carry its hedge. */
export function figureText(figure: FigureView, locale: Locale): string {
  return rangeOf([figure], locale).text;
}

/** One number, however often and however carefully it is given: "about or at least 36,000 containers", and who says so. */
export interface NumberGiven {
  text: string;
  /** Each once, in the order of the figures. */
  sources: string[];
  figures: FigureView[];
}

/** The figures with the same number said once, with the range of their wordings; figures without a known unit in their own words. */
export function numbersGiven(figures: readonly FigureView[], locale: Locale): NumberGiven[] {
  const groups = groupBy(figures, (figure) => {
    const { min, max, text } = figure;
    const unit = knownUnit(figure);
    return unit === null ? ` ${text}` : `${unit} ${min ?? max} ${max ?? min}`;
  });
  return [...groups.values()].map((group) => ({
    text: numberText(group, locale),
    sources: [...new Set(group.map(({ source }) => source))],
    figures: group,
  }));
}

/** "about": what a source is careful with in its own words, and no bound tells. */
const ABOUT = /^(?:about|around|some|roughly|approximately|nearly|almost|an estimated|estimated) /iu;

function numberText(group: FigureView[], locale: Locale): string {
  const texts = [...new Set(group.map((figure) => figureText(figure, locale)))];
  const [only = ''] = texts;
  if (texts.length === 1 || locale !== 'en') return texts.length === 1 ? only : rangeOf(group, locale).text;
  const joint = countedOf(group, locale).text;
  const about = texts.flatMap((text) => ABOUT.exec(text)?.[0].trim().toLowerCase() ?? [])[0];
  if (about === undefined || /\d to /u.test(joint)) return joint;
  return /^\S*\d/u.test(joint) ? `${about} ${joint}` : `${about} or ${joint}`;
}

/**
 * Whether a figure lies wholly above or below all earlier ones of its unit: "raised" names the highest of those, "lowered" the
 * lowest; null where they overlap or count something else.
 */
export function shiftOf(
  now: FigureView,
  before: readonly FigureView[],
): { kind: 'raised' | 'lowered'; from: FigureView } | null {
  const unit = knownUnit(now);
  const alike = before.filter(
    (figure) => unit !== null && knownUnit(figure) === unit && lowOf(figure) !== null,
  );
  const [low, high] = [lowOf(now), highOf(now)];
  const [lowest, highest] = [minBy(alike, lowOf), minBy(alike, (figure) => -(highOf(figure) ?? 0))];
  if (low === null || high === null || !lowest || !highest) return null;
  if (low > (highOf(highest) ?? low)) return { kind: 'raised', from: highest };
  return high < (lowOf(lowest) ?? high) ? { kind: 'lowered', from: lowest } : null;
}

function lowOf({ min, max }: FigureView): number | null {
  return min ?? max;
}

function highOf({ min, max }: FigureView): number | null {
  return max ?? min;
}

function minBy<T>(list: readonly T[], valueOf: (each: T) => number | null): T | undefined {
  return list.reduce<T | undefined>(
    (least, each) => (least === undefined || (valueOf(each) ?? 0) < (valueOf(least) ?? 0) ? each : least),
    undefined,
  );
}

function rangeOf(figures: FigureView[], locale: Locale): FigureRange {
  const [first] = figures;
  const unit = first ? knownUnit(first) : null;
  const isSame = figures.every(({ min, max }) => min === first?.min && max === first?.max);
  const text = first?.text.trim().replace(LOOSE_END, '') ?? '';
  const english = locale === 'en' && isSame ? IN_ENGLISH.exec(text) : null;
  if (unit === null || english) return { text, count: english?.[1] ?? text, unit, figures };
  return { ...countedOf(figures, locale), unit, figures };
}

/** In our words, from the bounds alone. */
function countedOf(figures: readonly FigureView[], locale: Locale): { text: string; count: string } {
  const unit = figures[0] ? knownUnit(figures[0]) : null;
  return countOf(figures, locale, unit === null ? '#' : unitWords(unit, locale));
}

/** A number or range, alone and with its unit; the unit's "#" is the number's place, a "$" before it goes with each number. */
function countOf(
  figures: readonly FigureView[],
  locale: Locale,
  words: string,
): { text: string; count: string } {
  const known = figures.flatMap(({ min, max }) => [min, max]).filter((bound) => bound !== null);
  if (known.length === 0) return { text: figures[0]?.text ?? '', count: '' };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const bounds = {
    isRange: low !== high,
    isOpenAbove: figures.some(({ min, max }) => max === null && min === high),
    isOpenBelow: low === high && figures.every(({ min }) => min === null),
  };
  if (locale === 'ko') return korean(NUMBERS.ko.format(low), NUMBERS.ko.format(high), words, bounds);
  const symbol = /^\S*(?=#)/u.exec(words)?.[0] ?? '';
  const [from, to] = [low, high].map((value) => `${symbol}${inEnglish(value)}`);
  const noun = words.slice(words.indexOf('#') + 1);
  const count = english(from ?? '', to ?? '', bounds);
  return { count, text: `${count}${high === 1 ? singular(noun) : noun}` };
}

interface Bounds {
  isRange: boolean;
  isOpenAbove: boolean;
  isOpenBelow: boolean;
}

function english(low: string, high: string, { isRange, isOpenAbove, isOpenBelow }: Bounds): string {
  if (isRange) return `${low} to ${isOpenAbove ? 'more than ' : ''}${high}`;
  return `${isOpenAbove ? 'at least ' : isOpenBelow ? 'up to ' : ''}${high}`;
}

function korean(low: string, high: string, words: string, { isRange, isOpenAbove, isOpenBelow }: Bounds) {
  const count = isRange ? `${low}~${high}` : high;
  return {
    count,
    text: `${words.replace('#', () => count)}${isOpenAbove ? ' 이상' : isOpenBelow ? ' 이하' : ''}`,
  };
}

function inEnglish(value: number): string {
  return value >= MILLION ? MILLIONS.format(value) : NUMBERS.en.format(value);
}

function singular(noun: string): string {
  return noun === ' people' ? ' person' : noun.replace(/ies$/u, 'y').replace(/s$/u, '');
}

function knownUnit({ unit }: FigureView): string | null {
  return unit === null ? null : unitId(unit);
}
