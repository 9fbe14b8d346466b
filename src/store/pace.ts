import { sql } from 'kysely';
import type { Pace } from '../http/pace.ts';
import type { Db } from './database.ts';
import { later } from './sql.ts';

/** The pace of hosts in a row each, so that all processes over one database keep it together. */
export class StoredPace implements Pace {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async reserve(host: string, minIntervalMs: number, now: Date): Promise<number> {
    const at = now.toISOString();
    const taken = await sql<{ next_at: string }>`
      insert into tumen.host_pace (host, next_at) values (${host}, ${later(now, minIntervalMs)})
      on conflict (host) do update set next_at = excluded.next_at where host_pace.next_at <= ${at}
      returning next_at`.execute(this.#db);
    if (taken.rows.length > 0) return 0;
    const row = await this.#db
      .selectFrom('host_pace')
      .select('next_at')
      .where('host', '=', host)
      .executeTakeFirst();
    return row ? Math.max(1, Date.parse(row.next_at) - now.getTime()) : 1;
  }

  async postpone(host: string, until: Date): Promise<void> {
    await sql`
      insert into tumen.host_pace (host, next_at) values (${host}, ${until.toISOString()})
      on conflict (host) do update set next_at = greatest(host_pace.next_at, excluded.next_at)`.execute(
      this.#db,
    );
  }
}
