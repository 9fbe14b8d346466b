import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { createHttpClient } from '../http/index.ts';
import { checkFeed } from '../sources/check.ts';
import { formatDuration, loadCatalog, type Feed } from '../sources/index.ts';
import { VERSION } from '../version.ts';

interface ListOptions {
  all?: boolean;
  json?: boolean;
}

/** `tumen feeds`: which sources there are; `tumen feeds check ID`: what one of them sends. */
export function command(): Command {
  const feeds = new Command('feeds')
    .summary('list the sources, or check one')
    .description(
      'Lists the sources of feeds.yaml that are on; with --all also those that are off, with the reason.',
    )
    .option('--all', 'also those that are off')
    .option('--json', 'as JSON, one object a line')
    .addHelpText('after', '\nExamples:\n  $ tumen feeds --all\n  $ tumen feeds check yna-nk-en')
    .action((options: ListOptions) => list(options));
  feeds
    .command('check <id>')
    .summary('fetch one feed now and say what it found')
    .description(
      'Fetches one feed, on or off, and says what came: status, size, encoding, items, their dates, how many name the ' +
        'DPRK, and what is unlike a healthy answer. Stores nothing. Exit code 1: no items could be read.',
    )
    .addHelpText('after', '\nExample:\n  $ tumen feeds check un-press-en')
    .action((id: string) => check(id));
  return feeds;
}

function list(options: ListOptions): void {
  const { feeds } = loadCatalog(loadConfig().feedsFile);
  const shown = feeds.filter((feed) => feed.enabled || options.all);
  for (const feed of shown) print(options.json ? JSON.stringify(summaryOf(feed)) : lineOf(feed));
  if (options.json) return;
  const on = feeds.filter((feed) => feed.enabled).length;
  print(
    `\n${on} feeds are on, ${feeds.length - on} are off${options.all ? '' : ' (tumen feeds --all says why)'}.`,
  );
}

function summaryOf({ id, title, url, kind, lang, organisation, enabled, whyOff, interval }: Feed) {
  return { id, title, url, kind, lang, organisation, enabled, whyOff, intervalMs: interval };
}

function lineOf(feed: Feed): string {
  const state = feed.enabled ? `every ${formatDuration(feed.interval ?? 0)}` : 'off';
  const columns = [
    feed.id.padEnd(18),
    feed.lang.padEnd(3),
    feed.kind.padEnd(12),
    state.padEnd(10),
    feed.title,
  ];
  return columns.join('  ') + (feed.whyOff ? `: ${feed.whyOff}` : '');
}

async function check(id: string): Promise<void> {
  const config = loadConfig();
  const catalog = loadCatalog(config.feedsFile);
  const feed = catalog.feed(id);
  print(`${feed.id}: ${feed.title}${feed.whyOff ? ` (off: ${feed.whyOff})` : ''}\n${feed.url}`);
  const http = createHttpClient({ version: VERSION, contact: config.contact, allowHosts: config.allowHosts });
  try {
    const result = await checkFeed(feed, catalog, http, () => new Date());
    for (const line of result.lines) print(line);
    if (!result.ok) process.exitCode = 1;
  } finally {
    await http.close();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
