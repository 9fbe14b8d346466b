import type { UnSymbol } from './symbol-build.ts';
import { PRESS_ROOTS } from './symbol-grammar.ts';
import { parseSymbol } from './symbol-parse.ts';
import { spanOf, type Span } from './symbol-span.ts';

const ADDRESS =
  /(?<![a-z\d-])(undocs|(?:press|docs|documents|daccess-?ods|digitallibrary|main|www)\.un|(?:tbinternet|ap|www)\.ohchr|un|securitycouncilreport)\.org\/([^\s<>"'«»\u3000-\uffff]{1,300})/giu;
/** A file of the Library named outside an address. */
const FILE_NAME =
  /(?<![\w/.%-])[A-Z]{1,9}(?:-ASP)?_[\w.()[\]-]{1,60}-(?:AR|ZH|EN|FR|RU|ES|DE)\.pdf(?![\w/])/gu;

/** Finds the symbols inside UN addresses of a folded text (undocs, docs, documents, daccess-ods, the Library, press) and file names. */
export function findUrlSymbols(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const rest = match[2] ?? '';
    const found = symbolIn(rest, (match[1] ?? '').toLowerCase());
    if (!found) continue;
    const start = match.index + match[0].length - rest.length + found.start;
    spans.push(...spansOf(found, start));
  }
  for (const match of text.matchAll(FILE_NAME)) {
    const symbol = parseSymbol(match[0]);
    if (symbol) spans.push(spanOf(symbol, match.index, match.index + match[0].length, 'url'));
  }
  return spans;
}

/** The symbols of a joint document one by one: they stand on either side of its dash. */
function spansOf({ symbol, length, dash }: InAddress, start: number): Span[] {
  const [first, second] = symbol.symbols.map(parseSymbol);
  if (!first || !second || dash < 0) return [spanOf(symbol, start, start + length, 'url')];
  return [spanOf(first, start, start + dash, 'url'), spanOf(second, start + dash + 1, start + length, 'url')];
}

interface InAddress {
  symbol: UnSymbol;
  /** Offset and length in the part of the address behind the host. */
  start: number;
  length: number;
  /** Offset in it of the last dash, which parts the symbols of a joint document; -1 where there is none. */
  dash: number;
}

const IN_QUERY = /(?:[?&]|^)(?:DS|s|m|si|symbol|symbolno|FinalSymbol)=(?:%20|\+)?([^&#?]+)/diu;
/** The Council's own pages: /securitycouncil/en/s/res/2397-(2017). */
const IN_COUNCIL_PATH = /^securitycouncil\/(?:[a-z]{2}\/)?(?:content\/)?(s\/(?:res|prst|pv)\/[^?#&]+)/diu;
/** Files of securitycouncilreport.org: "s_res_2397.pdf", "S_PV_9048.pdf", "s_2022_431.pdf". */
const IN_REPORT_FILE = /\/(s_(?:res|prst|pv|\d{4})_[\w()]+?)(?:-\d)?\.(?:pdf|php)/diu;
const IN_PATH = /^(?:(?:ar|zh|en|fr|ru|es)\/)?([A-Z]{1,9}(?:\/|%2F)[^?#&]+)/diu;
const IN_FILE = /\/files\/([A-Z][\w.%()[\]-]+?)-(?:AR|ZH|EN|FR|RU|ES|DE)\.pdf/diu;

function symbolIn(rest: string, host: string): InAddress | null {
  if (host.startsWith('press')) return pressPage(rest);
  const match = matchIn(rest, host);
  const span = match?.indices?.[1];
  if (!match || !span) return null;
  const raw = trimEnd(match[1] ?? '');
  const symbol = parseSymbol(asSymbol(decode(raw)));
  return symbol && { symbol, start: span[0], length: raw.length, dash: raw.lastIndexOf('-') };
}

function matchIn(rest: string, host: string): RegExpExecArray | null {
  if (host.startsWith('digital')) return IN_FILE.exec(rest);
  if (host === 'securitycouncilreport') return IN_REPORT_FILE.exec(rest);
  const path = host === 'undocs' || host === 'docs.un' ? IN_PATH : IN_COUNCIL_PATH;
  return IN_QUERY.exec(rest) ?? path.exec(rest);
}

/** File names have "_" for "/", and "s_pv_9048" for S/PV.9048; the Council's pages have "2397-(2017)". */
function asSymbol(written: string): string {
  return written
    .replaceAll('_', '/')
    .replace(/^(s\/pv)\/(?=\d)/iu, '$1.')
    .replace(/-(?=\()/u, ' ');
}

const PRESS_PAGE = /^(?:(?:en|fr)\/)?(?:(?:19|20)\d\d|blog)\/([a-z]{2,9}\d{3,6})/diu;
/** "sgsm21234" is SG/SM/21234: page names are codes without their slashes. */
const PRESS_PAGES = new Map(
  [...PRESS_ROOTS].map((root): [string, string] => [root.replaceAll('/', '').toLowerCase(), root]),
);

/** The symbol behind the code of a press page: "sgsm21234" is SG/SM/21234; null for codes of no known kind. */
export function pressSymbol(code: string): UnSymbol | null {
  const match = /^([a-z]{2,9})(\d{3,6})$/iu.exec(code);
  const root = PRESS_PAGES.get((match?.[1] ?? '').toLowerCase());
  return root === undefined ? null : parseSymbol(`${root}/${match?.[2] ?? ''}`);
}

/** The symbol of the document to which an address leads; null for every other address. */
export function symbolOfAddress(url: string): string | null {
  return findUrlSymbols(url)[0]?.symbol ?? null;
}

function pressPage(rest: string): InAddress | null {
  const match = PRESS_PAGE.exec(rest);
  const symbol = pressSymbol(match?.[1] ?? '');
  const span = match?.indices?.[1];
  return symbol && span ? { symbol, start: span[0], length: span[1] - span[0], dash: -1 } : null;
}

/** Punctuation of the sentence around an address, and a bracket that was opened before it, are no part of it. */
function trimEnd(raw: string): string {
  const text = raw.replace(/[.,;:!?'"\]]{1,5}$/u, '');
  return text.endsWith(')') && !text.includes('(') && !/%28/u.test(text) ? text.slice(0, -1) : text;
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw; // a stray percent sign: what stands there is read as it stands
  }
}
