import { readBlocks } from './blocks.ts';
import { parsePage } from './dom.ts';

/** The words of a feed's body (HTML or plain text), paragraphs separated by "\n\n"; "" for none. */
export function feedText(html: string | null): string {
  if (!html) return '';
  return readBlocks(parsePage(html).root)
    .blocks.map((block) => block.text)
    .join('\n\n');
}
