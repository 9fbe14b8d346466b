import { BLOCK_TAGS, SKIPPED_TAGS } from '../extract/boilerplate.ts';
import { ancestors, isElement, isText, parsePage, subtree, type Element } from '../extract/dom.ts';

/** Elements around a text that are looked at; pages nest less deep. */
const DEPTH = 100;
const LONGEST_PAGE = 2_000_000;

/**
 * The text of a page of press.un.org, a line for each block, navigation and scripts left out. The line with the number of the
 * meeting and the one with the code are kept, which the reader of articles takes for furniture.
 */
export function pressPageText(html: string): string {
  const lines: string[] = [];
  let lastBlock: Element | null = null;
  for (const node of subtree(parsePage(html).root)) {
    if (isElement(node) && node.name === 'br') lastBlock = null;
    if (!isText(node)) continue;
    const around = [...ancestors(node, DEPTH)];
    if (around.some(({ name }) => SKIPPED_TAGS.has(name))) continue;
    const block: Element | null = around.find(({ name }) => BLOCK_TAGS.has(name)) ?? null;
    const text = node.data.replace(/\s+/gu, ' ');
    if (block === lastBlock && lines.length > 0) lines[lines.length - 1] += text;
    else if (text.trim() !== '') lines.push(text);
    else continue;
    lastBlock = block;
  }
  return lines
    .map((line) => line.trim())
    .join('\n')
    .slice(0, LONGEST_PAGE);
}
