/** Charts as geometry: pure numbers that templates print as SVG. Nothing here knows colours; the style sheet does. */
import type { EventRange, MonthCount } from '../store/timeline.ts';
import { CATEGORY_IDS, type Category } from '../taxonomy.ts';

export const CHART_WIDTH = 720;
const ROW_HEIGHT = 32;
/** One bar of a row that has nothing to show but a single event stays visible. */
const LEAST_BAR = 2;
/** Older events than these are counted, not drawn: one of 1953 would leave no room for the rest. */
const MOST_MONTHS = 180;

export interface ActivityChart {
  width: number;
  height: number;
  rows: { category: Category; total: number; most: number; bars: Bar[] }[];
  /** First day of a year, where it stands. */
  years: { year: string; x: number }[];
  /** Events by year and category, for those who do not see the bars. */
  table: { year: string; counts: number[] }[];
  /** Events before the first month that is drawn. */
  before: number;
  undated: number;
}

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  month: string;
  n: number;
}

/** Bars of events by month, one row a category; rows share the scale, so that they can be compared. */
export function activityChart(counts: readonly MonthCount[]): ActivityChart {
  const dated = counts.flatMap((count) => (count.month ? [{ ...count, month: count.month }] : []));
  const indexes = dated.map(({ month }) => indexOf(month));
  const last = Math.max(...indexes, 0);
  const first = Math.max(last - MOST_MONTHS + 1, Math.min(...indexes, last));
  const months = last - first + 1;
  const drawn = dated.filter(({ month }) => indexOf(month) >= first);
  const most = drawn.reduce((max, { n }) => Math.max(max, n), 1);
  const step = CHART_WIDTH / months;
  const barOf = ({ month, n }: { month: string; n: number }): Bar => {
    const height = Math.max(LEAST_BAR, (n / most) * (ROW_HEIGHT - 1));
    const width = Math.max(1, Math.min(step * 0.8, 24));
    return {
      x: round((indexOf(month) - first) * step),
      y: round(ROW_HEIGHT - height),
      width: round(width),
      height: round(height),
      month,
      n,
    };
  };
  return {
    width: CHART_WIDTH,
    height: ROW_HEIGHT,
    rows: CATEGORY_IDS.map((category) => {
      const own = counts.filter((count) => count.category === category);
      return {
        category,
        total: sumOf(own),
        most: own.reduce((max, { n }) => Math.max(max, n), 0),
        bars: drawn.filter((count) => count.category === category).map(barOf),
      };
    }),
    years: dated.length === 0 ? [] : yearsOf(first, last, step),
    table: tableOf(dated),
    before: sumOf(dated.filter(({ month }) => indexOf(month) < first)),
    undated: sumOf(counts.filter(({ month }) => month === null)),
  };
}

function tableOf(
  counts: readonly { month: string; category: Category; n: number }[],
): ActivityChart['table'] {
  const years = [...new Set(counts.map(({ month }) => month.slice(0, 4)))].toSorted();
  return years.map((year) => ({
    year,
    counts: CATEGORY_IDS.map((category) =>
      sumOf(counts.filter((count) => count.category === category && count.month.startsWith(year))),
    ),
  }));
}

function yearsOf(first: number, last: number, step: number): ActivityChart['years'] {
  const years: ActivityChart['years'] = [];
  for (let year = Math.ceil(first / 12); year * 12 <= last; year += 1)
    years.push({ year: String(year), x: round((year * 12 - first) * step) });
  return years;
}

/** Months since year 0. */
function indexOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function sumOf(counts: readonly { n: number }[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}

const RANGE_HEIGHT = 150;
const LEFT = 64;
const TOP = 12;
const DAY_MS = 86_400_000;
/** Years that can be written below a chart side by side. */
const MOST_YEARS = 9;

export interface RangeChart {
  width: number;
  height: number;
  left: number;
  marks: (EventRange & { x: number; top: number; bottom: number })[];
  lines: { y: number; value: number }[];
  years: { year: string; x: number }[];
}

/** What sources say of how many, event by event: from the lowest to the highest figure, on a scale of powers of ten. */
export function rangeChart(ranges: readonly EventRange[]): RangeChart {
  const days = ranges.map(({ day }) => Date.parse(day) / DAY_MS);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const xOf = (day: number): number =>
    round(LEFT + 12 + (last > first ? (day - first) / (last - first) : 0.5) * (CHART_WIDTH - LEFT - 24));
  const lowest = Math.floor(Math.log10(Math.max(1, Math.min(...ranges.map(({ low }) => low)))));
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...ranges.map(({ high }) => high), 1))));
  const yOf = (value: number): number => {
    const share = (Math.log10(Math.max(1, value)) - lowest) / (highest - lowest);
    return round(TOP + (1 - share) * RANGE_HEIGHT);
  };
  return {
    width: CHART_WIDTH,
    height: RANGE_HEIGHT + TOP + 24,
    left: LEFT,
    marks: ranges.map((range, index) => ({
      ...range,
      x: xOf(days[index] ?? first),
      top: yOf(range.high),
      bottom: yOf(range.low),
    })),
    lines: Array.from({ length: highest - lowest + 1 }, (_, power) => ({
      y: yOf(10 ** (lowest + power)),
      value: 10 ** (lowest + power),
    })),
    years: ranges.length === 0 ? [] : calendarYears(first, last, xOf),
  };
}

/** New Year's days within the span; the span's own year where it holds none. */
function calendarYears(first: number, last: number, xOf: (day: number) => number): RangeChart['years'] {
  const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();
  const years: RangeChart['years'] = [];
  const step = Math.ceil((yearOf(last) - yearOf(first)) / MOST_YEARS);
  for (let year = yearOf(first) + 1; year <= yearOf(last); year += step)
    years.push({ year: String(year), x: xOf(Date.UTC(year, 0, 1) / DAY_MS) });
  return years.length > 0 ? years : [{ year: String(yearOf(first)), x: xOf(first) }];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export const FIGURE_WIDTH = 240;

/** Where each figure lies between nought and the highest of them; an end that its source leaves open reaches on. */
export function figureBars(
  figures: readonly { min: number | null; max: number | null }[],
): { x: number; width: number; open: boolean }[] {
  const highest = Math.max(1, ...figures.map(({ min, max }) => max ?? min ?? 0));
  const scale = (FIGURE_WIDTH - 24) / highest; // room for the arrow of an open end
  return figures.map(({ min, max }) => {
    const low = min ?? max ?? 0;
    const high = max ?? low;
    const width = Math.max(4, (high - low) * scale);
    return {
      x: round(Math.max(0, high * scale - width)),
      width: round(width),
      open: max === null && min !== null,
    };
  });
}
