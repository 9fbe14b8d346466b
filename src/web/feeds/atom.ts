/** The timeline as an Atom feed (RFC 4287), in pages (RFC 5005). Pure. */
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { FeedEntry } from './entry.ts';

export const ATOM_TYPE = 'application/atom+xml';

const FOLDER = fileURLToPath(new URL('../pages', import.meta.url));
const xml = new Eta({ views: FOLDER, cache: true, autoEscape: true, escapeFunction: escapeXml });

export interface AtomFeed {
  uuid: string;
  /** What narrows it, in words; empty where nothing does. */
  filters: string;
  self: string;
  page: string;
  previous: string | null;
  next: string | null;
  /** When anything in it changed last. */
  updated: string;
  entries: readonly FeedEntry[];
}

/** The feed as XML. An entry's content is HTML, so it is escaped twice. */
export function atomXml(feed: AtomFeed): string {
  const entries = feed.entries.map((entry) => ({
    ...entry,
    content: xml.render('./atom-entry.html.eta', entry),
  }));
  return xml.render('./timeline.atom.eta', { ...feed, entries });
}

/** Characters that XML 1.0 has no way to write, even escaped. */
// oxlint-disable-next-line no-control-regex -- these are what must go
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

function escapeXml(value: unknown): string {
  return String(value)
    .replaceAll(UNWRITABLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
