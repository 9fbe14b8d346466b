import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, describe, expect, it } from 'vitest';
import { createChannels, type OutgoingMessage } from '../../src/channels/index.ts';
import { outboxChannel } from '../../src/channels/outbox.ts';
import { UsageError } from '../../src/errors.ts';
import { channelTo, mailServer, messageOf } from './servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-outbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('mail without a mail server', () => {
  const from = { name: 'Tumen', address: 'tumen@tumen.example.org' };
  const config = {
    dataDir: folder,
    mailFrom: 'Tumen <tumen@tumen.example.org>',
    smtp: null,
    contact: null,
    allowHosts: [],
  };
  const channels = createChannels(config);
  afterAll(() => channels.close());
  const send = (message: OutgoingMessage) =>
    channels.send({ channel: 'email', recipient: message.to.address, message }, null);
  const outbox = join(folder, 'outbox');

  it('is written to the outbox folder as .eml and .html, once however often it is tried', async () => {
    const result = await send(messageOf());
    await send(messageOf());
    const stem = '2026-11-23-digest-0123456789abcdef';
    expect(readdirSync(outbox).sort()).toEqual([`${stem}.eml`, `${stem}.html`]);
    expect(result).toEqual({ outcome: 'sent', providerId: join(outbox, `${stem}.eml`) });
    expect(readFileSync(join(outbox, `${stem}.html`), 'utf8')).toBe(messageOf().html);
    const mail = await PostalMime.parse(readFileSync(join(outbox, `${stem}.eml`)));
    expect(mail).toMatchObject({ subject: messageOf().subject, messageId: messageOf().messageId });
  });

  it('holds the bytes that SMTP carries', async () => {
    const server = await mailServer();
    await channelTo(server.port, { from: { name: 'Tumen', address: 'tumen@tumen.example.org' } }).send(
      messageOf(),
    );
    await send(messageOf());
    const written = readFileSync(join(outbox, '2026-11-23-digest-0123456789abcdef.eml'), 'utf8');
    expect(written.trimEnd()).toBe(server.received[0]?.raw.toString('utf8').trimEnd());
  });

  it('keeps to the folder, whatever the message is called', async () => {
    await outboxChannel(outbox, from).send(messageOf({ messageId: '<../../../evil@x.org>' }));
    expect(readdirSync(outbox).filter((name) => name.includes('evil'))).toEqual([
      '2026-11-23-digest-_________evil.eml',
      '2026-11-23-digest-_________evil.html',
    ]);
  });

  it('says where mail goes, and knows no other channel', async () => {
    expect(channels.description).toBe(outbox);
    const pigeon = { channel: 'pigeon', recipient: 'j-doe/pigeon', message: messageOf() };
    expect(await channels.send(pigeon, null)).toMatchObject({ outcome: 'rejected' });
  });

  it.each(['', 'nobody', 'a@b.org, c@d.org', 'Tumen <a@b.org> <c@d.org>', 'Tumen\r\nBcc: x@y.org <a@b.org>'])(
    'refuses %j as sender',
    (mailFrom) => {
      expect(() => createChannels({ ...config, mailFrom })).toThrow(UsageError);
    },
  );
});
