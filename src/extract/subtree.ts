import { lengthInLatin, type Block, type Region } from './blocks.ts';

/** A block with what it speaks for: positive for prose, negative for links, furniture and scraps. */
export interface WeighedBlock extends Block {
  length: number;
  linkDensity: number;
  weight: number;
}

interface Sum {
  weight: number;
  prose: number;
}

/** Lengths in Latin letters: from GOOD a block is prose, from MEDIUM if it ends like a sentence. */
const GOOD = 90;
const MEDIUM = 35;
const FURNITURE_PENALTY = 6;
const LINK_PENALTY = 60;
const SCRAP_PENALTY = 8;
/** Short list items and quotes belong to articles more often than other scraps. */
const ITEM_PENALTY = 2;
const BODY_BONUS = 1.2;
const ARTICLE_BONUS = 1.05;
/** Of two regions about as good, the inner one has less furniture around it. */
const INNER_TOLERANCE = 0.999;

const SENTENCE_END = /[.!?。！？…:;»"”')\]]$/;

export function weigh(blocks: readonly Block[]): WeighedBlock[] {
  const weighed = blocks.map((block) => {
    const length = lengthInLatin(block.text);
    const linkDensity = block.linkChars / Math.max(1, block.text.length);
    return { ...block, length, linkDensity, weight: weightOf(block, length, linkDensity) };
  });
  discountTeasers(weighed);
  return weighed;
}

function weightOf(block: Block, length: number, linkDensity: number): number {
  if (block.furniture) return -FURNITURE_PENALTY;
  if (block.heading) return 0;
  if (linkDensity > 0.5) return -Math.min(LINK_PENALTY, 8 + length * 0.4);
  if (length >= GOOD) return length * (1 - linkDensity) * (block.inCell ? 0.7 : 1);
  if (length >= MEDIUM && SENTENCE_END.test(block.text)) return length * (1 - linkDensity) * 0.8;
  return block.inList || block.inQuote ? -ITEM_PENALTY : -SCRAP_PENALTY;
}

/** A linked heading with one paragraph below it, and then the next one: a list of teasers, however long they are. */
function discountTeasers(blocks: WeighedBlock[]): void {
  for (const [i, heading] of blocks.entries()) {
    const paragraph = blocks[i + 1];
    const after = blocks[i + 2];
    if (!paragraph || !heading.heading || heading.linkDensity <= 0.5 || paragraph.weight <= 0) continue;
    if (!after || after.heading || after.linkDensity > 0.5 || after.weight < 0) {
      paragraph.weight = -Math.min(LINK_PENALTY, paragraph.weight);
    }
  }
}

/** The region whose blocks together speak most for being the article. */
export function bestRegion(regions: readonly Region[], blocks: readonly WeighedBlock[]): Region | null {
  const sums = sumUp(regions, blocks);
  const sumOf = (region: Region): Sum => sums.get(region) ?? { weight: 0, prose: 0 };
  const root = regions[0];
  if (!root) return null;
  let best = root;
  let bestScore = -1;
  for (const region of regions) {
    const { weight } = sumOf(region);
    if (weight <= 0) continue;
    const score = weight * bonusOf(region);
    if (score > bestScore || (score >= bestScore * INNER_TOLERANCE && region.depth > best.depth)) {
      bestScore = score;
      best = region;
    }
  }
  return firstOfSeveral(articlesOf(regions, sumOf), best, sumOf) ?? best;
}

function sumUp(regions: readonly Region[], blocks: readonly WeighedBlock[]): Map<Region, Sum> {
  const sums = new Map<Region, Sum>(regions.map((region) => [region, { weight: 0, prose: 0 }]));
  for (const block of blocks) addTo(sums.get(block.region), block.weight, Math.max(0, block.weight));
  // children come after their parents, so going backwards every sum is complete before it is passed on
  for (const region of regions.toReversed()) {
    const own = sums.get(region);
    if (own && region.parent) addTo(sums.get(region.parent), own.weight, own.prose);
  }
  return sums;
}

function addTo(sum: Sum | undefined, weight: number, prose: number): void {
  if (!sum) return;
  sum.weight += weight;
  sum.prose += prose;
}

function bonusOf(region: Region): number {
  const article = region.name === 'article' || region.name === 'main';
  return (region.markedBody ? BODY_BONUS : 1) * (article ? ARTICLE_BONUS : 1);
}

/** Outermost regions that the markup calls an article and that hold a fair part of the page's prose. */
function articlesOf(regions: readonly Region[], sumOf: (region: Region) => Sum): Region[] {
  const total = regions[0] ? sumOf(regions[0]).prose || 1 : 1;
  const inside = new Set<Region>();
  const articles: Region[] = [];
  for (const region of regions) {
    if (region.parent && inside.has(region.parent)) {
      inside.add(region);
      continue;
    }
    const { weight, prose } = sumOf(region);
    const marked = region.name === 'article' || region.element?.attribs['itemprop'] === 'articleBody';
    if (!marked || weight <= 0 || prose <= 0.12 * total || prose <= 300) continue;
    articles.push(region);
    inside.add(region);
  }
  return articles;
}

/** Several articles side by side (endless scrolling, digests): the page is about the first. */
function firstOfSeveral(
  articles: readonly Region[],
  best: Region,
  sumOf: (region: Region) => Sum,
): Region | null {
  const under = articles.filter((article) => article !== best && isWithin(article, best));
  const first = under[0];
  if (!first || under.length < 2) return null;
  const prose = under.reduce((sum, article) => sum + sumOf(article).prose, 0);
  return prose > 0.6 * sumOf(best).prose && sumOf(first).prose > 0.2 * prose ? first : null;
}

function isWithin(region: Region, outer: Region): boolean {
  for (let r: Region | null = region; r; r = r.parent) if (r === outer) return true;
  return false;
}

/** All regions within one, itself included. */
export function regionsWithin(regions: readonly Region[], outer: Region): Set<Region> {
  const within = new Set<Region>([outer]);
  for (const region of regions) if (region.parent && within.has(region.parent)) within.add(region);
  return within;
}
