import type { Quantity } from '../model.ts';

/** Number words that news spells out. */
const WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
  dozens: 24,
  hundreds: 200,
  thousands: 2000,
};
const SCALE: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
  тыс: 1e3,
  тысяч: 1e3,
  тысячи: 1e3,
  млн: 1e6,
  миллионов: 1e6,
  миллиона: 1e6,
  млрд: 1e9,
  миллиардов: 1e9,
  백: 1e2,
  천: 1e3,
  만: 1e4,
  억: 1e8,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  億: 1e8,
  亿: 1e8,
};
const MORE =
  /(?:more than|over|above|at least|upward of|upwards of|no fewer than|not fewer than|exceed(?:s|ed|ing)?|свыше|более|не менее|больше|超过|超過|逾|至少|以上|최소|넘는|이상)/iu;
const LESS =
  /(?:up to|as many as|at most|fewer than|less than|nearly|almost|до|не более|почти|最多|多达|多達|近|최대)/iu;

const NUMBER =
  /(?<qualifier>(?:more than|over|above|at least|upwards? of|up to|as many as|at most|fewer than|less than|nearly|almost|about|around|some|roughly|approximately|an estimated|свыше|более|не менее|около|до|почти|超过|超過|逾|至少|约|約|多达|近|최소|최대|약)\s{0,2})?(?<money>[$€£¥]|US\$|\bHK\$)?(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|hundreds|thousands|a dozen)\b)(?:\s?(?:-|–|to|~|から|에서)\s?(?<high>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=\s))?\s?(?<scale>hundred|thousand|million|billion|trillion|dozen|тысяч[аи]?|тыс\.?|млн\.?|миллион(?:ов|а)?|млрд\.?|миллиард(?:ов|а)?|[백천만억百千万萬億亿])?\s?(?<rest>[余餘여多]?\s?(?:of\s)?[\p{L}$%][\p{L}-]{0,24}(?:\s[\p{Ll}-]{2,24})?|%)?/giu;

/** Words after a number that are dates or ages, not amounts. */
const NO_UNIT =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|years? old|년|월|일|年|月|日|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|года|год|and\b|in\b|to\b|at\b|on\b|by\b|for\b|from\b|a\.m|p\.m|mm\b|km\b)/iu;

/**
 * The figure of a quote: the first number whose unit `wanted` likes, else the first number with a unit. Ranges keep both ends;
 * "more than" leaves the upper end open.
 */
export function quantityOf(quote: string, wanted: (unit: string) => boolean): Quantity | null {
  let first: Quantity | null = null;
  for (const match of quote.matchAll(NUMBER)) {
    const found = read(match);
    if (!found) continue;
    if (found.unit !== null && wanted(found.unit)) return found;
    first ??= found;
  }
  return first;
}

function read(match: RegExpMatchArray): Quantity | null {
  const { qualifier = '', money = '', number = '', high, scale, rest = '' } = match.groups ?? {};
  const unit = money ? 'USD' : rest.trim();
  if (!unit || NO_UNIT.test(unit)) return null;
  const value = valueOf(number);
  if (Number.isNaN(value) || (!money && value >= 1900 && value <= 2100 && !number.includes(',') && !scale))
    return null;
  const factor = scale ? (SCALE[scale.toLowerCase().replace('.', '')] ?? 1) : 1;
  const low = value * factor;
  const top = high ? valueOf(high) * factor : null;
  const open = MORE.test(qualifier) || /^[余餘여多]/u.test(unit) || number.endsWith('s');
  return {
    text: match[0].trim(),
    min: LESS.test(qualifier) && top === null && !MORE.test(qualifier) ? null : low,
    max: top ?? (open ? null : low),
    unit: unit.replace(/^[余餘여多]\s?/u, '').slice(0, 40) || null,
  };
}

function valueOf(number: string): number {
  const word = number.toLowerCase().replace(/^a /u, '');
  return WORDS[word] ?? Number(number.replace(/,/gu, ''));
}
