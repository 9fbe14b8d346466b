import { decodeHTML } from 'entities';
import { foldSpace } from './dom.ts';
import type { PageFacts } from './facts.ts';
import { fold, siteNames } from './title.ts';

/** What stands before names: "By", "Posted on 3 May by", "기사 작성:". Han, kana and Hangul labels need no space behind them. */
const LEAD =
  /^(?:(?:posted|published|written|reported|story|words?|veröffentlicht|publiziert|geschrieben|publié|publicado|опубликовано)(?!\p{L}).{0,60}?)?(?<!\p{L})(?:by|von|vom|par|por|door|от|автор(?:ы)?|текст|autor(?:in|en)?|auteur|author|interview|profil von)(?!\p{L})(?:\s*[:：])?\s*/iu;
const CJK_LEAD = /^(?:作者|記者|记者|文|글|기자|編輯|编辑)\s*[:：/|]?\s*/u;
/** What stands behind them: job titles, places, dates. */
const TAIL = /\s*(?:[|·•–—(（~].*|\s-(?:\s.*)?|기자.*|특파원.*|記者|记者|編集委員|報道|报道)$/u;
const BETWEEN = /\s*(?:[,;、，/&]|\s(?:and|und|et|y|и|und)\s)\s*/iu;
const NOT_A_NAME =
  /^(?:https?:|www\.|@|admin|administrator|wordpressadmin|editor|redaktion|redaction|редакция|staff|webmaster|unknown|author|autor|no author|none|null|name|posted|published|veröffentlicht|publiziert|share|follow|kontakt|contact|zeige|show all|alle |view all|more posts)|[\d@{}<>*→]|[.!?:]$|[“”„"]|\.(?:com|org|net|de)(?!\p{L})/iu;
const NAME_LIMIT = 50;
const NAME_WORDS = 6;
const MAX_NAMES = 8;
/** Longer texts are about the author. */
const BYLINE_LIMIT = 120;

const AUTHOR_METAS = [
  ['author'],
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
  ],
] as const;

/** Who wrote it: names joined by ", ", from JSON-LD, metas, microdata and markup in this order; null where none is named. */
export function bylineOf(facts: PageFacts): string | null {
  const sites = siteNames(facts);
  const metas = AUTHOR_METAS.map((names) => names.flatMap((name) => facts.metas.get(name) ?? []));
  const microdata = facts.itemprops.filter((item) => /^author/i.test(item.name)).map((item) => item.value);
  // of elements that look like a byline only the first counts: others belong to other articles
  const marked = facts.bylines.filter((text) => splitNames(text).length > 0).slice(0, 1);
  const sources = [facts.jsonLd.authors, ...metas, microdata, marked];
  const found = sources
    .map((source) => [...new Set(source.flatMap(splitNames))])
    .filter((names) => names.length > 0);
  // a site that signs in its own name may name the person elsewhere
  const personal = found.find((names) => names.some((name) => !sites.has(fold(name))));
  return (personal ?? found[0])?.slice(0, MAX_NAMES).join(', ') ?? null;
}

/** Single names out of "By A. Kim, B. Lee and C. Park, Seoul correspondents". */
function splitNames(byline: string): string[] {
  const text = foldSpace(decodeHTML(byline.slice(0, BYLINE_LIMIT * 4)));
  if (text.length > BYLINE_LIMIT || text.includes('://')) return [];
  return text
    .replace(LEAD, '')
    .split(BETWEEN)
    .map((name) =>
      name
        .replace(CJK_LEAD, '')
        .replace(/^[-–—~]\s/, '')
        .replace(TAIL, '')
        .trim(),
    )
    .filter(isName);
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > NAME_LIMIT || NOT_A_NAME.test(name)) return false;
  return name.split(' ').length <= NAME_WORDS;
}
