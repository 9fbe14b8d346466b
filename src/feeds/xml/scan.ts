/** Searching a document from front to back without ever reading a stretch twice. */

/** indexOf that remembers: without it, a document of "<?" that never ends one costs time by the square. */
export class Finder {
  readonly #source: string;
  readonly #known = new Map<string, { from: number; at: number }>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The next place of `needle` at or after `from`, or -1. */
  next(needle: string, from: number): number {
    const known = this.#known.get(needle);
    if (known && from >= known.from && (known.at < 0 || known.at >= from)) return known.at;
    const at = this.#source.indexOf(needle, from);
    this.#known.set(needle, { from, at });
    return at;
  }
}

/** Only ASCII begins a name: "<단독>" in a headline is text. */
export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58;
}

export function isNameChar(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57) || code === 45 || code === 46 || code >= 0x80;
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 12;
}

/** No element of a feed has a longer name. */
const MAX_NAME = 128;

/** Where the name that starts at `from` ends; `from` itself if none does, or it is too long to be one. */
export function endOfName(source: string, from: number): number {
  if (!isNameStart(source.charCodeAt(from))) return from;
  let at = from + 1;
  while (isNameChar(source.charCodeAt(at))) {
    at += 1;
    if (at - from > MAX_NAME) return from;
  }
  return at;
}

export function skipSpace(source: string, from: number): number {
  let at = from;
  while (isSpace(source.charCodeAt(at))) at += 1;
  return at;
}
