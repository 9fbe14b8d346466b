/**
 * 10,000 deliveries under 200 random faults: processes killed, Redis and PostgreSQL restarted, a mail server that refuses, defers,
 * breaks and drops lines. Needs PostgreSQL and Redis on the machine. Exit code 1 where anything was lost, or doubled other than
 * where the server accepted and its answer or our note of it was cut off.
 * Usage: tsx bench/faults.ts [--subscribers 200] [--digests 40] [--faults 200] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { runFaults } from '../tests/harness/faults.ts';
import { randomFrom } from '../tests/harness/random.ts';

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '200' },
    digests: { type: 'string', default: '40' },
    faults: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const faults = Number(values.faults);
const kills = Math.round(faults * 0.12);
const restarts = Math.round(faults * 0.04);
const report = await runFaults({
  subscribers: Number(values.subscribers),
  digestsEach: Number(values.digests),
  kills,
  redisRestarts: restarts,
  postgresRestarts: restarts,
  mailFaults: faults - kills - 2 * restarts,
  speed: 6,
  random: randomFrom(Number(values.seed)),
  say: (line) => process.stderr.write(`${line}\n`),
});
if (!report) throw new Error('needs PostgreSQL and Redis of its own');
console.log(
  `${report.deliveries} deliveries in ${report.seconds.toFixed(0)} s under ${report.faults} faults: ${kills} kills, ${restarts} restarts each of Redis and PostgreSQL, ${faults - kills - 2 * restarts} of the mail server`,
);
console.log(
  `messages accepted ${report.messages}, of these ${report.bursts} that join several alerts; refused for good ${report.rejected}`,
);
console.log(`lost ${report.lost}, still waiting ${report.pending}`);
console.log(
  `accepted twice, under one Message-ID: ${report.doubledByLine} after a dropped line, ${report.doubledByKill} after a kill or restart, ${report.unexplained.length} for no known reason`,
);
for (const each of report.unexplained) console.log(`  ${JSON.stringify(each)}`);
console.log(`told twice by messages that differ: ${report.toldTwice}`);
const isSound = report.lost + report.pending + report.unexplained.length + report.toldTwice === 0;
process.exit(isSound ? 0 : 1);
