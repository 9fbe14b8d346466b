import { matchAt } from './fold.ts';

/** One number of a citation: "2397 (2017)", "78/218", "217 A (III)", "第2397号". */
export interface Item {
  start: number;
  end: number;
  /** "78" of 78/218, "ES-11", or the Roman session of "377 (V)". */
  session: string | null;
  number: string;
  part: string | null;
  year: number | null;
  /** 号, 호 or the like stands behind the number. */
  marked: boolean;
}

const YEAR = '(?:19[4-9]|20\\d)\\d';
const ITEM = new RegExp(
  '(?:第|제|№ ?|[Nn]os?\\.? |n[°º] ?|رقم )? ?' +
    '(?:(?<session>(?:ES-|S-)?\\d{1,4})/(?<number>\\d{1,4})(?!/)' +
    '|(?<old>\\d{1,4})(?: ?(?<part>[A-Z]))? ?\\((?<roman>(?:E?S-)?[IVXL]{1,8})\\)' +
    `|(?<plain>\\d{1,4})(?: ?\\((?<year>${YEAR})\\))?)` +
    `(?![\\p{N}%×]|[.,:-]\\d)(?: ?(?<mark>[号號호])(?!\\p{Script=Latin}))?(?:\\((?<late>${YEAR})[年년]?\\))?`,
  'uy',
);
const SEPARATOR =
  /(?: (?:of|du|de|del|от) \d{1,2}(?:er|-го)? (?:de )?\p{L}{3,10} (?:de )?\d{4}(?: ?г(?:ода|\.))?)?(?: ?[,;、،/&·] ?| ?(?:and|et|y|и|or|ou|или|as well as|а также|以及|及び|および|並びに|ならびに|和|及|与|와|과|및|و) ?){1,3}(?:of |同)?/uy;
const MOST_ITEMS = 20;
/** What makes the number a date, a paragraph, a screen size or a count. */
const UNIT_BEHIND =
  /[ ]?(?:x ?\d|×|p(?!\p{L})|dpi|ppi|px|pixels?|年|月|日|년|월|일|명|인|개|票|[段条條款项項页頁次届回章]|조|항|쪽|votes?(?!\p{L}))/uy;

/** Reads the list of numbers that begins at `at` of a folded text: "1718 (2006), 1874 and 2087 (2013)". */
export function readItems(text: string, at: number): Item[] {
  const items: Item[] = [];
  let from = at;
  while (items.length < MOST_ITEMS) {
    const match = matchAt(ITEM, text, from);
    if (!match) break;
    const end = from + match[0].length;
    if (!match.groups?.mark && matchAt(UNIT_BEHIND, text, end)) break;
    items.push(itemOf(match, from, end));
    const separator = matchAt(SEPARATOR, text, end);
    if (!separator) break;
    from = end + separator[0].length;
  }
  return items;
}

function itemOf(match: RegExpExecArray, from: number, end: number): Item {
  const groups = match.groups ?? {};
  const year = groups.year ?? groups.late;
  return {
    start: from + (match[0].length - match[0].trimStart().length),
    end,
    session: groups.session ?? groups.roman ?? null,
    number: groups.number ?? groups.old ?? groups.plain ?? '',
    part: groups.part ?? null,
    year: year === undefined ? null : Number(year),
    marked: groups.mark !== undefined,
  };
}
