import type { CoverageView } from '../views.ts';
import { clockTime, dateInWords } from '../wording/dates.ts';
import type { Locale, Phrases } from '../wording/phrases.ts';

/** The coverage statement in words: always printed, also on a day on which everything went well. */
export interface CoverageWords {
  title: string;
  read: string;
  /** One line for the top of a digest where something could not be read, else null. */
  warning: string | null;
  complete: string | null;
  lists: { title: string; lines: string[] }[];
}

/** Puts a coverage view into words; instants are printed in `zone`. */
export function coverageInWords(coverage: CoverageView, phrases: Phrases, zone: string): CoverageWords {
  const locale: Locale = phrases.lang;
  const words = phrases.coverage;
  const inWords = (reason: string) => words.reasons[reason] ?? reason;
  const time = (instant: string) => clockTime(instant, zone, locale);
  const { counts, failing, refused, silent, dropped, overdue } = coverage;
  const droppedItems = dropped.reduce((sum, { count }) => sum + count, 0);
  const lists = [
    {
      title: words.failing(failing.length),
      lines: failing.map((feed) => words.failingSince(feed.title, time(feed.since), feed.reason)),
    },
    {
      title: words.refused(new Set(refused.map(({ host }) => host)).size),
      lines: refused.map(({ host, pages, reason }) => words.refusedHost(host, pages, inWords(reason))),
    },
    {
      title: words.silent(silent.length),
      lines: silent.map((feed) => words.lastItem(feed.title, feed.lastItem && time(feed.lastItem))),
    },
    {
      title: words.overdue(overdue.length),
      lines: overdue.map((document) =>
        words.expected(document.title, dateInWords(document.expected, locale)),
      ),
    },
    {
      title: words.dropped(droppedItems),
      lines: dropped.map(({ reason, count }) => `${inWords(reason)}: ${count.toLocaleString('en-US')}`),
    },
  ];
  return {
    title: words.title,
    read: words.read(counts.feeds, counts.items, counts.documents, time(coverage.from), time(coverage.to)),
    warning: failing.length > 0 ? words.warning(failing.map((feed) => feed.title)) : null,
    complete: counts.feeds > 0 && failing.length === 0 && refused.length === 0 ? words.complete : null,
    lists: lists.filter(({ lines }) => lines.length > 0),
  };
}
