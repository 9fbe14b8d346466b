import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/http/index.ts';

/** Answers the first request of a connection and hangs up on the second, as a server does whose patience has run out. */
const server = createServer((socket) => {
  let requests = 0;
  socket.on('error', () => undefined);
  socket.on('data', () => {
    requests += 1;
    if (requests > 1) socket.destroy();
    else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok');
  });
});
let client: HttpClient;
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on a port, not on a pipe
  origin = `http://127.0.0.1:${port}`;
  client = createHttpClient({ version: '0', contact: null, allowHosts: [`127.0.0.1:${port}`] });
});
afterAll(async () => {
  await client.close();
  server.close();
});

it('asks again when a kept connection was closed under it', async () => {
  for (const path of ['/a', '/b', '/c']) {
    const answer = await client.get({ url: `${origin}${path}`, kind: 'feed' });
    expect(answer.outcome).toBe('ok');
  }
});
