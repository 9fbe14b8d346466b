/** An entry of keywords/gazetteer.yaml: one thing and what it is called. */
export interface Entry {
  id: string;
  names: readonly string[];
}

interface FormWord {
  text: string;
  prefix: boolean;
}

interface WordForm {
  id: string;
  words: FormWord[];
}

const HAS_CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORDS = /[\p{L}\p{N}]+/gu;
/** A prefix form is looked up by so many of its letters; the shortest ("уг*") has two. */
const PREFIX_KEY = 3;

/**
 * Finds the names of entries in text: Latin and Cyrillic forms as whole words (or word beginnings, with *), Han, kana and
 * Hangul forms anywhere, the longest form first. Linear in the text for a given list of entries.
 */
export class FormMatcher {
  readonly #byWord = new Map<string, WordForm[]>();
  readonly #byPrefix = new Map<string, WordForm[]>();
  readonly #byChar = new Map<string, { id: string; form: string }[]>();
  readonly #exact = new Map<string, string>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) for (const name of entry.names) this.#add(entry.id, name);
    for (const forms of this.#byChar.values()) forms.sort((a, b) => b.form.length - a.form.length);
    for (const index of [this.#byWord, this.#byPrefix]) {
      for (const forms of index.values()) forms.sort((a, b) => b.words.length - a.words.length);
    }
  }

  #add(id: string, name: string): void {
    this.#exact.set(name.toLowerCase(), id);
    if (HAS_CJK.test(name)) {
      const form = name.replace(/\*$/u, '');
      append(this.#byChar, form.charAt(0), { id, form });
      return;
    }
    if (/[\p{Sc}%]/u.test(name)) return; // "S$" is found by idOf only, never as the word "s"
    const words = name.toLowerCase().match(/[\p{L}\p{N}]+\*?/gu) ?? [];
    const form: WordForm = {
      id,
      words: words.map((word) => ({ text: word.replace('*', ''), prefix: word.endsWith('*') })),
    };
    const first = form.words[0];
    if (!first) return;
    if (first.prefix) append(this.#byPrefix, first.text.slice(0, PREFIX_KEY), form);
    else append(this.#byWord, first.text, form);
  }

  /** Id of the entry with exactly this name, in any case. */
  idOf(name: string): string | undefined {
    return this.#exact.get(name.toLowerCase());
  }

  /** Ids of all entries named in the text, in order of first appearance; `most` bounds them. */
  idsIn(text: string, most: number): string[] {
    const found = new Set<string>();
    const words = text.toLowerCase().match(WORDS) ?? [];
    for (let at = 0; at < words.length && found.size < most; at += 1) {
      const id = this.wordsAt(words, at);
      if (id !== null) found.add(id);
    }
    if (HAS_CJK.test(text)) this.#cjkIds(text, found, most);
    return [...found];
  }

  #cjkIds(text: string, found: Set<string>, most: number): void {
    for (let at = 0; at < text.length && found.size < most;) {
      const hit = this.#cjkForm(text, at);
      if (hit) found.add(hit.id);
      at += hit?.form.length ?? 1;
    }
  }

  /** Id of the form in Han, kana or Hangul that begins at this place of the text. */
  cjkAt(text: string, at: number): string | null {
    return this.#cjkForm(text, at)?.id ?? null;
  }

  #cjkForm(text: string, at: number): { id: string; form: string } | undefined {
    return this.#byChar.get(text.charAt(at))?.find(({ form }) => text.startsWith(form, at));
  }

  /** Id of the longest form that begins at this word of a lower-case word list. */
  wordsAt(words: readonly string[], at: number): string | null {
    const word = words[at] ?? '';
    const exact = this.#byWord.get(word)?.find((form) => fits(form, words, at));
    const open = this.#byPrefix.get(word.slice(0, PREFIX_KEY))?.find((form) => fits(form, words, at));
    if (!exact || !open) return (exact ?? open)?.id ?? null;
    return open.words.length > exact.words.length ? open.id : exact.id;
  }
}

function fits(form: WordForm, words: readonly string[], at: number): boolean {
  for (let i = 0; i < form.words.length; i += 1) {
    const wanted = form.words[i];
    const word = words[at + i] ?? '';
    if (!wanted || (wanted.prefix ? !word.startsWith(wanted.text) : word !== wanted.text)) return false;
  }
  return true;
}

function append<V>(index: Map<string, V[]>, key: string, value: V): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}
