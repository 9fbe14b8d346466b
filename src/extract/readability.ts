import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { BLOCK_TAGS, words } from './boilerplate.ts';
import { subtree, type PageTree } from './dom.ts';

/** What Readability takes the article to be. `text` has a line per block. */
export interface ReadableText {
  text: string;
  byline: string;
}

/** DOM emulation hangs on absurd pages; real ones have at most 1.6 MB, 27,751 nodes and depth 52. */
const MAX_CHARS = 3_000_000;
const MAX_NODES = 40_000;

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
  return !tree.cut && html.length <= MAX_CHARS && tree.nodes <= MAX_NODES;
}

/** Readability's choice, or null where it finds none. Throws whatever DOM emulation throws. */
export function readWithReadability(html: string, tree: PageTree): ReadableText | null {
  const { document } = parseHTML(withoutCode(html, tree));
  const article = new Readability<DomNode>(document, {
    serializer: (node) => node as unknown as DomNode, // linkedom's node; see DomNode
    disableJSONLD: true, // json-ld.ts reads it
  }).parse();
  if (!article?.content) return null;
  return { text: blockText(article.content), byline: article.byline ?? '' };
}

/** Cuts scripts, styles and comments out of the source: half of a page's bytes, and Readability drops them anyway. */
function withoutCode(html: string, tree: PageTree): string {
  const parts: string[] = [];
  let from = 0;
  for (const node of subtree(tree.root)) {
    const code = node.type === 'comment' || ('name' in node && isCode(node.name));
    if (!code || node.startIndex === null || node.endIndex === null || node.startIndex < from) continue;
    parts.push(html.slice(from, node.startIndex));
    from = node.endIndex + 1;
  }
  parts.push(html.slice(from));
  return parts.join('');
}

const isCode = (name: string): boolean => name === 'script' || name === 'style';

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
