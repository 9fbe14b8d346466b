import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { DateTime } from 'luxon';
import { createChannels } from '../channels/index.ts';
import { problemsOf, type Address } from '../channels/posts.ts';
import { environmentValue, loadConfig } from '../config.ts';
import { UsageError } from '../errors.ts';
import { nextDue } from '../publish/schedule.ts';
import { sendTest } from '../publish/test-message.ts';
import { addToFile, type NewEntry } from '../publish/subscribers-file.ts';
import { parseSubscribers, type Subscriber } from '../publish/subscribers.ts';
import { say } from './context.ts';

/** `tumen subscribers`: who gets what. The file is data; `add` only saves typing. */
export function command(): Command {
  return new Command('subscribers')
    .summary('list, check or add readers')
    .description(
      'Works on subscribers.yaml (TUMEN_SUBSCRIBERS). Who unsubscribed stays so, whatever the file says.',
    )
    .addHelpText('after', '\nExample:\n  $ tumen subscribers check')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(checkCommand())
    .addCommand(addCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('Lists the subscribers, where they are reached, and when their next digest is due.')
    .option('--json', 'as JSON, one object a line, without secrets')
    .addHelpText('after', '\nExample:\n  $ tumen subscribers list')
    .action(({ json }: { json?: boolean }) => {
      const { subscribers } = readFile();
      for (const each of subscribers) say(json ? JSON.stringify(each) : lineOf(each, new Date()));
    });
}

function checkCommand(): Command {
  return new Command('check')
    .description(
      'Reads the file and says what is wrong, with line numbers; also which ${NAME} the environment lacks. Exit code 1 or 2 if ' +
        'anything is. Sends nothing unless --send says so.',
    )
    .option(
      '--send [id]',
      'then send a message that says it is a test to every address of this subscriber, or of all',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ node --env-file=.env bin/tumen subscribers check' +
        '\n  $ node --env-file=.env bin/tumen subscribers check --send j-doe',
    )
    .action(async ({ send }: { send?: string | true }) => {
      const { path, subscribers, lineOf } = readFile();
      const problems = subscribers.flatMap((subscriber, index) =>
        subscriber.channels.flatMap((address) =>
          problemsOf(address, environmentValue).map(
            (problem) => `${path}:${lineOf(index)}: ${subscriber.id}: channel ${address.name}: ${problem}`,
          ),
        ),
      );
      for (const problem of problems) say(problem);
      if (problems.length > 0) process.exitCode = 1;
      else
        say(
          `${path}: ${subscribers.length} ${subscribers.length === 1 ? 'subscriber' : 'subscribers'}, nothing wrong`,
        );
      if (send) await sendTests(subscribers, send);
    });
}

/** Exit code 1 where an address was not reached. */
async function sendTests(subscribers: readonly Subscriber[], send: string | true): Promise<void> {
  const chosen = send === true ? subscribers : subscribers.filter(({ id }) => id === send);
  if (chosen.length === 0) throw new UsageError(`no subscriber "${send}"`);
  const config = loadConfig();
  const channels = createChannels(config);
  const means = { channels, environment: environmentValue, mailFrom: config.mailFrom };
  try {
    for (const subscriber of chosen)
      for (const address of subscriber.channels) {
        const sent = await sendTest(means, subscriber, address, new Date());
        const fate =
          sent.outcome === 'sent'
            ? `sent${sent.providerId ? `: ${sent.providerId}` : ''}`
            : `NOT SENT: ${sent.reason}`;
        say(`${subscriber.id}: ${addressInWords(address)}: ${fate}`);
        if (sent.outcome !== 'sent') process.exitCode = 1;
      }
  } finally {
    await channels.close();
  }
}

interface AddOptions {
  name: string;
  zone: string;
  email?: string;
  channel: string[];
  language?: string;
  at: string[];
  days: string[];
  weekly?: boolean;
  digest: boolean;
  alerts: boolean;
}

function addCommand(): Command {
  return new Command('add')
    .description(
      'Adds a subscriber below the last one, leaving everything else in the file as it is. Refuses an id or mail address that is ' +
        'there already. What has no option here can be written into the file afterwards.',
    )
    .argument('<id>', 'a short name that stays the same, such as j-doe')
    .requiredOption('--name <name>', 'how the reader is addressed')
    .requiredOption('--zone <zone>', 'IANA time zone, such as Asia/Seoul')
    .option('--email <address>', 'takes digests and alerts')
    .option('--channel <settings>', 'as "kind,setting=value,..."; may be given several times', collect, [])
    .option('--language <language>', 'of the frame text: en or ko')
    .option(
      '--at <time>',
      'local time of the digest (default: 07:00); may be given several times',
      collect,
      [],
    )
    .option('--days <days>', 'daily, weekdays, weekends, mon ...; may be given several times', collect, [])
    .option('--weekly', 'one digest a week, on Monday unless --days says otherwise')
    .option('--no-digest', 'alerts only')
    .option('--no-alerts', 'digests only')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tumen subscribers add j-doe --name "Jin Doe" --email j.doe@example.org --zone Asia/Seoul' +
        "\n  $ tumen subscribers add desk --name Desk --zone UTC --no-digest --channel 'slack,url=${SLACK_DESK}'" +
        '\n\nSingle quotes keep ${NAME} as it is: it is taken from the environment when a message is sent.',
    )
    .action((id: string, options: AddOptions) => {
      const path = loadConfig().subscribersFile;
      const added = addToFile(path, entryOf(id, options));
      say(`Added to ${path}:\n${lineOf(added, new Date())}\nA running Tumen reads the file within a second.`);
    });
}

function entryOf(id: string, options: AddOptions): NewEntry {
  const { name, email, zone, language, channel, at, days, weekly, digest, alerts } = options;
  const slots = {
    ...(weekly && { edition: 'weekly' }),
    at: single(at.length > 0 ? at : ['07:00']),
    ...(days.length > 0 && { days: single(days) }),
  };
  const isUsual = !weekly && at.length === 0 && days.length === 0;
  return {
    id,
    name,
    ...(email !== undefined && { email }),
    ...(channel.length > 0 && { channels: channel.map(channelOf) }),
    zone,
    ...(language !== undefined && { language }),
    ...(!digest ? { digests: [] } : isUsual ? {} : { digests: [slots] }),
    ...(!alerts && { alerts: false }),
  };
}

/** "slack,url=...,for=alerts" as the file would have it; what the settings may be, the file's own check says. */
function channelOf(text: string): Record<string, string> {
  const [kind = '', ...settings] = text.split(',');
  const pairs = settings.map((setting) => {
    const at = setting.indexOf('=');
    if (at < 1) throw new UsageError(`--channel: "${setting}" must be setting=value`);
    return [setting.slice(0, at).trim(), setting.slice(at + 1).trim()];
  });
  return Object.fromEntries([['kind', kind.trim()], ...pairs]);
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

function single(values: string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? '') : values;
}

function readFile() {
  const path = loadConfig().subscribersFile;
  if (!existsSync(path))
    throw new UsageError(`no ${path}: copy subscribers.example.yaml, or use tumen subscribers add`);
  return { path, ...parseSubscribers(readFileSync(path, 'utf8'), path) };
}

function lineOf(subscriber: Subscriber, now: Date): string {
  const { id, name, zone, channels, alerts, pausedUntil } = subscriber;
  const next = nextDue(subscriber, now);
  const when = next && DateTime.fromJSDate(next.due, { zone }).toFormat('ccc yyyy-MM-dd HH:mm');
  return [
    id.padEnd(16),
    name.padEnd(20),
    zone.padEnd(18),
    (when ? `digest ${when}` : 'no digest').padEnd(30),
    channels.map(addressInWords).join(', '),
    alerts ? '' : '(no alerts)',
    pausedUntil && DateTime.fromISO(pausedUntil, { zone }).toJSDate() > now
      ? `(paused until ${pausedUntil})`
      : '',
  ]
    .filter(Boolean)
    .join('  ')
    .trimEnd();
}

function addressInWords(address: Address): string {
  const where = address.kind === 'email' ? address.address : address.name;
  const what = where === address.kind ? where : `${address.kind} ${where}`;
  return address.for.length === 1 ? `${what} (${address.for[0]} only)` : what;
}
