import { profileOf, type EventProfile, type LinkedDocument } from '../../src/events/index.ts';
import type { Mention } from '../../src/model.ts';
import { categoryOf, type MentionType } from '../../src/taxonomy.ts';

/** A mention whose quote is the whole text, of which only the given parts are known. */
export function mention(type: MentionType, parts: Partial<Mention> = {}): Mention {
  return {
    type,
    category: categoryOf(type),
    quote: '',
    start: 0,
    end: 0,
    status: 'reported',
    supplier: null,
    recipient: null,
    facilitator: [],
    sourceActor: null,
    items: [],
    quantity: null,
    place: null,
    eventDate: null,
    unSymbols: [],
    names: [],
    confidence: 1,
    rule: 'test',
    evidence: [],
    news: true,
    ...parts,
  };
}

let documents = 0;

export function document(published: string | null, text: string, title = ''): LinkedDocument {
  documents += 1;
  return { id: `t${documents}`, title, text, published };
}

/** The profile of one report: a document and its only mention. */
export function report(
  type: MentionType,
  published: string | null,
  text: string,
  parts: Partial<Mention> = {},
): EventProfile {
  return profileOf(mention(type, { quote: text, end: text.length, ...parts }), document(published, text));
}

export const ARMS_TO_RUSSIA = { supplier: 'KP', recipient: 'RU', facilitator: ['RU'] };

export function figure(text: string): Mention['quantity'] {
  return { text, min: null, max: null, unit: null };
}
