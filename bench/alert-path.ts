/**
 * How long an alert takes from the poll of its feed to the mail server's acceptance: on an idle system, and behind a backfill.
 * One process, PGlite, a real SMTP server on loopback; pages are not fetched. Exit code 1 above 5 s idle or 60 s behind.
 * Usage: tsx bench/alert-path.ts [--backlog 10000]
 */
import { parseArgs } from 'node:util';
import { measureAlertPath, type AlertPath } from '../tests/harness/alert-path.ts';

const { values } = parseArgs({ options: { backlog: { type: 'string', default: '10000' } } });
const ALERTS = 3; // more within five minutes would be a burst, and wait for each other
const most = ({ seconds }: AlertPath): number => Math.max(...seconds);
const listed = ({ seconds }: AlertPath): string => seconds.map((each) => each.toFixed(1)).join(', ');

const idle = await measureAlertPath(ALERTS, 0);
console.log(`idle: ${listed(idle)} s`);
const busy = await measureAlertPath(ALERTS, Number(values.backlog));
console.log(
  `behind a backfill of ${values.backlog} documents: ${listed(busy)} s; ${busy.behind} of its jobs still waited`,
);
process.exit(most(idle) < 5 && most(busy) < 60 ? 0 : 1);
