/** What became of an outbox: the rows beside what the mail server accepted. */
import type { App } from '../../src/app.ts';
import { deliveriesSince } from '../../src/store/deliveries.ts';
import type { FaultyMail } from './faulty-mail.ts';

/** A kill within this time after the server's answer may have kept a worker from noting it. */
const NOTE_MS = 3_000;

export async function reportOf(app: App, mail: FaultyMail, ends: readonly number[]) {
  const rows = await deliveriesSince(app.database.db, '1970-01-01');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const carriers = rows.map((row) => (row.joined_id === null ? row : (byId.get(row.joined_id) ?? row)));
  const isAccepted = (id: string): boolean => mail.accepted.has(id);
  const mails = [...mail.accepted.values()];
  const doubled = mails.filter(({ at }) => at.length > 1);
  const byLine = doubled.filter(({ isDropped }) => isDropped);
  const isKilled = (at: number): boolean => ends.some((end) => end >= at - 100 && end - at < NOTE_MS);
  const byKill = doubled.filter(({ isDropped, at }) => !isDropped && at.slice(0, -1).every(isKilled));
  const unexplained = doubled.filter((each) => !byLine.includes(each) && !byKill.includes(each));
  return {
    messages: mail.accepted.size,
    bursts: rows.filter(({ kind }) => kind === 'burst').length,
    lost: carriers.filter(({ message_id: id }) => !isAccepted(id) && !mail.rejected.has(id)).length,
    rejected: mail.rejected.size,
    doubledByLine: byLine.length,
    doubledByKill: byKill.length,
    unexplained: unexplained.map(({ recipient, at }) => ({
      recipient,
      secondsApart: at.slice(1).map((each, n) => (each - (at[n] ?? each)) / 1_000),
      secondsToNextEnd: at.map((each) => (Math.min(...ends.filter((end) => end >= each)) - each) / 1_000),
    })),
    toldTwice: toldTwice(mails),
    pending: rows.filter(({ state }) => state === 'pending').length,
  };
}

/** How many pairs of reader and event stand in more than one message. */
function toldTwice(mails: readonly { recipient: string; text: string }[]): number {
  const told = new Map<string, number>();
  for (const { recipient, text } of mails) {
    const events = new Set([...text.matchAll(/faults\.example\.org\/events\/(\d+)/gu)].map(([, id]) => id));
    for (const id of events) told.set(`${recipient} ${id}`, (told.get(`${recipient} ${id}`) ?? 0) + 1);
  }
  return [...told.values()].filter((times) => times > 1).length;
}
