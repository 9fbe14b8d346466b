import { MAX_ATTRIBUTES } from '../limits.ts';
import { decodeEntities, type OwnEntities } from './entities.ts';
import type { Attributes } from './element.ts';
import { endOfName, isSpace, skipSpace, type Finder } from './scan.ts';

export interface Tag {
  name: string;
  attributes: Attributes;
  attributeCount: number;
  selfClosing: boolean;
  /** Behind the ">". */
  end: number;
}

/** No tag: the "<" is a character of text, or the document is cut off inside the tag. `end` is how far it was read. */
export interface NoTag {
  kind: 'text' | 'cut';
  end: number;
}

interface Value {
  raw: string;
  end: number;
  /** An unquoted value took the "/" of "/>" along. */
  slash: boolean;
}

const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const SLASH = 47;
/** Beyond this a quoted value was never closed. */
const MAX_VALUE = 1_000_000;

export const NO_ATTRIBUTES: Attributes = Object.freeze<Attributes>(Object.create(null));

/** Reads the opening tag whose "<" stands at `open`. */
export function readTag(source: string, open: number, find: Finder, entities: OwnEntities): Tag | NoTag {
  let at = endOfName(source, open + 1);
  if (at === open + 1) return { kind: 'text', end: at };
  const name = source.slice(open + 1, at);
  let attributes: Record<string, string> | null = null;
  let attributeCount = 0;
  let selfClosing = false;
  for (;;) {
    at = skipSpace(source, at);
    if (at >= source.length) return { kind: 'cut', end: at };
    const code = source.charCodeAt(at);
    if (code === LESS) return { kind: 'text', end: at }; // a new tag begins: this one never ended
    if (code === GREATER) break;
    if (code === SLASH) {
      selfClosing = source.charCodeAt(at + 1) === GREATER;
      at += 1;
      continue;
    }
    const nameEnd = endOfAttributeName(source, at);
    const value = readValue(source, nameEnd, find);
    if (value.slash) selfClosing = true;
    const attribute = source.slice(at, nameEnd).toLowerCase();
    if (attribute && attributeCount < MAX_ATTRIBUTES) {
      attributes ??= Object.create(null) as Record<string, string>; // Object.create is typed as any
      attributes[attribute] ??= decodeEntities(value.raw, entities);
      attributeCount += 1;
    }
    at = value.end;
  }
  return { name, attributes: attributes ?? NO_ATTRIBUTES, attributeCount, selfClosing, end: at + 1 };
}

function endOfAttributeName(source: string, start: number): number {
  let at = start;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (isSpace(code) || code === EQUALS || code === GREATER || code === LESS) break;
    if (code === SLASH && source.charCodeAt(at + 1) === GREATER) break;
  }
  return at;
}

/** What follows an attribute's name: nothing, or "=" and a value in quotes or without. */
function readValue(source: string, nameEnd: number, find: Finder): Value {
  const equals = skipSpace(source, nameEnd);
  if (source.charCodeAt(equals) !== EQUALS) return { raw: '', end: nameEnd, slash: false };
  const start = skipSpace(source, equals + 1);
  const quote = source.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = find.next(quote, start + 1);
    if (isClosing(source, start, close))
      return { raw: source.slice(start + 1, close), end: close + 1, slash: false };
    return readUnquoted(source, start + 1);
  }
  return readUnquoted(source, start);
}

/**
 * Whether the next quotation mark is the one that ends the value. If the value were to hold a "<", which XML forbids,
 * and went on right behind the mark, that mark opens the next value and ours was forgotten.
 */
function isClosing(source: string, start: number, close: number): boolean {
  if (close < 0 || close - start > MAX_VALUE) return false;
  const next = source.charCodeAt(close + 1);
  if (isSpace(next) || next === GREATER || next === SLASH || close + 1 >= source.length) return true;
  return !source.slice(start, close).includes('<');
}

function readUnquoted(source: string, start: number): Value {
  let at = start;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (isSpace(code) || code === GREATER || code === LESS) break;
  }
  const slash = source.charCodeAt(at) === GREATER && source.charCodeAt(at - 1) === SLASH && at > start;
  return { raw: source.slice(start, slash ? at - 1 : at), end: at, slash };
}
