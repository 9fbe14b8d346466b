import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { z } from 'zod';
import { feedEnvironment } from '../config.ts';
import { messageOf, UsageError } from '../errors.ts';
import { readFeed, type FeedOptions } from '../feeds/index.ts';
import { tooLarge } from '../feeds/decode.ts';
import { MAX_BYTES } from '../feeds/limits.ts';
import { toJsonFeed } from '../feeds/to-json-feed.ts';

const headersSchema = z.record(z.string(), z.string());
const batchLine = z.object({
  id: z.union([z.string(), z.number()]),
  file: z.string(),
  url: z.string().nullish(),
  headers: headersSchema.nullish(),
});

interface Options {
  url?: string;
  contentType?: string;
  timeZone?: string;
  batch?: boolean;
}

/** `tumen parse-feed`: the bytes of a feed in, JSON Feed out. */
export function command(): Command {
  return new Command('parse-feed')
    .summary('read a feed of any format and state of health')
    .description(
      'Reads the bytes of an RSS, RDF, Atom or JSON feed from standard input, in any encoding and state of health, and\n' +
        'writes JSON Feed 1.1 with "_updated", "_published" and "_proxy_url" beside the standard members, and "_tumen" for\n' +
        'the document: format, encoding and the sign that decided on it, address of older items. Exit code 1: no feed,\n' +
        'standard error says what it is instead.',
    )
    .option('--url <address>', 'where the document came from (default: FEED_URL)')
    .option(
      '--content-type <header>',
      'its Content-Type (default: from FEED_HEADERS, a JSON object of HTTP headers)',
    )
    .option('--time-zone <zone>', 'IANA zone of dates that name none (default: UTC)')
    .option(
      '--batch',
      'many documents: {"id","file","url","headers"} a line in, {"id","ok","feed"|"error","ms"} a line out',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ curl -s https://en.yna.co.kr/RSS/nk.xml | tumen parse-feed --url https://en.yna.co.kr/RSS/nk.xml --time-zone Asia/Seoul',
    )
    .action(async (options: Options) => {
      if (options.batch) await parseBatch(options);
      else await parseOne(options);
    });
}

async function parseOne(options: Options): Promise<void> {
  const environment = feedEnvironment();
  const given = feedOptions(options.url ?? environment.url, environmentHeaders(environment.headers));
  if (options.contentType !== undefined) given.contentType = options.contentType;
  const bytes = await readCapped(process.stdin);
  process.stdout.write(
    `${JSON.stringify(toJsonFeed(await readFeed(bytes, { ...given, ...zoneOf(options) })))}\n`,
  );
}

async function parseBatch(options: Options): Promise<void> {
  let lineNumber = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    lineNumber += 1;
    if (text.trim() === '') continue;
    const line = batchLine.safeParse(parseJson(text));
    if (!line.success) throw new UsageError(`line ${lineNumber}: ${z.prettifyError(line.error)}`);
    process.stdout.write(`${JSON.stringify(await answer(line.data, options))}\n`);
  }
}

async function answer(line: z.output<typeof batchLine>, options: Options): Promise<Record<string, unknown>> {
  const started = performance.now();
  const outcome = await documentOf(line, options).then(
    (feed) => ({ ok: true, feed }),
    (error: unknown) => ({ ok: false, error: messageOf(error) }),
  );
  return { id: line.id, ...outcome, ms: Math.round((performance.now() - started) * 10) / 10 };
}

async function documentOf(line: z.output<typeof batchLine>, options: Options): Promise<unknown> {
  const file = await open(line.file);
  try {
    const bytes = await readCapped(file.createReadStream());
    return toJsonFeed(
      await readFeed(bytes, { ...feedOptions(line.url, line.headers ?? {}), ...zoneOf(options) }),
    );
  } finally {
    await file.close();
  }
}

function feedOptions(url: string | null | undefined, headers: Readonly<Record<string, string>>): FeedOptions {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    url: url || null,
    contentType: byName.get('content-type') ?? null,
    contentLocation: byName.get('content-location') ?? null,
    contentLanguage: byName.get('content-language') ?? null,
  };
}

function zoneOf({ timeZone }: Options): FeedOptions {
  return timeZone === undefined ? {} : { timeZone };
}

function environmentHeaders(text: string | undefined): Record<string, string> {
  if (!text) return {};
  const headers = headersSchema.safeParse(parseJson(text));
  if (!headers.success) throw new UsageError('FEED_HEADERS must be a JSON object of header names and values');
  return headers.data;
}

/** Undefined where the text is no JSON: the schema then says so. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All bytes of a stream; reading ends as soon as there are too many of them. */
async function readCapped(stream: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge(MAX_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
