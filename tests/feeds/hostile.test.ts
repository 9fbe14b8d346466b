import { describe, expect, it } from 'vitest';
import { NotAFeedError, readFeed } from '../../src/feeds/index.ts';
import { HOSTILE_KINDS } from './hostile.ts';

/** A part of what is allowed: bench/feeds.ts measures the full size, each document in a process of its own. */
const SIZE = 512 * 1024;
/** Far above what any takes (0.05 s); what is quadratic takes minutes. */
const MAX_CPU_SECONDS = 2;

describe('hostile documents', () => {
  it.each(HOSTILE_KINDS)('$name', async ({ make }) => {
    const bytes = make(SIZE);
    const before = process.cpuUsage();
    const outcome: unknown = await readFeed(bytes, { url: 'https://n.example/' }).catch(
      (error: unknown) => error,
    );
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(MAX_CPU_SECONDS);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(NotAFeedError);
  });
});

describe('what a document must not be able to do', () => {
  const read = async (document: string): Promise<string> => {
    const { feed } = await readFeed(Buffer.from(document));
    return JSON.stringify(feed);
  };

  it('read files or addresses', async () => {
    const xxe =
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>a&x;b</title></item></rss>';
    expect(await read(xxe)).not.toContain('root:');
  });

  it('blow up entities', async () => {
    const laughs =
      '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><item><title>&b;&a;</title></item></rss>';
    expect(await read(laughs)).toContain('"title":"&b;ha"');
    const many = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(200)}">]><rss><item><description>${'&a;'.repeat(10_000)}</description></item></rss>`;
    expect((await read(many)).length).toBeLessThan(70_000);
  });

  it('reach the prototype of objects', async () => {
    await read('<rss><channel><item><__proto__ polluted="1">x</__proto__></item></channel></rss>');
    await read('{"items":[{"__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
