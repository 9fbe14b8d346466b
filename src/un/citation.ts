import { BODY_NAMES, bodyOfSession, councilIsNamed } from './citation-body.ts';
import { readItems, type Item } from './citation-item.ts';
import { matchAt } from './fold.ts';
import { isResolutionOf } from './resolution-years.ts';
import { parseSymbol } from './symbol-parse.ts';
import { spanOf, type Span } from './symbol-span.ts';

/**
 * Finds resolutions that a folded text cites without a symbol: by the word for "resolution" before or behind a list of
 * numbers, and by a number with its year in brackets, which the run of the Council's resolutions confirms.
 */
export function findCitations(text: string): Span[] {
  return [...findByWord(text), ...findByYear(text)];
}

const WORD =
  /[Rr][eé]solu(?:tions?|ci[oó]n(?:es)?)|RESOLUTIONS?|[Рр]езолюци\p{Ll}{1,3}|РЕЗОЛЮЦИ\p{Lu}{1,3}|UNSCRs?|(?<![\p{L}.])Res\.|قرار\p{L}{0,5}|决议|決議(?!案)|결의(?:안|문)?/gu;
const FILLER = new RegExp(
  `(?:[ \\n]{0,2}(?:${Object.values(BODY_NAMES).join('|')}|of|by|the|du|de|del|des|la|l['’]|ООН|UN|U\\.N\\.|United Nations|` +
    'Nations Unies|Naciones Unidas|Council|Conseil|Consejo|Совета|المجلس|الأمم المتحدة|' +
    'Nos?\\.|numbers?|númer[oa]s?|núm\\.|№|номер|such as|including|under|za|\\)|«|"|“|\\(|「|『|:))' +
    '{0,8}[ \\n]?',
  'uy',
);
/** Other houses have resolutions too, and so have screens. */
const OTHER_SENSE =
  /(?:House|Senate|Parliament\p{Ll}*|Congress\p{Ll}*|Joint|Concurrent|County|City|Board|H\.|S\.|screen|display|image\p{Ll}*|video|camera|monitor|print) ?$/iu;
const LIST_BEHIND_NUMBERS = 110;

function findByWord(text: string): Span[] {
  const spans: Span[] = [];
  let wordBefore = 0;
  for (const match of text.matchAll(WORD)) {
    const end = match.index + match[0].length;
    const listFrom = wordBefore;
    wordBefore = end;
    if (OTHER_SENSE.test(text.slice(Math.max(0, match.index - 16), match.index))) continue;
    const filler = matchAt(FILLER, text, end)?.[0].length ?? 0;
    const unspaced = /[决決결]/u.test(match[0]);
    const items = [
      ...(unspaced ? itemsBefore(text, listFrom, match.index) : []),
      ...readItems(text, end + filler),
    ];
    for (const item of items) {
      const symbol = symbolOf(text, item);
      const read = symbol === null ? null : readCached(symbol);
      if (read) spans.push(spanOf(read, item.start, item.end, 'resolution'));
    }
  }
  return spans;
}

/** No two ways lead through one list: digits never part, and a separator stands between two numbers. */
const NUMBER_IN_LIST = String.raw`(?:第|제)? ?(?:S-)?(?<!\d)\d{1,4}(?!\d)(?:\/\d{1,4}(?!\d))?(?: ?\(\d{4}\))? ?[号號호]?`;
const LIST_BEFORE = new RegExp(
  String.raw`${NUMBER_IN_LIST}(?: ?(?:[、,]|以及|及び|および|並びに|和|及|与|와|과|및) ?${NUMBER_IN_LIST}){0,11}` +
    String.raw`(?:(?<=호)[^\p{N}.\n]{0,8}|(?<=[号號])[^\p{N}\s。;]{0,8})$`,
  'u',
);

/** "第1718、1874和2397号决议", "2397호 결의": numbers stand before the word. */
function itemsBefore(text: string, wordBefore: number, wordStart: number): Item[] {
  let from = Math.max(wordBefore, wordStart - LIST_BEHIND_NUMBERS);
  while (/\d\d/u.test(text.slice(from - 1, from + 1))) from += 1; // not into the middle of a number
  const match = LIST_BEFORE.exec(text.slice(from, wordStart));
  return match ? readItems(text, from + match.index) : [];
}

/** Numbers that also are years of our time stand for resolutions only where the Council is named. */
const LOOKS_LIKE_YEAR = { from: 1940, to: 2040 };
const LEAST_SURE_NUMBER = 1000;
const HIGHEST_NUMBER = 3999;

function symbolOf(text: string, item: Item): string | null {
  const number = Number(item.number);
  if (item.session !== null) return sessionSymbol(text, item);
  if (number < 1 || number > HIGHEST_NUMBER) return null;
  if (item.year === null && !isSure(text, item, number)) return null;
  return `S/RES/${number}${item.year === null ? '' : ` (${item.year})`}`;
}

function isSure(text: string, item: Item, number: number): boolean {
  const named = councilIsNamed(text, item.start, item.end);
  if (named === 'other') return false;
  if (named === 'yes') return true;
  const plain = number >= LEAST_SURE_NUMBER && (number < LOOKS_LIKE_YEAR.from || number > LOOKS_LIKE_YEAR.to);
  return plain || (item.marked && number >= LEAST_SURE_NUMBER);
}

function sessionSymbol(text: string, item: Item): string | null {
  const session = item.session ?? '';
  if (/[IVXL]/u.test(session)) return `A/RES/${item.number}${item.part ? ` ${item.part}` : ''} (${session})`;
  const body = bodyOfSession(text, item.start, item.end, session);
  const prefix = { 'human-rights': 'A/HRC/RES', ecosoc: 'E/RES', assembly: 'A/RES', council: 'S/RES' }[body];
  return `${prefix}/${session}/${item.number}`;
}

const NUMBER_WITH_YEAR = /\d{1,4} ?\( ?(?:19[4-9]|20\d)\d ?\)/gu;
const RESOLUTION_NEAR = /[Rr][eé]solu|RESOLU|[Рр]езолюц|قرار|决议|決議|결의/u;
const NEAR_BEFORE = 80;
const NEAR_BEHIND = 10;

function findByYear(text: string): Span[] {
  const spans: Span[] = [];
  let nearUntil = -1;
  for (const match of text.matchAll(NUMBER_WITH_YEAR)) {
    const start = match.index;
    const end = start + match[0].length;
    const [number = 0, year = 0] = match[0].match(/\d+/gu)?.map(Number) ?? [];
    if (/[\p{N}.,/:$€£#-]/u.test(text[start - 1] ?? ' ') || !isResolutionOf(number, year)) continue;
    const near =
      start <= nearUntil ||
      RESOLUTION_NEAR.test(text.slice(Math.max(0, start - NEAR_BEFORE), end + NEAR_BEHIND));
    if (!near && number < LEAST_SURE_NUMBER) continue;
    if (near) nearUntil = end + NEAR_BEFORE;
    const symbol = readCached(`S/RES/${number} (${year})`);
    if (symbol) spans.push(spanOf(symbol, start, end, 'resolution'));
  }
  return spans;
}

const MOST_CACHED = 5000;
const cache = new Map<string, { canonical: string; key: string } | null>();

/** A text cites a handful of resolutions over and over. */
function readCached(text: string): { canonical: string; key: string } | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const symbol = parseSymbol(text);
  const kept = symbol && { canonical: symbol.canonical, key: symbol.key };
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(text, kept);
  return kept;
}
