import type { WeekPhrases } from './week-phrases.ts';
import type { Category, MentionType, Status } from '../../taxonomy.ts';

/** A language in which a reader can have the words around the facts. Quotes are never translated. */
export type Locale = 'en' | 'ko';

/** Everything a template says in its own words; numbers come in as numbers, names ready to print. */
export interface Phrases {
  /** BCP 47, for the lang attribute. */
  lang: Locale;
  category: Readonly<Record<Category, string>>;
  type: Readonly<Record<MentionType, string>>;
  status: Readonly<Record<Status, string>>;
  /** "2 arms-transfer reports", for subject and summary. */
  reports(type: MentionType, count: number): string;
  more(count: number): string;
  edition: { daily: string; weekly: string };
  /** The subject line; `parts` are ready phrases, the most important first. */
  subject(
    edition: 'daily' | 'weekly',
    day: string,
    parts: readonly string[],
    warnings: readonly string[],
  ): string;
  alert(reason: string): string;
  /** Links under an alert. */
  actions: { acknowledge: string; notRelevant: string; wrong: string };
  alertSubject(reason: string, headline: string): string;
  /** Several alerts as one message: "2 arms-transfer reports" and the like. */
  burst: {
    name(alerts: number): string;
    subject(reports: readonly string[]): string;
    title(reports: readonly string[]): string;
    why: string;
    acknowledgeAll: string;
  };
  /** A message that only shows that a channel works. */
  test: { title: string; text: string };
  /** Why an alert of somebody else's comes to this reader. */
  escalated(from: string, minutes: number): string;
  nothingNew: string;
  unreachable(feeds: number): string;
  corrected(count: number): string;
  allRead(feeds: number): string;
  reason: { new: string; status: string; figure: string; confirmation: string };
  /** A quiet day, in three honest lines. */
  quiet(
    since: string | null,
    documents: number,
    feeds: number,
    unreachable: number,
  ): [string, string, string];
  emptyCategories(names: readonly string[]): string;
  /** Above the lead section: "First: 2 arms-transfer reports". */
  leading(reports: readonly string[]): string;
  changedSince: { digest: string; alert: string };
  changes: {
    status(from: string, to: string, by: string | null): string;
    figure(now: string, source: string, previous: readonly string[]): string;
    /** A figure that lies above (below) all before it; `from` with its source. */
    raised(now: string, source: string, from: string): string;
    lowered(now: string, source: string, from: string): string;
    origin(source: string): string;
  };
  isNew: string;
  baseline: string;
  facts: {
    figures: string;
    published: string;
    firstSeen: string;
    unknownDate: string;
    history: string;
    symbols: string;
    duties: string;
    names: string;
    unnamed: string;
  };
  statements(statements: number, origins: number): string;
  moreStatements(count: number): string;
  limitedText: string;
  withheld: string;
  snapshot: string;
  eventPage: string;
  related: string;
  recalled: string;
  corrections: string;
  correction(toldOn: string, was: string, now: string): string;
  /** What became of it: these outlets' articles no longer say so. */
  withdrawn(outlets: readonly string[]): string;
  activity: string;
  activityCount(count: number, lastWeek: number): string;
  coverage: CoveragePhrases;
  moreEvents(count: number): string;
  inAttachment: string;
  inArchive: string;
  briefly: string;
  archive: string;
  why(rule: string, words: readonly string[]): string;
  footer(name: string, zone: string, slot: string): string;
  unsubscribe: string;
  week: WeekPhrases;
  timeline: TimelinePhrases;
}

export interface CoveragePhrases {
  title: string;
  read(feeds: number, items: number, documents: number, from: string, to: string): string;
  complete: string;
  /** For the top of a digest: which feeds are missing. */
  warning(titles: readonly string[]): string;
  failing(count: number): string;
  failingSince(title: string, since: string, reason: string): string;
  /** What the stages call a reason, in words for readers; others stand as they are. */
  reasons: Readonly<Record<string, string>>;
  refused(count: number): string;
  refusedHost(host: string, pages: number, reason: string): string;
  silent(count: number): string;
  lastItem(title: string, when: string | null): string;
  dropped(count: number): string;
  overdue(count: number): string;
  expected(title: string, when: string): string;
}

export interface TimelinePhrases {
  events(count: number, from: string | null, to: string | null): string;
  asKnownOn(day: string): string;
  madeAt(time: string): string;
  filter: string;
  all: string;
  search: string;
  category: string;
  type: string;
  status: string;
  shown(count: string, total: number): string;
  none: string;
  undated: string;
  /** When an event without a date was first told of. */
  toldBy: (day: string) => string;
  sources: string;
}
