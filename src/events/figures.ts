import type { FormMatcher } from './forms.ts';
import { numberAt, rangeAt, type NumberAt } from './written-number.ts';

/** A number with what it counts: "more than 6,700 containers" is { unit: "container", min: 6700, max: 6700 }. */
export interface Figure {
  /** Id of a unit in keywords/gazetteer.yaml; "" for a number that counts nothing known. */
  unit: string;
  min: number;
  max: number;
}

/**
 * Where a number may begin: a digit, a Han numeral, a word. Words of spaced scripts are taken whole, with digits that are
 * part of them ("DN5505"); a Korean word only where a native numeral opens it.
 */
const TOKEN =
  /\d|[〇零一二三四五六七八九十两兩百千]|[\p{Script=Latin}\p{Script=Cyrillic}][\p{L}\p{N}]*|(?<!\p{L})[두세네다여일아열]\p{Script=Hangul}*/gu;
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
