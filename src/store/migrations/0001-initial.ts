import { sql, type Kysely } from 'kysely';

/**
 * The first schema. Every table stands in schema "tumen" and is always named with it: the search path belongs to BullMQ.
 * Comments say what a row is; src/store/tables.ts has the types.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create schema if not exists tumen`,

  // One row a feed: when it is due, what it sent last, how it fares.
  `create table tumen.feed_state (
    feed_id text primary key,
    next_due timestamptz not null,
    claimed_at timestamptz,
    etag text,
    last_modified text,
    seeded_at timestamptz,
    last_polled_at timestamptz,
    last_ok_at timestamptz,
    last_item_at timestamptz,
    failures integer not null default 0,
    failing_since timestamptz,
    last_outcome text,
    last_error text,
    polls bigint not null default 0,
    items bigint not null default 0
  )`,
  `create index feed_due on tumen.feed_state (next_due)`,

  // One row a thing published, whatever feeds carry it; its latest version.
  `create table tumen.item (
    id bigint generated always as identity primary key,
    feed_id text not null,
    outlet text not null,
    origin text not null check (origin in ('live', 'backfill')),
    seeding boolean not null default false,
    url text,
    title text not null,
    summary_html text,
    content_html text,
    authors jsonb not null default '[]',
    lang text,
    symbol text,
    published timestamptz,
    first_seen_at timestamptz not null,
    live_at timestamptz,
    version integer not null default 1,
    content_hash text not null,
    state text not null default 'new' check (state in ('new', 'read', 'dropped', 'failed')),
    outcome text,
    tries integer not null default 0,
    next_try_at timestamptz not null
  )`,
  `create index item_unread on tumen.item (next_try_at) where state = 'new'`,
  `create index item_first_seen on tumen.item (first_seen_at)`,

  // The names under which an item is known: guid within its feed, canonical address across feeds.
  `create table tumen.item_key (
    key text primary key,
    item_id bigint not null references tumen.item (id) on delete cascade
  )`,
  `create index item_key_item on tumen.item_key (item_id)`,

  // Earlier versions of an edited item, as they were.
  `create table tumen.item_version (
    item_id bigint not null references tumen.item (id) on delete cascade,
    version integer not null,
    seen_at timestamptz not null,
    title text not null,
    summary_html text,
    content_html text,
    primary key (item_id, version)
  )`,

  // One row a fetch whose bytes were kept; the bytes lie in data/snapshots under their SHA-256.
  `create table tumen.snapshot (
    id bigint generated always as identity primary key,
    item_id bigint not null references tumen.item (id) on delete cascade,
    url text not null,
    final_url text not null,
    fetched_at timestamptz not null,
    status integer not null,
    headers jsonb not null,
    sha256 text not null,
    bytes bigint not null
  )`,
  `create index snapshot_item on tumen.snapshot (item_id)`,

  // One row a reading of an item; the current one is analysed.
  `create table tumen.document (
    id bigint generated always as identity primary key,
    item_id bigint not null references tumen.item (id) on delete cascade,
    item_version integer not null,
    snapshot_id bigint references tumen.snapshot (id) on delete set null,
    current boolean not null default true,
    source text not null check (source in ('page', 'pdf', 'feed')),
    title text not null,
    byline text,
    text text not null,
    text_hash text not null,
    lang text not null,
    published timestamptz,
    published_day date,
    published_from text,
    canonical_url text,
    symbol text,
    flags text[] not null default '{}',
    pages jsonb,
    fingerprint text,
    origin_document bigint,
    created_at timestamptz not null,
    analyzed_at timestamptz,
    lexicon text,
    linked_at timestamptz,
    failures integer not null default 0,
    retry_at timestamptz,
    last_error text
  )`,
  `create unique index document_current on tumen.document (item_id) where current`,
  `create index document_unanalyzed on tumen.document (id) where analyzed_at is null and current`,
  `create index document_unlinked on tumen.document (id) where linked_at is null and current`,
  `create index document_created on tumen.document (created_at)`,

  // One row a statement found in a document: the frame as analysis gave it.
  `create table tumen.mention (
    id bigint generated always as identity primary key,
    document_id bigint not null references tumen.document (id) on delete cascade,
    ordinal integer not null,
    type text not null,
    category text not null,
    status text not null,
    confidence double precision not null,
    news boolean not null,
    frame jsonb not null,
    unique (document_id, ordinal)
  )`,

  // What happened: the unit of the timeline.
  `create table tumen.event (
    id bigint generated always as identity primary key,
    type text,
    category text,
    status text not null,
    title text,
    supplier text,
    recipient text,
    facilitators text[] not null default '{}',
    items text[] not null default '{}',
    place text,
    event_date text,
    date_from date,
    date_to date,
    names text[] not null default '{}',
    un_symbols text[] not null default '{}',
    confidence double precision not null,
    profile jsonb not null,
    origin text not null check (origin in ('live', 'backfill', 'curated')),
    curated_id text unique,
    curated jsonb,
    first_published timestamptz,
    first_seen_at timestamptz not null,
    updated_at timestamptz not null,
    revision integer not null default 1
  )`,
  `create index event_dates on tumen.event (date_from, id)`,
  `create index event_updated on tumen.event (updated_at)`,

  // Live documents on what stands near the subject but outside the report's categories (troops, treaties).
  `create table tumen.related (
    item_id bigint primary key references tumen.item (id) on delete cascade,
    document_id bigint not null references tumen.document (id) on delete cascade,
    topic text not null,
    recorded_at timestamptz not null
  )`,

  // Where the linker looks for candidates.
  `create table tumen.event_key (
    key text not null,
    event_id bigint not null references tumen.event (id) on delete cascade,
    primary key (key, event_id)
  )`,
  `create index event_key_event on tumen.event_key (event_id)`,

  // Who said what about an event, and when we learned it. Append-only: withdrawal is a date, not a deletion.
  `create table tumen.statement (
    id bigint generated always as identity primary key,
    event_id bigint not null references tumen.event (id) on delete cascade,
    key text not null unique,
    item_id bigint references tumen.item (id) on delete set null,
    document_id bigint references tumen.document (id) on delete set null,
    origin_document bigint,
    type text,
    status text not null,
    news boolean not null,
    confidence double precision not null,
    source_actor text,
    outlet text not null,
    url text,
    title text not null,
    lang text not null,
    quote text not null,
    quote_start integer,
    quote_end integer,
    quantity jsonb,
    frame jsonb,
    published timestamptz,
    recorded_at timestamptz not null,
    origin text not null check (origin in ('live', 'backfill', 'curated')),
    withdrawn_at timestamptz
  )`,
  `create index statement_event on tumen.statement (event_id, recorded_at)`,
  `create index statement_recorded on tumen.statement (recorded_at)`,
  `create index statement_item on tumen.statement (item_id)`,

  `create table tumen.status_change (
    id bigint generated always as identity primary key,
    event_id bigint not null references tumen.event (id) on delete cascade,
    revision integer not null,
    at timestamptz not null,
    from_status text,
    to_status text not null,
    statement_id bigint references tumen.statement (id) on delete set null,
    unique (event_id, revision)
  )`,

  // Whether a revision of an event was worth an alert: decided once.
  `create table tumen.alert_decision (
    event_id bigint not null references tumen.event (id) on delete cascade,
    revision integer not null,
    statement_id bigint references tumen.statement (id) on delete set null,
    decided_at timestamptz,
    alert boolean,
    reason text,
    primary key (event_id, revision)
  )`,
  `create index alert_undecided on tumen.alert_decision (event_id) where decided_at is null`,

  `create table tumen.subscriber_state (
    subscriber_id text primary key,
    next_due timestamptz,
    last_due timestamptz,
    opted_out_at timestamptz,
    rejections integer not null default 0,
    suppressed_at timestamptz
  )`,

  // A digest as it was made; its ledger says which statements it holds.
  `create table tumen.digest (
    id bigint generated always as identity primary key,
    subscriber_id text not null,
    edition text not null,
    local_date date not null,
    slot text not null,
    zone text not null,
    created_at timestamptz not null,
    subject text not null,
    html text not null,
    body_text text not null,
    view jsonb not null,
    unique (subscriber_id, edition, local_date, slot)
  )`,
  `create table tumen.digest_statement (
    subscriber_id text not null,
    edition text not null,
    statement_id bigint not null references tumen.statement (id) on delete cascade,
    digest_id bigint not null references tumen.digest (id) on delete cascade,
    primary key (subscriber_id, edition, statement_id)
  )`,

  // The outbox: one message to one recipient by one channel.
  `create table tumen.delivery (
    id bigint generated always as identity primary key,
    kind text not null,
    subject_id text not null,
    subject_revision integer not null,
    subscriber_id text not null,
    channel text not null,
    recipient text not null,
    message jsonb not null,
    message_id text not null unique,
    state text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'suppressed')),
    tries integer not null default 0,
    next_try_at timestamptz not null,
    sending_since timestamptz,
    created_at timestamptz not null,
    sent_at timestamptz,
    provider_id text,
    last_error text,
    unique (kind, subject_id, subject_revision, channel, recipient)
  )`,
  `create index delivery_pending on tumen.delivery (next_try_at) where state = 'pending'`,

  // What became of what was looked at, by day: the coverage statement is made of these.
  `create table tumen.outcome_count (
    day date not null,
    stage text not null,
    subject text not null,
    outcome text not null,
    n bigint not null default 0,
    primary key (day, stage, subject, outcome)
  )`,

  // The earliest moment at which any process may ask a host again.
  `create table tumen.host_pace (
    host text primary key,
    next_at timestamptz not null
  )`,

  `create table tumen.backfill (
    id bigint generated always as identity primary key,
    source_id text not null,
    from_day date not null,
    to_day date not null,
    cursor jsonb,
    state text not null default 'open' check (state in ('open', 'done', 'failed')),
    started_at timestamptz not null,
    finished_at timestamptz,
    pages bigint not null default 0,
    items bigint not null default 0,
    last_error text,
    next_due timestamptz not null,
    unique (source_id, from_day, to_day)
  )`,

  `create table tumen.setting (
    key text primary key,
    value jsonb not null
  )`,
];
