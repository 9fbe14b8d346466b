/** Real mail servers on loopback, some of them ill-behaved. Each is closed with the test file that opened it. */
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';
import type { OutgoingMessage } from '../../src/channels/index.ts';
import { emailChannel, type EmailSettings } from '../../src/channels/email.ts';
import type { Channel } from '../../src/channels/channel.ts';

/** Key and certificate for "localhost" and 127.0.0.1, of no worth outside these tests. */
export const KEY = readFileSync(new URL('loopback-key.pem', import.meta.url), 'utf8');
export const CERT = readFileSync(new URL('loopback-cert.pem', import.meta.url), 'utf8');

export interface Received {
  from: string;
  to: string[];
  isSecure: boolean;
  user: string | null;
  raw: Buffer;
}

export interface MailServer {
  port: number;
  received: Received[];
}

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

/** An SMTP server with STARTTLS that takes any login with the password "right". */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    key: KEY,
    cert: CERT,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('Wrong password')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          isSecure: session.secure,
          user: session.user ?? null,
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // a client that hangs up is what some tests are about
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { port: portOf(server.server), received };
}

export interface ScriptedServer {
  port: number;
  connections: number;
  /** How often a whole message was handed over. */
  messages: number;
}

/** A bare server that speaks just enough SMTP to reach the point of `fault`. */
export async function scriptedServer(
  fault: 'drop after data' | 'stall after data' | 'stall at greeting',
): Promise<ScriptedServer> {
  const state: ScriptedServer = { port: 0, connections: 0, messages: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (fault === 'stall at greeting') return;
    socket.write('220 loopback\r\n');
    let isData = false;
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        state.messages += 1;
        isData = false;
        if (fault === 'drop after data') socket.destroy();
        return;
      }
      isData = /^DATA\r\n$/imu.test(text);
      socket.write(isData ? '354 go on\r\n' : '250 loopback\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  state.port = portOf(server);
  return state;
}

/** A channel to a loopback server; plain and without login unless `settings` say otherwise. */
export function channelTo(port: number, settings: Partial<EmailSettings> = {}): Channel {
  const channel = emailChannel({
    host: 'localhost',
    port,
    secure: false,
    requireTls: false,
    user: null,
    password: null,
    dkim: null,
    ca: CERT,
    from: { name: 'Tumen', address: 'tumen@tumen.example.org' },
    ...settings,
  });
  closers.push(() => channel.close());
  return channel;
}

export function messageOf(fields: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    kind: 'digest',
    messageId: '<0123456789abcdef0123456789abcdef@tumen.example.org>',
    date: '2026-11-23T22:00:04.000Z',
    to: { name: '김진', address: 'j.doe@example.org' },
    subject: 'Tumen 24 Nov: 2 arms-transfer reports, 5 more; 3 feeds unreachable',
    text: 'Nordkorea lieferte Granaten.\n북한이 포탄을 보냈다.\n',
    html: '<!DOCTYPE html><html lang="en"><body><p>북한이 포탄을 보냈다.</p></body></html>',
    attachments: [],
    unsubscribe: { mailto: 'tumen@tumen.example.org', url: null },
    references: [],
    ...fields,
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
