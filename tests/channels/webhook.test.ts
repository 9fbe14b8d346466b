import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { alertOf, digestOf, SHELLS } from '../publish/sample.ts';
import {
  ACCEPTED, answering, bodyOf, entryFor, NOW, readerOf, send, service, WEBHOOK_SECRET, type Service,
} from './services.ts'; // prettier-ignore

const alertTo = (server: { origin: string }) =>
  alertOf({ subscriber: readerOf([entryFor('webhook', server)]) });

const requestOf = ({ requests }: Service) => requests[0] ?? expect.fail('nothing arrived');

describe('webhook', () => {
  /** By the Web Crypto API, from the specification's text: id "." timestamp "." body. */
  async function isSigned(server: Service, secret: string, signature: string): Promise<boolean> {
    const { headers, body } = requestOf(server);
    const key = await webcrypto.subtle.importKey(
      'raw',
      Buffer.from(secret.replace('whsec_', ''), 'base64'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const [version, mac = ''] = signature.split(',');
    const bytes = new TextEncoder().encode(content);
    return version === 'v1' && webcrypto.subtle.verify('HMAC', key, Buffer.from(mac, 'base64'), bytes);
  }

  it('is signed as Standard Webhooks wants it', async () => {
    const server = await service(ACCEPTED.webhook);
    await send(alertTo(server), [server]);
    const { headers } = requestOf(server);
    expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/u);
    expect(headers['webhook-timestamp']).toBe(String(Math.floor(NOW.getTime() / 1000)));
    const signature = String(headers['webhook-signature']);
    expect(await isSigned(server, WEBHOOK_SECRET, signature)).toBe(true);
    expect(await isSigned(server, `whsec_${Buffer.alloc(32).toString('base64')}`, signature)).toBe(false);
  });

  it('keeps id and body over all tries, while the time is that of the try', async () => {
    const server = await service(answering(500));
    const view = alertTo(server);
    await send(view, [server]);
    await send(view, [server], { now: () => new Date('2026-11-24T08:00:00Z') });
    const [first = expect.fail(), second = expect.fail()] = server.requests;
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.headers['webhook-timestamp']).toBe('1795507200');
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
  });

  it('signs with the old and the new secret while one takes the other’s place', async () => {
    const server = await service(ACCEPTED.webhook);
    const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const entry = { kind: 'webhook', url: server.origin, secret: [next, '${WEBHOOK_SECRET}'] };
    await send(alertOf({ subscriber: readerOf([entry]) }), [server]);
    const signatures = String(requestOf(server).headers['webhook-signature']).split(' ');
    expect(signatures).toHaveLength(2);
    expect(await isSigned(server, next, signatures[0] ?? '')).toBe(true);
    expect(await isSigned(server, WEBHOOK_SECRET, signatures[1] ?? '')).toBe(true);
  });

  it('carries the event as it is known, and of the reader only the id', async () => {
    const server = await service(ACCEPTED.webhook);
    await send(alertTo(server), [server]);
    const { type, timestamp, data } = JSON.parse(requestOf(server).body);
    expect({ type, timestamp }).toEqual({ type: 'alert.new', timestamp: '2026-11-23T21:41:00.000Z' });
    expect(data).toMatchObject({ subscriber: 'j-doe', revision: 1, reason: 'new' });
    expect(data.event).toEqual(JSON.parse(JSON.stringify(SHELLS)));
  });

  it('protects victims as the mail does', () => {
    const [view, open] = ['reader', 'protected'].map((role) =>
      digestOf({
        subscriber: readerOf([entryFor('webhook', { origin: 'https://x.example.org' })], { role }),
      }),
    );
    const quotes = (body: unknown) =>
      JSON.stringify(body)
        .match(/"sensitive":true.*?"quote":"[^"]*"/u)?.[0]
        .endsWith('"quote":""');
    expect(quotes(bodyOf(view ?? expect.fail()))).toBe(true);
    expect(quotes(bodyOf(open ?? expect.fail()))).toBe(false);
  });
});
