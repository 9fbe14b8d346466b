import { plainText } from './text.ts';

/** What came instead of a feed. */
export type Lookalike =
  | 'too-large'
  | 'empty'
  | 'challenge'
  | 'html'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'binary'
  | 'json'
  | 'xml'
  | 'text';

/** The bytes are no feed; the message says what they look like. The same bytes can only fail the same way. */
export class NotAFeedError extends Error {
  override name = 'NotAFeedError';
  readonly looksLike: Lookalike;
  constructor(looksLike: Lookalike, message: string) {
    super(`not a feed: ${message}`);
    this.looksLike = looksLike;
  }
}

const SIGNATURES: readonly [start: string, looksLike: Lookalike, message: string][] = [
  ['%PDF-', 'pdf', 'a PDF document'],
  ['\u0089PNG', 'image', 'a PNG image'],
  ['\u00ff\u00d8\u00ff', 'image', 'a JPEG image'],
  ['GIF8', 'image', 'a GIF image'],
  ['PK\u0003\u0004', 'archive', 'a ZIP archive'],
];

/** What bot walls say of themselves, in the languages of our sources. */
const CHALLENGE =
  /cf-chl|challenge-platform|just a moment\.\.\.|attention required! \| cloudflare|incapsula incident|_incapsula_resource|ddos-guard|checking (?:if )?(?:your browser|the site connection)|enable javascript and cookies|verify (?:that )?you are (?:a )?human|are you a robot|проверка браузера|вы не робот|人机验证|安全验证|자동입력|로봇이 아닙니다/iu;
/** The same of short pages only: full ones have such words in their scripts and forms. */
const SHORT_CHALLENGE = /captcha|access denied|datadome|ddos protection|forbidden/iu;
const SHORT_PAGE = 20_000;
const HTML = /<(?:!doctype\s{1,20}html|html|head|body)[\s>]/iu;

/** Where pages name themselves. */
const HEAD = 65_536;

/** The error for a document that holds no feed. `text` is what its bytes were decoded to. */
export function notAFeed(bytes: Uint8Array, text: string): NotAFeedError {
  const head = text.slice(0, HEAD);
  if (head.trim() === '') return new NotAFeedError('empty', 'an empty body');
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  for (const [signature, looksLike, message] of SIGNATURES) {
    if (start.startsWith(signature)) return new NotAFeedError(looksLike, message);
  }
  if (HTML.test(head)) return htmlPage(head);
  if (/^\s*[{[]/u.test(head)) return new NotAFeedError('json', 'JSON of another kind');
  const root = /<([A-Za-z_][\w:.-]{0,60})/u.exec(head)?.[1];
  if (/^\s*</u.test(head) && root) return new NotAFeedError('xml', `XML of another kind, <${root}>`);
  if (/[\u0000\ufffd]/u.test(head.slice(0, 1_000))) return new NotAFeedError('binary', 'binary data'); // eslint-disable-line no-control-regex
  return new NotAFeedError('text', `text that begins "${plainText(head.slice(0, 60)) ?? ''}"`);
}

function htmlPage(head: string): NotAFeedError {
  const title = plainText(/<title[^>]{0,200}>([^<]{1,300})/iu.exec(head)?.[1]);
  const named = title ? ` titled "${title}"` : '';
  if (CHALLENGE.test(head) || (head.length < SHORT_PAGE && SHORT_CHALLENGE.test(head))) {
    return new NotAFeedError('challenge', `an HTML page${named} that keeps programs out (a bot check)`);
  }
  return new NotAFeedError('html', `an HTML page${named}`);
}

/** Whether what stands before an element is the beginning of an HTML page; a DOCTYPE alone may be a mistake. */
export function isHtmlPage(preamble: string): boolean {
  return /<(?:html|head|body)[\s>]/iu.test(preamble.slice(0, HEAD));
}
