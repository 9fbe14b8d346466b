/** What sources say of how many, as geometry: numbers that templates print as SVG. Nothing here knows colours. */
import type { EventRange } from '../../store/timeline.ts';
import { rounded } from './percent.ts';

/** Pixels; across, everything is in per cent of the width. */
const PLOT_HEIGHT = 170;
const TOP = 22;
const BOTTOM = 24;
/** Room for half a mark at either side. */
const MARGIN = 2;
const DAY_MS = 86_400_000;
/** Years that can be written below a chart side by side. */
const MOST_YEARS = 6;

export interface RangeChart {
  height: number;
  /** `from` and `x`, its first and last day, in per cent; `top` and `bottom` in pixels. The highest of all is labelled. */
  marks: (EventRange & { from: number; x: number; top: number; bottom: number; isHighest: boolean })[];
  lines: { y: number; value: number }[];
  years: { year: string; x: number; anchor: 'start' | 'middle' | 'end' }[];
}

/** What sources say of how many, event by event, at its last day, by which a total was reached: from the lowest to the highest figure, on a scale of powers of ten. */
export function rangeChart(ranges: readonly EventRange[]): RangeChart {
  const days = ranges.map(({ day, until }) => [dayNumber(day), dayNumber(until)] as const);
  const [first, last] = [Math.min(...days.flat()), Math.max(...days.flat())];
  const xOf = (day: number): number =>
    rounded(MARGIN + (last > first ? (day - first) / (last - first) : 0.5) * (100 - 2 * MARGIN));
  const lowest = Math.floor(Math.log10(Math.max(1, Math.min(...ranges.map(({ low }) => low)))));
  const most = Math.max(1, ...ranges.map(({ high }) => high));
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(most)));
  const yOf = (value: number): number => {
    const share = (Math.log10(Math.max(1, value)) - lowest) / (highest - lowest);
    return rounded(TOP + (1 - share) * PLOT_HEIGHT);
  };
  const top = ranges.findLastIndex(({ high }) => high === most);
  return {
    height: TOP + PLOT_HEIGHT + BOTTOM,
    marks: ranges.map((range, index) => ({
      ...range,
      from: xOf(days[index]?.[0] ?? first),
      x: xOf(days[index]?.[1] ?? first),
      top: yOf(range.high),
      bottom: yOf(range.low),
      isHighest: index === top,
    })),
    lines: Array.from({ length: highest - lowest + 1 }, (_, power) => ({
      y: yOf(10 ** (lowest + power)),
      value: 10 ** (lowest + power),
    })),
    years: ranges.length === 0 ? [] : calendarYears(first, last, xOf),
  };
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}

/** New Year's days within the span; the span's own year where it holds none. */
function calendarYears(first: number, last: number, xOf: (day: number) => number): RangeChart['years'] {
  const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();
  const years: RangeChart['years'] = [];
  const step = Math.max(1, Math.ceil((yearOf(last) - yearOf(first)) / MOST_YEARS));
  for (let year = yearOf(first) + 1; year <= yearOf(last); year += step)
    years.push(labelAt(String(year), xOf(Date.UTC(year, 0, 1) / DAY_MS)));
  return years.length > 0 ? years : [labelAt(String(yearOf(first)), xOf(first))];
}

/** A label near an end of the chart is written inwards. */
function labelAt(year: string, x: number): RangeChart['years'][number] {
  return { year, x, anchor: x < 5 ? 'start' : x > 95 ? 'end' : 'middle' };
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
      x: rounded(Math.max(0, high * scale - width)),
      width: rounded(width),
      open: max === null && min !== null,
    };
  });
}
