import { decodeHTML } from 'entities';
import { foldSpace } from './dom.ts';
import { metaOf, type PageFacts } from './facts.ts';

/** Between a headline and the name of the site or section; Han and Hangul headlines need no space around a hyphen. */
const SEPARATOR =
  /\s+[|–—·•»«:_-]+\s+|\s*[|｜│]\s*|(?<=[\p{Script=Han}\p{Script=Hangul}！？”』」])[-_–—](?=[\p{Script=Han}\p{Script=Hangul}])/u;
/** A shorter heading may be the name of a section or of the site. In UTF-16 units; Han says more per sign. */
const MIN_HEADING = 12;
const MIN_HEADING_CJK = 6;
/** A tail without any sign of being the site's name is taken for it up to this many words. */
const SITE_WORDS = 5;
/** The only h1 is the headline from this many words, even where the page declares another wording of it. */
const SENTENCE_WORDS = 4;
/** Longer titles are no headlines. */
const TITLE_LIMIT = 1_000;

/**
 * The headline: the h1 that og:title, JSON-LD or <title> bear out, for it carries no site name; else og:title, <title>
 * or JSON-LD without the site's name; else the only h1. "" where the page names none.
 */
export function titleOf(facts: PageFacts): string {
  const sites = siteNames(facts);
  const declared = [
    metaOf(facts, 'og:title', 'twitter:title', 'dc.title', 'title'),
    facts.jsonLd.title,
    facts.title,
  ]
    .map(clean)
    .filter((title) => title !== '');
  const headings = facts.headings.map(clean).filter((heading) => heading !== '' && !sites.has(fold(heading)));
  const borneOut = headings.find(
    (heading) => isLong(heading) && declared.some((title) => agree(title, heading)),
  );
  if (borneOut) return borneOut;
  const [only, ...others] = headings;
  if (
    only &&
    others.length === 0 &&
    only.split(' ').length >= SENTENCE_WORDS &&
    declared.some((t) => share(t, only))
  )
    return only;
  const [first] = declared;
  return first === undefined ? (headings[0] ?? '') : withoutSite(first, sites);
}

/** The site's names as the page gives them, folded for comparison. */
export function siteNames(facts: PageFacts): ReadonlySet<string> {
  const names = ['og:site_name', 'application-name', 'twitter:site', 'apple-mobile-web-app-title'];
  return new Set(names.map((name) => fold(clean(metaOf(facts, name)))).filter((name) => name !== ''));
}

function withoutSite(title: string, sites: ReadonlySet<string>): string {
  const parts = title.split(SEPARATOR);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length < 2) return title;
  if ([...sites].some((site) => fold(first).startsWith(site)))
    return title.slice(first.length).replace(/^[^\p{L}\p{N}"'“„«‘([]+/u, '');
  const head = title.slice(0, title.lastIndexOf(last)).replace(/[\s|｜│–—·•»«:_-]+$/u, '');
  const isShortTail = last.length < head.length * 0.6 && last.split(' ').length <= SITE_WORDS;
  return sites.has(fold(last)) || (isLong(head) && isShortTail) ? head : title;
}

/** A heading that stands at the end of a longer title is the site's name. */
function agree(declared: string, heading: string): boolean {
  const [title, part] = [fold(declared), fold(heading)];
  const at = title.indexOf(part);
  if (at >= 0) return at === 0 || at + part.length < title.length || part.length > title.length * 0.6;
  return part.includes(title) && title.length > part.length * 0.5;
}

/** Whether two headlines are about the same thing: a longer word is in both. */
function share(declared: string, heading: string): boolean {
  const words = new Set(declared.toLowerCase().match(/[\p{L}\p{N}]{5,}/gu));
  return (
    heading
      .toLowerCase()
      .match(/[\p{L}\p{N}]{5,}/gu)
      ?.some((word) => words.has(word)) ?? false
  );
}

export const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const isLong = (heading: string): boolean =>
  heading.length >= (/[\u3040-\u9fff\uac00-\ud7af]/.test(heading) ? MIN_HEADING_CJK : MIN_HEADING);

const clean = (text: string): string => foldSpace(decodeHTML(text.slice(0, TITLE_LIMIT)));
