import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { channelTo, mailServer, messageOf } from './servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tumen-dkim-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('DKIM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dkim = { domain: 'tumen.example.org', selector: 's1', keyFile: join(folder, 'key.pem') };
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  const resolver = async (name: string): Promise<string[][]> =>
    name === 's1._domainkey.tumen.example.org' ? [[record]] : [];
  let raw = '';

  beforeAll(async () => {
    writeFileSync(dkim.keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const server = await mailServer();
    const unsubscribe = { mailto: 'out@tumen.example.org', url: 'https://tumen.example.org/unsubscribe/abc' };
    await channelTo(server.port, { dkim }).send(messageOf({ unsubscribe }));
    raw = server.received[0]?.raw.toString('latin1') ?? '';
  });

  it('verifies', async () => {
    expect(await statusOf(raw)).toBe('pass');
  });

  it.each([
    ['the one-click header', 'List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Clicks'],
    ['the unsubscribe address', 'unsubscribe/abc', 'unsubscribe/xyz'],
    ['the list', 'Tumen digests', 'Other digests'],
    ['the text', 'Granaten', 'Kartoffeln'],
  ])('breaks when %s is changed on the way', async (_what, was, now) => {
    expect(raw).toContain(was);
    expect(await statusOf(raw.replace(was, now))).not.toBe('pass');
  });

  it('names the key file that cannot be read', () => {
    expect(() => channelTo(1, { dkim: { ...dkim, keyFile: '/nowhere/key.pem' } })).toThrow(UsageError);
  });

  async function statusOf(message: string): Promise<string | undefined> {
    const { results } = await dkimVerify(Buffer.from(message, 'latin1'), { resolver });
    return results[0]?.status.result;
  }
});
