/** The part of a weekly edition that looks at the week as a whole, in words. */
import { headlineOf } from '../headline.ts';
import type { DigestView, TrendView, WeekView } from '../views.ts';
import { dateInWords, dayInWords } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Phrases } from '../wording/phrases.ts';
import { eventUrl } from './links.ts';

/** With fewer weeks before, nobody can say what is usual. */
const LEAST_WEEKS = 3;
/** Counts of rare events scatter by about the root of their mean; twice that is worth a word. */
const SCATTER = 2;

export interface WeekPart {
  title: string;
  beside: string;
  trends: { label: string; text: string; isPart: boolean; now: number; before: number }[];
  statusTitle: string;
  noChange: string;
  changes: StatusLine[];
}

interface StatusLine {
  /** Class name of the status. */
  tone: string;
  status: string;
  headline: string;
  note: string;
  href: string | null;
}

/** The week in words; bars are percentages of the longest. */
export function weekPart(week: WeekView, view: DigestView): WeekPart {
  const phrases = phrasesOf(view.subscriber.language);
  const words = phrases.week;
  const day = (date: string): string => dateInWords(date, phrases.lang);
  const most = Math.max(1, ...week.trends.flatMap(({ events, mean }) => [events, mean ?? 0]));
  return {
    title: words.title,
    beside: words.beside(day(week.from), day(week.to), week.weeksBefore),
    trends: week.trends.map((trend) => ({
      label: labelOf(trend, phrases),
      text: [words.events(trend.events, trend.mean), judgementOn(trend, week.weeksBefore, phrases)]
        .filter(Boolean)
        .join(': '),
      isPart: typeof trend.of !== 'string',
      now: Math.round((100 * trend.events) / most),
      before: Math.round((100 * (trend.mean ?? 0)) / most),
    })),
    statusTitle: words.statusTitle,
    noChange: words.noChange,
    changes: week.statusChanges.map(({ event, from, to, by, at }) => ({
      tone: to,
      status: phrases.status[to],
      headline: headlineOf(event, phrases.lang),
      note: words.changed(phrases.status[from], by, dayInWords(at, view.zone, phrases.lang)),
      href: eventUrl(view.publicUrl, event.id),
    })),
  };
}

function labelOf({ of }: TrendView, phrases: Phrases): string {
  return typeof of === 'string' ? phrases.category[of] : phrases.week.ofThese(phrases.type[of.leading]);
}

function judgementOn({ events, mean }: TrendView, weeks: number, { week }: Phrases): string | null {
  if (mean === null || weeks < LEAST_WEEKS) return null;
  if (events === 0 && mean === 0) return null;
  const allowed = SCATTER * Math.sqrt(Math.max(mean, 0.5));
  if (Math.abs(events - mean) <= allowed) return week.judged.usual;
  return events > mean ? week.judged.more : week.judged.fewer;
}
