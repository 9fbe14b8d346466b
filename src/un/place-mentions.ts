import type { Mention } from '../model.ts';
import { citer } from './cite.ts';
import type { CouncilRecord } from './council-record.ts';
import { asRecorded, noteRecord, withCited } from './record-note.ts';
import { speechesIn } from './speakers.ts';

/** A document as it was analysed: offsets of mentions count UTF-16 units of title + "\n" + text. */
export interface AnalysedDocument {
  title: string;
  text: string;
  lang: string;
  /** ISO day or instant; null where it is not known. */
  published: string | null;
  /** Of a UN document; null for every other one. */
  symbol: string | null;
  /** Where its pages begin in `text`; null where it has none. */
  pageStarts: readonly number[] | null;
}

/**
 * Adds tellings of the Council's record that cite it by symbol, and to all mentions what the document and the Council's record say of them: in a UN document symbol, page and paragraph, in a
 * meeting record or press release who spoke, and for every telling of the record its row. Where that was compared with the
 * telling, those stand as facilitators that the record names.
 */
export function placeMentions(
  mentions: readonly Mention[],
  document: AnalysedDocument,
  record: CouncilRecord,
): Mention[] {
  const all = withCited(mentions, document, record);
  return noteRecord(inDocument(all, document), document, record).map(asRecorded);
}

function inDocument(mentions: readonly Mention[], document: AnalysedDocument): readonly Mention[] {
  const { title, text, symbol, pageStarts } = document;
  if (symbol === null || mentions.length === 0) return mentions;
  const cite = citer({ symbol, text, pageStarts });
  const speeches = speechesIn(text, symbol);
  return mentions.map((mention) => {
    const offset = mention.start - title.length - 1;
    const speech = speeches.find(({ start, end }) => start <= offset && offset < end);
    return {
      ...mention,
      citation: cite(offset),
      // Whom a speaker quotes is for the quote to say: the statement is the speaker's.
      sourceActor: speech?.speaker ?? mention.sourceActor,
    };
  });
}
