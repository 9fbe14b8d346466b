const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/**
 * A source's address as it may stand in a link, or null: web and mail addresses only, and without the user name before an
 * "@", which makes one host look like another.
 */
export function safeUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (!SCHEMES.has(parsed.protocol)) return null;
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

/** The page of an event; null where no pages are served to readers. */
export function eventUrl(publicUrl: string | null, eventId: string): string | null {
  return pageUrl(publicUrl, `events/${encodeURIComponent(eventId)}`);
}

/** The page of a snapshot: what was read, as it was read. */
export function snapshotUrl(publicUrl: string | null, sha: string | null): string | null {
  return sha === null ? null : pageUrl(publicUrl, `snapshots/${encodeURIComponent(sha)}`);
}

function pageUrl(publicUrl: string | null, path: string): string | null {
  return publicUrl === null ? null : safeUrl(`${publicUrl.replace(/\/+$/u, '')}/${path}`);
}

/** A link that opens a mail to a checked address; null for null. */
export function mailtoUrl(address: string | null): string | null {
  return address === null
    ? null
    : safeUrl(`mailto:${encodeURIComponent(address).replace('%40', '@')}?subject=unsubscribe`);
}
