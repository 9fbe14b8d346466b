/** The ways to reach a reader, by name. Each is one file in this folder. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';
import { parseMailbox, type Mailbox } from '../publish/address.ts';
import type { UnsubscribeView } from '../publish/views.ts';
import type { Subscriber } from '../publish/subscribers.ts';
import type { Channel } from './channel.ts';
import { emailChannel } from './email.ts';
import { outboxChannel } from './outbox.ts';

export type { Channel, SendOutcome } from './channel.ts';
export { parseMessage, type OutgoingMessage } from './message.ts';

export interface Channels {
  byName(name: string): Channel | null;
  /** How this reader can opt out; goes into headers and footers. */
  unsubscribe(subscriber: Subscriber): UnsubscribeView;
  /** Where mail goes: a server, or a folder. For people. */
  readonly description: string;
  close(): Promise<void>;
}

/** Opens the channels that the settings name. Without SMTP settings, mail is written to `<dataDir>/outbox`. */
export function createChannels(
  config: Pick<Config, 'dataDir' | 'mailFrom' | 'smtp'>,
  options: { unsubscribeUrl?: (subscriber: Subscriber) => string | null } = {},
): Channels {
  const from = senderOf(config.mailFrom);
  const outbox = join(config.dataDir, 'outbox');
  const email = config.smtp ? emailChannel({ ...config.smtp, from }) : outboxChannel(outbox, from);
  const channels = new Map([email].map((channel) => [channel.name, channel]));
  return {
    byName: (name) => channels.get(name) ?? null,
    unsubscribe: (subscriber) => ({
      mailto: from.address,
      url: options.unsubscribeUrl?.(subscriber) ?? null,
    }),
    description: config.smtp ? `smtp://${config.smtp.host}:${config.smtp.port}` : outbox,
    close: async () => {
      for (const channel of channels.values()) await channel.close();
    },
  };
}

/** MAIL_FROM as a mailbox. Throws UsageError where it is not exactly one. */
export function senderOf(mailFrom: string): Mailbox {
  const from = parseMailbox(mailFrom);
  if (!from)
    throw new UsageError(
      `MAIL_FROM: must be one mailbox such as "Tumen <tumen@example.org>", not "${mailFrom}"`,
    );
  return from;
}
