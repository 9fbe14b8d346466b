import type { FormMatcher } from './forms.ts';

/** A number with what it counts: "more than 6,700 containers" is { unit: "container", min: 6700, max: 6700 }. */
export interface Figure {
  /** Id of a unit in keywords/gazetteer.yaml; "" for a number that counts nothing known. */
  unit: string;
  min: number;
  max: number;
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^[ \u00a0-]?(?:thousand|тыс\p{L}*\.?)/iu, 1e3],
  [/^k(?!\p{L})/u, 1e3],
  [/^[ \u00a0-]?(?:million|mln|млн\.?|миллион\p{L}*)/iu, 1e6],
  [/^m(?![\p{L}\p{N}])/u, 1e6],
  [/^[ \u00a0-]?(?:billion|bn|млрд\.?|миллиард\p{L}*)/iu, 1e9],
  [/^ ?[千천]/u, 1e3],
  [/^ ?백만/u, 1e6],
  [/^ ?[万萬만]/u, 1e4],
  [/^ ?[亿億억]/u, 1e8],
  [/^ ?[兆조]/u, 1e12],
  [/^ ?[百백]/u, 100],
];
/**
 * Where a number may begin: a digit, a Han numeral, a word. Words of spaced scripts are taken whole, with digits that are
 * part of them ("DN5505"); a Korean word only where a native numeral opens it.
 */
const TOKEN =
  /\d|[〇零一二三四五六七八九十两兩百千]|[\p{Script=Latin}\p{Script=Cyrillic}][\p{L}\p{N}]*|(?<!\p{L})[두세네다여일아열]\p{Script=Hangul}*/gu;
const HAN_FIRST = /^\p{Script=Han}|^〇/u;
const DIGITS = /\d+(?:[.,]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d))*/uy;
const HAN_NUMBER = /[〇零一二三四五六七八九十两兩百千万萬亿億]+/uy;
const WORD = /\p{L}+(?:-\p{L}+)*/uy;

const HAN_DIGITS: Record<string, number> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // prettier-ignore
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const HAN_SECTIONS: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

const NUMBER_WORDS: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20,
  thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, a: 1, half: 0.5,
  два: 2, две: 2, двое: 2, двух: 2, три: 3, трое: 3, трех: 3, трёх: 3, четыре: 4, четверо: 4, пять: 5, пяти: 5, шесть: 6,
  семь: 7, семеро: 7, восемь: 8, девять: 9, десять: 10, одиннадцать: 11, двенадцать: 12, пятнадцать: 15, двадцать: 20,
  тридцать: 30, сорок: 40, пятьдесят: 50, сто: 100, двести: 200, двухсот: 200, триста: 300, пятьсот: 500,
  шестьсот: 600, тысяча: 1000, тысячи: 1000, тысячу: 1000, тысяч: 1000,
  두: 2, 세: 3, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9, 열: 10, 열한: 11, 열두: 12,
}; // prettier-ignore
const WORD_SCALES: Record<string, number> = {
  hundred: 100,
  dozen: 12,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};

/** Words between a number and its noun ("50 North Korean escapees"); past these the noun belongs to something else. */
const MOST_WORDS_TO_UNIT = 4;
const GAP_WORD = /[ \u00a0-]?([\p{L}.'’-]+)/uy;
const CLAUSE_ENDS = new Set(
  'of from in to and or with on at by for since who that as per из в на и с от'.split(' '),
);
/** Between a Han or Hangul number and its counter: "more than", "odd", and the counters that count anything. */
const CJK_FILLER = / ?[多余餘여数數个個개件]{0,2}[ の]?/uy;
/** "컨테이너 ", "貨櫃已突破", "コンテナ約": a noun so near before the number, in the same clause. */
const LONGEST_LEAD = 8;
const CURRENCY_BEFORE = /(?:US\$|S\$|[$€₩₽])\s?$/u;
/** "Several hundred" is no figure. */
const VAGUE = /[数數几幾수]$/u;
const YEAR = /^(?:19|20)\d{2}$/u;
/** Enough for a fact sheet; a table of thousands of numbers tells nothing of one event. */
const MOST_FIGURES = 24;

interface NumberAt {
  value: number;
  end: number;
  raw: string;
}

/**
 * The figures of a text in any of the five languages: numbers with a known unit, and bare numbers of four and more digits.
 * `counted`: the text is a quantity and nothing else, so that every number in it counts something.
 */
export function figuresIn(text: string, units: FormMatcher, counted = false): Figure[] {
  const figures: Figure[] = [];
  const tokens = new RegExp(TOKEN);
  for (let token = tokens.exec(text); token && figures.length < MOST_FIGURES; token = tokens.exec(text)) {
    const start = token.index;
    const number = numberAt(text, start, token[0]);
    if (!number) continue;
    const range = rangeAt(text, number);
    tokens.lastIndex = Math.max(range.end, start + 1);
    if (!Number.isFinite(number.value) || VAGUE.test(text.slice(Math.max(0, start - 1), start))) continue;
    const unit = unitOf(text, start, range.end, units);
    if (
      YEAR.test(number.raw)
        ? !isCounted(text, range.end, unit)
        : unit === null && !counted && !isTelling(number)
    )
      continue;
    figures.push({
      unit: unit ?? '',
      min: Math.min(number.value, range.value),
      max: Math.max(number.value, range.value),
    });
  }
  return figures;
}

/** "50 to 60 people", "50-60 people": the second number, or the first again. */
function rangeAt(text: string, first: NumberAt): NumberAt {
  const joint = /(?: to |[-–—~〜～]| до |至|到| or )(?=\d)/uy;
  joint.lastIndex = first.end;
  if (!joint.test(text)) return first;
  const second = digitsAt(text, joint.lastIndex);
  return second && second.value > first.value && second.value < first.value * 20 ? second : first;
}

function numberAt(text: string, at: number, token: string): NumberAt | null {
  if (/^\d/u.test(token)) return digitsAt(text, at);
  return HAN_FIRST.test(token) ? hanNumberAt(text, at) : wordNumberAt(text, at);
}

function digitsAt(text: string, at: number): NumberAt | null {
  const raw = matchAt(DIGITS, text, at);
  if (raw === null) return null;
  let value = parseDigits(raw);
  let end = at + raw.length;
  const scale = scaleAt(text, end);
  if (scale) {
    value *= scale.factor;
    end = scale.end;
    const rest = /^ ?(\d{1,4})(?![\d.,])/u.exec(text.slice(end, end + 6));
    if (rest?.[1] && scale.factor >= 1e4 && /[万萬만亿億억]/u.test(text.charAt(end - 1))) {
      value += Number(rest[1]) * (scaleAt(text, end + rest[0].length)?.factor ?? 1);
      end = scaleAt(text, end + rest[0].length)?.end ?? end + rest[0].length;
    } else if (rest?.[1] && scale.factor < 1e4) {
      const section = scaleAt(text, end + rest[0].length); // "1천600만"
      if (section && section.factor >= 1e4) {
        value = (value + Number(rest[1])) * section.factor;
        end = section.end;
      }
    }
  }
  return { value, end, raw };
}

/** "1,000" and "10 000" are thousands, "3,2" and "3.2" decimals. */
function parseDigits(raw: string): number {
  const joined = raw.replace(/[ \u00a0\u202f]/gu, '');
  const thousands = joined.replace(/[.,](?=\d{3}(?:\D|$))/gu, (mark, index: number) =>
    mark === ',' || joined.indexOf(mark) !== index ? '' : mark,
  );
  return Number(thousands.replace(',', '.'));
}

function scaleAt(text: string, at: number): { factor: number; end: number } | null {
  const ahead = text.slice(at, at + 12);
  for (const [pattern, factor] of SCALES) {
    const match = pattern.exec(ahead);
    if (match) return { factor, end: at + match[0].length };
  }
  return null;
}

function hanNumberAt(text: string, at: number): NumberAt | null {
  const raw = matchAt(HAN_NUMBER, text, at);
  if (raw === null) return null;
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const char of raw) {
    const unit = HAN_UNITS[char];
    const big = HAN_SECTIONS[char];
    if (unit) {
      section += (digit || 1) * unit;
      digit = 0;
    } else if (big) {
      total += (section + digit || 1) * big;
      section = digit = 0;
    } else digit = HAN_DIGITS[char] ?? 0;
  }
  return { value: total + section + digit, end: at + raw.length, raw };
}

function wordNumberAt(text: string, at: number): NumberAt | null {
  let value = 0;
  let end = at;
  for (let guard = 0; guard < 5; guard += 1) {
    const from = end === at ? at : end + 1;
    const word = matchAt(WORD, text, from);
    const parsed = word === null ? null : wordValue(word.toLowerCase(), value);
    if (word === null || parsed === null) break;
    value = parsed;
    end = from + word.length;
  }
  return end > at && value > 1 && Number.isInteger(value) ? { value, end, raw: text.slice(at, end) } : null;
}

function wordValue(word: string, before: number): number | null {
  const scale = WORD_SCALES[word];
  if (scale) return before > 0 ? before * scale : null;
  const parts = word.split('-').map((part) => NUMBER_WORDS[part]);
  if (parts.some((part) => part === undefined)) return null;
  return before + parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}

/** "In 2019 the ship" is a year; "2000 people" is not. */
function isCounted(text: string, end: number, unit: string | null): boolean {
  return (
    unit !== null &&
    /^ (?:\p{Ll}+)[^\p{L}]* ?/u.test(text.slice(end, end + 24)) &&
    !/^ (?:the|when|as|its?) /u.test(text.slice(end, end + 6))
  );
}

/** A bare number says something if it is long enough not to be chance, and no year. */
function isTelling(number: NumberAt): boolean {
  return /\d/u.test(number.raw) && number.value >= 1000 && !YEAR.test(number.raw);
}

function unitOf(text: string, start: number, end: number, units: FormMatcher): string | null {
  const before = CURRENCY_BEFORE.exec(text.slice(Math.max(0, start - 4), start));
  if (before) return units.idOf(before[0].trim()) ?? null;
  CJK_FILLER.lastIndex = end;
  const filled = CJK_FILLER.exec(text)?.[0].length ?? 0;
  return (
    units.cjkAt(text, end + filled) ?? latinUnitAfter(text, end, units) ?? cjkUnitBefore(text, start, units)
  );
}

/** "컨테이너 6700여개", "コンテナ約6700個": the noun first, the number and a counter that counts anything after it. */
function cjkUnitBefore(text: string, start: number, units: FormMatcher): string | null {
  const lead = text.slice(Math.max(0, start - LONGEST_LEAD), start).replace(/^.*[、，,。.;\n]/su, '');
  let unit: string | null = null;
  for (let at = 0; at < lead.length; at += 1) unit = units.cjkAt(lead, at) ?? unit;
  return unit;
}

function latinUnitAfter(text: string, end: number, units: FormMatcher): string | null {
  if (text.charAt(end) === '%') return units.idOf('%') ?? null;
  const words: string[] = [];
  let at = end;
  for (let count = 0; count < MOST_WORDS_TO_UNIT; count += 1) {
    GAP_WORD.lastIndex = at;
    const word = GAP_WORD.exec(text)?.[1]?.toLowerCase();
    if (!word || (CLAUSE_ENDS.has(word) && !(word === 'of' && count === 0))) break;
    words.push(word.replace(/\.$/u, ''));
    if (/\p{L}{3}\.$/u.test(word)) break; // a full stop, not "U.S." or "N."
    at = GAP_WORD.lastIndex;
  }
  const ids = words.map((_, from) => units.wordsAt(words, from)).filter((id) => id !== null);
  return ids.at(-1) ?? null; // "49 company devices" are devices
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
