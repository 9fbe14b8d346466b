import { decodeHTML } from 'entities';
import { foldSpace } from './dom.ts';

/** What a page's JSON-LD says of its article; empty strings where it says nothing. */
export interface JsonLdArticle {
  title: string;
  authors: string[];
  published: string;
  body: string;
  language: string;
  /** False where the site marks the article as not free to read. */
  free: boolean;
}

export type JsonObject = Record<string, unknown>;

const ARTICLE_TYPE = /Article$|Posting$|^Report$/;
const PAGE_TYPE = /^(?:WebPage|ItemPage|VideoObject)$/;
/** Objects are nested no deeper, and a page describes no more of them, where they describe the page itself. */
const MAX_DEPTH = 6;
const MAX_OBJECTS = 400;

/** Adds the objects of one JSON-LD script to `into`, broken JSON as far as it can be mended. */
export function readJsonLd(source: string, into: JsonObject[]): void {
  flatten(parseLoosely(source), into, 0);
}

function parseLoosely(source: string): unknown {
  const text = withoutWrapping(source);
  const oneLine = text.replace(/\p{Cc}+/gu, ' ');
  const mended = (): string => oneLine.replace(/,\s*([}\]])/g, '$1').replace(/\\(?!["\\/bfnrtu])/g, '\\\\');
  for (const attempt of [() => text, () => oneLine, mended]) {
    try {
      return JSON.parse(attempt());
    } catch {
      continue; // the next attempt mends more
    }
  }
  return salvage(oneLine);
}

/** Comment and CDATA marks around the JSON. */
function withoutWrapping(source: string): string {
  const text = source.trim().replace(/^(?:<!--|(?:\/\*|\/\/)?\s?<!\[CDATA\[(?:\s?\*\/)?)/, '');
  const tailAt = Math.max(0, text.length - 40);
  const tail = text.slice(tailAt).replace(/(?:-->|(?:\/\*|\/\/)?\s?\]\]>(?:\s?\*\/)?)\s*$/, '');
  return (text.slice(0, tailAt) + tail).trim().replace(/;$/, '');
}

/** Single string fields of JSON that cannot be mended. */
function salvage(text: string): JsonObject | null {
  const field = (name: string): string | undefined =>
    new RegExp(`"${name}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,400})"`).exec(text)?.[1];
  const type = /"(NewsArticle|Article|BlogPosting)"/.exec(text)?.[1];
  const found = { '@type': type, headline: field('headline'), datePublished: field('datePublished') };
  return found.headline || found.datePublished ? found : null;
}

function flatten(value: unknown, into: JsonObject[], depth: number): void {
  if (depth > MAX_DEPTH || into.length > MAX_OBJECTS) return;
  if (Array.isArray(value)) {
    for (const item of value) flatten(item, into, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  into.push(value);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage']) flatten(value[key], into, depth + 1);
  if (value['itemListElement'] === undefined) flatten(value['hasPart'], into, depth + 1);
}

/** The article among a page's JSON-LD objects, or what its page object says where there is none. */
export function articleOf(objects: readonly JsonObject[]): JsonLdArticle {
  const articles = objects.filter((o) => typesOf(o).some((type) => ARTICLE_TYPE.test(type)));
  const page = objects.find((o) => typesOf(o).some((t) => PAGE_TYPE.test(t)) && o['datePublished']);
  const article =
    articles.find((o) => o['articleBody']) ??
    articles.find((o) => o['headline'] && o['datePublished']) ??
    articles[0] ??
    {};
  const published = article['datePublished'] || page?.['datePublished'] || article['uploadDate'];
  return {
    title: plainText(article['headline'] || article['name']),
    authors: namesOf(article['author'], objects),
    published: plainText(published),
    body: bodyOf(article['articleBody']),
    language: plainText(article['inLanguage']),
    free: isFree(article['isAccessibleForFree']),
  };
}

/** Sites write false, "False" or the name of a kind of wall. */
function isFree(value: unknown): boolean {
  return value !== false && !(typeof value === 'string' && /^(?:false|metered|hard)$/i.test(value));
}

function typesOf(object: JsonObject): string[] {
  return listOf(object['@type']).map((type) => String(type).replace(/^https?:\/\/schema\.org\//, ''));
}

function namesOf(author: unknown, objects: readonly JsonObject[]): string[] {
  const names: unknown[] = [];
  for (const entry of listOf(author)) {
    if (!isObject(entry)) names.push(entry);
    else if (entry['name']) names.push(...listOf(entry['name']));
    else if (entry['@id']) names.push(objects.find((o) => o['@id'] === entry['@id'] && o['name'])?.['name']);
  }
  return names.map(plainText).filter((name) => name !== '');
}

/** articleBody as lines of plain text; some sites put HTML into it. */
function bodyOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const isHtml = /<\/?(?:p|br|div|span|a|strong|em|h\d)\b/i.test(value);
  const text = isHtml
    ? value.replace(/<(?:\/p|br\s?\/?|\/div|\/h\d|\/li)>/gi, '\n').replace(/<[^<>]+>/g, ' ')
    : value;
  return decodeHTML(text)
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** A string field as plain text: some sites put entities into it; anything but a string is empty. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? foldSpace(decodeHTML(value)) : '';
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
