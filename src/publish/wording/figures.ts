import type { FigureView } from '../views.ts';
import { unitName } from './glossary.ts';
import type { Locale } from './phrases.ts';

const NUMBERS: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }),
  ko: new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 2 }),
};
const ENGLISH_FIGURE = /^[\x20-\x7e–]*\d[\x20-\x7e–]*$/u;
const CURRENCIES: Readonly<Record<string, string>> = { 'US dollars': '$', euros: '€' };

/** Figures that measure the same thing: a range with its sources, never one number. */
export interface FigureRange {
  /** "200 to 600 people", "more than 10,000 containers". */
  text: string;
  /** The canonical English unit ("people"), or null where none is given. */
  unit: string | null;
  figures: FigureView[];
}

/** The figures grouped by unit, the unit with most figures first; within a unit as given. */
export function figureRanges(figures: readonly FigureView[], locale: Locale): FigureRange[] {
  const groups = new Map<string | null, FigureView[]>();
  for (const figure of figures) {
    const unit = figure.unit === null ? null : unitName(figure.unit, 'en');
    groups.set(unit, [...(groups.get(unit) ?? []), figure]);
  }
  return [...groups]
    .map(([unit, figures]) => ({ unit, figures, text: rangeText(figures, unit, locale) }))
    .sort((a, b) => b.figures.length - a.figures.length);
}

/** One figure in the reader's language; an English source's own words are kept, since they carry its hedge. */
export function figureText(figure: FigureView, locale: Locale): string {
  return rangeText([figure], figure.unit === null ? null : unitName(figure.unit, 'en'), locale);
}

function rangeText(figures: readonly FigureView[], unit: string | null, locale: Locale): string {
  const [only] = figures;
  const isSame = only && figures.every((figure) => figure.min === only.min && figure.max === only.max);
  if (only && isSame && locale === 'en' && ENGLISH_FIGURE.test(only.text)) return only.text;
  const known = figures.flatMap(({ min, max }) => [min, max]).filter((bound) => bound !== null);
  if (known.length === 0) return only?.text ?? '';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const isOpenAbove = figures.some(({ min, max }) => max === null && min === high);
  const isOpenBelow = figures.every(({ min }) => min === null);
  return locale === 'ko'
    ? korean(low, high, unit, isOpenAbove, isOpenBelow)
    : english(low, high, unit, isOpenAbove, isOpenBelow);
}

function english(low: number, high: number, unit: string | null, isOpenAbove: boolean, isOpenBelow: boolean) {
  const symbol = unit === null ? undefined : CURRENCIES[unit];
  const count = (value: number) => `${symbol ?? ''}${NUMBERS.en.format(value)}`;
  const tail = symbol || unit === null ? '' : ` ${high === 1 ? singular(unit) : unit}`;
  if (low !== high) return `${count(low)} to ${isOpenAbove ? 'more than ' : ''}${count(high)}${tail}`;
  if (isOpenAbove) return `at least ${count(low)}${tail}`;
  return `${isOpenBelow ? 'up to ' : ''}${count(high)}${tail}`;
}

function korean(low: number, high: number, unit: string | null, isOpenAbove: boolean, isOpenBelow: boolean) {
  const number = `${low === high ? '' : `${NUMBERS.ko.format(low)}~`}${NUMBERS.ko.format(high)}`;
  const name = unit === null ? '#' : unitName(unit, 'ko');
  const counted = name.includes('#') ? name.replace('#', number) : `${number} ${name}`;
  return `${counted}${isOpenAbove ? ' 이상' : isOpenBelow && low === high ? ' 이하' : ''}`;
}

function singular(unit: string): string {
  return unit === 'people' ? 'person' : unit.replace(/s$/u, '');
}
