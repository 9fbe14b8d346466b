import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { alertOf, digestOf } from '../publish/sample.ts';
import { serveRaw } from '../http/servers.ts';
import {
  ACCEPTED, answering, BOT_TOKEN, entryFor, ENVIRONMENT, KINDS, readerOf, send, service, type Kind, type Service,
} from './services.ts'; // prettier-ignore

const alertTo = (kind: Kind, server: { origin: string }) =>
  alertOf({ subscriber: readerOf([entryFor(kind, server)]) });

const requestOf = ({ requests }: Service) => requests[0] ?? expect.fail('nothing arrived');

describe.each(KINDS)('%s', (kind) => {
  it('takes an alert and a digest as JSON', async () => {
    const server = await service(ACCEPTED[kind]);
    const subscriber = readerOf([entryFor(kind, server)]);
    for (const view of [alertOf({ subscriber }), digestOf({ subscriber })])
      expect(await send(view, [server])).toMatchObject({ outcome: 'sent' });
    expect(server.requests).toHaveLength(2);
    for (const { method, headers, body } of server.requests) {
      expect(method).toBe('POST');
      expect(headers['content-type']).toBe('application/json');
      expect(JSON.parse(body)).toBeTypeOf('object');
    }
  });

  it.each([
    [429, { 'retry-after': '7' }, { outcome: 'retryLater', delayMs: 7_000 }],
    [503, { 'retry-after': 'Tue, 24 Nov 2100 07:00:00 GMT' }, { outcome: 'retryLater', delayMs: 86_400_000 }],
    [500, {}, { outcome: 'retryLater', delayMs: null }],
    [408, {}, { outcome: 'retryLater', delayMs: null }],
    [302, { location: 'http://127.0.0.1:1/' }, { outcome: 'retryLater', delayMs: null }],
    [403, { 'cf-mitigated': 'challenge' }, { outcome: 'retryLater', delayMs: null }],
    [400, {}, { outcome: 'rejected' }],
    [401, {}, { outcome: 'rejected' }],
    [403, {}, { outcome: 'rejected' }],
    [404, {}, { outcome: 'rejected' }],
    [410, {}, { outcome: 'rejected' }],
    [413, {}, { outcome: 'rejected' }],
  ])('answers %i %j: %j', async (status, headers, expected) => {
    const server = await service(answering(status, 'no_service', headers));
    const outcome = await send(alertTo(kind, server), [server]);
    expect(outcome).toMatchObject({ ...expected, reason: expect.stringContaining(`HTTP ${status}`) });
    if (outcome.outcome === 'rejected') expect(outcome.reason).toContain('no_service');
    expect(server.requests).toHaveLength(1);
  });

  it('does not answer: counts as not there', async () => {
    const server = await service(() => undefined);
    const outcome = await send(alertTo(kind, server), [server], { timeoutMs: 150 });
    expect(outcome).toMatchObject({ outcome: 'retryLater', reason: expect.stringMatching(/within 0.15 s/u) });
  });

  it('is slow to finish: counts as not there', async () => {
    const server = await service((response) => {
      response.writeHead(200);
      response.write('o');
    });
    const outcome = await send(alertTo(kind, server), [server], { timeoutMs: 150 });
    expect(outcome).toMatchObject({ outcome: 'retryLater' });
  });

  it.each([
    ['hangs up', (socket: { destroy(): void }) => socket.destroy()],
    ['speaks no HTTP', (socket: { end(text: string): void }) => socket.end('220 ready\r\n')],
  ])('%s: is tried again', async (_, handler) => {
    const server = await serveRaw(handler);
    expect(await send(alertTo(kind, server), [server])).toMatchObject({ outcome: 'retryLater' });
  });

  it('is not reached on this machine’s own network unless it is on the list', async () => {
    const server = await service(ACCEPTED[kind]);
    const outcome = await send(alertTo(kind, server), []);
    expect(outcome).toMatchObject({
      outcome: 'retryLater',
      reason: expect.stringMatching(/guard.*loopback/u),
    });
    expect(server.requests).toEqual([]);
  });

  it('waits for a variable that is not set', async () => {
    const server = await service(ACCEPTED[kind]);
    const outcome = await send(alertTo(kind, server), [server], { environment: () => null });
    expect(outcome).toMatchObject({ outcome: 'retryLater', reason: expect.stringMatching(/is not set/u) });
    expect(server.requests).toEqual([]);
  });

  it('lets no secret into a reason, whatever the service answers', async () => {
    const echo = await service((response, { path, headers, body }) => {
      response.writeHead(400);
      const quoted = `${path} ${headers.authorization} ${body.slice(-150)}`;
      response.end(`bad ${quoted} ${quoted.replaceAll('/', '\\/')} ${encodeURIComponent(path)}`);
    });
    const outcome = await send(alertTo(kind, echo), [echo]);
    const told = JSON.stringify(outcome);
    expect(told).toContain('bad');
    for (const secret of Object.values(ENVIRONMENT)) expect(told).not.toContain(secret);
  });
});

describe('what each service is sent', () => {
  it('Slack: blocks at the webhook’s address', async () => {
    const server = await service(ACCEPTED.slack);
    await send(alertTo('slack', server), [server]);
    expect(requestOf(server).path).toBe('/services/T0/B0/very-secret-path');
    const { text, blocks } = JSON.parse(requestOf(server).body);
    expect(text).toMatch(/^Alert, new report: /u);
    expect(blocks[0]).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: 'Alert, new report', emoji: false },
    });
    expect(blocks[1].text).toMatchObject({ type: 'mrkdwn', verbatim: true });
    expect(blocks[1].text.text).toMatch(/^\*Confirmed\* · <https:\/\/[^|>]+\|[^<>]+>\n/u);
    expect(blocks.at(-1).elements[0].text).toContain('alert: immediate');
  });

  it('Teams: one Adaptive Card', async () => {
    const server = await service(ACCEPTED.teams);
    await send(alertTo('teams', server), [server]);
    const { type, attachments } = JSON.parse(requestOf(server).body);
    expect(type).toBe('message');
    expect(attachments).toHaveLength(1);
    expect(attachments[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.4', fallbackText: 'Alert, new report' },
    });
    expect(attachments[0].content.body[1].inlines).toMatchObject([
      { type: 'TextRun', text: 'Confirmed · ' },
      { type: 'TextRun', selectAction: { type: 'Action.OpenUrl', url: expect.stringMatching(/^https:/u) } },
    ]);
  });

  it('Telegram: HTML to the chat and thread, by the bot’s method', async () => {
    const server = await service(ACCEPTED.telegram);
    const outcome = await send(alertTo('telegram', server), [server]);
    expect(outcome).toEqual({ outcome: 'sent', providerId: '77' });
    expect(requestOf(server).path).toBe(`/bot${BOT_TOKEN}/sendMessage`);
    expect(JSON.parse(requestOf(server).body)).toMatchObject({
      chat_id: '-1001234567890',
      message_thread_id: 7,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      text: expect.stringMatching(/^<b>Alert, new report<\/b>\n\n<b>Confirmed<\/b> · <a href="https:/u),
    });
  });

  it.each([
    [400, { ok: false, description: 'Bad Request: chat not found' }, { outcome: 'rejected', reason: /chat not found/u }],
    [403, { ok: false, description: 'Forbidden: bot was blocked by the user' }, { outcome: 'rejected', reason: /blocked/u }],
    [401, { ok: false, description: 'Unauthorized' }, { outcome: 'rejected', reason: /Unauthorized/u }],
    [429, { ok: false, description: 'Too Many Requests', parameters: { retry_after: 31 } }, { outcome: 'retryLater', reason: /429/u, delayMs: 31_000 }],
    [400, { ok: false, description: 'group chat was upgraded', parameters: { migrate_to_chat_id: -100222 } }, { outcome: 'rejected', reason: /-100222/u }],
    [502, { ok: false, description: 'Bad Gateway' }, { outcome: 'retryLater', reason: /502/u, delayMs: null }],
    [200, { ok: false, description: 'odd' }, { outcome: 'retryLater', reason: /odd/u, delayMs: null }],
    [200, '<html>a captive portal</html>', { outcome: 'retryLater', reason: /not the Bot API/u, delayMs: null }],
  ])('Telegram answers %i %j', async (status, body, { reason, ...expected }) => {
    const server = await service(answering(status, body));
    expect(await send(alertTo('telegram', server), [server])).toMatchObject({
      ...expected,
      reason: expect.stringMatching(reason),
    });
  }); // prettier-ignore

  it('ntfy: a message with its topic, behind the token', async () => {
    const server = await service(ACCEPTED.ntfy);
    const subscriber = readerOf([entryFor('ntfy', server)]);
    await send(alertOf({ subscriber }), [server]);
    await send(digestOf({ subscriber, archiveUrl: 'https://tumen.example.org/d/1' }), [server]);
    expect(requestOf(server)).toMatchObject({
      path: '/',
      headers: { authorization: 'Bearer tk_secrettoken' },
    });
    const [alert, digest] = server.requests.map(({ body }) => JSON.parse(body));
    expect(alert).toMatchObject({ topic: 'a-secret-topic', title: 'Alert, new report', priority: 4 });
    expect(digest).toMatchObject({ priority: 3, click: 'https://tumen.example.org/d/1' });
  });

  it('Apprise: title and body for the services under a key and tag', async () => {
    const server = await service(ACCEPTED.apprise);
    await send(alertTo('apprise', server), [server]);
    expect(requestOf(server).path).toBe('/notify/a-secret-topic');
    expect(JSON.parse(requestOf(server).body)).toMatchObject({
      title: 'Alert, new report',
      type: 'warning',
      format: 'text',
      tag: 'dprk',
    });
  });

  it('Apprise: one service in its own notation', async () => {
    const server = await service(ACCEPTED.apprise);
    const entry = { kind: 'apprise', server: server.origin, service: 'signal://h/+1/+2' };
    await send(alertOf({ subscriber: readerOf([entry]) }), [server]);
    expect(requestOf(server).path).toBe('/notify');
    expect(JSON.parse(requestOf(server).body)).toMatchObject({ urls: 'signal://h/+1/+2' });
  });

  it.each([
    ['key', 204, 'rejected'],
    ['key', 424, 'rejected'], // those of several services that were reached must not get it twice
    ['service', 424, 'retryLater'],
  ])('Apprise with a %s answers %i: %s', async (by, status, outcome) => {
    const server = await service(answering(status));
    const entry = { kind: 'apprise', server: server.origin, [by]: by === 'key' ? 'desk' : 'signal://h' };
    const result = await send(alertOf({ subscriber: readerOf([entry]) }), [server]);
    expect(result).toMatchObject({ outcome, reason: expect.stringContaining(String(status)) });
  });

  it.each([
    ['too large an answer', (): Buffer => Buffer.alloc(2_000_000, 0x61), {}],
    [
      'an answer wrongly packed',
      (): Buffer => gzipSync('ok').subarray(0, 12),
      { 'content-encoding': 'x-unknown' },
    ],
  ])('a 200 with %s has taken the message', async (_, bytes, headers) => {
    const server = await service((response) => {
      response.writeHead(200, headers);
      response.end(bytes());
    });
    expect(await send(alertTo('slack', server), [server])).toMatchObject({ outcome: 'sent' });
  });
});
