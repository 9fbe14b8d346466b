import { sql, type RawBuilder } from 'kysely';
import { createHash } from 'node:crypto';

/** An ISO instant, `ms` later. */
export function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

/** A JSON column's value: drivers take a string as it is, while they would turn an array into a PostgreSQL array. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** `column = any($1)` for a list that may be long or empty. */
export function anyOf<T extends string | number>(
  values: readonly T[],
  type: 'text' | 'bigint',
): RawBuilder<T> {
  return sql<T>`any(${[...values]}::${sql.raw(type)}[])`;
}

/** Hex SHA-256, shortened where it only tells two texts apart. */
export function sha256(data: string | Uint8Array, length = 64): string {
  return createHash('sha256').update(data).digest('hex').slice(0, length);
}
