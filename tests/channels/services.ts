/** Real HTTP servers on loopback that play the chat services, and the whole way of a message to them. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { createChannels, type ChannelOptions, type SendOutcome } from '../../src/channels/index.ts';
import type { StoryView } from '../../src/channels/post.ts';
import { postTo } from '../../src/channels/posts.ts';
import { deliveriesFor } from '../../src/publish/addressing.ts';
import { alertMessage, burstMessage, digestMessage, testMessage } from '../../src/publish/messages.ts';
import type { Subscriber } from '../../src/publish/subscribers.ts';
import { serve, type TestServer } from '../http/servers.ts';
import { subscriberOf } from '../publish/fixtures.ts';

export const NOW = new Date('2026-11-24T07:00:05.250Z');
export const WEBHOOK_SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
export const BOT_TOKEN = '123456:AAF-abcdefghijklmnopqrstuvwxyz01234';

export interface Request {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Service extends TestServer {
  requests: Request[];
}

export type Answer = (response: ServerResponse, request: Request) => void;

/** A service that notes every request and then answers. */
export async function service(answer: Answer): Promise<Service> {
  const requests: Request[] = [];
  const server = await serve((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(request);
      answer(response, request);
    });
  });
  return { ...server, requests };
}

/** An answer with a status, headers and a body. */
export function answering(status: number, body: unknown = '', headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** What each service says when it took a message. */
export const ACCEPTED: Readonly<Record<Kind, Answer>> = {
  slack: answering(200, 'ok'),
  teams: answering(202),
  telegram: answering(200, { ok: true, result: { message_id: 77 } }),
  ntfy: answering(200, { id: 'x', event: 'message' }),
  webhook: answering(204),
  apprise: answering(200, { error: null }),
};

export const KINDS = ['slack', 'teams', 'telegram', 'ntfy', 'webhook', 'apprise'] as const;
export type Kind = (typeof KINDS)[number];

/** The entry of subscribers.yaml that leads to a server; its secrets stand in the environment of `ENVIRONMENT`. */
export function entryFor(kind: Kind, { origin }: { origin: string }): Record<string, unknown> {
  switch (kind) {
    case 'slack':
    case 'teams':
      return { kind, url: `${origin}/\${HOOK_PATH}` };
    case 'telegram':
      return { kind, server: origin, token: '${BOT_TOKEN}', chat: '-1001234567890', thread: 7 };
    case 'ntfy':
      return { kind, server: origin, topic: '${TOPIC}', token: '${NTFY_TOKEN}' };
    case 'webhook':
      return { kind, url: `${origin}/\${HOOK_PATH}`, secret: '${WEBHOOK_SECRET}' };
    case 'apprise':
      return { kind, server: origin, key: '${TOPIC}', tag: 'dprk' };
  }
}

export const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOOK_PATH: 'services/T0/B0/very-secret-path',
  BOT_TOKEN,
  TOPIC: 'a-secret-topic',
  NTFY_TOKEN: 'tk_secrettoken',
  WEBHOOK_SECRET,
};

export function readerOf(channels: readonly unknown[], fields: Record<string, unknown> = {}): Subscriber {
  return subscriberOf({ email: null, channels, ...fields });
}

/** The stored delivery of a view to a subscriber with one address. */
export function deliveryOf(view: StoryView) {
  const from = 'Tumen <tumen@tumen.example.org>';
  const mail = mailOf(view, from);
  const [delivery] = deliveriesFor(view, mail, { kind: 'alert', id: '1', revision: 1, sendAt: NOW });
  if (!delivery) throw new Error('the reader has no address for this');
  return delivery;
}

function mailOf(view: StoryView, from: string) {
  if ('event' in view) return alertMessage(view, from);
  if ('isTest' in view) return testMessage(view, from);
  return 'alerts' in view ? burstMessage(view, from) : digestMessage(view, from);
}

/** Sends a view the whole way: rendered, kept as JSON like in the outbox, checked and posted. */
export async function send(
  view: StoryView,
  allow: readonly { host: string }[],
  options: ChannelOptions = {},
): Promise<SendOutcome> {
  const channels = createChannels(
    {
      dataDir: '/nowhere',
      mailFrom: 'tumen@tumen.example.org',
      smtp: null,
      contact: null,
      allowHosts: allow.map(({ host }) => host),
    },
    { environment: (name) => ENVIRONMENT[name] ?? null, now: () => NOW, ...options },
  );
  closers.push(() => channels.close());
  return channels.send(JSON.parse(JSON.stringify(deliveryOf(view))), view.subscriber);
}

/** The JSON object that a view becomes for the reader's one address, as it is stored. */
export function bodyOf(view: StoryView): Record<string, unknown> {
  const [address] = view.subscriber.channels;
  if (!address || address.kind === 'email') throw new Error('the reader has another kind of address');
  return z.record(z.string(), z.unknown()).parse(JSON.parse(postTo(address).render(view)));
}

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});
