import { monthNumber, parseDay, parseInstant, validDay, type DateOptions } from './date-parse.ts';
import { visibleDays } from './date-visible.ts';
import type { Document } from './dom.ts';
import { metaOf, type PageFacts, type TimeMark } from './facts.ts';
import { withoutArchive } from './address.ts';

/** When a page was published, and which sign said so. */
export interface Publication {
  /** A UTC instant where the page gives one on the same calendar day as the page shows, else the day; or null. */
  published: string | null;
  publishedFrom: string | null;
}

interface Sign {
  day: string;
  /** What the day was read from, for its time. */
  source: string;
}

const NO_SIGN: Sign = { day: '', source: '' };

const PUBLISHED_METAS = [
  'article:published_time article:published article.published og:article:published_time bt:pubdate og:published_time',
  'datepublished date_published published_time published-date published_date publish-date publish_date publishdate pubdate',
  'sailthru.date parsely-pub-date cxenseparse:recs:publishtime article_date_original originalpublicationdate',
  'original-publish-date dc.date.issued dcterms.issued dcterms.created dc.date.created dc.created dcterms.date dc.date',
  'dc:date dc.terms.date citation_publication_date citation_date citation_online_date release_date article:post_date',
  'article-publication-date rnews:datepublished lp.article:published_time analyticsattributes.articledate',
  'eomportal-lastupdate-x ptime publication_date publicationdate article:publicationdate article_published datecreated',
  'date.created last-publish gentime displaydate created article:created shareaholic:article_published_time pub_date',
  'newsdate regdate date og:pubdate video:release_date og:regdate book:release_date timestamp',
].flatMap((line) => line.split(' '));

const MODIFIED_METAS =
  'article:modified_time og:updated_time datemodified modified last-modified lastmod dcterms.modified dc.date.modified revised date_modified'.split(
    ' ',
  );

/**
 * The publication date by the first sign that gives one, from the surest to the weakest. Machine-readable signs are
 * stamps of the publisher's software; visible text is what the reader is told; the rest are guesses.
 */
export function publicationOf(
  page: { root: Document; html: string; facts: PageFacts; url: string },
  options: DateOptions,
): Publication {
  const { facts, html, root } = page;
  const opts = { ...options, monthFirst: isAmerican(facts) };
  const visible = lazily(() => visibleDays(root, opts));
  const signs: [string, () => Sign][] = [
    ['json-ld', () => signOf([facts.jsonLd.published], opts)],
    ['itemprop', () => itempropSign(facts, opts)],
    ['meta', () => metaSign(facts, PUBLISHED_METAS, opts)],
    ['url', () => ({ day: urlDay(page.url, opts), source: '' })],
    ['time', () => timeSign(facts.times, opts)],
    ['text', () => ({ day: visible().best, source: '' })],
    ['script', () => scriptSign(html, opts)],
    ['meta-modified', () => metaSign(facts, MODIFIED_METAS, opts)],
    [
      'image',
      () => ({
        day: urlDay(metaOf(facts, 'og:image', 'twitter:image', 'og:image:url', 'image'), opts),
        source: '',
      }),
    ],
  ];
  const shown = (day: string): string => {
    const { best, isSure, likely } = visible();
    return urlDay(page.url, opts) || (isSure && !likely.has(day) ? best : '');
  };
  for (const [name, read] of signs) {
    const sign = read();
    if (sign.day) return { published: settle(sign, shown), publishedFrom: name };
  }
  return { published: null, publishedFrom: null };
}

const DAY_MS = 86_400_000;
const UTC_STAMP = /\d[T ]\d\d:?\d\d.{0,12}(?:Z|UTC|GMT|[+-]00:?00)$/i;

/**
 * A stamp in UTC may fall on the day before or after the one that the address or the text shows: then these are right.
 * A time is kept only where it falls on the right day in UTC too, so that `published` names no other day than the page.
 */
function settle({ day, source }: Sign, shownBeside: (day: string) => string): string {
  let right = day;
  if (UTC_STAMP.test(source.trim())) {
    const shown = shownBeside(day);
    if (shown && Math.abs(Date.parse(shown) - Date.parse(day)) === DAY_MS) right = shown;
  }
  const instant = parseInstant(source);
  return instant?.startsWith(right) ? instant : right;
}

function lazily<T>(read: () => T): () => T {
  let value: { of: T } | null = null;
  return () => (value ??= { of: read() }).of;
}

function signOf(sources: Iterable<string>, options: DateOptions): Sign {
  for (const source of sources) {
    const day = parseDay(source, options);
    if (day) return { day, source };
  }
  return NO_SIGN;
}

function itempropSign(facts: PageFacts, options: DateOptions): Sign {
  const marks = [
    ...facts.itemprops,
    ...facts.times.map((mark) => ({ name: mark.itemprop, value: mark.datetime || mark.text })),
  ];
  for (const name of ['datePublished', 'dateCreated', 'datePosted', 'date']) {
    const named = marks.filter((mark) => mark.name.split(/\s+/).includes(name));
    const sign = signOf(
      named.map((mark) => mark.value),
      options,
    );
    if (sign.day) return sign;
  }
  return NO_SIGN;
}

function metaSign(facts: PageFacts, names: readonly string[], options: DateOptions): Sign {
  return signOf(
    names.flatMap((name) => facts.metas.get(name) ?? []),
    options,
  );
}

const NOT_THE_ARTICLE = /comment|related|recommend|sidebar|teaser|widget|footer|reply/i;
const PUBLISHED_CLASS = /entry-date|published|post-date|pubdate|publish|date-?time|dateline/i;
const UPDATED_CLASS = /updated|modified/i;

/** <time> elements: marked as publication, then named so, then any that is no update. */
function timeSign(times: readonly TimeMark[], options: DateOptions): Sign {
  const own = times.filter((time) => !NOT_THE_ARTICLE.test(time.classes));
  const fresh = own.filter((time) => !UPDATED_CLASS.test(time.classes));
  const order = [
    ...own.filter((time) => time.isPublication),
    ...fresh.filter((time) => PUBLISHED_CLASS.test(time.classes)),
    ...fresh,
    ...own,
  ];
  return signOf(
    order.flatMap((time) => [time.datetime, time.text]),
    options,
  );
}

const URL_DAY = /[/_\-.=]((?:19|20)\d\d)[-_/.](0?[1-9]|1[0-2])[-_/.](0?[1-9]|[12]\d|3[01])(?=\D|$)/;
const URL_COMPACT_DAY = /(?:^|\D)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{0,9}(?:\D|$))/;
const URL_MONTH_DAY = /\/((?:19|20)\d\d)\/(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\//;
const URL_MONTH_NAME = /\/((?:19|20)\d\d)\/(\p{L}{3,10})\/(0?[1-9]|[12]\d|3[01])(?=\/|$)/u;

const URL_DAY_FIRST = /[/_\-.=](0?[1-9]|[12]\d|3[01])[-_.](0?[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?=\D|$)/;

/** The day that the path of an address names, "" if none. */
function urlDay(url: string, options: DateOptions): string {
  const path = decodeLoosely(withoutArchive(url)).replace(/^(?:https?:\/\/)?[^/]+/, '');
  for (const find of [URL_DAY, URL_COMPACT_DAY, URL_MONTH_NAME, URL_MONTH_DAY]) {
    const match = find.exec(path);
    if (!match) continue;
    const [, year = '', month = '', day = ''] = match;
    const found = validDay(Number(year), Number(month) || monthNumber(month), Number(day), options);
    if (found) return found;
  }
  const [, day = '', month = '', year = ''] = URL_DAY_FIRST.exec(path) ?? [];
  return year ? validDay(Number(year), Number(month), Number(day), options) : '';
}

function decodeLoosely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url; // a stray % sign: the digits are legible all the same
  }
}

const SCRIPT_DATE =
  /["'](?:datePublished|publishedAt|published_at|publishDate|publish_date|pubDate|publicationDate|firstPublished|dateCreated|created_at|createdAt|date)["']\s?:\s?["']?((?:19|20)\d\d-\d\d-\d\d|1\d{9}(?:\d{3})?)(?!\d)/i;

/** A date in the data that a page's scripts carry. */
function scriptSign(html: string, options: DateOptions): Sign {
  const source = SCRIPT_DATE.exec(html)?.[1] ?? '';
  return source ? signOf([source], options) : NO_SIGN;
}

function isAmerican(facts: PageFacts): boolean {
  return /en-us/i.test(facts.language) || /en_us/i.test(metaOf(facts, 'og:locale'));
}
