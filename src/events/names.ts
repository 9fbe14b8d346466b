import { fold, skeleton, withoutRussianEnding } from './fold.ts';
import type { LinkingRules } from './rules.ts';

const LETTER = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{N}’'-]`;
/** Capitalised words one after another ("Lighthouse Winmore", "DN5505", "Kim Yong-hyok"), in Latin or Cyrillic letters. */
const PHRASE = new RegExp(`\\p{Lu}${LETTER}*(?: \\p{Lu}${LETTER}*)*(?: \\d{1,3}(?![\\p{N}.,%]))?`, 'gu');
const KATAKANA_NAME = /[ァ-ヶー・]{4,}/gu;
const SHORTEST_NAME = 4;
const MONTH = /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)/iu;
/** A headline in Title Case capitalises every word: its capitals are no sign of a name. */
const TITLE_CASE_SHARE = 0.6;

/**
 * Names in running text that may tell one event from another, in one Latin spelling. Common names of the subject
 * (rules.commonNames) and what the gazetteer lists are left out; a Korean name of surname and given name counts as one.
 * `text` is NFKC; the result is bounded by `most`.
 */
export function namesIn(text: string, rules: LinkingRules, most: number): string[] {
  const phrases = [...text.matchAll(PHRASE)].map((match) => phraseAt(text, match.index, match[0]));
  const capitalisedInside = new Set(phrases.flatMap(({ words, opens }) => (opens ? words.slice(1) : words)));
  const names = phrases.flatMap(({ words, opens }) => {
    const isCount = opens && words.length === 2; // "Some 150"
    const whole = isCount ? koreanName(words, rules) : wholeName(words, rules);
    const doubtful = opens && !capitalisedInside.has(words[0] ?? '');
    return whole ?? namesOfWords(doubtful ? words.slice(1) : words, rules);
  });
  return [...new Set([...names, ...katakanaNames(text, rules)])].slice(0, most);
}

/** Names that analysis has already cut out ("Choe Kum Chol", "M/T Courageous"), in the same spelling. */
export function foldNames(names: readonly string[], rules: LinkingRules): string[] {
  return [...new Set(names.flatMap((name) => namesOf(name.split(/[\s/]+/u), rules)))];
}

interface Phrase {
  words: string[];
  /** It opens a sentence, so that its first capital says nothing. */
  opens: boolean;
}

function phraseAt(text: string, at: number, phrase: string): Phrase {
  const before = text.slice(Math.max(0, at - 3), at);
  return {
    words: phrase.split(' ').map(withoutPossessive),
    opens: at === 0 || /[.!?:;\n"“«(][ "“«]?$/u.test(before),
  };
}

function withoutPossessive(word: string): string {
  return word.replace(/[’']s?$/u, '');
}

function namesOf(words: readonly string[], rules: LinkingRules): string[] {
  return wholeName(words, rules) ?? namesOfWords(words, rules);
}

/** A Korean name or a numbered ship is one name, so that a part of it does not match others; null for other words. */
function wholeName(words: readonly string[], rules: LinkingRules): string[] | null {
  return numberedShip(words, rules) ?? koreanName(words, rules);
}

/** "Sam Jong 2", "Rye Song Gang 1", but not "October 13". */
function numberedShip(words: readonly string[], rules: LinkingRules): string[] | null {
  const [first = '', ...others] = words;
  if (!/^\d{1,3}$/u.test(others.at(-1) ?? '') || MONTH.test(words.at(-2) ?? '')) return null;
  if (isCommon(first, fold(first), rules)) return null;
  return [fold(words.join(''))];
}

function namesOfWords(words: readonly string[], rules: LinkingRules): string[] {
  return words.flatMap((word) => {
    const name = nameOfWord(word);
    return isLongEnough(word, name) && !isCommon(word, name, rules) ? [name] : [];
  });
}

/** Shorter words are names only as acronyms ("DMM"). */
function isLongEnough(word: string, name: string): boolean {
  if (!/\p{L}/u.test(name)) return false;
  return name.length >= SHORTEST_NAME || /^\p{Lu}{3}$/u.test(word);
}

function katakanaNames(text: string, rules: LinkingRules): string[] {
  const words = (text.match(KATAKANA_NAME) ?? []).flatMap((run) => run.split('・'));
  return words.filter((word) => word.length >= SHORTEST_NAME && !isListed([word], rules)).map(fold);
}

/** Of "Russian-flagged" and "Rajin-Dunai" the first part decides. */
function isCommon(word: string, name: string, rules: LinkingRules): boolean {
  const parts = word.split('-');
  const first = fold(parts[0] ?? '');
  return rules.commonNames.has(name) || rules.commonNames.has(first) || isListed(parts, rules);
}

/** What keywords/gazetteer.yaml lists is compared by its id there, not once more as a name. */
function isListed(words: readonly string[], rules: LinkingRules): boolean {
  const lower = words.map((word) => word.toLowerCase());
  const [first = ''] = words;
  return [rules.places, rules.concepts, rules.units].some(
    (forms) => forms.wordsAt(lower, 0) !== null || forms.idOf(first) !== undefined,
  );
}

function nameOfWord(word: string): string {
  const folded = fold(word);
  return /\p{Script=Cyrillic}/u.test(word) ? withoutRussianEnding(folded) : folded;
}

/** "Kim Yong-hyok", "Choe Kum Chol": a surname and two syllables. Empty for one that says nothing here, null for none. */
function koreanName(words: readonly string[], rules: LinkingRules): string[] | null {
  const parts = words.flatMap((word) => word.split('-')).filter(Boolean);
  const surname = parts.findIndex((part) => rules.surnames.has(fold(part)));
  const name = parts.slice(surname, surname + 3).map(fold);
  if (surname < 0 || name.length < 2 || name.some((part) => part.length > 6 || /\d/u.test(part))) return null;
  const joined = name.join('');
  return rules.commonNames.has(joined) || isListed(parts.slice(surname), rules) ? [] : [joined];
}

/** Whether so many words of a headline begin with capitals that capitals mean nothing in it. */
export function isTitleCase(title: string): boolean {
  const words = title.match(/(?<![\p{L}\p{N}])\p{L}{4,}/gu) ?? [];
  const capitalised = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return words.length > 2 && capitalised / words.length > TITLE_CASE_SHARE;
}

/** The key under which spellings of one name meet; names too short for it keep their letters. */
export function nameKey(name: string): string {
  const bones = skeleton(name);
  return bones.length >= 3 ? bones : name;
}
