import type { Analysis, Mention } from '../../src/model.ts';
import { CATEGORY_IDS, categoryOf, type MentionType } from '../../src/taxonomy.ts';
import type { Gold } from '../gold.ts';

/** The answer of a system that knows types and spans only: everything is reported, nobody does it. */
export function plainAnalysis(passage: Gold, mentions: readonly Mention[], alert: boolean): Analysis {
  const categories = CATEGORY_IDS.filter((id) => mentions.some((mention) => mention.category === id));
  return {
    id: passage.id,
    lang: passage.lang,
    relevant: mentions.length > 0,
    alert,
    categories: categories.map((id) => ({ id, confidence: 1 })),
    mentions: [...mentions],
  };
}

/** A mention of `type` whose quote is `full` from `start` to `end`. */
export function plainMention(
  type: MentionType,
  full: string,
  start: number,
  end: number,
  confidence: number,
): Mention {
  return {
    type,
    category: categoryOf(type),
    quote: full.slice(start, end),
    start,
    end,
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
    confidence,
    rule: 'baseline',
    evidence: [],
    news: true,
  };
}
