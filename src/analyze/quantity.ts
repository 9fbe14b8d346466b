import type { Quantity } from '../model.ts';
import { numbersIn, type NumberAt } from './numbers.ts';
import { unitAt } from './units.ts';

const QUALIFIER_REACH = 24;
const MORE =
  /(?:more than|over|above|at least|upwards? of|no fewer than|not fewer than|no less than|in excess of|свыше|более(?: чем)?|больше|не менее|как минимум|超过|超過|逾|至少|最少|少なくとも|최소|적어도)[ \u00a0]{0,2}$/iu;
const LESS =
  /(?:up to|as many as|at most|fewer than|less than|under|nearly|almost|not more than|no more than|до|не более|менее|почти|最多|多达|多達|近|最大|최대|거의)[ \u00a0]{0,2}$/iu;
const ABOUT =
  /(?:about|around|some|roughly|approximately|an estimated|nearly|almost|около|примерно|порядка|约|約|大约|およそ|약)[ \u00a0]{0,2}$/iu;
/** Behind the number: "or more", "以上", "여". */
const OPEN_AFTER =
  /^(?: ?[余餘여多+]|[^\p{L}\d]{0,2}(?:or more|plus(?!\p{L})))|^.{0,3}(?:以上|이상|를 넘|을 넘|超)/u;
const CLOSED_AFTER = /^.{0,3}(?:以下|이하)/u;
const MONEY = /(?:US\$|HK\$|S\$|[$€£¥₩])\s?$/u;
const CURRENCY: Record<string, string> = { '€': 'EUR', '£': 'GBP', '₩': 'KRW' };
const RANGE = /^(?: to | and |[-–—~〜～]|~| до |至|到|에서 ?|から)$/u;
/** Time, and what is no count of anything: "two years", "one quarter", "nine others". */
const NO_COUNT =
  /(?<![\p{L}])(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?|others?(?: .*)?|лет|год\p{L}*|месяц\p{L}*|недел\p{L}*|дн[ейя]\p{L}*)$|^(?:개월|주일?|시간|ヶ月|か月|个月|天|周|週)$/iu;
/** The number of a resolution, and the three provinces. */
const CITED = /(?:결의|決議|决议|resolutions?|резолюци\p{L}*)\s?$/iu;
const PROVINCES = /^ ?[성省호号號](?!\p{Script=Latin})/u;
/** What can only follow a counted subject: "[600] were sent back". */
const COUNTED_SUBJECT = /^ (?:were|are|had|have|of (?:them|whom|those))(?!\p{L})/u;

/**
 * The figure of a quote: the first number whose unit `wanted` likes, else the first number with a unit. Ranges keep both ends;
 * "more than" leaves the upper end open, "up to" the lower. Years, dates, ages and calibres are no figures.
 */
export function quantityOf(quote: string, wanted: (unit: string) => boolean): Quantity | null {
  const numbers = numbersIn(quote);
  let first: Quantity | null = null;
  let bare: Quantity | null = null;
  for (let i = 0; i < numbers.length; i += 1) {
    const low = numbers[i];
    if (!low) continue;
    const high = rangeEnd(quote, low, numbers[i + 1]);
    if (high) i += 1;
    const found = read(quote, low, high);
    if (!found) continue;
    if (found.unit === null) bare ??= found;
    else if (wanted(found.unit)) return found;
    else if (found.min !== 1) first ??= found;
  }
  return first ?? bare;
}

function rangeEnd(quote: string, low: NumberAt, next: NumberAt | undefined): NumberAt | null {
  if (!next) return null;
  const gap = quote.slice(low.end, next.start);
  if (!RANGE.test(gap) || next.value <= low.value) return null;
  if (gap === ' and ' && !/between $/iu.test(quote.slice(Math.max(0, low.start - 8), low.start))) return null;
  return next;
}

function read(quote: string, low: NumberAt, high: NumberAt | null): Quantity | null {
  const before = quote.slice(Math.max(0, low.start - QUALIFIER_REACH), low.start);
  const last = high ?? low;
  const money = MONEY.exec(before)?.[0].trim();
  const after = quote.slice(last.end, last.end + QUALIFIER_REACH);
  const found = money
    ? { unit: CURRENCY[money] ?? 'USD', end: last.end }
    : unitAt(quote, low.start, last.end);
  const unit =
    found?.unit === null ? { ...found, unit: countedBefore(quote.slice(0, low.start), low) } : found;
  if (!unit || (unit.unit && NO_COUNT.test(unit.unit))) return null;
  if (CITED.test(before) || PROVINCES.test(after)) return null;
  if (isYear(quote, low) && !money) return null;
  const lead = money ? before.slice(0, before.length - money.length) : before;
  if (unit.unit === null && !COUNTED_SUBJECT.test(after)) return null;
  const qualifier = MORE.exec(lead) ?? LESS.exec(lead) ?? ABOUT.exec(lead);
  const open = MORE.test(lead) || OPEN_AFTER.test(after) || low.vague;
  const below = !open && high === null && (LESS.test(lead) || CLOSED_AFTER.test(after));
  const scale = high && high.value >= 1e3 && low.value < high.value / 100 ? scaleOf(high.value) : 1;
  const start = Math.min(
    unit.start ?? low.start,
    low.start - (qualifier?.[0].length ?? 0) - (money?.length ?? 0),
  );
  return {
    text: quote.slice(Math.max(0, start), unit.end).trim(),
    min: below ? null : low.value * scale,
    max: high ? high.value : open ? null : low.value,
    unit: unit.unit,
  };
}

/** "Puts the number of containers shipped at about 36,000": what is counted stands before. */
function countedBefore(before: string, { value }: NumberAt): string | null {
  const counted = /(?<!\p{L})(?:number|total|count) of ((?:\p{Ll}+ ){0,2}?\p{Ll}+s)(?!\p{L})[^.;]*$/u.exec(
    before,
  );
  return value >= 10 ? (counted?.[1] ?? null) : null;
}

/** "2 to 3 million": the scale word belongs to both. */
const scaleOf = (value: number): number => (value >= 1e9 ? 1e9 : value >= 1e6 ? 1e6 : 1e3);

function isYear(quote: string, { start, end, value }: NumberAt): boolean {
  return (
    value >= 1900 &&
    value <= 2100 &&
    /^\d{4}$/u.test(quote.slice(start, end)) &&
    !/^ ?[개명발톤人名枚発]/u.test(quote.slice(end, end + 2))
  );
}
