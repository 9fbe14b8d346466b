import { readBlocks } from './blocks.ts';
import { filterBlocks } from './block-filter.ts';
import type { PageTree } from './dom.ts';
import { fitsReadability, readWithReadability } from './readability.ts';
import { bestRegion, regionsWithin, weigh, type WeighedBlock } from './subtree.ts';

export interface MainText {
  /** Paragraphs separated by "\n\n". */
  text: string;
  flags: string[];
}

/** A text this short may be a teaser: then JSON-LD's articleBody may have more. */
const SHORT_TEXT = 300;
/** The own pick stands alone if Readability found this many times less. */
const READABILITY_MISSED = 5;
/** Prose that only the own pick holds is added up to this share of what both hold. */
const OWN_SHARE = 0.3;
/** Readability stands alone if the combination holds less than this share of it. */
const COMBINED_SHARE = 0.25;
/** Every block is sought in Readability's text: the product of both sizes is what that may cost (about 0.3 s). */
const MAX_COMPARISON = 1_000_000_000;

/**
 * The article's text: the blocks on which the own sub-tree pick and Readability agree, then filtered.
 * Each covers the other's failures; what only one holds is mostly related headlines, which would be false mentions.
 */
export function mainText(html: string, tree: PageTree, title: string, jsonLdBody: string): MainText {
  const { regions, blocks } = readBlocks(tree.root);
  const weighed = weigh(blocks);
  const best = bestRegion(regions, weighed);
  const within = best ? regionsWithin(regions, best) : new Set();
  const own = weighed.map((block) => within.has(block.region));
  const { readable, flags } = tryReadability(html, tree, weighed.length);
  const chosen = readable ? agree(weighed, own, readable) : weighed.filter((_, i) => own[i]);
  let paragraphs = filterBlocks(chosen, title).map((block) => block.text);
  if (readable && lengthOf(paragraphs) < COMBINED_SHARE * squash(readable).length) {
    paragraphs = readable.split('\n');
  }
  const length = lengthOf(paragraphs);
  if (length < SHORT_TEXT && jsonLdBody.length > Math.max(SHORT_TEXT, length * 1.5)) {
    paragraphs = jsonLdBody
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
  return { text: paragraphs.join('\n\n'), flags };
}

/** Readability's text, "" where it finds none or the page is beyond it: then a flag says so. */
function tryReadability(html: string, tree: PageTree, blocks: number): { readable: string; flags: string[] } {
  if (!fitsReadability(html, tree)) return { readable: '', flags: ['readability-skipped'] };
  try {
    const readable = readWithReadability(tree);
    if (readable.length * blocks <= MAX_COMPARISON) return { readable, flags: [] };
    return { readable: '', flags: ['readability-skipped'] };
  } catch {
    return { readable: '', flags: ['readability-failed'] }; // markup that linkedom cannot bear: the own pick is there
  }
}

function agree(
  blocks: readonly WeighedBlock[],
  own: readonly boolean[],
  readableText: string,
): WeighedBlock[] {
  const haystack = squash(readableText);
  const readable = blocks.map((block) => haystack.includes(squash(block.text)));
  const prose = { both: 0, own: 0, readable: 0 };
  for (const [i, block] of blocks.entries()) {
    if (block.furniture || block.heading || block.linkDensity >= 0.5 || block.length < 40) continue;
    if (own[i] && readable[i]) prose.both += block.length;
    else if (own[i]) prose.own += block.length;
    else if (readable[i]) prose.readable += block.length;
  }
  if ((prose.both + prose.readable) * READABILITY_MISSED < prose.both + prose.own) {
    return blocks.filter((_, i) => own[i]);
  }
  const addOwn = prose.own <= OWN_SHARE * prose.both;
  return blocks.filter((block, i) => own[i] && (readable[i] || (addOwn && block.weight > 0)));
}

/** White space aside, because the two cut lines differently. */
const squash = (text: string): string => text.replace(/\s+/g, '');

const lengthOf = (paragraphs: readonly string[]): number =>
  paragraphs.reduce((sum, paragraph) => sum + paragraph.length + 1, 0);
