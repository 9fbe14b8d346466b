import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';
import type { App } from '../app.ts';
import { loadConfig } from '../config.ts';
import { UsageError } from '../errors.ts';
import { createLogger } from '../log.ts';
import { openApp } from '../app.ts';
import { chosenStages, runOnce, startClock, startWorkers } from '../run.ts';
import { startWeb } from '../web/server.ts';
import { installBaseline } from '../baseline/install.ts';
import { say, showProgress, withApp } from './context.ts';
import { coverageOf, summaryOf } from '../summary.ts';
import { feedStates } from '../store/feeds.ts';

/** A job may take as long as its page's time limit; what is not done by then is taken up again after the restart. */
const GRACE_MS = 30_000;

export function command(): Command {
  return new Command('run')
    .description('Schedules and works on all stages, and serves the status page, until it is stopped.')
    .option('--once', 'poll every feed once, work until nothing is left, print a summary')
    .option('--no-web', 'do not serve the status page')
    .addHelpText(
      'after',
      `
WORKERS=poll,read tumen run   works on these stages only; the scheduler is the stage "tick"

Example:
  tumen run --once`,
    )
    .action(async (options: { once?: boolean; web: boolean }) => {
      if (options.once) await once();
      else await forever(options.web);
    });
}

async function once(): Promise<void> {
  await withApp('run --once', async (app) => {
    refuseGuest(app);
    await installBaseline(app);
    const started = app.clock().toISOString();
    await runOnce(app, (depth) => showProgress(progressLine(depth)));
    showProgress('');
    say(await summaryOf(app));
    const first = (await feedStates(app.database.db)).filter(
      ({ seeded_at: at }) => at && at >= started,
    ).length;
    if (first > 0)
      say(`${first} sources were read for the first time: what they hold is no news, and alerts nobody.`);
    say(`\n${await coverageOf(app)}`);
  });
}

async function forever(web: boolean): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const app = await openApp({ config, log, command: 'tumen run' });
  refuseGuest(app);
  const stages = chosenStages(config.workers);
  await installBaseline(app);
  const workers = startWorkers(app, stages);
  const server = web ? await startWeb(app) : null;
  if (stages.includes('tick')) await startClock(app);
  announce(app, server?.url ?? null, stages);
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ signal, err }) => {
    if (err) log.error({ err }, 'stopping after an error');
    else log.info({ signal }, 'stopping: running jobs are finished');
    await server?.close();
    await Promise.all(workers.map((worker) => worker.close()));
    await app.close();
  });
}

function refuseGuest(app: App): void {
  const { kind, holder } = app.database;
  if (kind !== 'guest' || !holder) return;
  throw new UsageError(
    `${app.config.dataDir} is in use by process ${holder.pid} ("${holder.command}", since ${holder.since}). ` +
      'One process at a time can run on a data folder; with DATABASE_URL set to a PostgreSQL server, several can.',
  );
}

function announce(app: App, url: string | null, stages: readonly string[]): void {
  const { config, catalog } = app;
  const on = catalog.feeds.filter((feed) => feed.enabled).length;
  say(
    `Tumen watches ${on} of ${catalog.feeds.length} sources (${config.feedsFile}); stages: ${stages.join(', ')}.`,
  );
  say(
    `Database: ${config.databaseUrl ? 'PostgreSQL server' : `PGlite in ${config.dataDir}/`}. Queues: ${config.redisUrl ? 'Redis' : 'the same database'}.`,
  );
  say(
    config.smtp
      ? `Mail goes out through ${config.smtp.host}.`
      : `No SMTP_HOST: mails are written to ${config.dataDir}/outbox/.`,
  );
  if (app.subscribers.length === 0)
    say(`No subscribers yet: copy subscribers.example.yaml to ${config.subscribersFile}.`);
  if (!config.contact)
    say('TUMEN_CONTACT is not set: site owners cannot reach you; many refuse such clients.');
  if (url) say(`Status page: ${url}`);
}

function progressLine(depth: Record<string, number>): string {
  const waiting = Object.entries(depth).filter(([, jobs]) => jobs > 0);
  return waiting.map(([stage, jobs]) => `${stage} ${jobs}`).join('  ');
}
