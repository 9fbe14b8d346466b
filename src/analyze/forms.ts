import type { Language } from '../taxonomy.ts';
import { fold, isCyrillic, isHan, isHangul, isKana, type HanMap } from './fold.ts';
import { nounForms, verbForms } from './inflect.ts';
import { Matcher } from './matcher.ts';
import type { ActorKind, Forms } from './schema.ts';

/** What a form stands for. */
export interface Meaning {
  concepts: readonly number[];
  state?: string;
  kind?: ActorKind;
  body?: string;
}

/** One reading of a pattern: its meaning and where it may stand. */
export interface FormEntry extends Meaning {
  /** The written form, where letter case must agree ("the North", "US"), else null. */
  exact: string | null;
  openLeft: boolean;
  openRight: boolean;
  /** "-missile test": a phrase in which the term's own words do not count. */
  negative: boolean;
  /** Part of a form with a gap ("send … back"): which form, which part, of how many. */
  gap: { form: number; part: number; parts: number } | null;
}

/** Hangul words of so few syllables occur inside longer unrelated words, so they must begin a word. */
const SHORT_HANGUL = 2;

/** Collects forms and their meanings, and builds the matcher over them. */
export class FormTable {
  readonly han: HanMap;
  readonly #index = new Map<string, number>();
  readonly #patterns: Uint16Array[] = [];
  readonly #entries: FormEntry[][] = [];
  #gapped = 0;

  constructor(han: HanMap) {
    this.han = han;
  }

  add(forms: Forms, meaning: Meaning): void {
    for (const [language, list] of Object.entries(forms)) {
      for (const form of list ?? []) this.#addForm(form, language as Language, meaning); // keys were checked by zod
    }
  }

  build(): { matcher: Matcher; entries: FormEntry[][] } {
    return { matcher: new Matcher(this.#patterns), entries: this.#entries.map(joinPlain) };
  }

  #addForm(form: string, language: Language, meaning: Meaning): void {
    const parts = form.split('…').map((part) => part.trim());
    if (parts.length === 1) return this.#addPart(form, language, meaning, null);
    const id = this.#gapped;
    this.#gapped += 1;
    parts.forEach((part, i) =>
      this.#addPart(part, language, meaning, { form: id, part: i, parts: parts.length }),
    );
  }

  #addPart(written: string, language: Language, meaning: Meaning, gap: FormEntry['gap']): void {
    const negative = written.startsWith('-');
    const form = negative ? written.slice(1) : written;
    const openRight = form.endsWith('*');
    const openLeft = form.startsWith('*');
    const bare = form.replace(/^\*|\*$/gu, '');
    const cased = bare.startsWith('^');
    const texts = expand(bare, language, openRight, gap !== null);
    const cases = language === 'ru' && meaning.state && !cased ? caseForms(bare) : [];
    const seen = new Set<string>();
    for (const text of [...texts, ...cases]) {
      const folded = fold(text, this.han);
      const units = folded.units.slice(0, folded.length);
      const key = String.fromCharCode(...units);
      if (units.length === 0 || seen.has(key)) continue;
      seen.add(key);
      const first = units[0] ?? 0;
      const short = isHangul(first) && text.length <= SHORT_HANGUL;
      const last = units.at(-1) ?? 0;
      this.#entry(units, {
        ...meaning,
        exact: cased ? text : null,
        openLeft: openLeft || (isHangul(first) && !short) || isHan(first) || isKana(first),
        openRight: openRight || isHangul(last) || isHan(last) || isKana(last),
        negative,
        gap,
      });
    }
  }

  #entry(units: Uint16Array, entry: FormEntry): void {
    const key = String.fromCharCode(...units);
    const index = this.#index.get(key) ?? this.#patterns.length;
    if (index === this.#patterns.length) {
      this.#index.set(key, index);
      this.#patterns.push(units);
      this.#entries.push([]);
    }
    this.#entries[index]?.push(entry);
  }
}

/** Joins the readings of a pattern that differ in their term only, so that one place in a text gives one hit. */
function joinPlain(entries: FormEntry[]): FormEntry[] {
  if (entries.length === 1) return entries;
  const joined: FormEntry[] = [];
  for (const entry of entries) {
    const same = isPlain(entry)
      ? joined.find(
          (other) =>
            isPlain(other) &&
            other.exact === entry.exact &&
            other.openLeft === entry.openLeft &&
            other.openRight === entry.openRight,
        )
      : undefined;
    if (same) same.concepts = [...new Set([...same.concepts, ...entry.concepts])];
    else joined.push({ ...entry });
  }
  return joined;
}

const isPlain = (entry: FormEntry): boolean => !entry.state && !entry.body && !entry.gap && !entry.negative;

/**
 * The surface forms that a keyword stands for. "~" marks an English verb, "=" forbids any change, "^" asks for exactly this
 * letter case; other English forms get their plural. Russian needs nothing: both sides are stemmed.
 */
function expand(bare: string, language: Language, openRight: boolean, inGap: boolean): string[] {
  if (bare.startsWith('~')) return verbForms(bare.slice(1));
  if (bare.startsWith('=') || bare.startsWith('^')) return [bare.slice(1)];
  if (language !== 'en' || openRight || inGap) return [bare];
  return nounForms(bare);
}

const HARD_CONSONANT = /[бвгджзклмнпрстфхцчшщ]$/u;

/**
 * The cases of a Russian name that ends in a consonant. Stemming alone is not enough for names: it cuts an "н" off "Туманган"
 * as if it were a participle, but not off "Тумангане", and leaves words of three letters ("Ын") whole.
 */
function caseForms(name: string): string[] {
  return HARD_CONSONANT.test(name) ? ['а', 'у', 'ом', 'е'].map((ending) => name + ending) : [];
}

/** Whether an entry may stand between these neighbours (folded units; 0 at the ends of the text). */
export function boundariesHold(
  entry: FormEntry,
  first: number,
  last: number,
  before: number,
  after: number,
): boolean {
  if (!entry.openLeft && joins(before, first)) return false;
  return entry.openRight || !joins(after, last);
}

/** Whether two neighbouring units belong to one word. */
function joins(outer: number, inner: number): boolean {
  if (isHangul(inner)) return isHangul(outer);
  return isLetterOrDigit(outer);
}

function isLetterOrDigit(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 0xc0 && c <= 0x24f) || isCyrillic(c);
}
