/** Words and patterns that tell the furniture of a page from its article. Tags, roles and class names first, then text. */

export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Nothing below these is article text. */
export const SKIPPED_TAGS = words(`
  script style template noscript head svg math iframe object embed canvas audio video select textarea button input
  nav footer aside menu dialog figcaption map datalist progress meter`);

/** Text on either side of these does not belong to one line. */
export const BLOCK_TAGS = words(`
  address article blockquote body form center dd details dialog div dl dt fieldset figure footer header
  h1 h2 h3 h4 h5 h6 hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul
  nav aside figcaption`);

/** Their class names say nothing against what they hold. */
export const TRUSTED_TAGS = words('html body article main p');

export const SKIPPED_ROLE =
  /^(?:navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar|tablist|alert)$/i;

/** Words of class and id names that mark furniture, unless the region turns out to hold much of the page's prose. */
const FURNITURE = words(`
  nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs sidebar sidebars widget widgets footer foot
  masthead related relacionadas relacionados recommend recommended recommendation recommendations recirc teaser teasers
  promo promos promotion subscribe subscription signup share shares sharing sharer sharedaddy social socials addthis
  addtoany comment kommentare comentarios respond livefyre banner banners ad ads adv advert adverts advertisement
  advertising adsense dfp sponsor sponsored caption captions credit credits copyright byline bylines author authors
  authorbox meta postmeta tags tag taglist tagcloud keywords toolbar tools pagination pager paging login signin modal
  popup overlay lightbox gallery slideshow carousel skip hidden invisible offscreen screenreader noprint print rating
  ratings vote votes poll toc timestamp dateline published updated popular trending mostread mostpopular latest ticker
  copyrights disclaimer infobox navbox reflist metadata pullquote jp`);

/** Furniture that is taken back only where it holds nearly all the prose there is. */
const FOREIGN = words(`
  cookie cookies consent gdpr disqus livefyre newsletter newsletters comments respond outbrain taboola`);

/** Class names by which sites mark the body of an article. */
export const BODY_NAME =
  /(?:article|story|post|entry|content|news|main)[-_ ]{0,2}(?:body|text|content|copy|detail|inner)|articlebody|entry-content|post-content|news_?text|field-name-body|maincontent/i;

/** Class and id names are read this far; longer ones are generated or hostile. */
const NAME_LIMIT = 300;

/** What class and id names say of a region. */
export function judgeNames(className: string, id: string): 'plain' | 'furniture' | 'foreign' {
  let verdict: 'plain' | 'furniture' = 'plain';
  for (const name of [className, id]) {
    const split = name.slice(0, NAME_LIMIT).replace(/([a-z])([A-Z])/g, '$1 $2');
    for (const word of split.toLowerCase().split(/[^a-z]+/)) {
      if (FOREIGN.has(word)) return 'foreign';
      if (FURNITURE.has(word)) verdict = 'furniture';
    }
  }
  return verdict;
}

/** Whole lines that are no part of any article. Anchored at both ends: a sentence that begins so is not meant. */
export const NOISE_LINE = new RegExp(
  `^(?:${[
    'advert(?:isement|isements|ising)?|anzeige|werbung|publicidad(?:e)?|реклама|광고|广告|廣告|広告',
    'share(?: this)?(?: (?:article|story|page|on).{0,40})?|teilen|compartir|поделиться|공유(?:하기)?|分享(?:到.{0,20})?',
    'tweet|print|email|facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|copy link',
    'continue reading(?: below)?|read more|more:?|see also:?|you may also like.{0,30}|recommended(?: for you)?',
    'related(?: (?:articles?|stories|content|coverage|topics?))?:?',
    'sign up(?: here)?|sign in|log ?in|subscribe(?: now)?|comments?(?: \\(\\d+\\))?|leave a (?:comment|reply)',
    'tags?:?.{0,80}|topics?:?|click here.{0,60}|story continues below.{0,30}',
    'scroll (?:down )?to (?:continue|read).{0,30}|media playback is (?:not supported|unsupported).{0,30}',
    'this (?:video|slideshow).{0,50}(?:javascript|removed|unavailable).{0,30}',
    'skip to (?:main )?content|back to top|home|loading[^\\p{L}\\p{N}]*|[^\\p{L}\\p{N}]*',
  ].join('|')})$`,
  'iu',
);

/** Lines that lead to another article. */
export const LEAD_IN =
  /^(?:read (?:more|also|next|the full)|see (?:more|also|related)|also read|related|more (?:on|from|about)|don'?t miss|watch|listen|photos?|image|picture|video|image credit|photo credit|credit|lesen sie (?:auch|mehr)|mehr zum thema|siehe auch|lea también|leia (?:também|mais)|lire aussi|à lire|читайте также|관련\s?기사|相关阅读|相關新聞|関連記事|추천|更多)\s*[:：|►▶»>\-–—]/iu;

/** Rights and responsibility lines. */
export const LEGAL =
  /^(?:©|\(c\)|copyright(?!\p{L})|all rights reserved|alle rechte|todos (?:los|os) derechos|todos os direitos|все права|this (?:material|article|document|website|content) (?:may not|is subject|uses cookies)|무단\s?전재|저작권자|未经授权|版权所有|責任編輯|责任编辑)/iu;

/** What asks the reader to subscribe, follow or write. English word edges suffice: the phrases are English. */
export const PROMO =
  /\b(?:newsletters?|sign up (?:to|for)|subscribe (?:to|now|for)|follow (?:us|@|her on|him on|them on)|like us on|download (?:our|the) app|join our|get (?:our|the) (?:latest|free|daily|best)|straight to your inbox|delivered to your inbox|in your inbox|click here to|to comment|have a tip|reached at|can be reached|contributed to this report|support our)\b/i;

/** Bylines and datelines: a label in one of many languages, or a short line with a year in it. */
export const DATE_OR_BYLINE =
  /^(?:(?:published|updated|posted|last (?:updated|modified)|created|date|stand|veröffentlicht|aktualisiert|publicado|actualizado|atualizado|опубликовано|обновлено|입력|수정|发布|更新|公開|by|von|por|par|от|от автора|автор)(?![\p{L}\p{N}_]).{0,90}|.{0,20}(?<![A-Za-z\d_])(?:19|20)\d\d(?![A-Za-z\d_]).{0,40})$/iu;
