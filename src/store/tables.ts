/** Row types of the tables in migrations/. Instants are ISO strings in UTC, days "YYYY-MM-DD"; JSON is written as a string. */
import type { ChangeKind } from '../events/index.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Mention, Origin, Quantity } from '../model.ts';
import type { Category, MentionType, Status } from '../taxonomy.ts';
import type { EventProfile } from '../events/index.ts';
import type { Meeting } from '../un/meeting.ts';

type Json<T> = ColumnType<T, string, string>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface FeedStateTable {
  feed_id: string;
  next_due: string;
  claimed_at: string | null;
  etag: string | null;
  last_modified: string | null;
  seeded_at: string | null;
  last_polled_at: string | null;
  last_ok_at: string | null;
  last_item_at: string | null;
  failures: Defaulted<number>;
  failing_since: string | null;
  last_outcome: string | null;
  last_error: string | null;
  polls: Defaulted<number>;
  items: Defaulted<number>;
}

export interface ItemTable {
  id: Generated<number>;
  feed_id: string;
  outlet: string;
  origin: Origin;
  seeding: Defaulted<boolean>;
  url: string | null;
  title: string;
  summary_html: string | null;
  content_html: string | null;
  authors: Json<string[]>;
  lang: string | null;
  symbol: string | null;
  published: string | null;
  first_seen_at: string;
  live_at: string | null;
  version: Defaulted<number>;
  content_hash: string;
  state: Defaulted<'new' | 'read' | 'dropped' | 'failed'>;
  outcome: string | null;
  tries: Defaulted<number>;
  next_try_at: string;
  /** The backfill that brought it. */
  backfill_id: Defaulted<number | null>;
  /** Where its bytes are fetched, when that is not `url`: a capture, a record of a WARC file, a file. */
  fetch_url: Defaulted<string | null>;
  /** When an archive took the copy that is read; neither the day of publication nor that of our own visit. */
  captured_at: Defaulted<string | null>;
}

export interface ItemKeyTable {
  key: string;
  item_id: number;
}

export interface ItemVersionTable {
  item_id: number;
  version: number;
  seen_at: string;
  title: string;
  summary_html: string | null;
  content_html: string | null;
}

export interface SnapshotTable {
  id: Generated<number>;
  item_id: number;
  url: string;
  final_url: string;
  fetched_at: string;
  status: number;
  headers: Json<Record<string, string>>;
  sha256: string;
  bytes: number;
}

export interface DocumentTable {
  id: Generated<number>;
  item_id: number;
  item_version: number;
  snapshot_id: number | null;
  current: Defaulted<boolean>;
  source: 'page' | 'pdf' | 'feed';
  title: string;
  byline: string | null;
  text: string;
  text_hash: string;
  lang: string;
  published: string | null;
  published_day: string | null;
  published_from: string | null;
  canonical_url: string | null;
  symbol: string | null;
  flags: string[];
  /** Start offset of each page's text in `text`, for citations by page. */
  pages: ColumnType<number[] | null, string | null, string | null>;
  fingerprint: string | null;
  /** The document whose text this one carries again (itself where it is the first): one origin, counted once. */
  origin_document: number | null;
  created_at: string;
  analyzed_at: string | null;
  lexicon: string | null;
  linked_at: string | null;
  /** How often analysis or linking gave up on it, and when the sweeper may try again (null: at once). */
  failures: Defaulted<number>;
  retry_at: string | null;
  last_error: string | null;
}

export interface MeetingTable {
  document_id: number;
  number: number | null;
  resumption: number;
  day: string | null;
  source: Meeting['source'];
  /** Rows that the document adds to the Council's record; see src/un/council-record.ts. */
  rows: Json<unknown[]>;
}

/** A vote on the DPRK that a source tells outside any document: a vote record of the Library, a row of a yearly table. */
export interface CouncilVoteTable {
  feed_id: string;
  /** Id of the row, unique within its feed. */
  row_id: string;
  row: Json<unknown>;
  recorded_at: string;
}

export interface MentionTable {
  id: Generated<number>;
  document_id: number;
  ordinal: number;
  type: MentionType;
  category: Category;
  status: Status;
  confidence: number;
  news: boolean;
  frame: Json<Mention>;
}

export type EventOrigin = Origin | 'curated';

export interface EventTable {
  id: Generated<number>;
  type: MentionType | null;
  category: Category | null;
  status: Status;
  title: string | null;
  supplier: string | null;
  recipient: string | null;
  facilitators: string[];
  items: string[];
  place: string | null;
  event_date: string | null;
  date_from: string | null;
  date_to: string | null;
  names: string[];
  un_symbols: string[];
  confidence: number;
  profile: Json<EventProfile>;
  origin: EventOrigin;
  curated_id: string | null;
  curated: ColumnType<unknown, string | null, string | null>;
  first_published: string | null;
  first_seen_at: string;
  updated_at: string;
  revision: Defaulted<number>;
}

export interface EventKeyTable {
  key: string;
  event_id: number;
}

export interface StatementTable {
  id: Generated<number>;
  event_id: number;
  key: string;
  item_id: number | null;
  document_id: number | null;
  origin_document: number | null;
  type: MentionType | null;
  status: Status;
  news: boolean;
  confidence: number;
  source_actor: string | null;
  outlet: string;
  url: string | null;
  title: string;
  lang: string;
  quote: string;
  quote_start: number | null;
  quote_end: number | null;
  quantity: ColumnType<Quantity | null, string | null, string | null>;
  frame: ColumnType<Mention | null, string | null, string | null>;
  published: string | null;
  recorded_at: string;
  origin: EventOrigin;
  withdrawn_at: string | null;
}

export interface StatusChangeTable {
  id: Generated<number>;
  event_id: number;
  revision: number;
  at: string;
  from_status: Status | null;
  to_status: Status;
  statement_id: number | null;
}

export interface AlertDecisionTable {
  event_id: number;
  revision: number;
  statement_id: number | null;
  change: Defaulted<'new' | ChangeKind>;
  decided_at: string | null;
  alert: boolean | null;
  reason: string | null;
}

/** An alert to one reader, as it was decided: what the message about it says, alone or joined with others. */
export interface AlertTable {
  event_id: number;
  revision: number;
  subscriber_id: string;
  view: Json<unknown>;
  created_at: string;
  /** When it goes on to the next person unless somebody has acknowledged it; null: never. */
  escalate_at: string | null;
  escalated_at: string | null;
}

export interface SubscriberStateTable {
  subscriber_id: string;
  next_due: string | null;
  /** When the slot of the latest digest was due: what is due later is not made yet. */
  last_due: string | null;
  opted_out_at: string | null;
  rejections: Defaulted<number>;
  suppressed_at: string | null;
}

export interface DigestTable {
  id: Generated<number>;
  subscriber_id: string;
  edition: string;
  local_date: string;
  slot: string;
  zone: string;
  created_at: string;
  subject: string;
  html: string;
  body_text: string;
  view: Json<unknown>;
}

export interface DigestStatementTable {
  subscriber_id: string;
  edition: string;
  statement_id: number;
  digest_id: number;
}

/** "burst": several alerts in one message; "escalation": an alert that another reader did not acknowledge. */
export type DeliveryKind = 'digest' | 'alert' | 'burst' | 'escalation';

export interface DeliveryTable {
  id: Generated<number>;
  kind: DeliveryKind;
  subject_id: string;
  subject_revision: number;
  subscriber_id: string;
  channel: string;
  recipient: string;
  message: Json<unknown>;
  message_id: string;
  state: Defaulted<'pending' | 'sent' | 'failed' | 'suppressed' | 'joined'>;
  /** The message that carries a joined alert. */
  joined_id: Defaulted<number | null>;
  tries: Defaulted<number>;
  next_try_at: string;
  sending_since: string | null;
  created_at: string;
  sent_at: string | null;
  provider_id: string | null;
  last_error: string | null;
}

export interface VerdictTable {
  event_id: number;
  subscriber_id: string;
  verdict: 'not_relevant' | 'wrong';
  given_at: string;
}

export interface AcknowledgementTable {
  event_id: number;
  subscriber_id: string;
  given_at: string;
}

export interface OutcomeCountTable {
  day: string;
  stage: string;
  subject: string;
  outcome: string;
  n: number;
}

export interface BackfillTable {
  id: Generated<number>;
  /** Entry of a plan; with the days it names the walk. */
  source_id: string;
  from_day: string;
  to_day: string;
  /** The entry as the plan had it. */
  settings: Json<unknown>;
  /** Against which its file names are taken. */
  folder: string;
  cursor: ColumnType<unknown, string | null, string | null>;
  state: Defaulted<'open' | 'done' | 'failed'>;
  started_at: string;
  finished_at: string | null;
  /** Steps stored so far. */
  pages: Defaulted<number>;
  /** Items that were new. */
  items: Defaulted<number>;
  /** Share of the walk that lies behind, 0 to 1. */
  done: Defaulted<number>;
  requests: Defaulted<number>;
  /** Candidates by what became of them: all; known before; outside the days or the addresses asked for; not about the DPRK. */
  found: Defaulted<number>;
  known: Defaulted<number>;
  outside: Defaulted<number>;
  unwanted: Defaulted<number>;
  /** Tries in a row that failed. */
  failures: Defaulted<number>;
  last_error: string | null;
  next_due: string;
}

export interface BackfillUnreachedTable {
  backfill_id: number;
  address: string;
  why: string;
  at: string;
}

export interface Tables {
  feed_state: FeedStateTable;
  item: ItemTable;
  item_key: ItemKeyTable;
  item_version: ItemVersionTable;
  snapshot: SnapshotTable;
  document: DocumentTable;
  meeting: MeetingTable;
  council_vote: CouncilVoteTable;
  mention: MentionTable;
  event: EventTable;
  event_key: EventKeyTable;
  statement: StatementTable;
  status_change: StatusChangeTable;
  alert_decision: AlertDecisionTable;
  alert: AlertTable;
  subscriber_state: SubscriberStateTable;
  digest: DigestTable;
  digest_statement: DigestStatementTable;
  delivery: DeliveryTable;
  verdict: VerdictTable;
  acknowledgement: AcknowledgementTable;
  outcome_count: OutcomeCountTable;
  host_pace: { host: string; next_at: string };
  backfill: BackfillTable;
  backfill_unreached: BackfillUnreachedTable;
  related: { item_id: number; document_id: number; topic: string; recorded_at: string };
  setting: { key: string; value: Json<unknown> };
}

export type FeedState = Selectable<FeedStateTable>;
export type Item = Selectable<ItemTable>;
export type DocumentRow = Selectable<DocumentTable>;
export type SnapshotRow = Selectable<SnapshotTable>;
export type EventRow = Selectable<EventTable>;
export type StatementRow = Selectable<StatementTable>;
export type Delivery = Selectable<DeliveryTable>;
export type Backfill = Selectable<BackfillTable>;
