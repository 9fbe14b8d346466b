/**
 * The owner of a PGlite folder serves it to other commands over a Unix socket: one connection is one session, requests and
 * answers are lines of JSON. The values that cross are those of PARSERS, so JSON carries them without loss.
 */
import { EventEmitter } from 'node:events';
import { createServer, connect as connectSocket, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { messageOf } from '../errors.ts';
import { textAndParams, type Pool, type PoolClient, type QueryResult, type QueryText } from './types.ts';

const Request = z.object({ id: z.number(), text: z.string(), params: z.array(z.unknown()) });
const Failure = z.object({
  message: z.string(),
  code: z.string().optional(),
  constraint: z.string().optional(),
});
const Reply = z.object({
  id: z.number().optional(),
  rows: z.array(z.record(z.string(), z.unknown())).optional(),
  rowCount: z.number().nullable().optional(),
  command: z.string().optional(),
  error: Failure.optional(),
  notification: z.object({ channel: z.string(), payload: z.string().optional() }).optional(),
});

/** Serves `pool` on `path`. The server must be closed before the pool. */
export async function serveSocket(pool: Pool, path: string): Promise<Server> {
  const server = createServer((socket) => void serveSession(pool, socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return server;
}

/** A line reader passes its input's errors on: unheard, a broken connection would end the process. */
function readLines(socket: Socket, take: (line: string) => void): void {
  createInterface({ input: socket })
    .on('error', () => socket.destroy())
    .on('line', take);
}

async function serveSession(pool: Pool, socket: Socket): Promise<void> {
  const client = await pool.connect();
  const send = (reply: z.input<typeof Reply>): void =>
    void (socket.writable && socket.write(`${JSON.stringify(reply)}\n`));
  client.on('notification', (notification) => send({ notification }));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => client.release());
  readLines(socket, (line) => void answer(client, line, send));
}

async function answer(
  client: PoolClient,
  line: string,
  send: (reply: z.input<typeof Reply>) => void,
): Promise<void> {
  const { id, text, params } = Request.parse(JSON.parse(line));
  try {
    const { rows, rowCount, command } = await client.query(text, params);
    send({ id, rows, rowCount, command });
  } catch (error) {
    send({ id, error: Failure.parse({ ...Object(error), message: messageOf(error) }) });
  }
}

class SocketClient extends EventEmitter implements PoolClient {
  #socket: Socket;
  #next = 1;
  #open = new Map<number, { resolve: (result: QueryResult) => void; reject: (error: Error) => void }>();
  #giveBack: (client: SocketClient) => void;

  constructor(socket: Socket, giveBack: (client: SocketClient) => void) {
    super();
    this.#socket = socket;
    this.#giveBack = giveBack;
    readLines(socket, (line) => this.#receive(line));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#fail());
  }

  get usable(): boolean {
    return !this.#socket.destroyed;
  }

  query(query: QueryText, values?: readonly unknown[]): Promise<QueryResult> {
    const [text, params] = textAndParams(query, values);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.usable) return reject(lost());
      this.#open.set(id, { resolve, reject });
      this.#socket.write(`${JSON.stringify({ id, text, params })}\n`);
    });
  }

  release(destroy = false): void {
    this.removeAllListeners('notification');
    if (destroy) this.#socket.destroy();
    else this.#giveBack(this);
  }

  close(): void {
    this.#socket.end();
  }

  #receive(line: string): void {
    const reply = Reply.parse(JSON.parse(line));
    if (reply.notification) this.emit('notification', reply.notification);
    const waiting = reply.id === undefined ? undefined : this.#open.get(reply.id);
    if (reply.id === undefined || !waiting) return;
    this.#open.delete(reply.id);
    if (reply.error) waiting.reject(Object.assign(new Error(reply.error.message), reply.error));
    else
      waiting.resolve({ rows: reply.rows ?? [], rowCount: reply.rowCount ?? null, command: reply.command });
  }

  #fail(): void {
    for (const { reject } of this.#open.values()) reject(lost());
    this.#open.clear();
    this.emit('end');
  }
}

function lost(): Error {
  return new Error('the process that owns the database folder has gone away; run the command again');
}

/** A pool whose sessions live in the owner's process. */
export class SocketPool extends EventEmitter implements Pool {
  #path: string;
  #idle: SocketClient[] = [];
  #all = new Set<SocketClient>();

  constructor(path: string) {
    super();
    this.#path = path;
    this.setMaxListeners(0);
  }

  async query(query: QueryText, values?: readonly unknown[]): Promise<QueryResult> {
    const client = await this.connect();
    try {
      return await client.query(query, values);
    } finally {
      client.release();
    }
  }

  async connect(): Promise<PoolClient> {
    let idle = this.#idle.pop();
    while (idle && !idle.usable) idle = this.#idle.pop();
    if (idle) return idle;
    const socket = await openSocket(this.#path);
    const client = new SocketClient(socket, (given) => this.#idle.push(given));
    this.#all.add(client);
    client.once('end', () => this.#all.delete(client));
    return client;
  }

  end(): Promise<void> {
    for (const client of this.#all) client.close();
    return Promise.resolve();
  }
}

export function openSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
