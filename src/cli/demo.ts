import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { openApp, type App } from '../app.ts';
import { installBaseline } from '../baseline/install.ts';
import { loadConfig, type Config } from '../config.ts';
import { startDemoServer, type DemoServer } from '../demo/server.ts';
import { createLogger } from '../log.ts';
import { renderTimeline } from '../publish/render/timeline-formats.ts';
import { runOnce, workOff } from '../run.ts';
import { coverageOf, summaryOf } from '../summary.ts';
import { deliveriesSince } from '../store/deliveries.ts';
import { timelineView } from '../timeline.ts';
import { say, showProgress } from './context.ts';

const READER = {
  id: 'demo-reader',
  name: 'Demo Reader',
  email: 'reader@example.org',
  zone: 'Europe/London',
};

export function command(): Command {
  return new Command('demo')
    .description(
      'Plays a sample fortnight of sources on this machine and runs the real pipeline over it. No network needed.',
    )
    .option('--folder <path>', 'where its data goes; emptied first', 'data/demo')
    .addHelpText('after', '\nExample:\n  tumen demo')
    .action((options: { folder: string }) => run(options.folder));
}

async function run(folder: string): Promise<void> {
  const started = performance.now();
  const now = new Date();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await startDemoServer({ now });
  try {
    const config = demoConfig(folder, server);
    const app = await openApp({ config, log: createLogger(config.logLevel), command: 'tumen demo' });
    try {
      await play(app, server, folder);
    } finally {
      await app.close();
    }
  } finally {
    await server.close();
  }
  say(`\nDone in ${((performance.now() - started) / 1_000).toFixed(1)} s.`);
}

/** The demo's own settings: nothing of the operator's database, mail server or subscribers is touched. */
function demoConfig(folder: string, server: DemoServer): Config {
  const feedsFile = join(folder, 'feeds.yaml');
  const subscribersFile = join(folder, 'subscribers.yaml');
  writeFileSync(feedsFile, server.feedsYaml);
  writeFileSync(subscribersFile, `subscribers:\n  - ${JSON.stringify(READER)}\n`);
  return {
    ...loadConfig({}),
    dataDir: folder,
    feedsFile,
    subscribersFile,
    allowHosts: [new URL(server.origin).host],
    hostIntervalMs: 0, // its one host is this machine
    alertGatherMs: 0, // a fortnight in a minute: nothing more is on its way
    logLevel: 'silent',
  };
}

async function play(app: App, server: DemoServer, folder: string): Promise<void> {
  const feeds = app.catalog.feeds.filter((feed) => feed.enabled).length;
  say(`A sample fortnight of ${feeds} sources is played at ${server.origin}.`);
  await installBaseline(app);
  say('First poll: what the sources hold already (no news, no alerts) ...');
  await runOnce(app, progress);
  server.advance(2);
  say('Second poll: what has come since ...');
  await runOnce(app, progress);
  const digest = await sendDigest(app);
  showProgress('');
  const timeline = join(folder, 'timeline.html');
  const view = await timelineView(app, {
    from: null,
    to: null,
    categories: null,
    types: null,
    asKnownOn: null,
  });
  writeFileSync(timeline, renderTimeline(view, 'html'));
  say(`\n${await summaryOf(app)}\n`);
  say(`Digest       ${digest.subject}`);
  for (const path of digest.files) say(`             ${path}`);
  say(`Timeline     ${resolve(timeline)} (${view.events.length} events, the curated baseline among them)`);
  say(`\n${await coverageOf(app)}`);
}

async function sendDigest(app: App): Promise<{ subject: string; files: string[] }> {
  const subscriberId = READER.id;
  const localDate = app.clock().toISOString().slice(0, 10);
  await app.queues.add('digest', { subscriberId, edition: 'daily', localDate, slot: '07:00' });
  await workOff(app, ['digest', 'deliver'], progress);
  const sent = (await deliveriesSince(app.database.db, '1970-01-01')).filter(
    (delivery) => delivery.kind === 'digest',
  );
  const [digest] = sent;
  const message = digest?.message;
  const subject =
    typeof message === 'object' && message !== null && 'subject' in message ? String(message.subject) : '';
  const base = digest?.provider_id ? resolve(digest.provider_id) : '';
  return { subject, files: [base, base.replace(/\.eml$/, '.html')].filter(Boolean) };
}

function progress(depth: Record<string, number>): void {
  const waiting = Object.entries(depth).filter(([, jobs]) => jobs > 0);
  showProgress(`  ${waiting.map(([stage, jobs]) => `${stage} ${jobs}`).join('  ')}`);
}
