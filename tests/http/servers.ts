import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll } from 'vitest';
import {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpOutcome,
} from '../../src/http/index.ts';

/** A loopback server of this test file; it is closed with it. */
export interface TestServer {
  origin: string;
  port: number;
  /** As the guard's allow-list names it. */
  host: string;
  close(): Promise<void>;
}

/** Serves HTTP on a free loopback port. */
export function serve(handler: RequestListener): Promise<TestServer> {
  return listen(createServer(handler));
}

/** Serves a raw socket per connection, for answers that no HTTP library would write. */
export function serveRaw(handler: (socket: Socket) => void): Promise<TestServer> {
  return listen(createTcpServer(handler));
}

function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  afterAll(close);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
      resolve({ origin: `http://127.0.0.1:${port}`, port, host: `127.0.0.1:${port}`, close });
    });
  });
}

/** A client that may reach the given servers and nothing else on this machine. */
export function clientFor(
  servers: readonly TestServer[],
  options: Partial<HttpClientOptions> = {},
): HttpClient {
  const client = createHttpClient({
    version: '0.1',
    contact: 'ops@example.org',
    allowHosts: servers.map((server) => server.host),
    ...options,
  });
  afterAll(() => client.close());
  return client;
}

/** The outcome, narrowed to the kind that the test expects; anything else fails with what came instead. */
export function expectOutcome<K extends HttpOutcome['outcome']>(
  outcome: HttpOutcome,
  kind: K,
): Extract<HttpOutcome, { outcome: K }> {
  if (outcome.outcome !== kind) throw new Error(`expected ${kind}, got ${JSON.stringify(outcome)}`);
  return outcome as Extract<HttpOutcome, { outcome: K }>; // just checked
}

export function textOf(outcome: HttpOutcome): string {
  return Buffer.from(expectOutcome(outcome, 'ok').bytes).toString('utf8');
}
