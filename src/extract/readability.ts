import { escapeAttribute, escapeText } from 'entities';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom/worker'; // one file instead of 200: a thread starts 0.3 s sooner
import { BLOCK_TAGS, words } from './boilerplate.ts';
import { isElement, isText, type Node, type PageTree } from './dom.ts';

/** DOM emulation hangs on absurd pages; real ones have at most 1.6 MB, 27,751 nodes and depth 52. */
const MAX_CHARS = 3_000_000;
const MAX_NODES = 40_000;
const MAX_PIECES = 200_000;

const EXTRA_BLOCK_TAGS = words(
  'aside br details fieldset figcaption hr legend nav noscript optgroup option video',
);
const SKIPPED_TAGS = words(
  'script style template noscript head svg math iframe object embed canvas audio video select textarea button input',
);

/** The part of a DOM node that is read here; linkedom's nodes have it, its types do not. */
interface DomNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
}

const TEXT = 3;

/** Whether a page is small enough for DOM emulation. */
export function fitsReadability(html: string, tree: PageTree): boolean {
  const { cut, nodes, pieces } = tree;
  return !cut && html.length <= MAX_CHARS && nodes <= MAX_NODES && pieces <= MAX_PIECES;
}

/** The text of what Readability takes for the article, a line per block; "" for none. Throws whatever DOM emulation throws. */
export function readWithReadability(tree: PageTree): string {
  const { document } = parseHTML(leanHtml(tree));
  const article = new Readability<DomNode>(document, {
    serializer: (node) => node,
    disableJSONLD: true, // json-ld.ts reads it
  }).parse();
  return article?.content ? blockText(article.content) : '';
}

/** Tags that Readability drops, or that hold no text: most of a page's bytes. */
const DROPPED_TAGS = words(
  'script style template svg math link meta iframe object embed canvas audio video source track picture map area param',
);
const VOID_TAGS = words('area base br col embed hr img input link meta param source track wbr');
/** The attributes that Readability looks at; an image only has to have an address. */
const READ_ATTRIBUTES = words('class id style hidden aria-hidden aria-modal role rel itemprop href');

/** The page as Readability needs it: emulating the rest of it would take half of the time. */
function leanHtml(tree: PageTree): string {
  const parts: string[] = [];
  for (const node of tree.root.children) serialize(node, parts);
  return parts.join('');
}

/** Recursive: a page that fits is at most MAX_DEPTH of dom.ts deep. */
function serialize(node: Node, parts: string[]): void {
  if (isText(node)) parts.push(escapeText(node.data));
  if (!isElement(node) || DROPPED_TAGS.has(node.name)) return;
  parts.push('<', node.name);
  for (const [name, value] of Object.entries(node.attribs)) {
    if (READ_ATTRIBUTES.has(name)) parts.push(' ', name, '="', escapeAttribute(value), '"');
    else if (name === 'src' && node.name === 'img') parts.push(' src="."');
  }
  parts.push('>');
  if (VOID_TAGS.has(node.name)) return;
  for (const child of node.children) serialize(child, parts);
  parts.push('</', node.name, '>');
}

function blockText(root: DomNode): string {
  const parts: string[] = [];
  appendText(root, parts);
  return parts
    .join('')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** Recursive: a page that fits is at most MAX_DEPTH of dom.ts deep. */
function appendText(node: DomNode, parts: string[]): void {
  if (node.nodeType === TEXT) parts.push((node.nodeValue ?? '').replace(/\s+/g, ' '));
  const name = node.localName?.toLowerCase() ?? '';
  if (SKIPPED_TAGS.has(name)) return;
  const isBlock = BLOCK_TAGS.has(name) || EXTRA_BLOCK_TAGS.has(name);
  if (isBlock) parts.push('\n');
  for (let child = node.firstChild; child; child = child.nextSibling) appendText(child, parts);
  if (isBlock) parts.push('\n');
}
