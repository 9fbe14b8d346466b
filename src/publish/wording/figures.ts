import type { FigureView } from '../views.ts';
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
  const groups = new Map<string, FigureView[]>();
  for (const figure of figures) {
    const key = knownUnit(figure) ?? ` ${figure.text}`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()]
    .map((group) => rangeOf(group, locale))
    .sort((a, b) => b.figures.length - a.figures.length);
}

/** One figure in the reader's language; an English source's own words are kept, since they carry its hedge. */
export function figureText(figure: FigureView, locale: Locale): string {
  return rangeOf([figure], locale).text;
}

function rangeOf(figures: FigureView[], locale: Locale): FigureRange {
  const [first] = figures;
  const unit = first ? knownUnit(first) : null;
  const isSame = figures.every(({ min, max }) => min === first?.min && max === first?.max);
  const text = first?.text.trim().replace(LOOSE_END, '') ?? '';
  const english = locale === 'en' && isSame ? IN_ENGLISH.exec(text) : null;
  if (unit === null || english) return { text, count: english?.[1] ?? text, unit, figures };
  const count = countOf(figures, locale, unitWords(unit, locale));
  return { ...count, unit, figures };
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
