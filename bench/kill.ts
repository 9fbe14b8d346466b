/**
 * What random SIGKILLs cost: one scheduler and two worker processes over a real PostgreSQL and a real Redis read a loopback
 * world and mail alerts to a real SMTP server, while workers are killed and started again.
 * Usage: tsx bench/kill.ts [--items 2000] [--kills 100] [--seed 1]. Exit code 1 where anything was lost.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startCluster, until } from '../tests/harness/cluster.ts';
import { randomFrom } from '../tests/harness/random.ts';
import { query, startPostgres, startRedis } from '../tests/harness/services.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const kills = Number(values.kills);
const FEEDS = 20;
const SUBSCRIBERS = 10;
const WORK = 'poll,read,analyze,link,alert,deliver';
const itemsPerFeed = Math.ceil(Number(values.items) / FEEDS);
const items = FEEDS * itemsPerFeed;

const postgres = await startPostgres();
const redis = await startRedis();
if (!postgres || !redis) throw new Error('needs PostgreSQL and Redis');
await query(postgres.url, 'create database kill_test');
const databaseUrl = postgres.url.replace(/\/postgres$/, '/kill_test');
const cluster = await startCluster({
  databaseUrl,
  redisUrl: redis.url,
  feeds: FEEDS,
  itemsPerFeed,
  subscribers: SUBSCRIBERS,
});
const random = randomFrom(Number(values.seed));
cluster.start('tick,digest');
await cluster.makeFeedsKnown();
const workers = [cluster.start(WORK), cluster.start(WORK)];

const started = Date.now();
for (let killed = 0; killed < kills; killed += 1) {
  await sleep(500 + random() * 3_000);
  const victim = random() < 0.5 ? 0 : 1;
  workers[victim]?.kill('SIGKILL');
  workers[victim] = cluster.start(WORK);
}
await until(async () => (await cluster.leftOver()) === 0, 'the end');
const seconds = (Date.now() - started) / 1_000;

const stored = await cluster.count('select count(*) from tumen.item');
const documents = await cluster.count(
  'select count(*) from tumen.document where current and analyzed_at is not null and linked_at is not null',
);
const sent = await query(databaseUrl, `select message_id from tumen.delivery where state = 'sent'`);
const lostMails = sent.filter((row) => !cluster.mails.has(String(row['message_id']))).length;
const twice = [...cluster.mails.values()].filter((times) => times > 1).length;
console.log(
  `${kills} SIGKILLs in ${seconds.toFixed(0)} s over ${items} items, ${cluster.world.hits.size} addresses fetched`,
);
console.log(
  `items stored ${stored}, documents read, analysed and linked ${documents}, lost ${items - documents}`,
);
console.log(
  `mails due ${sent.length}, received ${cluster.mails.size}, lost ${lostMails}, received twice ${twice}`,
);
await cluster.close();
await postgres.stop();
await redis.stop();
process.exit(items === documents && lostMails === 0 && sent.length > 0 ? 0 : 1);
