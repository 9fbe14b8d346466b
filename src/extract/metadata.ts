import { decodeHTML } from 'entities';
import { foldSpace } from './dom.ts';
import { metaOf, type PageFacts } from './facts.ts';

/** Between a headline and the name of the site or section. */
const SEPARATOR = /\s+[|–—·•»«:-]+\s+|\s*[|｜]\s*|\s+::\s+/;
/** A shorter heading may be the name of a section or of the site. In UTF-16 units; Han says more per sign. */
const MIN_HEADING = 12;
const MIN_HEADING_CJK = 6;

/**
 * The headline: the h1 that og:title, <title> or JSON-LD bear out, for it carries no site name; else og:title or
 * <title> without the site name; else JSON-LD, the only h1. "" where the page names none.
 */
export function titleOf(facts: PageFacts): string {
  const declared = [
    metaOf(facts, 'og:title', 'twitter:title', 'dc.title', 'title'),
    facts.title,
    facts.jsonLd.title,
  ]
    .map(clean)
    .filter((title) => title !== '');
  const headings = facts.headings.map(clean).filter((heading) => heading !== '');
  const borneOut = headings.find(
    (heading) => isLong(heading) && declared.some((title) => agree(title, heading)),
  );
  if (borneOut) return borneOut;
  const [first] = declared;
  if (first === undefined) return headings[0] ?? '';
  return withoutSite(first, siteNames(facts));
}

/** The site's names, as the page and its address give them, folded for comparison. */
function siteNames(facts: PageFacts): string[] {
  return [metaOf(facts, 'og:site_name'), metaOf(facts, 'application-name'), metaOf(facts, 'twitter:site')]
    .map((name) => fold(name))
    .filter((name) => name !== '');
}

function withoutSite(title: string, sites: readonly string[]): string {
  const parts = title.split(SEPARATOR).filter((part) => part !== '');
  if (parts.length < 2) return title;
  const last = parts.at(-1)!;
  const isSite = sites.includes(fold(last));
  const head = title.slice(0, title.lastIndexOf(last)).replace(/[\s|｜–—·•»«:-]+$/u, '');
  // a short tail behind a long headline is the site's name even where the page does not say so
  return isSite || (isLong(head) && last.length < head.length * 0.6 && last.split(' ').length <= 5)
    ? head
    : title;
}

function agree(declared: string, heading: string): boolean {
  const [a, b] = [fold(declared), fold(heading)];
  return a.includes(b) || (b.includes(a) && a.length > b.length * 0.5);
}

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const isLong = (heading: string): boolean =>
  heading.length >= (/[\u3040-\u9fff\uac00-\ud7af]/.test(heading) ? MIN_HEADING_CJK : MIN_HEADING);

const clean = (text: string): string => foldSpace(decodeHTML(text));

/** Words before and after names in bylines. Han, kana and Hangul labels need no space behind them. */
const NAME_PREFIX =
  /^(?:(?:(?:reported|written|posted|published|story|words?) )?by|von|par|por|par|de|di|door|av|от|автор|текст|作者|記者|记者|文|글)(?:\s*[:：]\s*|\s+)/iu;
const NAME_SUFFIX = /\s*(?:[,|·•/–—(].*|기자|특파원|記者|记者|編集委員)$/u;
const NOT_A_NAME =
  /^(?:https?:|www\.|@|by$|admin|administrator|editor|redaktion|redaction|редакция|staff|webmaster|unknown|author|none|null)|[\d@{}<>]|\.(?:com|org|net)\b/iu;
const NAME_LIMIT = 60;
const MAX_NAMES = 12;

/** Who wrote it: names joined by ", ", from JSON-LD, metas, microdata and markup in this order; null where none is named. */
export function bylineOf(facts: PageFacts, readabilityByline: string): string | null {
  const sources = [
    facts.jsonLd.authors,
    facts.metas.get('author') ?? [],
    [
      'article:author',
      'parsely-author',
      'sailthru.author',
      'dc.creator',
      'dcterms.creator',
      'byl',
      'citation_author',
      'og:article:author',
      'article.author',
      'twitter:data1',
    ].flatMap((name) => facts.metas.get(name) ?? []),
    facts.itemprops.filter((item) => /^author/i.test(item.name)).map((item) => item.value),
    facts.bylines,
    [readabilityByline],
  ];
  for (const source of sources) {
    const names = [...new Set(source.flatMap(splitNames))].slice(0, MAX_NAMES);
    if (names.length > 0) return names.join(', ');
  }
  return null;
}

/** Single names out of "By A. Kim, B. Lee and C. Park". */
export function splitNames(byline: string): string[] {
  return clean(byline.slice(0, 400))
    .replace(NAME_PREFIX, '')
    .split(/\s*(?:[,;、，/|&]|\s(?:and|und|et|y|e|en|и|und)\s)\s*/iu)
    .map((name) => name.replace(NAME_PREFIX, '').replace(NAME_SUFFIX, '').trim())
    .filter((name) => name.length > 1 && name.length <= NAME_LIMIT && !NOT_A_NAME.test(name));
}

/** Wayback and similar copies put the address of the original behind their own. */
const ARCHIVE = /^https?:\/\/(?:web\.)?archive\.org\/web\/\d{1,14}(?:[a-z]{2}_)?\/+(https?:\/{1,2})?/i;

/** The address of the original where a page is an archive's copy. */
export function withoutArchive(url: string): string {
  return url.replace(ARCHIVE, (_, scheme: string | undefined) =>
    scheme?.startsWith('https') ? 'https://' : 'http://',
  );
}

/**
 * The page's own address: link rel=canonical unless it is the site's root while the page is not, then og:url, then
 * the address the page was fetched from. Absolute http(s) addresses only; null where there is none.
 */
export function canonicalOf(facts: PageFacts, url: string): string | null {
  const own = parseUrl(withoutArchive(url), undefined);
  for (const candidate of [facts.canonical, metaOf(facts, 'og:url')]) {
    const found = candidate ? parseUrl(withoutArchive(candidate), own?.href) : null;
    if (found && !(found.pathname === '/' && found.search === '' && own && own.pathname !== '/'))
      return found.href;
  }
  return own?.href ?? null;
}

function parseUrl(text: string, base: string | undefined): URL | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
