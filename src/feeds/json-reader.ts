/**
 * A tolerant JSON reader: linear, bounded in depth and number of values, for what feeds get wrong: line breaks inside
 * strings, missing or surplus commas, a cut-off end. JSON.parse would reject the feed, or build millions of objects.
 */
import { MAX_BODY, MAX_DEPTH, MAX_PARTS } from './limits.ts';
import { Finder, skipSpace } from './xml/scan.ts';

export interface JsonObject {
  [key: string]: JsonValue | undefined;
}
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

export interface JsonDocument {
  value: JsonValue;
  /** A limit was met and the rest was not read. */
  truncated: boolean;
}

/** Null if the text does not begin with an object. Never throws. Objects have no prototype. */
export function readJson(text: string): JsonDocument | null {
  const reader = new Reader(text);
  const start = skipSpace(text, 0);
  return text.charAt(start) === '{' ? { value: reader.read(start), truncated: reader.exhausted } : null;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class Reader {
  readonly #source: string;
  readonly #find: Finder;
  #at = 0;
  #depth = 0;
  #parts = 0;

  constructor(source: string) {
    this.#source = source;
    this.#find = new Finder(source);
  }

  get exhausted(): boolean {
    return this.#parts > MAX_PARTS;
  }

  read(start: number): JsonValue {
    this.#at = start;
    return this.#value();
  }

  #value(): JsonValue {
    this.#parts += 1;
    switch (this.#source.charAt(this.#at)) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  /** What lies too deep is read, so that what follows can be, but not kept. */
  #nested<T extends JsonValue>(read: () => T): T | null {
    this.#at += 1;
    if (this.#depth >= MAX_DEPTH) return null;
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonObject {
    const object = Object.create(null) as JsonObject; // Object.create is typed as any
    while (this.#more('}')) {
      const before = this.#at;
      const key = this.#source.charAt(before) === '"' ? this.#string() : String(this.#word());
      this.#skip(/[\s:]/u);
      if (this.#at >= this.#source.length) break;
      object[key] = this.#value();
      if (this.#at === before) this.#at += 1;
    }
    return object;
  }

  #array(): JsonValue[] {
    const array: JsonValue[] = [];
    while (this.#more(']')) {
      const before = this.#at;
      array.push(this.#value());
      if (this.#at === before) this.#at += 1;
    }
    return array;
  }

  /** Steps to the next member; false behind the closing bracket, at the end, or when the limit is met. */
  #more(close: string): boolean {
    this.#skip(/[\s,]/u);
    const char = this.#source.charAt(this.#at);
    if (char === '' || this.exhausted) return false;
    if (char === close) {
      this.#at += 1;
      return false;
    }
    return true;
  }

  #skip(characters: RegExp): void {
    while (characters.test(this.#source.charAt(this.#at))) this.#at += 1;
  }

  /** To the next quotation mark that is not escaped, or to the end of a document that is cut off. */
  #string(): string {
    const source = this.#source;
    const start = this.#at + 1;
    let end = this.#find.next('"', start);
    while (end >= 0 && isEscaped(source, start, end)) end = this.#find.next('"', end + 1);
    this.#at = end < 0 ? source.length : end + 1;
    return unescape(source.slice(start, end < 0 ? source.length : end));
  }

  #word(): number | boolean | null {
    const start = this.#at;
    this.#skip(/[\w.+-]/u);
    const word = this.#source.slice(start, this.#at);
    if (word === 'true' || word === 'false') return word === 'true';
    const number = word === '' ? NaN : Number(word);
    return Number.isFinite(number) ? number : null;
  }
}

function isEscaped(source: string, start: number, at: number): boolean {
  let backslashes = 0;
  while (at - backslashes > start && source.charAt(at - backslashes - 1) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
/** No more of a string than this is decoded: enough for a body of the largest size, however it is escaped. */
const MAX_STRING = 2 * MAX_BODY;

function unescape(written: string): string {
  const text = written.slice(0, MAX_STRING);
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text.replace(
      /\\(?:u([\da-f]{4})|(.))/giu,
      (_, code: string | undefined, char: string | undefined) =>
        code === undefined
          ? (ESCAPES[char ?? ''] ?? char ?? '')
          : String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}
