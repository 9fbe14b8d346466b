/**
 * A process that delivers, to be killed: workers of the stage "deliver", and the tick that enqueues what is due. Its clock runs
 * SPEED times as fast, so that waits of minutes fit into a test.
 */
import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startWorkers } from '../../src/run.ts';
import { runTick } from '../../workers/tick.ts';

const speed = Number(process.argv[2]);
const since = Number(process.argv[3]);
const TICK_MS = 60_000;

const config = loadConfig();
const app = await openApp({
  config,
  log: createLogger(config.logLevel),
  command: 'a test',
  clock: () => new Date(since + (Date.now() - since) * speed),
});
startWorkers(app, ['deliver']);
// A tick that meets a database that is away fails like the tick of the queue: the next one comes.
setInterval(() => void runTick(app).catch(() => undefined), TICK_MS / speed);
