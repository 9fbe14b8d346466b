import { describe, expect, test } from 'vitest';
import { addressRefusal, type GuardLookup } from '../../src/http/guard.ts';
import { clientFor, expectOutcome, serve, textOf } from './servers.ts';

describe('addresses', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrierGradeNat'],
    ['169.254.169.254', 'linkLocal'],
    ['168.63.129.16', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:10.0.0.1', 'private'],
    ['::127.0.0.1', 'loopback'],
    ['::7f00:1', 'reserved'],
    ['::ffff:0:127.0.0.1', 'rfc6145'],
    ['64:ff9b::127.0.0.1', 'rfc6052'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:7f00:1::', 'teredo'],
    ['fe80::1%eth0', 'linkLocal'],
    ['fc00::1', 'uniqueLocal'],
    ['fec0::1', 'deprecatedSiteLocal'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'reserved'],
    ['nonsense', 'not an IP'],
  ])('%s is refused', (address, range) => {
    expect(addressRefusal(address)).toContain(range);
  });

  test.each(['8.8.8.8', '1.1.1.1', '::ffff:8.8.8.8', '2606:4700:4700::1111'])(
    '%s is let through',
    (address) => {
      expect(addressRefusal(address)).toBeNull();
    },
  );
});

describe('connections', async () => {
  const secret = await serve((_request, response) => response.end('secret'));
  const open = await serve((request, response) => {
    response.writeHead(302, { location: decodeURIComponent(request.url?.slice(1) ?? '') }).end();
  });
  const closed = clientFor([]);
  const client = clientFor([open]);
  const { port } = secret;

  test.each([
    `http://127.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://0x7f.0.0.1:${port}/`,
    `http://017700000001:${port}/`,
    `http://localhost:${port}/`,
    `http://LOCALHOST:${port}/`,
    `http://0.0.0.0:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    `http://[::127.0.0.1]:${port}/`,
    `http://[64:ff9b::7f00:1]:${port}/`,
    `http://[::]:${port}/`,
    `http://user:password@127.0.0.1:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
  ])('%s is refused, directly and as the target of a redirect', async (url) => {
    expect(await closed.get({ url, kind: 'feed' })).toMatchObject({ outcome: 'refused', reason: 'guard' });
    const hop = await client.get({ url: `${open.origin}/${encodeURIComponent(url)}`, kind: 'feed' });
    expect(hop).toMatchObject({ outcome: 'refused', reason: 'guard' });
  });

  test('a POST is guarded too', async () => {
    const outcome = await closed.post({ url: `${secret.origin}/`, json: '{}' });
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'guard' });
  });

  test('the allow-list opens one port, not the machine', async () => {
    const allowed = clientFor([secret]);
    expect(textOf(await allowed.get({ url: `${secret.origin}/`, kind: 'feed' }))).toBe('secret');
    const other = await allowed.get({ url: `${open.origin}/`, kind: 'feed' });
    expect(other).toMatchObject({ outcome: 'refused', reason: 'guard' });
  });

  test('a name is refused when one of its addresses is private', async () => {
    const lookup: GuardLookup = (_name, _options, done) =>
      done(null, [
        { address: '203.0.114.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const outcome = await clientFor([], { lookup }).get({
      url: `http://rebind.example:${port}/`,
      kind: 'feed',
    });
    expect(expectOutcome(outcome, 'refused').message).toContain('rebind.example resolves to 127.0.0.1');
  });

  test('a name that resolves to nothing is an error of the network, not of the guard', async () => {
    const outcome = await closed.get({ url: 'http://no-such-host.invalid/', kind: 'feed' });
    expect(expectOutcome(outcome, 'networkError').code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/u);
  });

  test.each(['file:///etc/passwd', 'ftp://example.org/', 'javascript:alert(1)', 'not a url', ''])(
    '"%s" is no address to fetch, also not after a redirect',
    async (url) => {
      const direct = await client.get({ url, kind: 'feed' });
      expect(direct).toMatchObject({ outcome: 'refused', reason: 'url' });
      if (!URL.canParse(url)) return;
      const hop = await client.get({ url: `${open.origin}/${encodeURIComponent(url)}`, kind: 'feed' });
      expect(hop).toMatchObject({ outcome: 'refused', reason: 'url' });
    },
  );
});
