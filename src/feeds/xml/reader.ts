/**
 * A tolerant XML reader: one forward pass, linear in the document whatever stands in it, no network, no DTD. What a
 * strict parser rejects (a bare "&" or "<", a tag never closed, a cut-off end) costs at most the field it stands in.
 */
import { withoutForbidden } from '../characters.ts';
import { MAX_BODY, MAX_DEPTH, MAX_ITEMS, MAX_PARTS } from '../limits.ts';
import { XmlElement, type QName, type Scope } from './element.ts';
import { decodeEntities, entitiesOf, type OwnEntities } from './entities.ts';
import { NO_SCOPE, resolveName, scopeInside, uriOfPrefix } from './namespaces.ts';
import { endOfDoctype, findFeed, isDoctype } from './prolog.ts';
import { endOfName, Finder } from './scan.ts';
import { NO_ATTRIBUTES, readTag, type Tag } from './tag.ts';
import { Tree } from './tree.ts';

export interface XmlDocument {
  root: XmlElement;
  /** What stands before the feed. */
  preamble: string;
  /** A limit was met and the rest was not read. */
  truncated: boolean;
}

/** Reads a document from its feed on; null if it holds none. Never throws. */
export function readXml(text: string): XmlDocument | null {
  const source = withoutForbidden(text, false);
  const prolog = findFeed(source);
  if (!prolog) return null;
  const reader = new Reader(source, entitiesOf(prolog.doctype), prolog.headless);
  const root = reader.read(prolog.start);
  return root && { root, preamble: source.slice(0, prolog.start), truncated: reader.truncated };
}

const HEADLESS: QName = { name: 'channel', local: 'channel', namespace: '', key: 'channel' };
/** A processing instruction that is longer was never closed. */
const MAX_INSTRUCTION = 20_000;
/** How much may be read again behind a "<" that turned out to be text, before no more tags are looked for. */
const MAX_RESCAN = 4 * 1024 * 1024;

class Reader {
  readonly #source: string;
  readonly #find: Finder;
  readonly #entities: OwnEntities;
  readonly #names = new WeakMap<Scope, Map<string, QName>>();
  readonly #tree = new Tree();
  #rootUri: string | null = null;
  #dropped = 0;
  #parts = 0;
  #items = 0;
  #rescanned = 0;
  #textStart = 0;
  #done = false;
  #truncated = false;

  constructor(source: string, entities: OwnEntities, headless: boolean) {
    this.#source = source;
    this.#find = new Finder(source);
    this.#entities = entities;
    if (headless) this.#tree.push(new XmlElement(HEADLESS, null, NO_ATTRIBUTES, NO_SCOPE));
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  /** Null if not even a root element is whole. */
  read(start: number): XmlElement | null {
    const source = this.#source;
    this.#textStart = start;
    for (let at = start; !this.#done;) {
      const open = source.indexOf('<', at);
      if (open < 0) break;
      at = this.#readMarkup(open) ?? open + 1;
    }
    if (!this.#done) this.#addText(source.slice(this.#textStart), false);
    return this.#tree.root;
  }

  /** Reads what the "<" at `open` begins. Returns where it ends, or null if it begins nothing and is text. */
  #readMarkup(open: number): number | null {
    switch (this.#source.charAt(open + 1)) {
      case '!':
        return this.#readDeclaration(open);
      case '?':
        return this.#skipTo(open, this.#endOfInstruction(open));
      case '/':
        return this.#readClosingTag(open);
      default:
        return this.#readOpeningTag(open);
    }
  }

  #readDeclaration(open: number): number {
    const source = this.#source;
    if (source.startsWith('<!--', open)) {
      const end = this.#find.next('-->', open + 4);
      return this.#skipTo(open, end < 0 ? this.#behind('>', open + 4) : end + 3);
    }
    if (/^<!\[CDATA\[$/iu.test(source.slice(open, open + 9))) return this.#readCdata(open);
    return this.#skipTo(open, isDoctype(source, open) ? endOfDoctype(source, open) : this.#behind('>', open));
  }

  #readCdata(open: number): number {
    const start = open + 9;
    const [end, next] = this.#endOfCdata(start);
    this.#skipTo(open, next);
    this.#addText(this.#source.slice(start, end), true);
    return next;
  }

  /** An unclosed section ends where its field does: at the closing tag that stands before the next section begins. */
  #endOfCdata(start: number): [end: number, next: number] {
    const source = this.#source;
    const close = this.#find.next(']]>', start);
    const another = this.#find.next('<![CDATA[', start);
    if (close >= 0 && (another < 0 || another > close)) return [close, close + 3];
    const closingTag = `</${this.#tree.current?.qname.name ?? ''}`;
    const field =
      close < 0
        ? source.indexOf(closingTag, start)
        : source.slice(start, another).indexOf(closingTag) + start;
    if (field >= start) return [field, field];
    return close < 0 ? [source.length, source.length] : [close, close + 3];
  }

  #endOfInstruction(open: number): number {
    const end = this.#find.next('?>', open);
    return end < 0 || end - open > MAX_INSTRUCTION ? this.#behind('>', open) : end + 2;
  }

  #readClosingTag(open: number): number | null {
    const source = this.#source;
    const nameEnd = endOfName(source, open + 2);
    if (nameEnd === open + 2) return null;
    const close = this.#find.next('>', nameEnd);
    const nextTag = this.#find.next('<', nameEnd);
    const whole = close >= 0 && (nextTag < 0 || nextTag > close);
    const end = this.#skipTo(open, whole ? close + 1 : nameEnd);
    if (this.#dropped > 0) this.#dropped -= 1;
    else this.#tree.close(source.slice(open + 2, nameEnd));
    this.#done = this.#tree.current === null;
    return end;
  }

  #readOpeningTag(open: number): number | null {
    if (this.#rescanned > MAX_RESCAN) return null;
    const tag = readTag(this.#source, open, this.#find, this.#entities);
    if ('kind' in tag) {
      this.#rescanned += tag.end - open;
      if (tag.kind === 'text') return null;
      this.#skipTo(open, tag.end);
      this.#done = true;
      return tag.end;
    }
    this.#skipTo(open, tag.end);
    if (this.#tree.depth < MAX_DEPTH) this.#addElement(tag);
    else if (!tag.selfClosing) this.#dropped += 1;
    return tag.end;
  }

  #addElement(tag: Tag): void {
    const { attributes, selfClosing } = tag;
    if (this.#exhausted(1 + tag.attributeCount)) return;
    const scope = scopeInside(this.#tree.current?.scope ?? NO_SCOPE, attributes);
    if (!this.#tree.root) this.#rootUri = uriOfPrefix(tag.name, scope);
    const qname = this.#resolve(tag.name, scope);
    if (qname.local === 'item' || qname.local === 'entry') {
      // Some programs put an empty <item/> inside each item.
      if (selfClosing && tag.attributeCount === 0 && this.#tree.current?.parent) return;
      this.#tree.closeItemAround(qname);
      this.#items += 1;
      if (this.#items > MAX_ITEMS) {
        this.#stop();
        return;
      }
    }
    this.#tree.push(new XmlElement(qname, this.#tree.current, attributes, scope));
    if (selfClosing) this.#tree.pop();
  }

  #resolve(name: string, scope: Scope): QName {
    let names = this.#names.get(scope);
    if (!names) this.#names.set(scope, (names = new Map<string, QName>()));
    let qname = names.get(name);
    if (!qname) names.set(name, (qname = resolveName(name, scope, this.#rootUri)));
    return qname;
  }

  /** Ends the run of text before `markup`; the next one begins at `end`. */
  #skipTo(markup: number, end: number): number {
    if (markup > this.#textStart) this.#addText(this.#source.slice(this.#textStart, markup), false);
    this.#textStart = end;
    return end;
  }

  #addText(source: string, cdata: boolean): void {
    if (!this.#tree.current || source === '' || this.#exhausted(1)) return;
    const run = source.slice(0, MAX_BODY);
    const text = cdata ? run : decodeEntities(run, this.#entities);
    this.#tree.addText(text, cdata);
  }

  #behind(needle: string, from: number): number {
    const at = this.#find.next(needle, from);
    return at < 0 ? this.#source.length : at + needle.length;
  }

  #exhausted(parts: number): boolean {
    this.#parts += parts;
    if (this.#parts > MAX_PARTS) this.#stop();
    return this.#parts > MAX_PARTS;
  }

  #stop(): void {
    this.#done = true;
    this.#truncated = true;
  }
}
