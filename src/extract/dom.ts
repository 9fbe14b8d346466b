import { DomHandler, ElementType, Parser } from 'htmlparser2';

export type Document = DomHandler['root'];
export type Node = Document['children'][number];
export type Element = Extract<Node, { attribs: unknown }>;
export type Text = Extract<Node, { type: ElementType.ElementType.Text }>;

/** htmlparser2's stack of open tags makes nesting quadratic; of 1,451 real pages none nests deeper than 52. */
const MAX_DEPTH = 1_000;
/** Some 500 bytes of memory each; of 1,451 real pages none has more than 27,751. */
const MAX_NODES = 150_000;

const CODE_TAGS: ReadonlySet<string> = new Set(['script', 'style', 'template']);

/** Pieces of text, which entities and stray "<" multiply; an article written in entities has one per letter. */
const MAX_PIECES = 1_000_000;

/** A page as a tree, and how big it is. */
export interface PageTree {
  root: Document;
  nodes: number;
  /** Pieces in which its text came. */
  pieces: number;
  /** The bound at which reading stopped, null for a whole page. */
  cut: 'depth' | 'nodes' | null;
}

/** Builds the tree, and stops the parser for good where the page becomes absurd. */
class BoundedHandler extends DomHandler {
  nodes = 0;
  pieces = 0;
  cut: PageTree['cut'] = null;
  #open = 0;
  readonly #stop: () => void;

  constructor(stop: () => void) {
    super();
    this.#stop = stop;
  }

  override onopentag(name: string, attribs: Record<string, string>): void {
    this.#open += 1;
    if (this.#open > MAX_DEPTH) this.#cutAt('depth');
    this.#count();
    super.onopentag(name, attribs);
  }

  override onclosetag(): void {
    this.#open -= 1;
    super.onclosetag();
  }

  override ontext(data: string): void {
    this.pieces += 1;
    if (this.lastNode?.type !== ElementType.Text) this.#count(); // else it goes into that node
    else if (this.pieces > MAX_PIECES) this.#cutAt('nodes');
    super.ontext(data);
  }

  override oncomment(data: string): void {
    this.#count();
    super.oncomment(data);
  }

  #count(): void {
    this.nodes += 1;
    if (this.nodes > MAX_NODES) this.#cutAt('nodes');
  }

  #cutAt(bound: 'depth' | 'nodes'): void {
    if (this.cut) return;
    this.cut = bound;
    this.#stop();
  }
}

/** Parses a page of any quality in time linear in its length; never throws. */
export function parsePage(html: string): PageTree {
  const handler: BoundedHandler = new BoundedHandler(() => parser.pause());
  const parser: Parser = new Parser(handler, { decodeEntities: true });
  parser.write(html);
  if (handler.cut) handler.onend();
  else parser.end();
  const { root, nodes, pieces, cut } = handler;
  return { root, nodes, pieces, cut };
}

export function isElement(node: Node | Document): node is Element {
  return 'attribs' in node;
}

export function isText(node: Node | Document): node is Text {
  return node.type === ElementType.Text;
}

export function childrenOf(node: Node | Document): readonly Node[] {
  return 'children' in node ? node.children : [];
}

/** The elements around a node, the nearest first, `limit` at most. */
export function* ancestors(node: Node, limit: number): Generator<Element> {
  let parent = node.parent;
  for (let i = 0; i < limit && parent && isElement(parent); i += 1, parent = parent.parent) yield parent;
}

/** The text below a node, white space folded, at most about `limit` characters of it. */
export function textOf(node: Node, limit: number): string {
  return foldSpace(rawTextOf(node, limit));
}

/**
 * The text below a node as it stands in the source (a script's code, say), at most about `limit` characters. Visits at
 * most `limit` nodes, so that asking every node of a page stays cheap where a page is deep and holds no text.
 */
export function rawTextOf(node: Node, limit: number): string {
  const parts: string[] = [];
  let length = 0;
  let visited = 0;
  for (const next of subtree(node)) {
    visited += 1;
    if (isText(next)) {
      parts.push(next.data);
      length += next.data.length;
    }
    if (length >= limit || visited >= limit) break;
  }
  return parts.join('');
}

/** The text that a reader of the page may see, furniture included, at most about `limit` characters. */
export function visibleText(root: Document, limit: number): string {
  const parts: string[] = [];
  let length = 0;
  for (const node of subtree(root)) {
    if (length >= limit) break;
    if (!isText(node) || (node.parent && isElement(node.parent) && CODE_TAGS.has(node.parent.name))) continue;
    parts.push(node.data);
    length += node.data.length;
  }
  return foldSpace(parts.join(' '));
}

/** The node and all below it in document order; needs no stack, however deep the page. */
export function* subtree(top: Node | Document): Generator<Node | Document> {
  let node: Node | Document = top;
  for (;;) {
    yield node;
    const child: Node | undefined = childrenOf(node)[0];
    if (child) {
      node = child;
      continue;
    }
    while (node !== top && !node.next) node = node.parent ?? top;
    if (node === top || !node.next) return;
    node = node.next;
  }
}

export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
