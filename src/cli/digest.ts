import { Command } from 'commander';
import { DateTime } from 'luxon';
import type { App } from '../app.ts';
import { UsageError } from '../errors.ts';
import { renderDigest } from '../publish/render/digest.ts';
import { instantOf } from '../publish/schedule.ts';
import type { Subscriber } from '../publish/subscribers.ts';
import type { Trx } from '../store/database.ts';
import { digestBySlot, lastDigestAt, type DigestKey } from '../store/digests.ts';
import { digestView } from '../../workers/digest.ts';
import { workOff } from '../run.ts';
import { say, withApp } from './context.ts';
import { dayOf } from './timeline.ts';

interface Options {
  date?: string;
  subscriber?: string;
  preview?: boolean;
  html?: boolean;
}

export function command(): Command {
  return new Command('digest')
    .description('Makes the digest that a subscriber would get now and, unless it is a preview, sends it.')
    .option(
      '--date <day>',
      'local day of the digest (default: today); with --preview a past day is shown as it was known then',
    )
    .option('--subscriber <id>', 'whose digest (default: the first in subscribers.yaml)')
    .option('--preview', 'print it, send nothing, note nothing')
    .option('--html', 'with --preview: print the HTML part instead of the text part')
    .addHelpText('after', '\nExample:\n  tumen digest --preview --subscriber j-doe')
    .action((options: Options) => run(options));
}

async function run(options: Options): Promise<void> {
  const date = dayOf(options.date, '--date');
  await withApp('digest', async (app) => {
    const subscriber = chosen(app, options.subscriber);
    const local = DateTime.fromJSDate(app.clock(), { zone: subscriber.zone });
    const [entry] = subscriber.digests;
    const key = {
      subscriberId: subscriber.id,
      edition: entry?.edition ?? 'daily',
      localDate: date ?? local.toISODate() ?? '',
      slot: entry?.at[0] ?? '07:00',
    };
    if (!options.preview) {
      if (key.localDate !== local.toISODate())
        throw new UsageError(
          `--date ${key.localDate}: only today's digest (${local.toISODate()} in ${subscriber.zone}) can be sent; with --preview a past day is shown as it was known then`,
        );
      return send(app, key);
    }
    const at = pastSlot(app, subscriber, key, date !== null) ?? app.clock();
    const { view } = await app.database.transaction((trx) => previewOf(trx, app, subscriber, key, at));
    const mail = renderDigest(view);
    say(options.html ? mail.html : `Subject: ${mail.subject}\n\n${mail.text}`);
  });
}

/** Where another process runs the pipeline it makes and sends the digest; else this one does. */
async function send(app: App, key: DigestKey): Promise<void> {
  const what = `The digest of ${key.localDate}, ${key.slot}, for ${key.subscriberId}`;
  if (await digestBySlot(app.database.db, key))
    return say(`${what} was made before, and is made once. With --preview: what a digest would tell now.`);
  await app.queues.add('digest', key);
  if (app.database.kind === 'guest') return say(`${what} is queued; the running process sends it.`);
  await workOff(app, ['digest', 'deliver']);
  say(`${what} went to ${app.channels.description}.`);
}

/** The slot's moment where a past day was asked for. */
function pastSlot(app: App, { zone }: Subscriber, key: DigestKey, isAsked: boolean): Date | null {
  const slot = isAsked ? instantOf(key.localDate, key.slot, zone) : null;
  return slot && slot < app.clock() ? slot : null;
}

async function previewOf(trx: Trx, app: App, subscriber: Subscriber, key: DigestKey, now: Date) {
  const since = await lastDigestAt(trx, subscriber.id, key.edition, now);
  return digestView(trx, app, subscriber, key, { id: 'preview', since, now });
}

function chosen(app: App, id: string | undefined): Subscriber {
  const found =
    id === undefined ? app.subscribers[0] : app.subscribers.find((subscriber) => subscriber.id === id);
  if (found) return found;
  const file = app.config.subscribersFile;
  throw new UsageError(id === undefined ? `no subscribers in ${file}` : `no subscriber "${id}" in ${file}`);
}
