import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PGlite, Results } from '@electric-sql/pglite';
import { textAndParams, type Pool, type PoolClient, type QueryResult, type QueryText } from './types.ts';

const OPENS = /^\s*(begin|start\s+transaction)\b/i;
const ENDS = /^\s*(commit|end|rollback(?!\s+to)|abort)\b/i;
const WAITS_FOR_ITSELF =
  'query outside the open transaction: it would wait for that transaction for ever; pass the transaction on';
/**
 * PGlite answers without ever leaving the thread, so callers that ask again at once keep the event loop from turning: a feed was
 * answered only once ten thousand waiting documents had been analysed.
 */
const TURN_MS = 5;
const COMMAND = /^\s*(\w+)/;

/** Set while a transaction's callback runs, so that a query that forgot its transaction fails instead of waiting for itself. */
const transactionScope = new AsyncLocalStorage<{ client: object | null }>();

/** Runs `work` as the scope of one transaction: inside it only the client that is taken first may be used. */
export function inTransactionScope<T>(work: () => Promise<T>): Promise<T> {
  if (transactionScope.getStore()) return Promise.reject(new Error(WAITS_FOR_ITSELF));
  return transactionScope.run({ client: null }, work);
}

function refuseOutsider(client: object | null): void {
  const scope = transactionScope.getStore();
  if (!scope) return;
  if (scope.client === null && client !== null) scope.client = client;
  if (scope.client !== client) {
    throw new Error(WAITS_FOR_ITSELF);
  }
}

/**
 * PGlite is ONE session: while a client holds a transaction open, statements of others must wait, or they would run inside
 * it and vanish with its rollback. First come, first served; the holder may enter again.
 */
class Gate {
  #holder: object | null = null;
  #waiting: { who: object; enter: () => void }[] = [];

  async enter(who: object): Promise<void> {
    if (this.#holder === null || this.#holder === who) {
      this.#holder = who;
      return;
    }
    await new Promise<void>((enter) => this.#waiting.push({ who, enter }));
  }

  leave(): void {
    const next = this.#waiting.shift();
    this.#holder = next?.who ?? null;
    next?.enter();
  }
}

class PGliteClient extends EventEmitter implements PoolClient {
  #run: (text: string, params: readonly unknown[]) => Promise<QueryResult>;
  #gate: Gate;
  #stopListening: () => void;
  #open = false;
  #released = false;

  constructor(
    run: (text: string, params: readonly unknown[]) => Promise<QueryResult>,
    gate: Gate,
    listen: (emit: (channel: string, payload: string) => void) => () => void,
  ) {
    super();
    this.#run = run;
    this.#gate = gate;
    this.#stopListening = listen((channel, payload) => this.emit('notification', { channel, payload }));
  }

  async query(query: QueryText, values?: readonly unknown[]): Promise<QueryResult> {
    const [text, params] = textAndParams(query, values);
    await this.#gate.enter(this);
    if (OPENS.test(text)) this.#open = true;
    try {
      return await this.#run(text, params);
    } finally {
      if (ENDS.test(text)) this.#open = false;
      if (!this.#open) this.#gate.leave();
    }
  }

  /** Given back in the middle of a transaction, it is undone, as a server would on disconnect. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#stopListening();
    if (!this.#open) return;
    this.#open = false;
    void this.#run('rollback', []).finally(() => this.#gate.leave());
  }
}

/** A pg.Pool-shaped face over one in-process PGlite, for BullMQ's PostgreSQL backend and Kysely's PostgresDialect together. */
export class PGlitePool extends EventEmitter implements Pool {
  #database: PGlite;
  #gate = new Gate();
  #turnedAt = performance.now();

  constructor(database: PGlite) {
    super();
    this.#database = database;
    this.setMaxListeners(0); // one per queue and worker
  }

  async query(query: QueryText, values?: readonly unknown[]): Promise<QueryResult> {
    refuseOutsider(null);
    const [text, params] = textAndParams(query, values);
    const who = {};
    await this.#gate.enter(who);
    try {
      return await this.#run(text, params);
    } finally {
      this.#gate.leave();
    }
  }

  connect(): Promise<PoolClient> {
    const client = new PGliteClient(
      (text, params) => this.#run(text, params),
      this.#gate,
      (emit) => this.#database.onNotification(emit),
    );
    try {
      refuseOutsider(client);
    } catch (error) {
      client.release();
      return Promise.reject(error);
    }
    return Promise.resolve(client);
  }

  async end(): Promise<void> {
    await this.#database.close();
  }

  async #run(text: string, params: readonly unknown[]): Promise<QueryResult> {
    if (performance.now() - this.#turnedAt > TURN_MS) {
      await nextTurn();
      this.#turnedAt = performance.now();
    }
    const results: Results[] =
      params.length > 0 ? [await this.#database.query(text, [...params])] : await this.#database.exec(text);
    const last = results.at(-1);
    const rows = (last?.rows ?? []) as Record<string, unknown>[]; // PGlite types rows as unknown objects
    return {
      rows,
      rowCount: last?.affectedRows || rows.length,
      command: COMMAND.exec(text)?.[1]?.toUpperCase(),
    };
  }
}
