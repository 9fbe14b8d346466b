/** Strings of a feed, brought into the one shape that the rest of the program may rely on. */
import { decodeHTML } from 'entities';
import { mendMojibake } from '../text/mojibake.ts';
import { withoutForbidden } from './characters.ts';
import { isHtmlElement } from './html-names.ts';
import { MAX_BODY, MAX_BRACKETS, MAX_LABEL, MAX_TITLE, MAX_TITLE_SOURCE } from './limits.ts';
import { escapeText } from './xml/element.ts';
import { Finder } from './xml/scan.ts';

/**
 * Trimmed, with mojibake mended, line ends as "\n", nothing that XML forbids, and at most `limit` code units; null if
 * nothing is left.
 */
export function cleanText(text: string | null | undefined, limit = MAX_BODY): string | null {
  if (!text) return null;
  return withoutForbidden(mendMojibake(text.slice(0, limit)), true).trim() || null;
}

/** As cleanText, on one line. */
export function oneLine(text: string | null | undefined, limit = MAX_TITLE): string | null {
  return (
    cleanText(text?.slice(0, limit * 2), limit * 2)
      ?.replace(/\s+/gu, ' ')
      .slice(0, limit)
      .trim() || null
  );
}

export function label(text: string | null | undefined): string | null {
  return oneLine(text, MAX_LABEL);
}

/**
 * HTML of a body. "]]>" has no meaning in HTML; written as a reference, no body can end a CDATA section. A body of
 * brackets is cut like one that is too long.
 */
export function bodyHtml(html: string | null | undefined): string | null {
  const clean = cleanText(html);
  if (!clean?.includes(']')) return clean;
  return clean.slice(0, endOfProse(clean)).replace(/\]\]>/gu, ']]&gt;');
}

function endOfProse(text: string): number {
  let at = -1;
  for (let brackets = 0; brackets < MAX_BRACKETS; brackets += 1) {
    at = text.indexOf(']', at + 1);
    if (at < 0) return text.length;
  }
  return at;
}

/** A plain text as the HTML of a body. */
export function bodyOfText(text: string | null | undefined): string | null {
  const clean = cleanText(text);
  return clean === null ? null : bodyHtml(escapeText(clean));
}

/** The text of an HTML title, name or label, on one line. What only looks like a tag ("<Untitled>") is text. */
export function plainText(html: string | null | undefined): string | null {
  if (!html) return null;
  const source = html.slice(0, MAX_TITLE_SOURCE);
  const text = source.includes('<') ? withoutTags(source) : source;
  return oneLine(text.includes('&') ? decodeHTML(text) : text);
}

const BLOCKS = new Set('br p div li td tr th h1 h2 h3 h4 h5 h6 hr dd dt blockquote'.split(' '));
const TAG = /<(\/?)([a-z][a-z\d]*(?:[:-][\w.:-]*)?)(?=[\s/>])[^<>]*>/iuy;

function withoutTags(html: string): string {
  const find = new Finder(html);
  let text = '';
  let at = 0;
  for (;;) {
    const open = find.next('<', at);
    text += html.slice(at, open < 0 ? html.length : open);
    if (open < 0) return text;
    const markup = markupAt(html, open, find);
    text += markup?.text ?? '<';
    at = markup?.end ?? open + 1;
  }
}

/** A comment or tag that begins at `open`, and what it leaves in the text. */
function markupAt(html: string, open: number, find: Finder): { text: string; end: number } | null {
  if (html.startsWith('<!--', open)) {
    const close = find.next('-->', open + 4);
    const end = close < 0 ? find.next('>', open) : close + 2;
    return end < 0 ? null : { text: '', end: end + 1 };
  }
  TAG.lastIndex = open;
  const [tag, slash, written = ''] = TAG.exec(html) ?? [];
  const name = written.toLowerCase();
  if (tag === undefined || !isHtmlElement(name)) return null;
  const end = open + tag.length;
  const hidden = !slash && (name === 'script' || name === 'style') ? find.next(`</${name}`, end) : -1;
  return { text: BLOCKS.has(name) || hidden >= 0 ? ' ' : '', end: Math.max(end, hidden) };
}

/** Whether a text without a type is meant as HTML. */
export function looksLikeHtml(text: string): boolean {
  return /<\/?[a-z][\w-]{0,30}(?:\s[^<>]{0,2000})?\/?>/iu.test(text);
}

const STAND_IN_SOURCE = 4_000;
const STAND_IN = 120;

/** An item without a title still needs a line in a digest: the first words of its text. */
export function firstWords(html: string | null): string | null {
  const text = plainText(html?.slice(0, STAND_IN_SOURCE));
  if (!text || text.length <= STAND_IN) return text;
  return `${text.slice(0, STAND_IN - 1).replace(/\s+\S*$/u, '')}…`;
}
