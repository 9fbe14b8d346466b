import type { Document, Hit, Line } from './document.ts';

const HEADING = /(?:In favou?r|Against|Abstaining|Abstentions?):/gu;
const ABSTAINED =
  /abst(?:entions?|ain(?:ed|ing)) \([^()]*$|(?:воздержал\p{L}*|弃权|기권|棄権)\s?[（(][^()（）]*$/iu;

/** "The Laotian border" is where somebody went, and does nothing. */
const BORDER = /^(?:['’]s)?[\s-]?(?:border|국경|边境|边界|国境|границ)/u;
const BORDER_REACH = 12;

/** Whether a state is named without doing anything: its border, or it stands in a list of those who voted in favour or abstained. */
export function isAside(document: Document, line: Line, hit: Hit): boolean {
  return isVoter(document, line, hit) || BORDER.test(document.full.slice(hit.end, hit.end + BORDER_REACH));
}

function isVoter(document: Document, line: Line, hit: Hit): boolean {
  const before = document.full.slice(line.start, hit.start);
  const heading = [...before.matchAll(HEADING)].at(-1)?.[0] ?? headingAbove(document, line);
  if (heading !== null) return !heading.startsWith('Against');
  return ABSTAINED.test(before);
}

/** The heading of a list whose names stand on the line below it. */
function headingAbove(document: Document, line: Line): string | null {
  const above = document.lines[line.index - 1];
  if (!above) return null;
  const words = document.full.slice(above.start, above.end).trim();
  const [heading] = words.match(HEADING) ?? [];
  return heading === words ? heading : null;
}
