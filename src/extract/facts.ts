import { ancestors, isElement, rawTextOf, subtree, textOf, type Document, type Element } from './dom.ts';
import { articleOf, readJsonLd, type JsonLdArticle, type JsonObject } from './json-ld.ts';

/** A <time> element, with the class names of itself and its parent. */
export interface TimeMark {
  datetime: string;
  text: string;
  itemprop: string;
  classes: string;
  isPublication: boolean;
}

/** What a page says about itself outside its text, as it stands there: nothing is judged yet. */
export interface PageFacts {
  /** Contents by lower-cased property, name or itemprop, in document order. */
  metas: ReadonlyMap<string, readonly string[]>;
  jsonLd: JsonLdArticle;
  times: readonly TimeMark[];
  headings: readonly string[];
  /** The <title> element. */
  title: string;
  language: string;
  canonical: string;
  /** Microdata about dates, authors and headlines. */
  itemprops: readonly { name: string; value: string }[];
  /** Elements that the page's markup calls an author or a byline. */
  bylines: readonly string[];
  isAmp: boolean;
  /** Target of a <meta http-equiv=refresh>, with its delay. */
  refresh: string;
}

const MAX_JSON_LD = 3_000_000;
/** Of each kind; a page with more of them is a list, or hostile. */
const MAX_MARKS = 500;
const MAX_ANCESTORS = 12;
const FOREIGN_NAME =
  /(?:^|[\s_-])(?:comments?|commentlist|respond|reply|related|recommended|sidebar|widget|teasers?|footer|kommentare?)(?:$|[\s_-])/i;
const BYLINE_NAME =
  /byline|author(?!i)|autor(?!i)|writtenby|(?:^|[\s_-])(?:reporter|writer|journalist)(?:$|[\s_-])/i;

/** Collects a page's facts in one pass over its tree. */
export function collectFacts(root: Document): PageFacts {
  const collector = new Collector();
  for (const node of subtree(root)) if (isElement(node)) collector.see(node);
  return collector.facts();
}

class Collector {
  metas = new Map<string, string[]>();
  objects: JsonObject[] = [];
  times: TimeMark[] = [];
  headings: string[] = [];
  title = '';
  language = '';
  canonical = '';
  itemprops: { name: string; value: string }[] = [];
  bylines: string[] = [];
  refresh = '';
  isAmp = false;

  facts(): PageFacts {
    const { metas, times, headings, title, language, canonical, itemprops, bylines, isAmp, refresh } = this;
    const jsonLd = articleOf(this.objects);
    return { metas, jsonLd, times, headings, title, language, canonical, itemprops, bylines, isAmp, refresh };
  }

  see(element: Element): void {
    const { name, attribs } = element;
    if (name === 'meta') this.#meta(attribs);
    else if (name === 'link') this.#link(attribs);
    else if (name === 'html') this.#html(attribs);
    else if (name === 'title') this.title ||= isInSvg(element) ? '' : textOf(element, 1_000);
    else if (name === 'script') this.#script(element);
    else if (name === 'time') add(this.times, timeMark(element));
    else if (name === 'h1') add(this.headings, textOf(element, 600));
    else this.#marked(element);
  }

  #html(attribs: Record<string, string>): void {
    this.language ||= attribs['lang'] || attribs['xml:lang'] || '';
    this.isAmp ||= 'amp' in attribs || '⚡' in attribs;
  }

  #meta(attribs: Record<string, string>): void {
    const content = attribs['content']?.trim();
    if (content === undefined) return;
    const key = (attribs['property'] || attribs['name'] || attribs['itemprop'] || '').toLowerCase().trim();
    if (key) {
      const values = this.metas.get(key) ?? [];
      add(values, content);
      this.metas.set(key, values);
    }
    const header = attribs['http-equiv']?.toLowerCase();
    if (header === 'content-language') this.language ||= content;
    if (header === 'refresh') this.refresh ||= content;
  }

  #link(attribs: Record<string, string>): void {
    if (attribs['rel']?.toLowerCase() === 'canonical') this.canonical ||= attribs['href']?.trim() ?? '';
  }

  #script(element: Element): void {
    if (!/ld\+json/i.test(element.attribs['type'] ?? '')) return;
    const source = rawTextOf(element, MAX_JSON_LD);
    if (source.length < MAX_JSON_LD) readJsonLd(source, this.objects);
  }

  #marked(element: Element): void {
    const { attribs } = element;
    const itemprop = attribs['itemprop'];
    const isByline =
      attribs['rel'] === 'author' ||
      BYLINE_NAME.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 300));
    const isMarked = itemprop !== undefined && /date|author|headline/i.test(itemprop);
    if (!(isByline || isMarked) || isOfReaders(element)) return;
    if (isMarked) {
      const value = attribs['content'] || attribs['datetime'] || attribs['title'] || textOf(element, 200);
      add(this.itemprops, { name: itemprop, value });
    }
    if (isByline) add(this.bylines, textOf(element, 200));
  }
}

/** Whether an element stands among readers' comments, or teasers of other articles. */
function isOfReaders(element: Element): boolean {
  for (const { name, attribs } of [element, ...ancestors(element, MAX_ANCESTORS)]) {
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`;
    if (name !== 'body' && FOREIGN_NAME.test(names.slice(0, 300))) return true;
  }
  return false;
}

function add<T>(list: T[], item: T): void {
  if (list.length < MAX_MARKS) list.push(item);
}

function timeMark(element: Element): TimeMark {
  const { attribs, parent } = element;
  const parentClass = parent && isElement(parent) ? (parent.attribs['class'] ?? '') : '';
  return {
    datetime: attribs['datetime'] || attribs['content'] || '',
    text: textOf(element, 200),
    itemprop: attribs['itemprop'] ?? '',
    classes: `${attribs['class'] ?? ''} ${parentClass}`,
    isPublication: attribs['pubdate'] !== undefined,
  };
}

function isInSvg(element: Element): boolean {
  return element.parent !== null && isElement(element.parent) && element.parent.name === 'svg';
}

/** The first content of the first of these metas that has one. */
export function metaOf(facts: PageFacts, ...names: string[]): string {
  for (const name of names) {
    const value = facts.metas.get(name)?.find((content) => content !== '');
    if (value) return value;
  }
  return '';
}
