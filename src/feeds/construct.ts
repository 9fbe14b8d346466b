/** Text of RSS and Atom elements: what is HTML, what is text, what is markup as it stands. */
import { looksLikeHtml, oneLine, plainText, bodyHtml, bodyOfText } from './text.ts';
import { escapeText, innerHtml, textContent, xhtmlContent, type XmlElement } from './xml/element.ts';

/** The content of an element, as HTML source or as plain text. */
type Construct = { html: string } | { text: string };

/** One line of plain text. */
export function titleOf(element: XmlElement | null, isAtom: boolean): string | null {
  if (!element) return null;
  const construct = read(element, isAtom);
  return 'html' in construct ? plainText(construct.html) : oneLine(construct.text);
}

/** HTML, relative addresses still relative. */
export function bodyOf(element: XmlElement | null, isAtom: boolean): string | null {
  if (!element) return null;
  const construct = read(element, isAtom);
  return 'html' in construct ? bodyHtml(construct.html) : bodyOfText(construct.text);
}

function read(element: XmlElement, isAtom: boolean): Construct {
  const type = element.attribute('type');
  const atom = isAtom || element.namespace === 'atom' || /^(?:html|xhtml|text)$/u.test(type ?? '');
  return atom ? readAtom(element) : { html: rssHtml(element) };
}

/** RSS: with child elements it is markup as it stands, otherwise the decoded text is HTML. */
export function rssHtml(element: XmlElement): string {
  return element.hasElements ? innerHtml(element, true) : textContent(element);
}

/** Atom 1.0 (`type`) and Atom 0.3 (`type` as media type, `mode`), with what feeds make of both. */
function readAtom(element: XmlElement): Construct {
  const type = element.attribute('type')?.toLowerCase().trim() ?? '';
  const mode = element.attribute('mode')?.toLowerCase() ?? '';
  const decoded = mayBeBase64(element, type, mode) ? decodeBase64(textContent(element)) : null;
  if (decoded !== null) return isHtml(decoded, type) ? { html: decoded } : { text: decoded };
  if (element.hasElements) return { html: xhtmlContent(element) };
  const text = textContent(element);
  if (type.includes('xhtml')) return { html: mode === 'escaped' ? text : escapeText(text) };
  if (type.includes('html')) return { html: text };
  if (type === '') return looksLikeHtml(text) ? { html: text } : { text };
  return type === 'text' || type.startsWith('text/') ? { text } : { html: text };
}

/** Whether Base64 held HTML, for which no type in use says so. */
function isHtml(decoded: string, type: string): boolean {
  return type.includes('html') || looksLikeHtml(decoded) || /&[a-z]{2,8};/iu.test(decoded);
}

function mayBeBase64(element: XmlElement, type: string, mode: string): boolean {
  if (mode === 'base64') return true;
  const binary = /^[a-z]+\//u.test(type) && !/^text\/|xml$|html/u.test(type);
  return binary && !element.hasElements && mode !== 'escaped' && mode !== 'xml';
}

/** Null if it is not Base64, or not of a text: "test" is a word. */
function decodeBase64(text: string): string | null {
  const raw = text.replace(/\s+/gu, '');
  if (raw === '' || raw.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/u.test(raw)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(raw, 'base64'));
  } catch {
    return null;
  }
}
