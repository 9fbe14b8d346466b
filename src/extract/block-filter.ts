import { DATE_OR_BYLINE, LEAD_IN, LEGAL, NOISE_LINE, PROMO } from './boilerplate.ts';
import type { WeighedBlock } from './subtree.ts';

/** A block this long is a paragraph: the article has begun. Lengths are in Latin letters. */
const PARAGRAPH = 80;

/** Leaves out what stands inside articles without being part of them, and the title, which is kept apart. */
export function filterBlocks(blocks: readonly WeighedBlock[], title: string): WeighedBlock[] {
  const kept: WeighedBlock[] = [];
  const seen = new Set<string>();
  const lowerTitle = title.toLowerCase();
  let begun = false;
  for (const block of blocks) {
    const key = block.text.toLowerCase();
    if (isFurniture(block) || (block.length > 30 && seen.has(key))) continue;
    if (repeatsTitle(block, key, lowerTitle)) continue;
    if (!begun && isPreamble(block)) continue;
    if (block.length > PARAGRAPH) begun = true;
    seen.add(key);
    kept.push(block);
  }
  while (kept.length > 0 && isTail(kept.at(-1)!)) kept.pop();
  return kept;
}

function isFurniture(block: WeighedBlock): boolean {
  const { text, length, linkDensity } = block;
  return (
    block.furniture ||
    NOISE_LINE.test(text) ||
    (length < 260 && LEAD_IN.test(text)) ||
    (length < 400 && LEGAL.test(text)) ||
    (length < 320 && PROMO.test(text) && (linkDensity > 0.05 || length < 200)) ||
    (linkDensity > 0.6 && length < 400 && !(block.inList && length > 80 && linkDensity < 0.8))
  );
}

function repeatsTitle(block: WeighedBlock, key: string, title: string): boolean {
  if (!title) return false;
  if (key === title) return true;
  const partOf = title.startsWith(key) || key.startsWith(title);
  return (block.heading === 1 || block.heading === 2) && key.length > 10 && partOf;
}

/** Before the first paragraph: the headline, kickers, bylines and datelines. */
function isPreamble({ text, length, heading, inList, inQuote }: WeighedBlock): boolean {
  if (heading === 1) return true;
  if (length < 130 && DATE_OR_BYLINE.test(text)) return true;
  return length < 60 && !heading && !inList && !inQuote && !/[.!?。！？"”»]$/.test(text);
}

/** After the last paragraph: headings of what was left out, link lines, dates. */
function isTail({ text, length, heading, linkDensity }: WeighedBlock): boolean {
  return heading > 0 || (length < 120 && (linkDensity > 0.35 || DATE_OR_BYLINE.test(text)));
}
