/** The part of node-postgres that Kysely and BullMQ lean on: what PGlite, in process or behind a socket, must look like. */
import type { EventEmitter } from 'node:events';

export interface QueryResult {
  rows: Record<string, unknown>[];
  rowCount: number | null;
  command?: string;
}

export type QueryText = string | { text: string; values?: readonly unknown[] };

export interface PoolClient extends EventEmitter {
  query(text: QueryText, params?: readonly unknown[]): Promise<QueryResult>;
  release(destroy?: boolean): void;
}

export interface Pool extends EventEmitter {
  query(text: QueryText, params?: readonly unknown[]): Promise<QueryResult>;
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}

/** Both spellings of a query, as text and parameters. */
export function textAndParams(query: QueryText, params?: readonly unknown[]): [string, readonly unknown[]] {
  return typeof query === 'string' ? [query, params ?? []] : [query.text, query.values ?? params ?? []];
}
