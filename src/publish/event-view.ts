/** An event as readers are shown it; the rules of views.ts hold here too. */
import type { Citation, Quantity, RecordNote } from '../model.ts';
import type { Category, MentionType, Status } from '../taxonomy.ts';

/** One event as it is known at the moment of rendering. */
export interface EventView {
  id: string;
  category: Category;
  type: MentionType;
  /** Whether `keywords/` marks the type `alert: immediate`; such events lead a digest. */
  immediate: boolean;
  /** A curated baseline entry: known before Tumen began to watch, entered by hand from the named sources. */
  isBaseline: boolean;
  /** Concerns persons who could be harmed by being recognised: quotes, titles and names are for the roles allowed. */
  sensitive: boolean;
  status: Status;
  /** Oldest first; the last entry is the present status. */
  statusHistory: StatusChange[];
  /** ISO 3166 alpha-2 codes of states, or null. */
  supplier: string | null;
  recipient: string | null;
  facilitators: string[];
  /** In the words of the sources, most frequent first. */
  items: string[];
  /** Persons, firms and ships that tell this event from its look-alikes. */
  names: string[];
  /** One entry for each figure that somebody gave; never merged into one number. */
  figures: FigureView[];
  place: string | null;
  dates: EventDates;
  /** Highest confidence among the statements, 0 to 1. */
  confidence: number;
  unSymbols: string[];
  /** The duties at stake, e.g. "Resolution 1718 (2006), para. 8". */
  duties: string[];
  /** Newest first. */
  statements: StatementView[];
  /** What changed since the reader's last digest (alert: since the last alert); empty for an event new to the reader. */
  changes: EventChange[];
  /** Whether no earlier digest of this reader told of the event. */
  isNew: boolean;
}

/** Kept apart on purpose: when it happened, when it was first published, when Tumen first saw it. */
export interface EventDates {
  /** Inclusive interval of partial ISO dates; equal ends for a known day, month or year; null where nobody says when. */
  event: { from: string; to: string } | null;
  published: string | null;
  firstSeen: string;
}

export interface StatusChange {
  status: Status;
  /** When the statement that brought the change was published, else first seen. */
  at: string;
  /** Who said so: the actor quoted, else the outlet. */
  by: string | null;
}

export interface FigureView extends Quantity {
  /** Who gives the figure: the actor quoted, else the outlet. */
  source: string;
  url: string | null;
  published: string | null;
}

/** One outlet's passage about the event. */
export interface StatementView {
  id: string;
  outlet: string;
  url: string | null;
  title: string;
  /** BCP 47 language of title and quote. */
  lang: string;
  published: string | null;
  firstSeen: string;
  status: Status;
  sourceActor: string | null;
  quote: string;
  /** Statements with the same origin go back to one wire report, briefing or image operator and count once. */
  origin: string;
  /** A syndicated copy or retelling of the origin's first statement. */
  isCopy: boolean;
  snapshotSha: string | null;
  /** Read from the feed's summary alone, because the page refused us or stands behind a paywall. */
  limitedText: boolean;
  /** Where the quote stands, in a UN document; null in every other. */
  citation: Citation | null;
  /** What the Council's record says of it; null where it has no such row. */
  record: RecordNote | null;
  /** Not yet in any digest delivered to this reader. */
  isNew: boolean;
}

export type EventChange =
  | { kind: 'status'; from: Status; to: Status; by: string | null }
  | { kind: 'figure'; figure: FigureView; previous: FigureView[] }
  /** Somebody who does not go back to an origin already counted tells of the event. */
  | { kind: 'origin'; source: string };
