/** Numbers as news writes them in five languages: digits, words, scale words in every case, and "2만8000", "三百", "36 тысячах". */

/** A number in a text; `vague` ones ("dozens", "数百") leave their upper end open. */
export interface NumberAt {
  start: number;
  end: number;
  value: number;
  vague: boolean;
}

const WORDS = new Map(Object.entries({
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20,
  thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, half: 0.5,
  два: 2, две: 2, двое: 2, двух: 2, двум: 2, три: 3, трое: 3, трех: 3, четыре: 4, четырех: 4, четверо: 4, пять: 5, пяти: 5,
  пятеро: 5, шесть: 6, шести: 6, семь: 7, семи: 7, семеро: 7, восемь: 8, восьми: 8, девять: 9, девяти: 9, десять: 10,
  десяти: 10, двенадцать: 12, пятнадцать: 15, двадцать: 20, двадцати: 20, тридцать: 30, сорок: 40, пятьдесят: 50,
  сто: 100, ста: 100, двести: 200, двухсот: 200, триста: 300, трехсот: 300, четыреста: 400, пятьсот: 500, пятисот: 500,
  шестьсот: 600, шестисот: 600,
  두: 2, 세: 3, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9, 열: 10, 수십: 20, 수백: 200, 수천: 2000, 수만: 20_000,
})); // prettier-ignore
/** "Dozens" is two of them at least. */
const PLURALS = new Map(Object.entries({
  dozens: 24, scores: 40, hundreds: 200, thousands: 2000, millions: 2e6, billions: 2e9,
  десятки: 20, десятков: 20, десятках: 20, сотни: 200, сотен: 200, сотнях: 200,
})); // prettier-ignore
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^[ \u00a0-]?(?:hundred)(?!\p{L})/iu, 100],
  [/^(?: an? |[ \u00a0-])?(?:dozen)(?!\p{L})/iu, 12],
  [/^[ \u00a0-]?(?:thousand(?!\p{L})|тыс(?:яч\p{L}*|\.|(?!\p{L})))/iu, 1e3],
  [/^(?: an? |[ \u00a0-])?(?:million(?!\p{L})|mln(?!\p{L})|млн\.?|миллион\p{L}*)/iu, 1e6],
  [/^(?: an? |[ \u00a0-])?(?:billion(?!\p{L})|bn(?!\p{L})|млрд\.?|миллиард\p{L}*)/iu, 1e9],
  [/^(?: an? |[ \u00a0-])?(?:trillion(?!\p{L})|трлн\.?|триллион\p{L}*)/iu, 1e12],
  [/^ ?[백百]/u, 100],
  [/^ ?[천千]/u, 1e3],
  [/^ ?[만万萬]/u, 1e4],
  [/^ ?[억億亿]/u, 1e8],
  [/^ ?[조兆]/u, 1e12],
];
/** No number word is longer ("миллиардами"). */
const LONGEST_WORD = 14;
const SMALL_SCALE = 1e3;
const SCALE_REACH = 16;
const HAN_DIGITS: Record<string, number> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // prettier-ignore
const HAN_STEPS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const HAN_SECTIONS: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

/** A number may begin at a digit that no word or larger number goes on with, at a word, or at Han numerals. */
const TOKEN =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d.,/-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+|\d+(?:[.,]\d+)*)|[数數几幾数]?[〇零一二三四五六七八九十两兩百千][〇零一二三四五六七八九十两兩百千万萬亿億]*|[数數]万|(?<!\p{L})[\p{Script=Latin}\p{Script=Cyrillic}]+|(?<!\p{L})[두세네다여일아열수][\p{Script=Hangul}]{0,2}/gu;
const NEXT_DIGITS = /^ ?(\d{1,4})(?![\d.,])/u;

/** All numbers of a text, in order. Linear: every token is read once. */
export function numbersIn(text: string): NumberAt[] {
  const numbers: NumberAt[] = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index < done) continue;
    const found = numberAt(text, match.index, match[0]);
    if (!found) continue;
    const previous = numbers.at(-1);
    if (previous && joins(text, previous, found)) numbers[numbers.length - 1] = add(previous, found);
    else numbers.push(found);
    done = found.end;
  }
  return numbers;
}

function numberAt(text: string, start: number, token: string): NumberAt | null {
  const end = start + token.length;
  if (/^\d/u.test(token)) return scaled(text, { start, end, value: parseDigits(token), vague: false });
  if (/^\p{Script=Han}|^〇/u.test(token)) return hanNumber(start, token);
  if (token.length > LONGEST_WORD) return null;
  const word = token.toLowerCase().replace(/ё/gu, 'е');
  const plural = PLURALS.get(word);
  if (plural !== undefined) return scaledPlural(text, { start, end, value: plural, vague: true });
  const value = WORDS.get(word) ?? nativeKorean(word);
  if (value !== undefined) {
    const length = !WORDS.has(word) ? 1 : token.length;
    return scaled(text, { start, end: start + length, value, vague: word.startsWith('수') });
  }
  return bareScale(text, start, word);
}

/** "A dozen", "тысячи" and "a hundred": a scale word with nothing before it counts once, its plural more than once. */
function bareScale(text: string, start: number, word: string): NumberAt | null {
  if (!/^(?:dozen|hundred|thousand|million|billion|тысяч\p{L}*|миллион\p{L}*|миллиард\p{L}*)$/u.test(word))
    return null;
  const one = SCALES.find(([pattern]) => pattern.test(word))?.[1] ?? 1;
  const article = /(?:^|\s)(?:an?|one|per) $/iu.exec(text.slice(Math.max(0, start - 5), start));
  const vague = /^(?:тысячи|тысячам|тысячами|миллионы)$/u.test(word);
  if (!article && !/^[тм]/u.test(word)) return null;
  return { start, end: start + word.length, value: vague ? one * 2 : one, vague };
}

/** "다섯" may be the whole token or open a longer word ("두명"); only native numerals before a counter are read. */
function nativeKorean(word: string): number | undefined {
  return /^[두세네](?:명|척|차|발|대|곳|건)/u.test(word) ? WORDS.get(word.charAt(0)) : undefined;
}

function scaled(text: string, number: NumberAt): NumberAt {
  let { value, end } = number;
  let section = value;
  let total = 0;
  for (let guard = 0; guard < 6; guard += 1) {
    const scale = scaleAt(text, end);
    if (!scale) break;
    end = scale.end;
    if (scale.factor <= SMALL_SCALE || scale.latin) section *= scale.factor;
    else {
      total += section * scale.factor;
      section = 0;
    }
    const next = scale.latin ? null : NEXT_DIGITS.exec(text.slice(end, end + 6));
    if (!next?.[1]) continue;
    if (/^\s?[年月日년월일]/u.test(text.slice(end + next[0].length, end + next[0].length + 2))) break;
    const follow = scaleAt(text, end + next[0].length);
    if (follow && !follow.latin && follow.factor <= SMALL_SCALE && follow.factor < scale.factor) {
      section += Number(next[1]) * follow.factor;
      end = follow.end;
    } else {
      section += Number(next[1]);
      end += next[0].length;
    }
  }
  value = total + section;
  return { ...number, value, end };
}

/** "Hundreds of thousands". */
function scaledPlural(text: string, number: NumberAt): NumberAt {
  const more = /^ (?:of )?(thousands|millions|тысяч|миллионов)/iu.exec(
    text.slice(number.end, number.end + 20),
  );
  if (!more?.[1]) return number;
  const factor = /^(?:th|ты)/iu.test(more[1]) ? 1e3 : 1e6;
  return { ...number, value: (number.value / 2) * factor, end: number.end + more[0].length };
}

function scaleAt(text: string, at: number): { factor: number; end: number; latin: boolean } | null {
  const ahead = text.slice(at, at + SCALE_REACH);
  for (const [pattern, factor] of SCALES) {
    const match = pattern.exec(ahead);
    if (match)
      return {
        factor,
        end: at + match[0].length,
        latin: !/[\p{Script=Hangul}\p{Script=Han}]/u.test(match[0]),
      };
  }
  return null;
}

/** "1,000" and "10 000" are thousands, "3,2" and "3.2" decimals. */
function parseDigits(raw: string): number {
  const joined = raw.replace(/[ \u00a0\u202f]/gu, '');
  if (/^\d{1,3}(?:[,.]\d{3})+$/u.test(joined) && (joined.includes(',') || joined.split('.').length > 2))
    return Number(joined.replace(/[,.]/gu, ''));
  return Number.parseFloat(joined.replace(/,(?=\d{3}(?:\D|$))/gu, '').replace(',', '.'));
}

function hanNumber(start: number, token: string): NumberAt | null {
  const vague = /^[数數几幾]/u.test(token);
  let total = 0;
  let section = 0;
  let digit = vague ? 2 : 0;
  for (const char of token) {
    const step = HAN_STEPS[char];
    const big = HAN_SECTIONS[char];
    if (step) {
      section += (digit || 1) * step;
      digit = 0;
    } else if (big) {
      total += (section + digit || 1) * big;
      section = digit = 0;
    } else digit = HAN_DIGITS[char] ?? digit;
  }
  return { start, end: start + token.length, value: total + section + digit, vague };
}

/** "Two hundred and fifty", "twenty-four": parts of one number. */
function joins(text: string, first: NumberAt, second: NumberAt): boolean {
  const gap = text.slice(first.end, second.start);
  if (first.vague || second.vague || !/^(?:[ -]|\sand\s)$/u.test(gap)) return false;
  if (!/^\p{L}/u.test(text.slice(first.start, first.start + 1))) return false;
  if (!/^\p{L}/u.test(text.slice(second.start, second.start + 1))) return false;
  return first.value >= 20 && second.value > 0 && second.value < first.value;
}

const add = (first: NumberAt, second: NumberAt): NumberAt => ({
  ...first,
  end: second.end,
  value: first.value + second.value,
});
