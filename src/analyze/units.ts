/** What a number counts: the noun behind it, or before it where the language puts it there. */

export interface UnitAt {
  unit: string | null;
  /** Where the words of the unit end. */
  end: number;
  /** Where they begin, if the noun stands before the number ("컨테이너 6700여개"). */
  start?: number;
}

const MOST_WORDS = 5;
const REACH = 90;
/** "[a million] 152-millimetre shells": a calibre is no part of the unit. */
const CALIBRE = /^[ -]?\d{2,3}[ -]?(?:mm|millimet(?:re|er)s?|мм)(?=\W)/iu;
/** "[40] KN-23 missiles". */
const DESIGNATION = /^ \p{Lu}[\p{L}]{0,10}-\d{1,3}\p{Lu}?(?=\s\p{Ll})/u;
const LATIN_WORD = /^[ -]?((?:[\p{Script=Latin}\p{Script=Cyrillic}](?:['’-](?=\p{L}))?)+)/u;
const OF = /^ of (?:the |its |his |their |these |those |our )?/u;
/** Words at which a noun phrase ends. */
const STOPS = new Set(
  `a an the and or but nor of in on at by for from to into onto over under with without since until before after as than
  that which who whom whose when where while if because is are was were be been being has have had do does did will would can
  could may might must should shall not no so far more less then there here about around near between among across through
  during per each every this these those it its he she they them his her their we our you i already still also even only
  alone last next ago later earlier between aboard abroad back home away out up down off sent held made took taken brought found
  given sold went gone came left fled got caught kept shot went told said says put set cut paid bound hidden lost hit stood
  и а но или в во на с со из за от до по для к ко у о об при через над под без между был была были будет`.split(
    /\s+/u,
  ),
);
const VERB_ENDING = /(?:ed|ing|wards?)$/u;
/** Demonyms and other adjectives that belong to the phrase but not to the unit. */
const CAPITAL = /^\p{Lu}/u;
/** Those of a nation: "[190] North Koreans". */
const PEOPLE = /^\p{Lu}\p{Ll}+(?:ans|ese|is|ns)$/u;
const RUSSIAN_ADJECTIVE = /(?:их|ых|ого|его|ый|ий|ой|ая|яя|ое|ые|ие|ыми|ими|ым|им|ую)$/u;
const DATE_WORD =
  /^[ -]?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*\.?)(?!\p{L})|^[ -]?(?:years?[ -]old|a\.m|p\.m|km(?!\p{L})|mm(?!\p{L})|o'clock|th(?!\p{L})|st(?!\p{L})|nd(?!\p{L})|rd(?!\p{L}))|^ (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|года?|году)(?!\p{L})|^ ?[년월일年月日岁歳세](?!間|间)/iu;
const KOREAN_COUNTER =
  /^[ ]?(?:여|餘)?[ ]?(명|개국|개|발|톤|t(?![\p{L}\d])|척|대|건|차례|회|곳|배럴|달러|유로|원|가구|세트|문|표|기|정|상자|편|킬로그램|㎏|kg|여단|퍼센트)/u;
const HAN_COUNTER =
  /^ ?[多余餘]?(?:个|個|箇|つ|ヶ|か)?(?:の)?(货柜|貨櫃|集装箱|集裝箱|コンテナ|人|名|位|発|发|發|枚|門|门|トン|公吨|吨|噸|隻|艘|件|台|辆|輛|両|次|回|基|箱|ドル|美元|万美元|バレル|桶|丁|挺|架|列|节|節|起|円|元)/u;
const PLAIN_COUNTER = /^ ?[多余餘여]? ?(?:개|個|个|발|枚|発)/u;
const LEADING_NOUN =
  /((?:[\p{Script=Hangul}]{2,8}|[\p{Script=Katakana}ー]{2,8}|货柜|貨櫃|集装箱|集裝箱))([がはを])?[ ]?(?:약|최소|최대|총|모두|約|约|大约|为|少なくとも|合計)?[ ]?$/u;
/** Endings of verbs: "실었다면 1천600만발" counts nothing loaded. */
const NO_NOUN = /(?:다면|으면|하고|하며|해서|[한된는던할될])$/u;
const PARTICLE = /(?<=\p{Script=Hangul}{2})[이가은는을를]$/u;

/** The unit of a number that ends at `end`; `unit` is null where nothing is counted, and the result null for dates and ages. */
export function unitAt(text: string, start: number, end: number): UnitAt | null {
  const after = text.slice(end, end + REACH);
  if (DATE_WORD.test(after)) return null;
  const percent = /^ ?(?:%|％|per ?cent|процент\p{L}*)/iu.exec(after);
  if (percent) return { unit: '%', end: end + percent[0].length };
  const counter = KOREAN_COUNTER.exec(after) ?? HAN_COUNTER.exec(after);
  if (counter) return countedBy(text, start, end, counter);
  const plain = /^ ?[多余餘여]?(?:個|个)/u.exec(after);
  if (plain) return withNoun(text, start, end + plain[0].length, null);
  if (/^ ?[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u.test(after))
    return withNoun(text, start, end, null);
  return phraseAt(after, end);
}

function countedBy(text: string, start: number, end: number, counter: RegExpExecArray): UnitAt {
  const stop = end + counter[0].length;
  const unit = /^(?:달러|ドル|美元|万美元)$/u.test(counter[1] ?? '') ? 'USD' : (counter[1] ?? null);
  return PLAIN_COUNTER.test(counter[0]) ? withNoun(text, start, stop, unit) : { unit, end: stop };
}

/** A counter that counts anything tells less than the noun before the number. */
function withNoun(text: string, start: number, end: number, counter: string | null): UnitAt {
  const noun = LEADING_NOUN.exec(text.slice(Math.max(0, start - 14), start));
  if (!noun?.[1] || NO_NOUN.test(noun[1])) return followed(text, end) ?? { unit: counter, end };
  const particle = PARTICLE.exec(noun[1]) ?? noun[2];
  if (particle) return { unit: noun[1].replace(PARTICLE, ''), end };
  return { unit: noun[1], end, start: start - noun[0].length };
}

/** "36,000개의 컨테이너". */
function followed(text: string, end: number): UnitAt | null {
  const noun = /^의 ([\p{Script=Hangul}]{2,8}?)(?=(?:[을를이가은는]|에서)?(?:[,. ]|$))/u.exec(
    text.slice(end, end + 16),
  );
  return noun?.[1] ? { unit: noun[1], end: end + noun[0].length } : null;
}

function phraseAt(after: string, base: number): UnitAt {
  let at = CALIBRE.exec(after)?.[0].length ?? 0;
  at += DESIGNATION.exec(after.slice(at))?.[0].length ?? 0;
  at += OF.exec(after.slice(at))?.[0].length ?? 0;
  const words: string[] = [];
  let end = 0;
  for (let count = 0; count < MOST_WORDS; count += 1) {
    const match = LATIN_WORD.exec(after.slice(at));
    const word = match?.[1];
    if (!match || !word || STOPS.has(word.toLowerCase())) break;
    if (VERB_ENDING.test(word) && !(words.length === 0 && word.includes('-'))) break;
    at += match[0].length;
    words.push(word);
    end = at;
    if (/\p{Script=Cyrillic}/u.test(word) && !RUSSIAN_ADJECTIVE.test(word)) break;
  }
  if (/^(?:dollars?|долл\p{L}*)$/iu.test(words.at(-1) ?? '')) return { unit: 'USD', end: base + end };
  const nouns = words.filter((word) => !CAPITAL.test(word));
  if (nouns.length === 0)
    return PEOPLE.test(words.at(-1) ?? '') ? { unit: 'people', end: base + end } : { unit: null, end: base };
  const cyrillic = /\p{Script=Cyrillic}/u.test(nouns.at(-1) ?? '');
  return { unit: cyrillic ? (nouns.at(-1) ?? null) : nouns.slice(-2).join(' '), end: base + end };
}
