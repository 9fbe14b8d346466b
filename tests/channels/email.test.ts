import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { channelTo, mailServer, messageOf, scriptedServer } from './servers.ts';

describe('mail by SMTP', () => {
  it('arrives as it was written, over STARTTLS and with a login', async () => {
    const server = await mailServer();
    const channel = channelTo(server.port, { requireTls: true, user: 'tumen', password: 'right' });
    const message = messageOf({
      attachments: [
        { filename: 'tumen-daily.html', contentType: 'text/html; charset=utf-8', content: '<p>전체</p>' },
      ],
    });
    expect(await channel.send(message)).toMatchObject({ outcome: 'sent' });
    const [envelope = expect.fail('nothing arrived')] = server.received;
    const mail = await PostalMime.parse(envelope.raw);
    expect(envelope).toMatchObject({
      from: 'tumen@tumen.example.org',
      to: ['j.doe@example.org'],
      isSecure: true,
      user: 'tumen',
    });
    expect(mail).toMatchObject({
      messageId: message.messageId,
      date: message.date,
      subject: message.subject,
      from: { name: 'Tumen', address: 'tumen@tumen.example.org' },
      to: [{ name: '김진', address: 'j.doe@example.org' }],
    });
    expect(mail.text?.trim()).toBe(message.text.trim());
    expect(mail.html?.trim()).toBe(message.html);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['tumen-daily.html']);
  });

  it('carries the headers by which wanted bulk mail is known', async () => {
    const server = await mailServer();
    const unsubscribe = { mailto: 'out@tumen.example.org', url: 'https://tumen.example.org/unsubscribe/abc' };
    await channelTo(server.port).send(
      messageOf({ kind: 'alert', unsubscribe, references: ['<1@x.org>', '<2@x.org>'] }),
    );
    expect(headersOf(server.received[0]?.raw)).toMatchObject({
      'list-id': 'Tumen alerts <alerts.tumen.tumen.example.org>',
      'auto-submitted': 'auto-generated',
      'list-unsubscribe':
        '<https://tumen.example.org/unsubscribe/abc>, <mailto:out@tumen.example.org?subject=unsubscribe>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'in-reply-to': '<2@x.org>',
      references: '<1@x.org> <2@x.org>',
    });
  });

  it('promises no one-click where there is no page to click', async () => {
    const server = await mailServer();
    await channelTo(server.port).send(messageOf());
    const headers = headersOf(server.received[0]?.raw);
    expect(headers['list-unsubscribe']).toBe('<mailto:tumen@tumen.example.org?subject=unsubscribe>');
    expect(headers).not.toHaveProperty('list-unsubscribe-post');
    expect(headers).not.toHaveProperty('in-reply-to');
  });

  it('sends the same bytes at every try', async () => {
    const server = await mailServer();
    const channel = channelTo(server.port);
    await channel.send(messageOf());
    await channel.send(messageOf());
    expect(server.received[0]?.raw.equals(server.received[1]?.raw ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('a server that does not take the mail', () => {
  const answering = (code: number) => Object.assign(new Error(`answer ${code}`), { responseCode: code });

  it.each([
    ['recipient', 451, 'retryLater'],
    ['recipient', 550, 'rejected'],
    ['data', 452, 'retryLater'],
    ['data', 554, 'rejected'],
    ['sender', 550, 'retryLater'], // our own address, not the reader's
  ])('at the %s with %i: %s', async (where, code, outcome) => {
    const server = await mailServer({
      ...(where === 'recipient' && { onRcptTo: (_address, _session, done) => done(answering(code)) }),
      ...(where === 'sender' && { onMailFrom: (_address, _session, done) => done(answering(code)) }),
      ...(where === 'data' && {
        onData: (stream, _session, done) => {
          stream.resume();
          stream.on('end', () => done(answering(code)));
        },
      }),
    });
    const result = await channelTo(server.port).send(messageOf());
    expect(result).toMatchObject({ outcome, reason: expect.stringContaining(String(code)) });
  });

  it('a wrong password is the operator’s mistake, not the reader’s', async () => {
    const server = await mailServer();
    const result = await channelTo(server.port, { user: 'tumen', password: 'wrong' }).send(messageOf());
    expect(result).toMatchObject({ outcome: 'retryLater', reason: expect.stringContaining('535') });
    expect(server.received).toEqual([]);
  });

  it('never speaks in the clear where TLS is required', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS'] });
    const channel = channelTo(server.port, { requireTls: true, user: 'tumen', password: 'right' });
    expect(await channel.send(messageOf())).toMatchObject({ outcome: 'retryLater' });
    expect(server.received).toEqual([]);
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const server = await mailServer();
    const result = await channelTo(server.port, { requireTls: true, ca: undefined }).send(messageOf());
    expect(result).toMatchObject({ outcome: 'retryLater', reason: expect.stringMatching(/certificate/u) });
    expect(server.received).toEqual([]);
  });

  it('drops the line after the message: one try, and the next one is the outbox’s to make', async () => {
    const server = await scriptedServer('drop after data');
    expect(await channelTo(server.port).send(messageOf())).toMatchObject({ outcome: 'retryLater' });
    await new Promise((resolve) => setTimeout(resolve, 300)); // longer than nodemailer's pool waits before it sends anew
    expect(server.messages).toBe(1);
  });

  it.each(['stall after data', 'stall at greeting'] as const)(
    '%s: gives up at the deadline',
    async (fault) => {
      const server = await scriptedServer(fault);
      const started = performance.now();
      const result = await channelTo(server.port, { deadlineMs: 500 }).send(messageOf());
      expect(result).toMatchObject({ outcome: 'retryLater' });
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );

  it('is not there', async () => {
    const server = await mailServer();
    const result = await channelTo(1).send(messageOf());
    expect(result).toMatchObject({ outcome: 'retryLater' });
    expect(await channelTo(server.port).send(messageOf())).toMatchObject({ outcome: 'sent' });
  });
});

/** The header fields of a raw message, unfolded, by lower-case name. */
function headersOf(raw: Buffer | undefined): Record<string, string> {
  const head = raw?.toString('utf8').split('\r\n\r\n', 1)[0] ?? '';
  const lines = head.replaceAll(/\r\n[ \t]+/gu, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}
