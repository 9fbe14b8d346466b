import { isElement, type QName, type XmlElement } from './element.ts';

/** A tree under construction: its root, the element that is open, and the rules by which damaged markup closes. */
export class Tree {
  root: XmlElement | null = null;
  /** The innermost open element; null before the root is opened and when it is closed. */
  current: XmlElement | null = null;
  depth = 0;
  /** How many elements of a name are open, as written and in lower case: a stray closing tag must cost nothing. */
  readonly #openAsWritten = new Map<string, number>();
  readonly #openInLowerCase = new Map<string, number>();

  /** Opens an element whose parent is the current one. */
  push(element: XmlElement): void {
    this.root ??= element;
    if (this.current) {
      this.current.children.push(element);
      this.current.hasElements = true;
    }
    this.current = element;
    this.depth += 1;
    this.#count(element, 1);
  }

  pop(): void {
    if (!this.current) return;
    this.#count(this.current, -1);
    this.current = this.current.parent;
    this.depth -= 1;
  }

  /** Closes the innermost open element of this name and all inside it; a closing tag without one is ignored. */
  close(name: string): void {
    const lower = name.toLowerCase();
    if (!this.#openInLowerCase.get(lower)) return;
    const exact = this.#openAsWritten.get(name);
    const closes = ({ qname }: XmlElement): boolean =>
      exact ? qname.name === name : qname.name.toLowerCase() === lower;
    while (this.current) {
      const found = closes(this.current);
      this.pop();
      if (found) return;
    }
  }

  /** An item cannot hold an item, unless an extension element or an Atom source holds a copy of one. */
  closeItemAround(item: QName): void {
    let outer = this.current;
    while (outer && outer.key !== item.key) {
      if (outer.key === 'source' || outer.namespace.startsWith('?') || outer.namespace === 'feedburner')
        return;
      outer = outer.parent;
    }
    if (!outer?.parent) return;
    while (this.current !== outer.parent) this.pop();
  }

  addText(text: string, cdata: boolean): void {
    if (!this.current) return;
    const { children } = this.current;
    const last = children.at(-1);
    // A comment inside a word must not cut it in two for those who look at single pieces.
    if (!cdata && last && !isElement(last) && !last.cdata) last.text += text;
    else children.push({ text, cdata });
  }

  #count({ qname: { name } }: XmlElement, by: 1 | -1): void {
    const lower = name.toLowerCase();
    this.#openAsWritten.set(name, (this.#openAsWritten.get(name) ?? 0) + by);
    this.#openInLowerCase.set(lower, (this.#openInLowerCase.get(lower) ?? 0) + by);
  }
}
