/** Events by month and category as geometry: numbers that a template prints as SVG. Nothing here knows colours. */
import type { MonthCount } from '../../store/timeline.ts';
import { CATEGORY_IDS, type Category } from '../../taxonomy.ts';
import { rounded } from './percent.ts';

/** Pixels; across, everything is a share of the width in per cent, so that bars fill any screen and text stays undistorted. */
const ROW_HEIGHT = 36;
/** A bar that stands for a single event stays visible, ... */
const LEAST_HEIGHT = 2;
/** ... on a telephone, too. */
const LEAST_WIDTH = 0.35;
const WIDEST = 3;
/** Older events than these are counted, not drawn: one of 1953 would leave no room for the rest. */
const MOST_MONTHS = 180;
/** Years that can be written side by side on a telephone. */
const FEW_YEARS = 5;
/** A year that begins here has no room for its number. */
const LAST_LABEL = 95;

export interface ActivityChart {
  height: number;
  rows: { category: Category; total: number; bars: Bar[] }[];
  /** First day of a year, where it stands; `isMain` for those that a narrow screen shows. */
  years: { year: string; x: number; isMain: boolean; isLabelled: boolean }[];
  /** What the tallest bar stands for: the scale of all. */
  most: { month: string; n: number } | null;
  /** Events by year and category, for those who do not see the bars. */
  table: { year: string; counts: number[] }[];
  /** Events before the first month that is drawn. */
  before: number;
  undated: number;
}

/** `x` and `width` in per cent, `y` and `height` in pixels. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  month: string;
  n: number;
}

type Dated = MonthCount & { month: string };

/** Bars of events by month, one row a category; rows share the scale, so that they can be compared. */
export function activityChart(counts: readonly MonthCount[]): ActivityChart {
  const dated = counts.flatMap((count) => (count.month ? [{ ...count, month: count.month }] : []));
  const indexes = dated.map(({ month }) => indexOf(month));
  const last = indexes.reduce((most, index) => Math.max(most, index), 0);
  const earliest = indexes.reduce((least, index) => Math.min(least, index), last);
  const first = Math.max(last - MOST_MONTHS + 1, earliest);
  const step = 100 / (last - first + 1);
  const drawn = dated.filter(({ month }) => indexOf(month) >= first);
  const top = drawn.reduce<Dated | null>((max, each) => (max && max.n >= each.n ? max : each), null);
  return {
    height: ROW_HEIGHT,
    rows: CATEGORY_IDS.map((category) => ({
      category,
      total: sumOf(counts.filter((count) => count.category === category)),
      bars: drawn
        .filter((count) => count.category === category)
        .map((count) => barOf(count, (indexOf(count.month) - first) * step, step, top?.n ?? 1)),
    })),
    years: dated.length === 0 ? [] : yearsOf(first, last, step),
    most: top && { month: top.month, n: top.n },
    table: tableOf(dated),
    before: sumOf(dated.filter(({ month }) => indexOf(month) < first)),
    undated: sumOf(counts.filter(({ month }) => month === null)),
  };
}

function barOf({ month, n }: Dated, x: number, step: number, most: number): Bar {
  const height = rounded(Math.max(LEAST_HEIGHT, (n / most) * (ROW_HEIGHT - 2)));
  const width = Math.max(LEAST_WIDTH, Math.min(step * 0.8, WIDEST));
  return { x: rounded(x), y: rounded(ROW_HEIGHT - height), width: rounded(width), height, month, n };
}

function tableOf(counts: readonly Dated[]): ActivityChart['table'] {
  const years = [...new Set(counts.map(({ month }) => month.slice(0, 4)))].toSorted();
  return years.map((year) => ({
    year,
    counts: CATEGORY_IDS.map((category) =>
      sumOf(counts.filter((count) => count.category === category && count.month.startsWith(year))),
    ),
  }));
}

function yearsOf(first: number, last: number, step: number): ActivityChart['years'] {
  const [from, to] = [Math.ceil(first / 12), Math.floor(last / 12)];
  if (from > to) return [{ year: String(Math.floor(first / 12)), x: 0, isMain: true, isLabelled: true }];
  const stride = Math.ceil((to - from + 1) / FEW_YEARS);
  return Array.from({ length: to - from + 1 }, (_, n) => {
    const x = rounded(((from + n) * 12 - first) * step);
    return { year: String(from + n), x, isMain: n % stride === 0, isLabelled: x <= LAST_LABEL };
  });
}

/** Months since year 0. */
function indexOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function sumOf(counts: readonly { n: number }[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}
