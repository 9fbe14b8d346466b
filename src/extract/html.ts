import { decodeText } from '../text/charset.ts';
import type { Extracted } from '../model.ts';
import { canonicalOf } from './address.ts';
import { bylineOf } from './byline.ts';
import { publicationOf } from './date.ts';
import { parsePage } from './dom.ts';
import { collectFacts } from './facts.ts';
import { detectLanguage } from './language.ts';
import { mainText } from './main-text.ts';
import { titleOf } from './title.ts';
import { classifyPage } from './page-class.ts';
import { head } from './sniff.ts';

export interface ExtractOptions {
  /** The address that the bytes came from. */
  url?: string | undefined;
  /** The HTTP header as it came. */
  contentType?: string | undefined;
  /** Today: later dates are no publication dates. Without it any year of this century may be one. */
  now?: Date | undefined;
}

/** No real article comes near it; what is beyond is cut off. */
const MAX_BYTES = 12_000_000;
/** Where browsers look for the declaration is 1,024 bytes; some pages put scripts before it. */
const DECLARATION_WITHIN = 4_096;
/** A page in the zone of the Line Islands is a day ahead of UTC. */
const DAY_AHEAD_MS = 86_400_000;

/**
 * Reads an article page: text in paragraphs, headline, byline, publication date, language, canonical address, and
 * what kind of page it turned out to be (`flags`). Never throws on any bytes; time is linear in their number, but
 * where the page is unknown run it in an extractor's thread (pool.ts).
 */
export function extractPage(bytes: Uint8Array, options: ExtractOptions = {}): Extracted {
  const flags: string[] = [];
  if (bytes.length > MAX_BYTES) flags.push('truncated');
  const html = decodePage(bytes.subarray(0, MAX_BYTES), options.contentType);
  const tree = parsePage(html);
  if (tree.cut) flags.push(`${tree.cut}-cut`);
  const facts = collectFacts(tree.root);
  const title = titleOf(facts);
  const main = mainText(html, tree, title, facts.jsonLd.body);
  const url = options.url ?? '';
  const latest = options.now && new Date(options.now.getTime() + DAY_AHEAD_MS).toISOString().slice(0, 10);
  const page = { root: tree.root, html, facts, url, title, text: main.text };
  return {
    title: title || null,
    byline: bylineOf(facts),
    ...publicationOf(page, { latest }),
    text: main.text,
    lang: detectLanguage(`${title}\n${main.text}`, facts.language || facts.jsonLd.language),
    canonical: canonicalOf(facts, url),
    flags: [...flags, ...main.flags, ...classifyPage(page)],
    pages: null,
  };
}

function decodePage(bytes: Uint8Array, contentType: string | undefined): string {
  const source = head(bytes, DECLARATION_WITHIN);
  const declared =
    /<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i.exec(source) ??
    /<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/i.exec(source);
  const language = /<html[^>]{0,300}?\slang\s{0,9}=\s{0,9}["']?([\w-]{2,20})/i.exec(source);
  return decodeText(bytes, { contentType, declared: declared?.[1], language: language?.[1] }).text;
}
