import { sql, type Kysely } from 'kysely';

/**
 * Backfills by plan: each row holds what its walk needs, so that any process can go on with it, and counts what became of
 * what it found. Items know which backfill brought them, where their bytes are fetched, and when those were captured.
 */
const STATEMENTS = [
  // Walks of the earlier kind cannot be gone on with; what they brought stays.
  `delete from tumen.backfill`,
  `alter table tumen.backfill
    add column settings jsonb not null,
    add column folder text not null,
    add column done double precision not null default 0,
    add column requests bigint not null default 0,
    add column found bigint not null default 0,
    add column known bigint not null default 0,
    add column outside bigint not null default 0,
    add column unwanted bigint not null default 0,
    add column failures integer not null default 0`,
  // Lists of an archive that could not be had.
  `create table tumen.backfill_unreached (
    backfill_id bigint not null references tumen.backfill (id) on delete cascade,
    address text not null,
    why text not null,
    at timestamptz not null,
    primary key (backfill_id, address)
  )`,
  `alter table tumen.item
    add column backfill_id bigint references tumen.backfill (id) on delete set null,
    add column fetch_url text,
    add column captured_at timestamptz`,
  `create index item_backfill on tumen.item (backfill_id, state) where backfill_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
