import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { App } from '../app.ts';
import { estimateEntry, type Estimate } from '../backfill/estimate.ts';
import { loadPlan, type BackfillPlan } from '../backfill/plan.ts';
import { estimateLines, progressLine, reasonOf, reportLines } from '../backfill/report.ts';
import { openBackfills, progressOf, runBackfills } from '../backfill/run.ts';
import { UsageError } from '../errors.ts';
import { unreachedOfBackfill } from '../store/backfills.ts';
import type { Backfill } from '../store/tables.ts';
import { say, showProgress, withApp } from './context.ts';

interface Options {
  only?: string[];
  dryRun?: boolean;
  restart?: boolean;
  unreached?: string;
}

export function command(): Command {
  return new Command('backfill')
    .description(
      'Walks the archives that a plan names, back over years. What it finds never alerts and enters no digest. Stop it when you like: the next run goes on where it was.',
    )
    .argument('<plan>', 'plan file; backfill.yaml is one to begin with')
    .option('--dry-run', 'ask for a few lists only, and say how many requests and how long it would take')
    .option('--only <id...>', 'only these entries of the plan')
    .option('--restart', 'walk again what was walked to its end; what is stored is not fetched again')
    .option('--unreached <file>', 'write every address that was not reached, and why, to this CSV file')
    .addHelpText(
      'after',
      '\nExamples:\n  tumen backfill backfill.yaml --dry-run\n  tumen backfill backfill.yaml --only rfa-korean --unreached missing.csv',
    )
    .action((path: string, options: Options) => run(path, options));
}

async function run(path: string, options: Options): Promise<void> {
  await withApp(`backfill ${path}`, async (app) => {
    const plan = loadPlan(path, app.catalog);
    const entries = chosen(plan, path, options.only);
    if (options.dryRun) return estimate(app, plan, entries);
    const rows = await openBackfills(app, plan, entries, options.restart ?? false);
    await runBackfills(app, ids(rows), (all, rate) => showProgress(progressLine(all, rate)));
    showProgress('');
    await report(app, rows, options.unreached);
  });
}

async function estimate(app: App, plan: BackfillPlan, entries: BackfillPlan['entries']): Promise<void> {
  const estimates: Estimate[] = [];
  for (const each of entries) {
    showProgress(`asking ${each.entry.id}`);
    estimates.push(await estimateEntry(app, plan, each));
  }
  showProgress('');
  for (const line of estimateLines(estimates)) say(line);
}

function chosen(
  plan: BackfillPlan,
  path: string,
  only: readonly string[] | undefined,
): BackfillPlan['entries'] {
  if (!only) return plan.entries;
  const unknown = only.filter((id) => !plan.entries.some(({ entry }) => entry.id === id));
  if (unknown.length > 0) throw new UsageError(`${path} has no entry "${unknown.join('", "')}"`);
  return plan.entries.filter(({ entry }) => only.includes(entry.id));
}

async function report(app: App, rows: readonly Backfill[], file: string | undefined): Promise<void> {
  const all = await progressOf(app, ids(rows));
  for (const line of reportLines(all)) say(line);
  if (file) {
    const lines: string[][] = [['source', 'address', 'why']];
    for (const { id, source_id } of rows) {
      const unreached = await unreachedOfBackfill(app.database.db, id);
      lines.push(...unreached.map(({ address, why }) => [source_id, address, reasonOf(why)]));
    }
    writeFileSync(file, stringify(lines, { escape_formulas: true }));
    say(`${lines.length - 1} addresses not reached: ${file}`);
  }
  const stopped = all.filter(({ backfill }) => backfill.state === 'failed').length;
  if (stopped > 0)
    throw new Error(
      `${stopped} of ${all.length} archives could not be walked to their end; run it again to go on`,
    );
}

function ids(rows: readonly Backfill[]): number[] {
  return rows.map(({ id }) => id);
}
