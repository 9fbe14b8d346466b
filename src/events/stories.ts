import type { Mention } from '../model.ts';
import { EventIndex } from './event-index.ts';
import { profileOf, type LinkedDocument } from './profile.ts';

export interface AnalyzedDocument {
  document: LinkedDocument;
  mentions: readonly Mention[];
}

export interface DocumentLinks {
  id: string;
  /** The event that the document is mainly about; for a document without mentions a story of its own. */
  story: string;
  /** One entry for each mention, in the order given. */
  events: { event: string; type: Mention['type'] }[];
  /** Why the main mention joined its event; where it founded one, what spoke for and against the nearest. */
  reasons: string[];
}

/** A mention of less confidence than this share of the best cannot be what a document is mainly about. */
const MAIN_CONFIDENCE = 0.75;

/**
 * Links the mentions of a whole set of documents. Links do not depend on the order of the input: documents are taken by
 * publication (undated ones last), then by id. Results come in the order of the input.
 */
export function linkDocuments(documents: readonly AnalyzedDocument[]): DocumentLinks[] {
  const index = new EventIndex();
  const ordered = [...documents].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const linked = new Map(ordered.map((analyzed) => [analyzed, linkDocument(analyzed, index)]));
  adoptStories([...linked.values()]);
  return documents.flatMap((analyzed) => linked.get(analyzed)?.links ?? []);
}

function orderOf({ document }: AnalyzedDocument): string {
  return `${document.published ?? '~'} ${document.id}`;
}

interface Linked {
  links: DocumentLinks;
  /** Events of all mentions that are news. */
  newsEvents: string[];
}

/** The main mention goes first, so that the event of a story is founded by what its text is about. */
function linkDocument({ document, mentions }: AnalyzedDocument, index: EventIndex): Linked {
  const main = mainMention(mentions);
  if (!main)
    return { links: { id: document.id, story: `d-${document.id}`, events: [], reasons: [] }, newsEvents: [] };
  const { event: story, decision } = index.link(profileOf(main, document));
  const eventOf = new Map([[main, story]]);
  for (const mention of mentions) {
    if (mention !== main) eventOf.set(mention, index.add(profileOf(mention, document)));
  }
  const eventOfMention = (mention: Mention): string => eventOf.get(mention) ?? story;
  return {
    links: {
      id: document.id,
      story,
      events: mentions.map((mention) => ({ event: eventOfMention(mention), type: mention.type })),
      reasons: decision.reasons,
    },
    newsEvents: mentions.filter((mention) => mention.news).map(eventOfMention),
  };
}

/**
 * Two reports of one event may put different sides of it first. A document that is alone with its story takes that of
 * another document whose main event is also news in it.
 */
function adoptStories(documents: readonly Linked[]): void {
  const told = new Map<string, number>();
  const count = (story: string, by: number): void => void told.set(story, (told.get(story) ?? 0) + by);
  for (const { links } of documents) count(links.story, 1);
  for (const { links, newsEvents } of documents) {
    if ((told.get(links.story) ?? 0) > 1) continue;
    const adopted = newsEvents.find((event) => event !== links.story && (told.get(event) ?? 0) > 0);
    if (adopted === undefined) continue;
    count(links.story, -1);
    count(adopted, 1);
    links.story = adopted;
  }
}

/** What a document is mainly about: news before recalled history, then what is surely said, then what is said first. */
export function mainMention(mentions: readonly Mention[]): Mention | null {
  const news = mentions.filter((mention) => mention.news);
  const pool = news.length > 0 ? news : mentions;
  const best = Math.max(...pool.map((mention) => mention.confidence));
  const sure = pool.filter((mention) => mention.confidence >= best * MAIN_CONFIDENCE);
  return sure.reduce<Mention | null>(
    (first, mention) => (!first || mention.start < first.start ? mention : first),
    null,
  );
}
