/**
 * Digests: a year of slots in 30 zones through the real schedule, queue, worker and store, with outages; and the time and size of a
 * digest of 300 events. Exit code 1 where a slot has no digest or two, or the mail is slower or larger than it may be.
 * Usage: tsx bench/digest.ts [--days 365] [--from 2026-01-01]
 */
import { parseArgs } from 'node:util';
import { renderDigest } from '../src/publish/render/digest.ts';
import type { EventView } from '../src/publish/event-view.ts';
import { passDays } from '../tests/harness/digest-days.ts';
import { ZONES } from '../tests/harness/zones.ts';
import {
  AIR_DEFENCE,
  PETROLEUM,
  SHELLS,
  VETO,
  WORKERS,
  actionsFor,
  digestOf,
} from '../tests/publish/sample.ts';

const { values } = parseArgs({
  options: { days: { type: 'string', default: '365' }, from: { type: 'string', default: '2026-01-01' } },
});
const HOUR_MS = 3_600_000;
const EVENTS = 300;
/** What Gmail shows before it cuts. */
const GMAIL_BYTES = 102 * 1_024;

function bigDay(): { seconds: number; bytes: number; isWhole: boolean } {
  const kinds = [SHELLS, PETROLEUM, AIR_DEFENCE, WORKERS, VETO];
  const events = Array.from({ length: EVENTS }, (_, n): EventView => ({
    ...(kinds[n % 5] ?? SHELLS),
    id: String(n),
  }));
  const view = digestOf({
    categories: [{ category: 'sanctions_evasion', events }],
    publicUrl: 'https://t.example.org',
    archiveUrl: 'https://t.example.org/reader/digest',
    verdicts: Object.fromEntries(events.map(({ id }) => [id, actionsFor(id)])),
  });
  renderDigest(digestOf()); // templates are compiled once a process
  const started = process.cpuUsage();
  const { html } = renderDigest(view);
  const { user, system } = process.cpuUsage(started);
  const full = html.split('class="event"').length - 1;
  const brief =
    html.match(/<li[^>]*>[^]*?<\/li>/gu)?.filter((line) => /according to|confirmed by/u.test(line)).length ??
    0;
  const more = Number(/([\d,]+) more events? did not fit/u.exec(html)?.[1] ?? 0);
  console.log(
    `of ${EVENTS} events ${full} stand with their evidence, ${brief} on a line, ${more} behind a link`,
  );
  return {
    seconds: (user + system) / 1e6,
    bytes: Buffer.byteLength(html),
    isWhole: full + brief + more >= EVENTS,
  };
}

const big = bigDay();
console.log(
  `a digest of ${EVENTS} events: ${big.seconds.toFixed(2)} s of processor time, ${(big.bytes / 1_024).toFixed(1)} KB`,
);

const from = new Date(`${values.from}T00:20:00Z`);
const days = Number(values.days);
const outages = [
  { share: 0.2, hours: 9 },
  { share: 0.5, hours: 30 },
  { share: 0.8, hours: 60 },
].map(({ share, hours }) => {
  const start = from.getTime() + Math.floor(days * share) * 24 * HOUR_MS;
  return { from: new Date(start), to: new Date(start + hours * HOUR_MS) };
});
const started = performance.now();
const report = await passDays({ zones: ZONES, from, days, stepMs: HOUR_MS, outages });
console.log(
  `${days} days in ${ZONES.length} zones, three outages of 9, 30 and 60 hours: ${report.slots} slots, ${report.swallowed} made up for by a later one, ${report.made} digests in ${((performance.now() - started) / 1_000).toFixed(0)} s`,
);
console.log(
  `slots without a digest ${report.missing.length}, digests without a slot or twice ${report.unexpected.length}, not delivered once ${report.notDeliveredOnce}`,
);
const isSound = report.missing.length + report.unexpected.length + report.notDeliveredOnce === 0;
process.exit(isSound && big.isWhole && big.seconds < 1 && big.bytes < GMAIL_BYTES ? 0 : 1);
