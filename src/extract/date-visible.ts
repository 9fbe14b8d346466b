import { BLOCK_TAGS, words } from './boilerplate.ts';
import { parseDay, type DateOptions } from './date-parse.ts';
import { ancestors, foldSpace, isText, subtree, type Document, type Element, type Node } from './dom.ts';

/** The days that a page's text names. */
export interface VisibleDays {
  /** The day of the line that looks most like the dateline, "" if no line names a day. */
  best: string;
  /** Whether `best` stands in a line that says or shows that it is the dateline. */
  isSure: boolean;
  /** All days in lines that may be datelines. */
  likely: ReadonlySet<string>;
}

/** Datelines are short; in longer lines a day is part of the story. */
const MAX_LINE = 160;
const MAX_LONG_LINE = 60;
/** Dated lines that are looked at: datelines stand near the headline, and lists of dates have no end. */
const MAX_LINES = 300;
const MAX_TEXT_NODES = 50_000;

const PUBLISHED =
  /publish|posted|created|veröffentlicht|erstellt|publicad|publié|pubblicat|опубликов|создан|дата|입력|등록|승인|发布|發布|時間|时间|发表|発表|公開|投稿|掲載|配信|yayın|oluştur|(?<!\p{L})(?:date|datum|stand|fecha|data|vom|geschrieben|written)(?!\p{L})/iu;
const UPDATED =
  /updated|modified|edited|aktualisiert|geändert|actualizad|atualizad|mis à jour|aggiornat|обновл[её]н|изменен|수정|更新|güncelle/iu;
const RIGHTS = /©|\(c\)|copyright|all rights reserved|alle rechte/i;
const DATE_NAME = /date|time|publish|posted|byline|meta|dateline|info|datum|fecha/i;
/** "wm" is the bar that the Wayback Machine puts on top of its copies. */
const FOREIGN_NAME =
  /(?:^|[\s_-])(?:comments?|related|recommended|sidebar|teasers?|widgets?|footer|reply|popular|archives?|calendar|latest|ticker|kommentare?|wm|menu|nav|reference|captions?)(?:$|[\s_-])/i;
const SKIPPED = words('script style template noscript svg select textarea option');
const FOREIGN_TAGS = words('nav aside footer');

/** A label stands before its date. */
const LABEL_WITHIN = 40;

/** Ancestors of a text whose names are looked at. */
const MAX_ANCESTORS = 12;
/** Those whose names say what the text is, not only what it belongs to. */
const NEAR_ANCESTORS = 4;

/** Scores from which a line may be the dateline, and from which it surely is one. */
const LIKELY = 0;
const SURE = 4;

/**
 * Looks for the dateline: labelled as publication, near the headline, named so by its markup. The last resort before
 * guesses, and the check on machine-readable dates.
 */
export function visibleDays(root: Document, options: DateOptions): VisibleDays {
  let best = { day: '', score: -Infinity };
  const likely = new Set<string>();
  for (const line of datedLines(root, options)) {
    if (line.score > best.score) best = line;
    if (line.score >= LIKELY) likely.add(line.day);
  }
  return { best: best.day, isSure: best.score >= SURE, likely };
}

function* datedLines(root: Document, options: DateOptions): Generator<{ day: string; score: number }> {
  let found = 0;
  let headingAt = -1;
  for (const [order, line] of lines(root)) {
    if (line.isHeadline) headingAt = order;
    const limit = line.text.length > MAX_LINE ? MAX_LONG_LINE : MAX_LINE;
    if (!/\d/.test(line.text)) continue;
    const day = parseDay(line.text.slice(0, limit), options);
    if (!day) continue;
    yield { day, score: scoreOf(line, headingAt < 0 ? null : order - headingAt) - found * 0.01 };
    found += 1;
    if (found >= MAX_LINES) return;
  }
}

interface Line {
  text: string;
  names: string;
  isForeign: boolean;
  isHeadline: boolean;
}

function scoreOf({ text, names, isForeign }: Line, afterHeading: number | null): number {
  let score = 0;
  const label = text.slice(0, LABEL_WITHIN);
  if (PUBLISHED.test(label)) score += 3;
  else if (UPDATED.test(label)) score -= 1;
  if (DATE_NAME.test(names)) score += 2;
  if (isForeign || FOREIGN_NAME.test(names)) score -= 4;
  if (RIGHTS.test(text)) score -= 6;
  if (text.length > MAX_LINE) score -= 2;
  else if (text.length < 40) score += 1;
  if (afterHeading !== null && afterHeading <= 12) score += 2;
  else if (afterHeading !== null && afterHeading > 60) score -= 1;
  return score;
}

/** The page's lines, numbered: runs of text within one block, with the names of what is around them. */
function* lines(root: Document): Generator<[number, Line]> {
  let block: Element | null = null;
  let parts: string[] = [];
  let order = 0;
  let last: Node | null = null;
  let seen = 0;
  for (const node of subtree(root)) {
    if (!isText(node) || !/\S/.test(node.data)) continue;
    seen += 1;
    if (seen > MAX_TEXT_NODES) break;
    const owner = blockOf(node);
    if (owner === null) continue;
    if (owner !== block && last) {
      yield [order, lineOf(parts, last)];
      order += 1;
      parts = [];
    }
    block = owner;
    last = node;
    parts.push(node.data);
  }
  if (last) yield [order, lineOf(parts, last)];
}

/** The nearest block around a text, or the outermost element that is looked at; null in code. */
function blockOf(text: Node): Element | null {
  let outermost: Element | null = null;
  for (const element of ancestors(text, MAX_ANCESTORS)) {
    if (SKIPPED.has(element.name)) return null;
    if (BLOCK_TAGS.has(element.name)) return element;
    outermost = element;
  }
  return outermost;
}

function lineOf(parts: readonly string[], last: Node): Line {
  const names: string[] = [];
  let isForeign = false;
  let isHeadline = false;
  for (const [i, { name, attribs }] of [...ancestors(last, MAX_ANCESTORS)].entries()) {
    if (FOREIGN_TAGS.has(name)) isForeign = true;
    if (name === 'h1') isHeadline = true;
    if (i < NEAR_ANCESTORS) names.push(attribs['class'] ?? '', attribs['id'] ?? '');
    else if (FOREIGN_NAME.test(attribs['class']?.slice(0, 200) ?? '')) isForeign = true;
  }
  return { text: foldSpace(parts.join('')), names: names.join(' ').slice(0, 500), isForeign, isHeadline };
}
