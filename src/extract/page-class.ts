import { decodeHTML } from 'entities';
import { lengthInLatin } from './blocks.ts';
import { visibleText, type Document } from './dom.ts';
import type { PageFacts } from './facts.ts';

/** What a page can turn out to be instead of, or besides, an article. */
export type PageFlag =
  | 'amp'
  | 'bot-check'
  | 'soft-404'
  | 'consent'
  | 'paywall'
  | 'js-required'
  | 'meta-refresh'
  | 'thin';

const any = (flags: string, ...alternatives: string[]): RegExp => new RegExp(alternatives.join('|'), flags);

const NOT_FOUND = any(
  'iu',
  '(?<!\\d)(?:404|410)(?!\\d).{0,30}(?:not found|error|gone)|^(?:error )?404$',
  "page (?:not found|does ?n[o’']t exist|cannot be found|could not be found|is no longer available|you (?:requested|are looking for))",
  '(?:article|story|content) (?:not found|is no longer available|has been removed)|nothing (?:was )?found',
  '페이지를 찾을 수 없|존재하지 않는|삭제된 (?:기사|페이지)',
  'страница не найдена|не найден[ао]?(?!\\p{L})|страницы не существует',
  '页面不存在|找不到(?:页面|頁面|网页|網頁)|頁面不存在|已(?:被)?删除',
  'ページが見つかりません|お探しのページ|記事は(?:削除|掲載期間)',
  'seite nicht gefunden|nicht gefunden|page introuvable|página no encontrada|no encontrada',
);
const CONSENT_WORDS = any(
  'giu',
  '(?<!\\p{L})(?:cookies?|consent|gdpr|your privacy|privacy (?:choices|settings|policy)|legitimate interest)',
  '(?<!\\p{L})(?:partners? (?:store|process)|accept all|manage (?:options|preferences|choices))',
  'alle akzeptieren|zustimm|einwillig|tout accepter|aceptar',
  '쿠키|개인정보 (?:수집|처리)|файлы cookie|файлов cookie|согласи[ея]',
  '隐私|隱私|接受所有|クッキー|同意する|プライバシー',
);
const CONSENT_TITLE =
  /^(?:before you continue|your privacy choices|cookie consent|we value your privacy|zustimmung|privacy manager)/i;
const PAYWALL = any(
  'iu',
  'subscribe (?:now |today )?(?:to (?:continue|read|keep reading|unlock|access)|for (?:full|unlimited) access)',
  'already a (?:subscriber|member)|(?:for|only (?:for|available to)|exclusive to|reserved for) (?:paid |premium )?(?:subscribers|members)',
  'continue reading (?:with|for|this article)|remaining free articles|to read the full (?:story|article)|unlock this (?:article|story)',
  '유료 ?(?:회원|기사|구독)|구독(?:하시면|자 전용|하고)|로그인 후|회원 전용',
  'только (?:для|по) подпис|доступ(?:ен|но|на)? (?:только )?(?:по подписке|подписчикам)|оформите подписку',
  '付费(?:阅读|订阅|用户)|订阅后|訂閱|会员(?:专享|可读)|登录后',
  '会員限定|有料(?:会員|記事)|残り\\d{1,6}文字|続きを読むには|ログインして',
  'abonnenten|weiterlesen mit|jetzt abonnieren|réservé aux abonnés|solo para suscriptores',
);
const NEEDS_JAVASCRIPT =
  /(?:please )?enable javascript|javascript (?:is )?(?:disabled|required|must be enabled|to run this app)|자바스크립트|включите javascript|請啟用|启用 ?javascript|javascriptを有効/iu;
const BOT_CHECK = any(
  'imu',
  'just a moment\\.{0,3}$|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:robot|human)',
  'verify(?:ing)? (?:you are|that you are) (?:a )?human|unusual traffic|checking your browser|ddos[- ]guard|captcha',
  '403 forbidden|too many requests|проверка браузера|보안 확인',
);

/** How much text a page of each class may have at most, in Latin letters; longer ones are articles about the subject. */
const LIMIT = { botCheck: 700, notFound: 900, notFoundInText: 300, notice: 2_500, empty: 250, thin: 200 };
const SOURCE_HEAD = 400_000;

/** Classifies a page by its title, its first heading and its extracted text; empty for an ordinary article. */
export function classifyPage(page: {
  facts: PageFacts;
  title: string;
  text: string;
  html: string;
  root: Document;
}): PageFlag[] {
  const { facts, title, text, html, root } = page;
  const length = lengthInLatin(text);
  const headlines = [title, facts.title, facts.headings[0] ?? ''].map((headline) =>
    decodeHTML(headline).trim(),
  );
  const flags: PageFlag[] = facts.isAmp ? ['amp'] : [];
  if (length < LIMIT.botCheck && BOT_CHECK.test(headlines.join('\n'))) flags.push('bot-check');
  else if (isNotFound(headlines, text, length)) flags.push('soft-404');
  if (isConsent(headlines, text, length)) flags.push('consent');
  const notice = (): string => text.slice(-700) + (length < 700 ? ` ${visibleText(root, 20_000)}` : '');
  if (!facts.jsonLd.free || (length < LIMIT.notice && PAYWALL.test(notice()))) flags.push('paywall');
  if (length < LIMIT.empty && NEEDS_JAVASCRIPT.test(html.slice(0, SOURCE_HEAD))) flags.push('js-required');
  if (length < LIMIT.empty && /url=/i.test(facts.refresh)) flags.push('meta-refresh');
  if (flags.length === 0 && length < LIMIT.thin) flags.push('thin');
  return flags;
}

function isNotFound(headlines: readonly string[], text: string, length: number): boolean {
  if (length < LIMIT.notFound && headlines.some((headline) => NOT_FOUND.test(headline))) return true;
  return length < LIMIT.notFoundInText && NOT_FOUND.test(text);
}

function isConsent(headlines: readonly string[], text: string, length: number): boolean {
  if (headlines.some((headline) => CONSENT_TITLE.test(headline))) return true;
  if (length >= LIMIT.notice) return false;
  const hits = text.match(CONSENT_WORDS)?.length ?? 0;
  return hits >= 3 && hits * 90 > length * 0.5;
}
