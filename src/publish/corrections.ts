import type { Withdrawal } from '../store/digests.ts';
import { headlineOf } from './headline.ts';
import type { Subscriber } from './subscribers.ts';
import type { CorrectionView, DigestView } from './views.ts';
import { phrasesOf } from './wording/index.ts';

/**
 * What an earlier digest said and its sources no longer say, one entry an event and digest: the sentence as it stood there, and
 * who took it back. An event that was not printed (it was only counted) needs no correction.
 */
export function correctionsOf(withdrawals: readonly Withdrawal[], subscriber: Subscriber): CorrectionView[] {
  const phrases = phrasesOf(subscriber.language);
  const entries = new Map<string, { correction: CorrectionView; outlets: Set<string> }>();
  for (const { eventId, outlet, toldOn, view } of withdrawals) {
    const key = `${eventId} ${toldOn}`;
    const known = entries.get(key);
    if (known) {
      known.outlets.add(outlet);
      continue;
    }
    const was = sentenceIn(view, eventId, subscriber);
    if (was)
      entries.set(key, {
        correction: { eventId: String(eventId), toldOn, was, now: '' },
        outlets: new Set([outlet]),
      });
  }
  return [...entries.values()].map(({ correction, outlets }) => ({
    ...correction,
    now: phrases.withdrawn([...outlets]),
  }));
}

function sentenceIn(view: unknown, eventId: number, { language }: Subscriber): string | null {
  const { categories } = view as Pick<DigestView, 'categories'>; // as this program kept it
  const event = categories.flatMap(({ events }) => events).find(({ id }) => id === String(eventId));
  return event ? headlineOf(event, language) : null;
}
