import type { Citation } from '../model.ts';
import { lastAtMost } from './sorted.ts';

/** The text of a UN document, and where its pages begin in it. */
export interface CitedDocument {
  symbol: string;
  /** Paragraphs are separated by blank lines. */
  text: string;
  /** Offsets of the pages, ascending; null where the document has none. */
  pageStarts: readonly number[] | null;
}

/** Makes a function from an offset in the document's text to the place by which that passage is cited. */
export function citer({ symbol, text, pageStarts }: CitedDocument): (offset: number) => Citation {
  const numbered = numberedParagraphs(text);
  const starts = numbered.map(({ start }) => start);
  return (offset) => ({
    symbol,
    page: pageStarts === null || pageStarts.length === 0 ? null : lastAtMost(pageStarts, offset) + 1 || 1,
    paragraph: numbered[lastAtMost(starts, offset)]?.number ?? null,
  });
}

interface Numbered {
  start: number;
  /** Null: from here on nothing is numbered. */
  number: string | null;
}

const ANNEX = 'Annex|Annexe|Anexo|Appendix|Enclosure|ANNEX|ANNEXE|ANEXO|Приложение|附件|附录|المرفق';
/** The heading of an annex is a paragraph without a full stop. */
const PARAGRAPH = new RegExp(
  `(?:^|\\n\\n)(?:(?<number>\\d{1,3})\\.\\s|(?<annex>(?:${ANNEX})(?![\\p{Ll}\\p{Lu}])[^\\n.]{0,160}(?=\\n|$)))`,
  'gu',
);
/** Numbers that a reading lost: more missing ones make the number part of another list. */
const MOST_LOST = 3;
/** Lists within lists; the outermost run is never given up. */
const MOST_OPEN = 6;

/**
 * The numbered paragraphs. Numbers go up one by one; a "1." opens a new run. Where an outer run goes on behind it, the run was a
 * list inside a paragraph, and what stands in it is cited by that paragraph.
 */
function numberedParagraphs(text: string): Numbered[] {
  const found: Numbered[] = [];
  const open: { last: number; from: number }[] = [];
  for (const match of text.matchAll(PARAGRAPH)) {
    const start = match.index + (match[0].startsWith('\n') ? 2 : 0);
    const number = Number(match.groups?.number ?? 0);
    if (match.groups?.annex !== undefined) {
      open.length = 0;
      found.push({ start, number: null });
      continue;
    }
    const level = open.findLastIndex(({ last }) => number > last && number <= last + MOST_LOST);
    if (level >= 0) {
      const inner = open[level + 1];
      if (inner) found.splice(inner.from);
      open.length = level + 1;
      open[level] = { last: number, from: open[level]?.from ?? found.length };
    } else if (number === 1) {
      if (open.length >= MOST_OPEN) open.splice(1, 1);
      open.push({ last: 1, from: found.length });
    } else continue;
    found.push({ start, number: String(number) });
  }
  return found;
}
