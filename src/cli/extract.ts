import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { createExtractor } from '../extract/pool.ts';

const options = z.object({
  url: z.string().optional(),
  contentType: z.string().optional(),
  timeLimit: z.coerce.number().int().min(100).max(600_000).optional(),
});

export function command(): Command {
  return new Command('extract')
    .description('Reads an article page or PDF from standard input and writes what it says as JSON.')
    .option('--url <address>', 'the address that the bytes came from')
    .option('--content-type <type>', 'the Content-Type that came with them')
    .option('--time-limit <ms>', 'give up after this time (default: 4000, for a PDF 60000)')
    .addHelpText(
      'after',
      `
Writes {"title","byline","published","text","lang","canonical","publishedFrom","flags"}, for a PDF also "pages".
Flags say what is wrong: 'scanned', 'encrypted', 'truncated', 'not-a-pdf' (a page that was called a PDF), 'thin' (next to no text).
Exit code 1 where the bytes cannot be read, or not in time.

Example:
  curl -s https://example.org/news/article.html | tumen extract --url https://example.org/news/article.html`,
    )
    .action(async (given: unknown) => {
      const parsed = options.safeParse(given);
      if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
      const { url, contentType, timeLimit: timeoutMs } = parsed.data;
      const bytes = await buffer(process.stdin);
      const extractor = createExtractor(timeoutMs === undefined ? {} : { timeoutMs });
      try {
        const { pages, publishedFrom, flags, ...rest } = await extractor.extract(bytes, {
          url,
          contentType,
          now: new Date(),
        });
        const result = { ...rest, publishedFrom, flags, ...(pages && { pages }) };
        process.stdout.write(`${JSON.stringify(result)}\n`);
      } finally {
        await extractor.close();
      }
    });
}
