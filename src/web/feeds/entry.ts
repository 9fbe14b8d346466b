/** An event as feeds and calendars tell it: for whoever reaches the page, so with the rights of a reader without a name. */
import { createHash } from 'node:crypto';
import { cardOf } from '../../publish/render/card.ts';
import { safeUrl } from '../../publish/render/links.ts';
import type { EventView } from '../../publish/event-view.ts';
import { phrasesOf } from '../../publish/wording/index.ts';
import { ROLE } from '../event-line.ts';

/** Outlets that an entry names; the event's page has all. */
const MOST_SOURCES = 6;

export interface FeedEntry {
  event: EventView;
  /** The same for good, wherever the pages are served: made of the store's own id and the event's. */
  uuid: string;
  updated: string;
  href: string;
  headline: string;
  status: string;
  type: string;
  category: string;
  dateline: string;
  figures: string | null;
  tally: string;
  withheld: string | null;
  quote: { text: string; lang: string } | null;
  sources: { outlet: string; href: string | null }[];
}

/** What the addresses and ids of a feed are made of. */
export interface FeedPlace {
  /** Base of the pages, without a slash at the end. */
  base: string;
  /** The store's own id. */
  store: string;
}

/** The entry of an event that was last changed at `updated`. */
export function feedEntry(event: EventView, updated: string, { base, store }: FeedPlace): FeedEntry {
  const phrases = phrasesOf('en');
  const card = cardOf(event, {
    locale: 'en',
    zone: 'utc',
    role: ROLE,
    publicUrl: base,
    since: 'digest',
    maxOrigins: 1,
  });
  const quote = card.event.statements.find((statement) => statement.quote);
  const byOutlet = new Map(
    event.statements.map(({ outlet, url }) => [outlet, { outlet, href: safeUrl(url) }]),
  );
  return {
    event,
    uuid: uuidOf(store, `event/${event.id}`),
    updated,
    href: card.href ?? base,
    headline: card.headline,
    status: card.status,
    type: card.type,
    category: phrases.category[event.category],
    dateline: card.dateline,
    figures: card.facts.find(({ label }) => label === phrases.facts.figures)?.value ?? null,
    tally: card.tally,
    withheld: card.isWithheld ? phrases.withheld : null,
    quote: quote ? { text: quote.quote, lang: quote.lang } : null,
    sources: [...byOutlet.values()].slice(0, MOST_SOURCES),
  };
}

/** A name-based UUID (RFC 9562, version 8) of what `name` stands for in this store. */
export function uuidOf(store: string, name: string): string {
  const hex = createHash('sha256').update(`${store}/${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
