import { merge, profileOf, type EventProfile } from '../events/index.ts';
import type { Mention } from '../model.ts';
import type { BaselineEvent } from './load.ts';

/** How sure a curated event is, for filters: an official or twice told fact, one good source, a single claim. */
export const CONFIDENCE = { A: 0.95, B: 0.8, C: 0.6 } as const;

/** What linking knows of a curated event, so that a retelling joins it; null for what stands outside the categories. */
export function profileOfEvent(event: BaselineEvent): EventProfile | null {
  const document = documentOf(event);
  const profiles = datesOf(event).flatMap((eventDate) => {
    const mention = mentionOf(event, eventDate);
    return mention ? [profileOf(mention, document)] : [];
  });
  return profiles.length > 0 ? profiles.reduce(merge) : null;
}

/** A retelling dates an event by its own day, by the month it began or ended in, or by the day it became known. */
function datesOf({ from, to, reported }: BaselineEvent): string[] {
  const own = from === to ? [from] : [from.slice(0, 7), to.slice(0, 7)];
  return [...new Set([...own, ...(reported ? [reported] : [])])];
}

/** The frame that a reader would find in the curated sentence. */
function mentionOf(event: BaselineEvent, eventDate: string): Mention | null {
  const { type, category, title } = event;
  if (!type || !category) return null;
  return {
    type,
    category,
    quote: title,
    start: 0,
    end: title.length,
    status: event.status,
    supplier: event.supplier,
    recipient: event.recipient,
    facilitator: event.facilitators,
    sourceActor: null,
    items: event.items,
    quantity: event.quantity,
    place: event.place,
    eventDate,
    unSymbols: event.unSymbols,
    names: event.names,
    confidence: CONFIDENCE[event.confidence],
    rule: 'baseline',
    evidence: [],
    news: true, // its subject, not an aside: all of the document is its context
  };
}

/** Names and terms in all five languages stand in the text: a Korean retelling shares words with it, not only numbers. */
function documentOf(event: BaselineEvent) {
  return {
    id: event.id,
    title: event.title,
    text: Object.values(event.words).flat().join(', '),
    lang: 'en',
    published: event.reported ?? event.to,
    url: null,
    outlet: 'baseline',
  };
}
