import type { DigestView } from '../views.ts';
import { shortDay } from '../wording/dates.ts';
import type { Phrases } from '../wording/phrases.ts';
import { countsByType, leads } from './sections.ts';

/** "Tumen 24 Nov: 2 arms-transfer reports, 5 more; 3 feeds unreachable": what is in it, and what could not be. */
export function digestSubject(view: DigestView, phrases: Phrases): string {
  const parts = newsParts(view, phrases);
  const failing = view.coverage.failing.length;
  const warnings = [
    view.corrections.length > 0 && phrases.corrected(view.corrections.length),
    failing > 0 && phrases.unreachable(failing),
    failing === 0 && parts.length === 0 && phrases.allRead(view.coverage.counts.feeds),
  ].filter((warning) => warning !== false);
  const news = parts.length > 0 ? parts : [phrases.nothingNew];
  return phrases.subject(view.edition, shortDay(view.localDate, phrases.lang), news, warnings);
}

/** "2 arms-transfer reports", "5 more": the types that lead by name, else the most frequent type; empty on a quiet day. */
export function newsParts(view: DigestView, phrases: Phrases): string[] {
  const events = view.categories.flatMap((section) => section.events);
  const counts = countsByType(events.filter(leads));
  const named = counts.length > 0 ? counts : countsByType(events).slice(0, 1);
  const rest = events.length - named.reduce((sum, [, count]) => sum + count, 0);
  const parts = named.map(([type, count]) => phrases.reports(type, count));
  return rest > 0 ? [...parts, phrases.more(rest)] : parts;
}
