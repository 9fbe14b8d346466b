import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseMessage, type Channel, type OutgoingMessage } from '../../src/channels/index.ts';
import { isMailAddress } from '../../src/publish/address.ts';
import { channelTo, mailServer, messageOf, type MailServer } from './servers.ts';

/** What tries to become a recipient, a header or a second message. */
const SMUGGLERS = [
  'x\r\nBcc: evil@x.org', 'x\nBcc: evil@x.org', 'x\rBcc: evil@x.org', 'x\r\n\r\n<script>alert(1)</script>',
  'x\u2028Bcc: evil@x.org', 'x\u2029Bcc: evil@x.org', 'x\u0085Bcc: evil@x.org', 'x\u000bBcc: evil@x.org', 'x\u0000Bcc: evil@x.org',
  'x%0d%0aBcc: evil@x.org', '=?utf-8?q?x=0d=0aBcc:_evil@x.org?=', '=?utf-8?b?eA0KQmNjOiBldmlsQHgub3Jn?=',
  'evil@x.org, friend@y.org', 'evil@x.org; friend@y.org', '"evil@x.org', 'evil@x.org>', '<evil@x.org>', 'a: evil@x.org;',
  'undisclosed-recipients:;', '(comment) evil@x.org', '\\"evil@x.org\\"', '\u202egro.x@live', '\ufeffevil@x.org', '. \r\n.\r\nMAIL FROM:<evil@x.org>',
  'x'.repeat(2_000), '한'.repeat(900), '😀'.repeat(500), '\ud800', '\udfff tail', 'x\t\ty', '{{7*7}}', '<%= it %>', '${process.env}',
  '북한\r\nBcc: evil@x.org', 'Пхеньян\nBcc: evil@x.org', '平壌\rBcc: evil@x.org',
]; // prettier-ignore

const HOSTILE_ADDRESSES = [
  'a@b.org\r\nBcc: evil@x.org', 'a@b.org\nRCPT TO:<evil@x.org>', 'a@b.org, evil@x.org', 'a@b.org;evil@x.org', 'a@b.org evil@x.org',
  '"a b"@b.org', '"evil@x.org"@b.org', 'a@b.org>', '<a@b.org>', 'A <a@b.org>', 'a@@b.org', 'a@b@c.org', '@b.org', 'a@', 'a', '',
  'a@[127.0.0.1]', 'a@b', 'a@b..org', '.a@b.org', 'a.@b.org', 'a..b@b.org', 'a@-b.org', 'a@b-.org', 'a@b.org.', 'a@b.org\u0000',
  'a@b.org\u2028x', 'ä@b.org', 'a@bücher.example', 'a(comment)@b.org', 'a\\@b.org', 'group:a@b.org;', `${'a'.repeat(65)}@b.org`,
  `a@${'b'.repeat(64)}.org`, `a@${'b.'.repeat(130)}org`, '\ufeffa@b.org', ' a@b.org', 'a@b.org ', 'a@b.org\t', 'a％@b.org', 'a@b。org',
]; // prettier-ignore

describe('addresses', () => {
  it.each(HOSTILE_ADDRESSES)('%j reaches no mailer', (address) => {
    expect(isMailAddress(address)).toBe(false);
    expect(() => parseMessage(messageOf({ to: { name: 'A', address } }))).toThrow();
    expect(() => parseMessage(messageOf({ unsubscribe: { mailto: address, url: null } }))).toThrow();
  });

  it.each([
    "o'neil@example.org",
    'a+b@example.org',
    'first.last@sub.example.co.kr',
    'a@xn--bcher-kva.example',
    'root@localhost',
    'x_y-z@example.org',
  ])('%s is an address', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });
});

describe('names, subjects and texts', () => {
  let server: MailServer;
  let channel: Channel;
  let usual: string[];

  async function receive(message: OutgoingMessage) {
    server.received.length = 0;
    expect(await channel.send(message)).toMatchObject({ outcome: 'sent' });
    expect(server.received).toHaveLength(1);
    return server.received[0] ?? expect.fail('nothing arrived');
  }

  beforeAll(async () => {
    server = await mailServer();
    channel = channelTo(server.port);
    usual = headerNames((await receive(messageOf())).raw);
  });

  it.each(SMUGGLERS)('%j adds no recipient and no header', async (text) => {
    const { to, raw } = await receive(
      messageOf({
        to: { name: text, address: 'j.doe@example.org' },
        subject: text,
        text,
        html: `<p>${text}</p>`,
      }),
    );
    const mail = await PostalMime.parse(raw);
    expect(to).toEqual(['j.doe@example.org']);
    expect(mail.to?.map(({ address }) => address)).toEqual(['j.doe@example.org']);
    expect(mail.cc ?? mail.bcc).toBeUndefined();
    expect(headerNames(raw)).toEqual(usual);
  });

  it('the test would see a header that was added', async () => {
    const { raw } = await receive(messageOf({ references: ['<1@x.org>'] }));
    expect(headerNames(raw)).not.toEqual(usual);
  });

  it.each(SMUGGLERS.slice(0, 9))('%j does not even pass as a stored message', (text) => {
    expect(() => parseMessage(messageOf({ subject: text }))).toThrow();
    expect(() => parseMessage(messageOf({ to: { name: text, address: 'j.doe@example.org' } }))).toThrow();
  });
});

function headerNames(raw: Buffer): string[] {
  const head = raw.toString('utf8').split('\r\n\r\n', 1)[0] ?? '';
  const lines = head.split(/\r\n|\r|\n/u).filter((line) => !/^[ \t]/u.test(line));
  return lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()).sort();
}
