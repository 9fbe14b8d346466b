/** The tree that the tolerant reader builds: elements with resolved names, and text with entities decoded. */

export interface XmlText {
  text: string;
  /** Text of a CDATA section, in which "<" and "&" were meant as they stand. */
  cdata: boolean;
}

export type Attributes = Readonly<Record<string, string>>;

/** Namespace bindings: own properties of this element over those of the elements around it. */
export type Scope = Record<string, string>;

/** A name as written and what it means. Elements of the same name in the same scope share one. */
export interface QName {
  /** As written, with prefix. */
  readonly name: string;
  /** Without prefix, in lower case. */
  readonly local: string;
  /** Short name of a known namespace ("atom", "dc"), "" for none, "?" and the URI or prefix for any other. */
  readonly namespace: string;
  /** `local` for RSS, Atom and names without namespace, else "namespace:local": "dc:date", "content:encoded". */
  readonly key: string;
}

export class XmlElement {
  readonly qname: QName;
  readonly parent: XmlElement | null;
  /** Names in lower case. */
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly children: (XmlElement | XmlText)[] = [];
  hasElements = false;
  #byKey: Map<string, XmlElement[]> | null = null;

  constructor(qname: QName, parent: XmlElement | null, attributes: Attributes, scope: Scope) {
    this.qname = qname;
    this.parent = parent;
    this.attributes = attributes;
    this.scope = scope;
  }

  get local(): string {
    return this.qname.local;
  }

  get namespace(): string {
    return this.qname.namespace;
  }

  get key(): string {
    return this.qname.key;
  }

  attribute(name: string): string | undefined {
    return this.attributes[name];
  }

  /** Child elements in document order. */
  elements(): XmlElement[] {
    return this.children.filter(isElement);
  }

  /** Child elements of any of these keys, in the order of the keys. To be asked when the tree is complete. */
  all(...keys: readonly string[]): XmlElement[] {
    this.#byKey ??= groupByKey(this.children);
    const groups = this.#byKey;
    return keys.flatMap((key) => groups.get(key) ?? []);
  }

  /** The first child of the first of these keys that has one. */
  first(...keys: readonly string[]): XmlElement | null {
    return this.all(...keys)[0] ?? null;
  }
}

export function isElement(node: XmlElement | XmlText): node is XmlElement {
  return node instanceof XmlElement;
}

function groupByKey(children: readonly (XmlElement | XmlText)[]): Map<string, XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const child of children) {
    if (!isElement(child)) continue;
    const group = groups.get(child.key);
    if (group) group.push(child);
    else groups.set(child.key, [child]);
  }
  return groups;
}

/** All text below an element. */
export function textContent(element: XmlElement): string {
  const [only] = element.children;
  if (element.children.length === 1 && only && !isElement(only)) return only.text;
  const pieces: string[] = [];
  collectText(element, pieces);
  return pieces.join('');
}

function collectText(element: XmlElement, pieces: string[]): void {
  for (const child of element.children) {
    if (isElement(child)) collectText(child, pieces);
    else pieces.push(child.text);
  }
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * The HTML source of what an element holds, where a feed has markup as it stands. `textIsHtml`: decoded text counts as
 * HTML source too, as in RSS; else it is text and gets escaped, as in XHTML.
 */
export function innerHtml(element: XmlElement, textIsHtml: boolean): string {
  const pieces: string[] = [];
  for (const child of element.children) writeHtml(child, textIsHtml, pieces);
  return pieces.join('');
}

function writeHtml(node: XmlElement | XmlText, textIsHtml: boolean, pieces: string[]): void {
  if (!isElement(node)) {
    pieces.push(node.cdata || textIsHtml ? node.text : escapeText(node.text));
    return;
  }
  const { namespace, local, name: written } = node.qname;
  const name = namespace === 'xhtml' || !written.includes(':') ? local : written;
  pieces.push('<', name);
  for (const [attribute, value] of Object.entries(node.attributes)) {
    if (!attribute.startsWith('xmlns')) pieces.push(' ', attribute, '="', escapeAttribute(value), '"');
  }
  pieces.push(VOID.has(name) ? ' />' : '>');
  for (const child of node.children) writeHtml(child, textIsHtml, pieces);
  if (!VOID.has(name)) pieces.push('</', name, '>');
}

/** The `<div>` that Atom puts around XHTML is no part of the content. */
export function xhtmlContent(element: XmlElement): string {
  const elements = element.elements();
  const [only] = elements;
  const wrapped =
    elements.length === 1 &&
    only?.local === 'div' &&
    element.children.every((child) => isElement(child) || child.text.trim() === '');
  return innerHtml(wrapped && only ? only : element, false);
}

export function escapeText(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/gu, '&quot;');
}
