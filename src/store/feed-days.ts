import { sql } from 'kysely';
import type { Db } from './database.ts';

/** New items of every feed by UTC day, from a day on: what each feed's own habit is judged by. */
export async function newItemsByDay(
  db: Db,
  since: string,
): Promise<{ feed: string; day: string; n: number }[]> {
  const { rows } = await sql<{ feed: string; day: string; n: number }>`
    select subject as feed, day, sum(n)::int as n from tumen.outcome_count
    where stage = 'poll' and outcome = 'new' and day >= ${since} group by 1, 2`.execute(db);
  return rows;
}
