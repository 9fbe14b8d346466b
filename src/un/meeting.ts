/** What a meeting record (S/PV) and the press release of the same meeting both tell; times are those of New York. */
export interface Meeting {
  /** The verbatim record, its press release, a row of a yearly table, or a vote record of the UN Digital Library. */
  source: 'record' | 'press' | 'table' | 'library';
  /** "S/PV.9048", or the press code "SC/14911". */
  symbol: string | null;
  /** Number of the meeting: 9048. */
  number: number | null;
  /** Number of a resumption, 0 for the first part of a meeting. */
  resumption: number;
  /** ISO day. */
  date: string | null;
  /** Begin and end as "16:45", on the day of `date`. */
  begins: string | null;
  ends: string | null;
  /** Whether the meeting ended, or was suspended to be resumed. */
  adjournment: 'rose' | 'suspended' | null;
  president: Person | null;
  members: Person[];
  /** The items of the agenda; a letter or report under an item belongs to it. */
  agenda: string[];
  /** Documents that the Council had before it. */
  documentsBefore: DocumentBefore[];
  turns: Turn[];
  votes: Vote[];
  /** What a reader of the result should know: a list that does not fit its tally, a part that is missing. */
  notes: string[];
}

export interface Person {
  /** Null where the cover has none, or does not tell whose it is. */
  name: string | null;
  state: string;
  stateCode: string | null;
}

export interface DocumentBefore {
  symbol: string;
  what: 'draft resolution' | 'letter' | 'report' | 'note' | null;
}

/** In what capacity somebody speaks: a president's own statement is that of a state. */
export type Capacity = 'president' | 'national' | 'member' | 'invited' | 'briefer';

/** One stretch of speech by one speaker. Offsets are UTF-16 units of the text that was read. */
export interface Turn {
  /** As the record names the speaker: "The President", "Mr. Zhang Jun". */
  speaker: string;
  /** Who that is where the cover tells it: the President's own name. */
  person: string | null;
  state: string | null;
  stateCode: string | null;
  /** Of briefers, as they were introduced. */
  organisation: string | null;
  capacity: Capacity;
  /** "Chinese" where it says "(spoke in Chinese)", else the language of the record. */
  language: string;
  /** Remarks in the bracket besides the language: "English text provided by the delegation". */
  interpretation: string | null;
  paragraphs: Paragraph[];
  start: number;
  end: number;
}

export interface Paragraph {
  text: string;
  start: number;
  end: number;
  /** Page of the document, counted from 1; null where the text does not show pages. */
  page: number | null;
}

export interface Vote {
  kind: 'procedural' | 'substantive';
  subject: string;
  /** Symbol of the draft that was put to the vote. */
  draft: string | null;
  inFavour: string[];
  against: string[];
  abstaining: string[];
  /** From the lists where there are lists, else as the President announced it. */
  tally: Tally | null;
  result: 'adopted' | 'not adopted' | null;
  /** Symbol of the resolution that was adopted. */
  resolution: string | null;
  /** Permanent members that voted against a substantive draft which had nine votes; never taken from "one permanent member". */
  vetoBy: string[];
  start: number;
  end: number;
}

export interface Tally {
  yes: number;
  no: number;
  abstain: number;
}

/** A meeting of which nothing is known yet. */
export function emptyMeeting(source: Meeting['source']): Meeting {
  return {
    source,
    symbol: null,
    number: null,
    resumption: 0,
    date: null,
    begins: null,
    ends: null,
    adjournment: null,
    president: null,
    members: [],
    agenda: [],
    documentsBefore: [],
    turns: [],
    votes: [],
    notes: [],
  };
}

/** Seats of the Council since 1966. */
export const COUNCIL_MEMBERS = 15;

/** Nine votes carry a draft unless a permanent member votes against it (Charter, Article 27). */
export const VOTES_NEEDED = 9;
