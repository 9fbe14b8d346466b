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
}

/** A mention of less confidence than this share of the best cannot be what a document is mainly about. */
const MAIN_CONFIDENCE = 0.75;

/**
 * Links the mentions of a whole set of documents. Links do not depend on the order of the input: documents are taken by
 * publication (undated ones last), then by id. Results come in the order of the input.
 */
export function linkDocuments(documents: readonly AnalyzedDocument[]): DocumentLinks[] {
  const index = new EventIndex();
  const ordered = [...documents.keys()].sort((a, b) => compareDocuments(documents[a], documents[b]));
  const links = new Map<number, DocumentLinks>();
  for (const at of ordered) {
    const analyzed = documents[at];
    if (analyzed) links.set(at, linkDocument(analyzed, index));
  }
  return [...documents.keys()].flatMap((at) => links.get(at) ?? []);
}

function compareDocuments(a: AnalyzedDocument | undefined, b: AnalyzedDocument | undefined): number {
  const key = (item: AnalyzedDocument | undefined): string =>
    `${item?.document.published ?? '~'} ${item?.document.id ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The main mention goes first, so that the event of a story is founded by what its text is about. */
function linkDocument({ document, mentions }: AnalyzedDocument, index: EventIndex): DocumentLinks {
  const main = mainMention(mentions);
  if (!main) return { id: document.id, story: `d-${document.id}`, events: [] };
  const eventOf = new Map<Mention, string>();
  for (const mention of [main, ...mentions.filter((other) => other !== main)]) {
    eventOf.set(mention, index.add(profileOf(mention, document)));
  }
  return {
    id: document.id,
    story: eventOf.get(main) ?? '',
    events: mentions.map((mention) => ({ event: eventOf.get(mention) ?? '', type: mention.type })),
  };
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
