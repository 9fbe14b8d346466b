import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';

export interface OutcomeCount {
  stage: string;
  subject: string;
  outcome: string;
  n: number;
}

/**
 * Counts what became of something: `subject` is a feed id or a host, `outcome` a short reason. The coverage statement of
 * every digest is made of these, so that "no report" and "could not look" never look alike.
 */
export async function countOutcome(
  db: Db | Trx,
  now: Date,
  stage: string,
  subject: string,
  outcome: string,
  n = 1,
): Promise<void> {
  if (n === 0) return;
  await db
    .insertInto('outcome_count')
    .values({ day: now.toISOString().slice(0, 10), stage, subject, outcome, n })
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'stage', 'subject', 'outcome'])
        .doUpdateSet({ n: sql<number>`outcome_count.n + excluded.n` }),
    )
    .execute();
}

/** Sums over the UTC days from `from` to `to`, both included. */
export async function outcomesBetween(db: Db | Trx, from: string, to: string): Promise<OutcomeCount[]> {
  return db
    .selectFrom('outcome_count')
    .select(['stage', 'subject', 'outcome', (eb) => eb.fn.sum<number>('n').as('n')])
    .where('day', '>=', from.slice(0, 10))
    .where('day', '<=', to.slice(0, 10))
    .groupBy(['stage', 'subject', 'outcome'])
    .orderBy('n', 'desc')
    .execute();
}
