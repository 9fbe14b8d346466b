import { cardOf } from '../publish/render/card.ts';
import { isWithheld } from '../publish/render/protect.ts';
import type { EventView } from '../publish/event-view.ts';
import { dayInWords, intervalInWords } from '../publish/wording/dates.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { hrefOf } from './query.ts';

/** Pages are for whoever reaches them: as a mail to a reader without further rights. */
export const ROLE = 'reader';
const MOST_OUTLETS = 4;

/** An event in a list: enough to tell whether to open it. */
export interface EventLine {
  href: string;
  status: string;
  statusWord: string;
  type: string;
  category: string;
  headline: string;
  /** Who to whom, what, where. */
  gist: string;
  figures: string | null;
  when: string;
  /** Of its heading on the page. */
  level: 3 | 4;
  /** "2023-10", of the day in which it began, else was told of; null where nobody says. */
  month: string | null;
  tally: string;
  outlets: string[];
  moreOutlets: number;
  quote: { text: string; lang: string } | null;
  isWithheld: boolean;
  isBaseline: boolean;
}

/** The line of an event, as known on a day where one is given; `level` is that of its heading on the page. */
export function eventLine(event: EventView, known: string | null, level: 3 | 4): EventLine {
  const phrases = phrasesOf('en');
  const card = cardOf(event, {
    locale: 'en',
    zone: 'utc',
    role: ROLE,
    publicUrl: null,
    since: 'digest',
    maxOrigins: 1,
  });
  const outlets = [...new Set(event.statements.map(({ outlet }) => outlet))];
  const quote = card.event.statements.find((statement) => statement.quote);
  return {
    href: hrefOf(`/events/${event.id}`, { known }),
    status: event.status,
    statusWord: card.status,
    type: card.type,
    category: phrases.category[event.category],
    headline: card.headline,
    gist: card.gist,
    figures: card.facts.find((fact) => fact.label === phrases.facts.figures)?.value ?? null,
    when: whenOf(event),
    level,
    month: monthOf(event),
    tally: card.tally,
    outlets: outlets.slice(0, MOST_OUTLETS),
    moreOutlets: Math.max(0, outlets.length - MOST_OUTLETS),
    quote: quote ? { text: quote.quote, lang: quote.lang } : null,
    isWithheld: isWithheld(event, ROLE),
    isBaseline: event.isBaseline,
  };
}

/** When an event was, as far as anybody says. */
export function whenOf({ dates }: EventView): string {
  const words = phrasesOf('en').timeline;
  if (dates.event) return intervalInWords(dates.event.from, dates.event.to, 'en');
  return dates.published ? words.toldBy(dayInWords(dates.published, 'utc', 'en')) : words.undated;
}

function monthOf({ dates }: EventView): string | null {
  const from = dates.event?.from ?? dates.published;
  return from ? from.slice(0, 7) : null;
}
