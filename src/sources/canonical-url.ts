import normalizeUrl from 'normalize-url';

/** Longer addresses are data, not places. */
const MAX_URL = 2000;
/** Parameters that say how a reader came, not what is read. Names only: a value is never judged. */
const TRACKING: RegExp[] = [
  /^utm_\w+$/iu,
  /^(?:fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|igshid|igsh|yclid|ysclid|_openstat|mkt_tok|_hs(?:enc|mi))$/iu,
  /^(?:mc_cid|mc_eid|cmpid|cmp|ito|ocid|ncid|smid|sref|ref|ref_src|ref_url|_ga|_gl)$/iu,
  /^(?:ns_(?:mchannel|source|campaign|linkname|fee)|at_(?:medium|campaign|custom\d+|link_\w+|format|ptr_name|bbc_team))$/iu,
  /^(?:spm|scm|isappinstalled|sharetype|share_token|sfnsn|wkid|vnd\.\w+)$/iu,
  /^(?:output|outputtype|amp)$/iu,
];
/** Hosts whose articles are named by their path alone, and whose feeds add where the link stood. */
const PATH_ONLY = /(?:^|\.)(?:yna\.co\.kr|tass\.com|tass\.ru|ria\.ru|kommersant\.ru|bbc\.co\.uk|bbc\.com)$/u;
/** Faces of one site for other screens. */
const SCREEN_HOST = /^(?:www|m|mobile|amp)\d?\.(?=[^.]+\.)/u;
/** An address that is not settled by then is made to be so. */
const MOST_ROUNDS = 5;
const AMP_PATH = /\/amp\/?$|\.amp(?=\.html?$|$)/u;

/**
 * One name for all ways of writing an article's address: a key for comparing, not an address to fetch (it has no
 * "www." and no trailing slash). Null for what is no http(s) address, or names only a site's front page.
 */
export function canonicalUrl(address: string | null): string | null {
  let key = address;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = written(key);
    if (next === key) return key;
    key = next;
  }
  return key;
}

/** The usual way of writing an address; what one step uncovers ("?/" an empty query) the next may still take away. */
function written(address: string | null): string | null {
  const url = fetchableUrl(address);
  if (!url) return null;
  const parsed = new URL(url);
  parsed.hostname = parsed.hostname.replace(SCREEN_HOST, '');
  parsed.pathname = parsed.pathname.replace(AMP_PATH, '');
  if (PATH_ONLY.test(parsed.hostname)) parsed.search = '';
  const key = normalizeUrl(parsed.href, {
    forceHttps: true,
    stripHash: true,
    stripWWW: true,
    removeQueryParameters: TRACKING,
    sortQueryParameters: true,
  });
  return /^https:\/\/[^/?]+$/u.test(key) ? null : key;
}

/** The address where it can be fetched, else null: other schemes, nonsense, and addresses beyond 2,000 characters. */
export function fetchableUrl(address: string | null): string | null {
  if (!address || address.length > MAX_URL || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
