import {
  BLOCK_TAGS,
  BODY_NAME,
  SKIPPED_ROLE,
  SKIPPED_TAGS,
  TRUSTED_TAGS,
  judgeNames,
} from './boilerplate.ts';
import { childrenOf, foldSpace, isElement, isText, type Document, type Element, type Node } from './dom.ts';

/** A block element that may hold the article; regions form a tree, parents before children. */
export interface Region {
  element: Element | null;
  parent: Region | null;
  name: string;
  depth: number;
  /** The page's markup says that this is the body of the article. */
  markedBody: boolean;
}

/** A run of text between two block borders. */
export interface Block {
  text: string;
  /** Characters of `text` inside links. */
  linkChars: number;
  region: Region;
  /** 1 to 6 in a heading, else 0. */
  heading: number;
  inList: boolean;
  inQuote: boolean;
  inCell: boolean;
  /** Lies in a region whose names mark it as furniture and whose content does not prove otherwise. */
  furniture: boolean;
}

/** A region that its names make suspicious, within the next such region around it. */
interface Suspect {
  outer: Suspect | null;
  foreign: boolean;
  prose: number;
  convicted: boolean;
}

interface Context {
  region: Region;
  inLink: boolean;
  heading: number;
  inList: boolean;
  inQuote: boolean;
  inCell: boolean;
  suspect: Suspect | null;
}

interface Frame extends Context {
  node: Node | Document;
  next: number;
  ends: boolean;
}

/** Deeper regions are not told apart: real pages nest to 52. */
const REGION_DEPTH = 400;
/** Text beyond this is not read; the longest real article seen has 0.3 million characters. */
const TEXT_LIMIT = 4_000_000;
/** A block counts as prose from this length, in Latin letters. */
const PROSE_LENGTH = 90;
/** Shares of the page's prose from which a suspicious region is taken back: ASP.NET forms, class="has-sidebar". */
const FURNITURE_SHARE = 0.35;
const FOREIGN_SHARE = 0.85;
/** One Han, kana or Hangul character says about as much as this many Latin letters. */
const CJK_FACTOR = 2.2;

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** The length of a text in Latin letters. */
export function lengthInLatin(text: string): number {
  return CJK.test(text) ? text.length * CJK_FACTOR : text.length;
}

/** Cuts a page into text blocks, in document order, with the regions that hold them. Linear in the page's size. */
export function readBlocks(root: Document): { regions: Region[]; blocks: Block[] } {
  const reader = new BlockReader(root);
  reader.walk();
  return { regions: reader.regions, blocks: reader.finish() };
}

class BlockReader {
  readonly regions: Region[] = [];
  readonly #blocks: Block[] = [];
  /** Outer before inner. */
  readonly #suspects: Suspect[] = [];
  /** Of each block, in step with #blocks. */
  readonly #suspectOf: (Suspect | null)[] = [];
  readonly #stack: Frame[];
  #run: { parts: string[]; linkChars: number; at: Context } | null = null;
  #chars = 0;

  constructor(root: Document) {
    const top: Region = { element: null, parent: null, name: '#root', depth: 0, markedBody: false };
    this.regions.push(top);
    const flags = { inLink: false, heading: 0, inList: false, inQuote: false, inCell: false };
    this.#stack = [{ node: root, next: 0, ends: false, region: top, suspect: null, ...flags }];
  }

  walk(): void {
    for (let frame = this.#stack.at(-1); frame && this.#chars <= TEXT_LIMIT; frame = this.#stack.at(-1)) {
      const child = childrenOf(frame.node)[frame.next];
      frame.next += 1;
      if (!child) {
        if (frame.ends) this.#endRun();
        this.#stack.pop();
      } else if (isText(child)) this.#addText(child.data, frame);
      else if (isElement(child)) this.#enter(child, frame);
    }
    this.#endRun();
  }

  /** Settles which suspicious regions are furniture, now that the amount of prose on the page is known. */
  finish(): Block[] {
    let total = 0;
    for (const [i, block] of this.#blocks.entries()) {
      const length = lengthInLatin(block.text);
      if (length < PROSE_LENGTH || block.heading || block.linkChars >= block.text.length * 0.4) continue;
      total += length;
      const suspect = this.#suspectOf[i];
      if (suspect) suspect.prose += length;
    }
    for (const suspect of this.#suspects.toReversed()) {
      if (suspect.outer) suspect.outer.prose += suspect.prose;
    }
    for (const suspect of this.#suspects) {
      const share = suspect.foreign ? FOREIGN_SHARE : FURNITURE_SHARE;
      suspect.convicted = suspect.prose < total * share || (suspect.outer?.convicted ?? false);
    }
    for (const [i, block] of this.#blocks.entries()) block.furniture = this.#suspectOf[i]?.convicted ?? false;
    return this.#blocks;
  }

  #addText(whole: string, at: Context): void {
    const data = whole.slice(0, TEXT_LIMIT);
    this.#chars += data.length;
    if (!this.#run) {
      if (!/\S/.test(data)) return;
      this.#run = { parts: [], linkChars: 0, at };
    }
    this.#run.parts.push(data);
    if (at.inLink) this.#run.linkChars += data.replace(/\s+/g, ' ').length;
  }

  #endRun(): void {
    const run = this.#run;
    this.#run = null;
    if (!run) return;
    const text = foldSpace(run.parts.join(''));
    if (!text) return;
    const { region, heading, inList, inQuote, inCell, suspect } = run.at;
    const linkChars = Math.min(text.length, run.linkChars);
    this.#blocks.push({ text, linkChars, region, heading, inList, inQuote, inCell, furniture: false });
    this.#suspectOf.push(suspect);
  }

  #enter(element: Element, outer: Frame): void {
    const { name, attribs } = element;
    const isBlock = BLOCK_TAGS.has(name);
    if (SKIPPED_TAGS.has(name)) {
      if (isBlock) this.#endRun();
      return;
    }
    if (name === 'br' || name === 'hr') return this.#endRun();
    if (isHidden(attribs)) return;
    if (attribs['role'] && SKIPPED_ROLE.test(attribs['role'])) return this.#endRun();
    const suspect = this.#suspectFor(element, outer.suspect);
    const ends = isBlock || suspect !== outer.suspect;
    if (ends) this.#endRun();
    this.#stack.push({
      node: element,
      next: 0,
      ends,
      region: isBlock ? this.#regionOf(element, outer.region) : outer.region,
      inLink: outer.inLink || name === 'a',
      heading: /^h[1-6]$/.test(name) ? Number(name[1]) : outer.heading,
      inList: outer.inList || name === 'li' || name === 'dd' || name === 'dt',
      inQuote: outer.inQuote || name === 'blockquote',
      inCell: outer.inCell || name === 'td' || name === 'th',
      suspect,
    });
  }

  #suspectFor(element: Element, outer: Suspect | null): Suspect | null {
    const suspicion = suspicionOf(element);
    if (!suspicion) return outer;
    const suspect = { outer, foreign: suspicion === 'foreign', prose: 0, convicted: false };
    this.#suspects.push(suspect);
    return suspect;
  }

  #regionOf(element: Element, parent: Region): Region {
    if (parent.depth >= REGION_DEPTH) return parent;
    const { attribs, name } = element;
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`;
    const markedBody =
      attribs['itemprop'] === 'articleBody' ||
      attribs['property'] === 'articleBody' ||
      BODY_NAME.test(names.slice(0, 1_000));
    const region: Region = { element, parent, name, depth: parent.depth + 1, markedBody };
    this.regions.push(region);
    return region;
  }
}

function isHidden(attribs: Record<string, string>): boolean {
  const style = attribs['style'];
  return (
    attribs['hidden'] !== undefined ||
    attribs['aria-hidden'] === 'true' ||
    (style !== undefined && HIDDEN_STYLE.test(style.slice(0, 400)))
  );
}

/** What the element's own names give rise to. */
function suspicionOf({ name, attribs }: Element): 'furniture' | 'foreign' | null {
  if (!TRUSTED_TAGS.has(name) && attribs['itemprop'] !== 'articleBody') {
    const verdict = judgeNames(attribs['class'] ?? '', attribs['id'] ?? '');
    if (verdict !== 'plain') return verdict;
  }
  // ASP.NET wraps whole pages into one form: suspicious, not skipped
  return name === 'form' ? 'furniture' : null;
}
