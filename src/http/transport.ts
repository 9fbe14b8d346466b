import { Agent, errors, request as send, type Dispatcher } from 'undici';
import { ACCEPT_ENCODING, TooLargeError, decodeBody, readBody } from './body.ts';
import { guardedConnector, type GuardLookup } from './guard.ts';
import type { HttpHeaders } from './types.ts';

/** Content security policies of some papers pass undici's default of 16 KiB. */
const MAX_HEADER_BYTES = 64 * 1024;
const CONNECTIONS_PER_HOST = 4;
/** What is kept of the body of a redirect or an error: enough to tell a bot wall from a broken server. */
const ERROR_BODY_BYTES = 64 * 1024;

/** One request to one address; redirects are the client's business. */
export interface Exchange {
  method: 'GET' | 'POST';
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: string;
  maxBytes: number;
  /** Keep the first maxBytes instead of refusing a larger body. */
  truncate?: boolean;
  legacyTls?: boolean;
}

export interface Answer {
  status: number;
  headers: HttpHeaders;
  setCookies: readonly string[];
  /** Decompressed; at most 64 KiB unless the status is 2xx. */
  bytes: Uint8Array;
}

/** The guarded connections of a client. Throws undici's errors, GuardError, TooLargeError and EncodingError. */
export class Transport {
  readonly #agent: Agent;
  readonly #legacyAgent: Agent;

  constructor(allow: ReadonlySet<string>, lookup?: GuardLookup) {
    const agent = (legacyTls: boolean) =>
      new Agent({
        connect: guardedConnector({ allow, legacyTls, lookup }),
        connections: CONNECTIONS_PER_HOST,
        maxHeaderSize: MAX_HEADER_BYTES,
        // The caller's deadline ends every request; undici's own limits are per chunk and would let a slow drip live.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
    this.#agent = agent(false);
    this.#legacyAgent = agent(true);
  }

  async exchange(exchange: Exchange, signal: AbortSignal): Promise<Answer> {
    const response = await this.#send(exchange, signal).catch((error: unknown) => {
      if (exchange.method !== 'GET' || !isClosedConnection(error)) throw error;
      return this.#send(exchange, signal);
    });
    // Reading stops early on purpose (caps, errors); what the stream then says of it is no news.
    response.body.on('error', () => {});
    const headers = flatten(response.headers);
    const answer = {
      status: response.statusCode,
      headers,
      setCookies: listOf(response.headers['set-cookie']),
    };
    const good = answer.status >= 200 && answer.status < 300;
    if (!good) return { ...answer, bytes: await errorBody(response.body, headers) };
    if (!exchange.truncate && Number(headers['content-length'] ?? 0) > exchange.maxBytes) {
      response.body.destroy();
      throw new TooLargeError(`announced ${headers['content-length']} bytes`);
    }
    const wire = await readBody(response.body, exchange.maxBytes, exchange.truncate);
    return { ...answer, bytes: await decodeBody(wire, headers['content-encoding'], exchange.maxBytes) };
  }

  #send(exchange: Exchange, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    return send(exchange.url, {
      dispatcher: exchange.legacyTls ? this.#legacyAgent : this.#agent,
      method: exchange.method,
      headers: { 'accept-encoding': ACCEPT_ENCODING, ...exchange.headers },
      body: exchange.body ?? null,
      signal,
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#agent.destroy(), this.#legacyAgent.destroy()]);
  }
}

/**
 * A connection that was kept open can be closed by the other side in the moment in which we use it again: nothing was
 * answered, and a GET may be sent once more.
 */
function isClosedConnection(error: unknown): boolean {
  return error instanceof errors.SocketError;
}

/** The status has said what matters, so a body that is broken or too large for us is simply not there. */
async function errorBody(body: Dispatcher.ResponseData['body'], headers: HttpHeaders): Promise<Uint8Array> {
  try {
    const wire = await readBody(body, ERROR_BODY_BYTES, true);
    return await decodeBody(wire, headers['content-encoding'], ERROR_BODY_BYTES);
  } catch {
    return new Uint8Array();
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): HttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, listOf(value).join(', ')]));
}

function listOf(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
