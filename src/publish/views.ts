/**
 * What the reader is shown, before it has a shape: the store fills these views, the renderers turn them into mail, pages
 * and files. Plain data, so that a view can be kept as JSON and rendered again years later to the same bytes.
 *
 * Instants are ISO 8601 in UTC; dates that are known to the day, month or year only are partial ISO dates ("2023-10").
 * Unknown is null. Every text is plain text as its source wrote it: escaping is the renderers' business.
 */
import type { EventView } from './event-view.ts';
import type { Category, MentionType, Status } from '../taxonomy.ts';
import type { Subscriber } from './subscribers.ts';

/** What was looked at and what could not be: "no report" and "could not look" never look alike. */
export interface CoverageView {
  from: string;
  to: string;
  counts: { feeds: number; items: number; documents: number };
  failing: { id: string; title: string; since: string; reason: string }[];
  refused: { host: string; pages: number; reason: string }[];
  dropped: { reason: string; count: number }[];
  /** Feeds that answer but are quiet against their own habit. */
  silent: { id: string; title: string; lastItem: string | null }[];
  /** Documents that usually are out by now, e.g. a yearly report. */
  overdue: { title: string; expected: string }[];
}

/** Something that an earlier digest told this reader and that no longer stands. */
export interface CorrectionView {
  eventId: string;
  /** Local date of the digest that told it. */
  toldOn: string;
  was: string;
  now: string;
}

export interface CategorySection {
  category: Category;
  events: EventView[];
}

/** Counts of new statements a day, oldest first; every category has the same days. */
export interface ActivityView {
  category: Category;
  days: { date: string; count: number }[];
}

/** The week beside the weeks before it, by the days on which events were first reported. */
export interface WeekView {
  /** First and last day (UTC) of the week. */
  from: string;
  to: string;
  /** Whole weeks before it in which Tumen watched, eight at most; what there is no mean of is null. */
  weeksBefore: number;
  trends: TrendView[];
  /** The week's changes of status of events known before, most important first; at most one an event. */
  statusChanges: { event: EventView; from: Status; to: Status; by: string | null; at: string }[];
}

export interface TrendView {
  /** A category of the report; "leading" counts the types that alert, which their category counts too. */
  of: Category | { leading: MentionType };
  events: number;
  /** Events a week in the weeks before; null without any. */
  mean: number | null;
}

export interface UnsubscribeView {
  mailto: string | null;
  url: string | null;
}

export interface DigestView {
  id: string;
  subscriber: Subscriber;
  edition: Edition;
  /** Day, "HH:MM" and IANA zone of the slot, in the reader's local time. */
  localDate: string;
  slot: string;
  zone: string;
  /** When the reader's previous digest was made; null for the first. */
  since: string | null;
  generatedAt: string;
  categories: CategorySection[];
  /** "Related, outside the categories": troops in Russia and the like. */
  related: RelatedView[];
  /** News that only tells again of events long past; the events stand on the timeline. */
  recalled: RelatedView[];
  corrections: CorrectionView[];
  activity: ActivityView[];
  /** What a weekly edition says of the week as a whole; null for a daily one. */
  week: WeekView | null;
  coverage: CoverageView;
  /** By event id; empty where no pages are served to readers. */
  verdicts: Readonly<Record<string, VerdictLinks>>;
  /** Base of the web pages ("https://tumen.example.org"); null where none are served to readers. */
  publicUrl: string | null;
  /** This digest as a page; null without publicUrl. */
  archiveUrl: string | null;
  unsubscribe: UnsubscribeView;
}

/** A statement that is worth a look but belongs to none of the report's categories. */
export interface RelatedView {
  title: string;
  outlet: string;
  url: string | null;
  lang: string;
  published: string | null;
}

export type Edition = 'daily' | 'weekly';

export type AlertReason = 'new' | 'status' | 'figure' | 'confirmation';

/** Links by which a reader judges an event: each opens a page that asks once more. */
export interface VerdictLinks {
  notRelevant: string;
  wrong: string;
}

/** Links by which a reader answers an alert. */
export interface AlertActions extends VerdictLinks {
  acknowledge: string;
}

export interface AlertView {
  id: string;
  subscriber: Subscriber;
  event: EventView;
  /** Grows with every alert about the same event; 1 for the first. */
  revision: number;
  reason: AlertReason;
  /** Why this reader got it: the rule that asked for it, and the words in the source that made it fire. */
  why: { rule: string; words: string[] };
  /** Whose alert it was first, and how long they had to acknowledge it; null for an alert of the reader's own. */
  escalation: { from: string; minutes: number } | null;
  generatedAt: string;
  publicUrl: string | null;
  archiveUrl: string | null;
  /** Null without publicUrl: there is no page to answer on. */
  actions: AlertActions | null;
  unsubscribe: UnsubscribeView;
}

/** Several alerts to one reader that fell due at once, as one message; the most important first. */
export interface BurstView {
  id: string;
  subscriber: Subscriber;
  alerts: AlertView[];
  generatedAt: string;
  archiveUrl: string | null;
  /** Acknowledges all of them; null without publicUrl. */
  acknowledgeAll: string | null;
  unsubscribe: UnsubscribeView;
}

/** A message that only shows that a channel works. */
export interface TestView {
  isTest: true;
  subscriber: Subscriber;
  generatedAt: string;
  unsubscribe: UnsubscribeView;
}

export interface TimelineView {
  title: string;
  generatedAt: string;
  /** Partial ISO dates of the window asked for, in event time. */
  from: string | null;
  to: string | null;
  /** The past instant whose knowledge is shown; null for the present. */
  asKnownOn: string | null;
  /** Oldest event first; one without a date stands where it was first told of. */
  events: EventView[];
  coverage: CoverageView | null;
  publicUrl: string | null;
}
