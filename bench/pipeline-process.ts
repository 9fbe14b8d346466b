/** One process of the bench: works on all stages until idle, makes the digest, and reports what it took, as JSON. */
import { openApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { runOnce, workOff } from '../src/run.ts';
import { storeCounts } from '../src/store/counts.ts';

const config = loadConfig();
const app = await openApp({ config, log: createLogger(config.logLevel), command: 'bench' });
const started = performance.now();
const cpu = process.cpuUsage();
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 200);
await runOnce(app, () => undefined);
const worked = performance.now();
const [subscriber] = app.subscribers;
if (!subscriber) throw new Error('the bench needs its subscriber');
const key = {
  subscriberId: subscriber.id,
  edition: 'daily',
  localDate: app.clock().toISOString().slice(0, 10),
  slot: '07:00',
};
await app.queues.add('digest', key);
await workOff(app, ['digest', 'deliver']);
clearInterval(watch);
const used = process.cpuUsage(cpu);
const counts = await storeCounts(app.database.db);
process.stdout.write(
  `${JSON.stringify({
    seconds: (worked - started) / 1_000,
    digestSeconds: (performance.now() - worked) / 1_000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMb: peak / 2 ** 20,
    ...counts,
  })}\n`,
);
await app.close();
