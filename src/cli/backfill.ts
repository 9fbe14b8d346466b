import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { App } from '../app.ts';
import { UsageError } from '../errors.ts';
import { startWorkers } from '../run.ts';
import { backfillById, openBackfill, unreadBackfillItems } from '../store/backfills.ts';
import type { Backfill } from '../store/tables.ts';
import { sweep } from '../sweep.ts';
import { say, showProgress, withApp } from './context.ts';
import { dayOf } from './timeline.ts';

const PROBE_MS = 1_000;

export function command(): Command {
  return new Command('backfill')
    .description(
      'Walks the archive of a source page by page; what it finds never alerts and enters no digest. Resumable.',
    )
    .argument('<source>', 'id of a feed that has "backfill" in feeds.yaml (tumen feeds lists them)')
    .requiredOption('--from <day>', 'first day (YYYY-MM-DD)')
    .requiredOption('--to <day>', 'last day')
    .option('--restart', 'walk again although this window was walked to its end')
    .addHelpText('after', '\nExample:\n  tumen backfill un-press-dprk --from 2023-09-01 --to 2024-06-30')
    .action((source: string, options: { from: string; to: string; restart?: boolean }) =>
      run(source, options),
    );
}

async function run(source: string, options: { from: string; to: string; restart?: boolean }): Promise<void> {
  const from = dayOf(options.from, '--from') ?? '';
  const to = dayOf(options.to, '--to') ?? '';
  if (from > to) throw new UsageError(`--from ${from} lies behind --to ${to}`);
  await withApp(`backfill ${source}`, async (app) => {
    const feed = app.catalog.feed(source);
    if (!feed.backfill) throw new UsageError(`feed "${source}" has no backfill in feeds.yaml`);
    const window = { sourceId: source, from, to, restart: options.restart ?? false };
    const row = await openBackfill(app.database.db, window, app.clock());
    if (row.state === 'done') return say(`${describe(row)} Done before; --restart walks it again.`);
    await app.queues.add('backfill', { backfillId: row.id, page: row.pages });
    // Where another process runs the pipeline, it does the work and this one only watches.
    const workers =
      app.database.kind === 'guest' ? [] : startWorkers(app, ['backfill', 'read', 'analyze', 'link']);
    try {
      await watch(app, row);
    } finally {
      await Promise.all(workers.map((worker) => worker.close()));
    }
  });
}

async function watch(app: App, first: Backfill): Promise<void> {
  const started = app.clock().getTime();
  for (;;) {
    const row = (await backfillById(app.database.db, first.id)) ?? first;
    const unread = await unreadBackfillItems(app.database.db);
    const seconds = (app.clock().getTime() - started) / 1_000;
    const rate = seconds > 0 ? (row.items - first.items - unread) / seconds : 0;
    const remaining = rate > 0 ? `, about ${Math.ceil(unread / rate)} s for what is queued` : '';
    showProgress(`${describe(row)} ${unread} to read, ${Math.max(rate, 0).toFixed(1)}/s${remaining}`);
    if (row.state === 'failed') throw new Error(`${describe(row)} Stopped: ${row.last_error}`);
    if (row.state === 'done' && unread === 0 && (await isQuiet(app))) {
      showProgress('');
      return say(`${describe(row)} Done.`);
    }
    if (row.state === 'open') await app.queues.add('backfill', { backfillId: row.id, page: row.pages });
    await sleep(PROBE_MS);
  }
}

async function isQuiet(app: App): Promise<boolean> {
  const depth = await app.queues.depth();
  if (depth.read + depth.analyze + depth.link > 0) return false;
  const swept = await sweep(app, 0);
  return Object.values(swept).every((rows) => rows === 0);
}

function describe(row: Backfill): string {
  return `${row.source_id} ${row.from_day} to ${row.to_day}: ${row.pages} pages, ${row.items} new items.`;
}
