/** Numbers as the five languages write them: digits with their scale, Han numerals, words. */

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

/** A number in a text: its value, where it ends, and how it is written, without its scale. */
export interface NumberAt {
  value: number;
  end: number;
  raw: string;
}

/** "50 to 60 people", "50-60 people": the second number, or the first again. */
export function rangeAt(text: string, first: NumberAt): NumberAt {
  const joint = /(?: to |[-–—~〜～]| до |至|到| or )(?=\d)/uy;
  joint.lastIndex = first.end;
  if (!joint.test(text)) return first;
  const second = digitsAt(text, joint.lastIndex);
  return second && second.value > first.value && second.value < first.value * 20 ? second : first;
}

/** The number that begins at `at` with this token, or null where it is none. */
export function numberAt(text: string, at: number, token: string): NumberAt | null {
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

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
