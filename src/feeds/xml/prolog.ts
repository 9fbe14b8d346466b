import { endOfName, isSpace } from './scan.ts';

export interface Prolog {
  /** Where the feed begins: its root element, or its first item if the head of the document is lost. */
  start: number;
  headless: boolean;
  doctype: string;
}

const ROOT = /^(?:[A-Za-z_][\w.-]{0,63}:)?(?:rss|rdf|feed|channel|entry)$/iu;
const GREATER = 62;
const SLASH = 47;
/** A DOCTYPE that is still open after this much is not one. */
const MAX_DOCTYPE = 1_000_000;
const MAX_QUOTED = 100_000;

/** Passes over what may stand before a feed: declaration, comments, DOCTYPE, PHP warnings, an HTML preamble. */
export function findFeed(source: string): Prolog | null {
  let doctype = '';
  let item = -1;
  let at = 0;
  for (;;) {
    const open = source.indexOf('<', at);
    if (open < 0) break;
    if (source.startsWith('<!--', open)) {
      const end = source.indexOf('-->', open + 4);
      if (end < 0) break; // everything that is left is a comment
      at = end + 3;
    } else if (isDoctype(source, open)) {
      at = endOfDoctype(source, open);
      doctype ||= source.slice(open, at);
    } else {
      const end = endOfName(source, open + 1);
      const name = isTagEnd(source.charCodeAt(end)) ? source.slice(open + 1, end) : '';
      if (ROOT.test(name)) return { start: open, headless: false, doctype };
      if (item < 0 && /^item$/iu.test(name)) item = open;
      at = open + 1;
    }
  }
  return item < 0 ? null : { start: item, headless: true, doctype };
}

function isTagEnd(code: number): boolean {
  return isSpace(code) || code === GREATER || code === SLASH;
}

export function isDoctype(source: string, at: number): boolean {
  return source.charAt(at + 1) === '!' && /^<!doctype$/iu.test(source.slice(at, at + 9));
}

/** Behind the ">" that ends a DOCTYPE, its internal subset and quoted strings included. */
export function endOfDoctype(source: string, start: number): number {
  const limit = Math.min(source.length, start + MAX_DOCTYPE);
  let brackets = 0;
  let at = start + 9;
  for (; at < limit; at += 1) {
    const char = source.charAt(at);
    if (char === '[') brackets += 1;
    else if (char === ']') brackets -= 1;
    else if (char === '>' && brackets <= 0) return at + 1;
    else if (char === '"' || char === "'") at = endOfQuoted(source, at);
  }
  return at;
}

function endOfQuoted(source: string, start: number): number {
  const end = source.slice(start + 1, start + MAX_QUOTED).indexOf(source.charAt(start));
  return end < 0 ? start : start + 1 + end;
}
