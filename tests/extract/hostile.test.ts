import { afterAll, describe, expect, test } from 'vitest';
import { createExtractor } from '../../src/extract/index.ts';
import { HOSTILE_PAGES } from './hostile-pages.ts';
import { SAMPLE_PAGES, page } from './pages.ts';

/**
 * Five times what a page may take in the pipeline, for these tests share the machine with others: what is not linear
 * takes minutes. How long each takes by itself is measured by `bench/extract.ts --hostile`.
 */
const extractor = createExtractor({ timeoutMs: 20_000 });
afterAll(() => extractor.close());

describe('a hostile page is read to the end', () => {
  test.each(Object.entries(HOSTILE_PAGES))('%s', async (_, make) => {
    const { text, flags } = await extractor.extract(Buffer.from(make()));
    expect(text.length).toBeLessThan(12_000_000);
    expect(flags).toEqual(expect.any(Array));
  });
});

test('an article behind 100,000 attributes and before 100,000 unclosed tags is found', async () => {
  const before = `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}></p>`;
  const { text, flags } = await extractor.extract(page({ before, after: '<div><b>'.repeat(100_000) }));
  expect(text).toBe(SAMPLE_PAGES[0]!.paragraphs.join('\n\n'));
  expect(flags).toContain('depth-cut');
});
