/** The limit: as many jobs as the pipeline has, through as many queues, each doing nothing. Prints jobs per second. */
import { openDatabase } from '../src/store/database.ts';
import { loadConfig } from '../src/config.ts';
import { createQueues } from '../src/queue/bullmq.ts';

const jobs = Number(process.argv[2]);
const config = loadConfig();
const database = await openDatabase({
  databaseUrl: config.databaseUrl,
  dataDir: config.dataDir,
  now: new Date(),
  command: 'bench no-op',
});
const queues = await createQueues(
  config.redisUrl ? { redisUrl: config.redisUrl } : { pool: database.queuePool },
);
let done = 0;
const started = performance.now();
const finished = new Promise<void>((resolve) => {
  const count = async (): Promise<void> => {
    done += 1;
    if (done === jobs * 3) resolve();
  };
  queues.work('read', count);
  queues.work('analyze', count);
  queues.work('link', count);
});
for (let from = 0; from < jobs; from += 500) {
  const ids = Array.from({ length: Math.min(500, jobs - from) }, (_, n) => from + n + 1);
  await queues.addAll(
    'read',
    ids.map((itemId) => ({ itemId, version: 1, attempt: 0 })),
  );
  await queues.addAll(
    'analyze',
    ids.map((documentId) => ({ documentId, lexicon: 'bench' })),
  );
  await queues.addAll(
    'link',
    ids.map((documentId) => ({ documentId })),
  );
}
await finished;
process.stdout.write(
  `${JSON.stringify({ jobsPerSecond: (jobs * 3) / ((performance.now() - started) / 1_000) })}\n`,
);
process.exit(0);
