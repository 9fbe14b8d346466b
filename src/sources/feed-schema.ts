import { z } from 'zod';
import { didYouMean } from '../did-you-mean.ts';
import { Duration } from './duration.ts';
import { strictObject } from './strict-object.ts';

const MINUTE_MS = 60_000;
/** Polling a feed more often than this serves nobody and gets us banned. */
const LEAST_INTERVAL_MS = 5 * MINUTE_MS;

const text = z.string().trim().min(1, 'must not be empty');
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens');
const webAddress = z.url({ protocol: /^https?$/u, error: 'must be an http or https address' });
const selector = text;
const pattern = text
  .refine(isRegExp, 'is not a regular expression')
  .transform((source) => new RegExp(source, 'u'));
const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Seoul');

/** What a healthy day looks like; what falls short is shown in the coverage statement. */
const Healthy = strictObject({
  /** Fewest items in an answer: a feed that answers 200 with fewer is failing, not quiet. */
  minItems: z.int().min(0).default(1),
  /** Longest time without anything new. */
  silenceAfter: Duration,
  /** Greatest age of the list's own date, where it has one. */
  maxAge: Duration.optional(),
});

const common = {
  id: slug,
  title: text,
  url: webAddress,
  /** Language of most items, "any" for aggregators; each item's own is found from its text. */
  lang: z.string().regex(/^(?:any|[a-z]{2})$/u, 'must be a two-letter language code or "any"'),
  /** Whose word it is, as the digest names it; feeds of one organisation count as one voice. */
  organisation: text,
  /** The organisation speaks for a government. */
  stateMedia: z.boolean().default(false),
  enabled: z.boolean(),
  /** Why the feed is off; required exactly when it is. */
  whyOff: text.optional(),
  interval: Duration.refine((ms) => ms >= LEAST_INTERVAL_MS, 'must be at least 5m').optional(),
  healthy: Healthy.optional(),
  /** Zone of dates that name none. */
  timeZone: timeZone.optional(),
  /** Keep only items whose headline or summary names the DPRK (words: `prefilter` at the top of the file). */
  prefilter: z.boolean().default(false),
  /** The feed holds the whole text, so the page need not be fetched. */
  fullTextInFeed: z.boolean().default(false),
  /** "feed-only": pages are closed to us (paywall, bot wall, robots.txt), so what the feed says is all there is. */
  pages: z.enum(['fetch', 'feed-only'], { error: 'must be fetch or feed-only' }).default('fetch'),
  legacyTls: z.boolean().default(false),
  cookieGate: z.boolean().default(false),
  /** Entries at the head of the list that are no items (VOA's links to the section page). */
  skipFirst: z.int().min(0).max(10).default(0),
  /** Time between two requests to the host, where it wants more than the usual. */
  pace: Duration.optional(),
  notes: text.optional(),
};

/** Where the fields of an item stand in a JSON answer: dotted paths from the item; `items` from the root, "" = the root. */
const JsonMap = strictObject({
  items: z.string(),
  id: text.optional(),
  title: text,
  url: text,
  published: text.optional(),
  summary: text.optional(),
  content: text.optional(),
});

/** Where the items stand in a page. */
const ListMap = strictObject({
  /** Selector of one entry; default: each link is one. */
  item: selector.optional(),
  /** Selector of the link, inside the entry. */
  link: selector.default('a[href]'),
  /** What the absolute address of an item looks like; other links are none. */
  href: pattern,
  /** Parts of the page whose links are furniture. */
  without: selector.default('header, nav, footer, aside'),
  /** Selectors inside the entry; the title is by default the longest text of the links to it. */
  title: selector.optional(),
  summary: selector.optional(),
  date: selector.optional(),
  /** Attribute of the date element that holds the date; default: its text. */
  dateAttribute: text.optional(),
  /** Finds the date in the address: groups year, month, day. */
  dateInUrl: pattern.optional(),
});

const plain = <K extends string>(kind: K) => strictObject({ ...common, kind: z.literal(kind) });

const byKind = [
  plain('rss'),
  plain('un-press'),
  plain('un-news'),
  plain('un-documents'),
  plain('un-library'),
  plain('un-meetings'),
  plain('google-news'),
  plain('sitemap'),
  strictObject({ ...common, kind: z.literal('json-api'), json: JsonMap }),
  strictObject({ ...common, kind: z.literal('html-list'), list: ListMap }),
  /** A source that no reader takes: kept with the reason, so that nobody looks twice. */
  plain('none'),
] as const;

const KINDS = byKind.map((schema) => schema.shape.kind.value);

const Kinds = z.discriminatedUnion('kind', byKind);
/** An entry whose kind is wrong: its other mistakes are told with it. */
const OfNoKind = z.looseObject({ ...common, kind: z.unknown() });

const KnownKind = z.unknown().superRefine((input, context) => {
  const kind: unknown =
    typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined;
  if (KINDS.some((known) => known === kind) || typeof input !== 'object') return;
  context.addIssue({ code: 'custom', path: ['kind'], message: badKind(kind) });
  for (const { path, message } of OfNoKind.safeParse(input).error?.issues ?? [])
    context.addIssue({ code: 'custom', path: [...path], message });
});

/** One feed of feeds.yaml. */
export const FeedSchema = KnownKind.pipe(Kinds).superRefine((feed, context) => {
  const mistake = (key: string, message: string) =>
    context.addIssue({ code: 'custom', path: [key], message });
  if (!feed.enabled && !feed.whyOff) mistake('enabled', 'a feed that is off needs whyOff');
  if (feed.enabled && feed.whyOff) mistake('whyOff', 'the feed is on; turn this into notes');
  if (feed.enabled && !feed.interval) mistake('enabled', 'a feed that is on needs an interval');
  if (feed.enabled && !feed.healthy) mistake('enabled', 'a feed that is on needs healthy.silenceAfter');
  if (feed.enabled && feed.kind === 'none') mistake('enabled', 'nothing can read a source of kind none');
});

export type Feed = z.output<typeof FeedSchema>;
export type FeedKind = Feed['kind'];
export type FeedOf<K extends FeedKind> = Extract<Feed, { kind: K }>;

function badKind(kind: unknown): string {
  const given = typeof kind === 'string' ? kind : kind === undefined ? '' : JSON.stringify(kind);
  const meant = didYouMean(given, KINDS);
  return `unknown kind "${given}"; ${meant ? `did you mean "${meant}"?` : `there are ${KINDS.join(', ')}`}`;
}

function isRegExp(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
