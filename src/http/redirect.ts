import type { Answer } from './transport.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

/** The address as a URL, or null when it is not an http or https address. */
export function webUrl(address: string | URL): URL | null {
  const url = parseUrl(String(address));
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}

/** Where the answer sends us (whatever its scheme), or null when it is no redirect. */
export function redirectTarget(answer: Answer, from: URL): URL | null {
  const location = answer.headers['location'];
  if (!REDIRECTS.has(answer.status) || !location) return null;
  return parseUrl(location, from);
}

export function isPermanent(answer: Answer): boolean {
  return PERMANENT.has(answer.status);
}

/** The Cookie header that passes a gate which redirects to itself until its cookies come back, or null. */
export function gateCookie(answer: Answer, from: URL, target: URL): string | null {
  if (target.href !== from.href || answer.setCookies.length === 0) return null;
  return answer.setCookies.map((cookie) => cookie.split(';', 1)[0]?.trim() ?? '').join('; ');
}

function parseUrl(address: string, base?: URL): URL | null {
  return URL.canParse(address, base?.href) ? new URL(address, base) : null;
}
