/** The ways to reach a reader, by name. Each is one file in this folder. */
import { join } from 'node:path';
import { environmentValue, type Config } from '../config.ts';
import { UsageError } from '../errors.ts';
import { createHttpClient } from '../http/index.ts';
import { parseMailbox, type Mailbox } from '../publish/address.ts';
import type { UnsubscribeView } from '../publish/views.ts';
import type { Subscriber } from '../publish/subscribers.ts';
import { VERSION } from '../version.ts';
import type { SendOutcome } from './channel.ts';
import { emailChannel } from './email.ts';
import { parseMessage, parsePost } from './message.ts';
import { outboxChannel } from './outbox.ts';
import { postTo, recipientOf } from './posts.ts';
import type { Environment } from './secret.ts';
import { sendPost, type PostMeans } from './send-post.ts';

export type { Channel, SendOutcome } from './channel.ts';
export { parseMessage, type ComposedMail, type OutgoingMessage } from './message.ts';

/** What a delivery says of itself: the kind of channel, the address by name, what to send. */
export interface StoredDelivery {
  channel: string;
  recipient: string;
  message: unknown;
}

export interface Channels {
  /**
   * Sends one delivery. A mail holds its recipient; every other channel finds its address under the subscriber, who is null where
   * the file no longer knows them.
   */
  send(delivery: StoredDelivery, subscriber: Subscriber | null): Promise<SendOutcome>;
  /** How this reader can opt out; goes into headers and footers. */
  unsubscribe(subscriber: Subscriber): UnsubscribeView;
  /** Where mail goes: a server, or a folder. For people. */
  readonly description: string;
  close(): Promise<void>;
}

export interface ChannelOptions {
  unsubscribeUrl?: (subscriber: Subscriber) => string | null;
  /** Where settings find what they name as ${NAME}. */
  environment?: Environment;
  /** For the timestamps of signatures, which receivers compare with their own clocks. */
  now?: () => Date;
  /** How long a service may take before it counts as not there. */
  timeoutMs?: number;
}

/** The workers for deliveries are few: a service that does not answer must not keep one from the others. */
const SERVICE_TIMEOUT_MS = 15_000;

/** Opens the channels that the settings name. Without SMTP settings, mail is written to `<dataDir>/outbox`. */
export function createChannels(
  config: Pick<Config, 'dataDir' | 'mailFrom' | 'smtp' | 'contact' | 'allowHosts'>,
  {
    unsubscribeUrl,
    environment = environmentValue,
    now = () => new Date(),
    timeoutMs = SERVICE_TIMEOUT_MS,
  }: ChannelOptions = {},
): Channels {
  const from = senderOf(config.mailFrom);
  const outbox = join(config.dataDir, 'outbox');
  const email = config.smtp ? emailChannel({ ...config.smtp, from }) : outboxChannel(outbox, from);
  // A client without the hosts' common pace: one team's full webhook must not hold up another's on the same host.
  const { contact, allowHosts } = config;
  const http = createHttpClient({ version: VERSION, contact, allowHosts });
  return {
    send: async (delivery, subscriber) =>
      delivery.channel === email.name
        ? email.send(parseMessage(delivery.message))
        : post(delivery, subscriber, { http, environment, now: now(), timeoutMs }),
    unsubscribe: (subscriber) => ({ mailto: from.address, url: unsubscribeUrl?.(subscriber) ?? null }),
    description: config.smtp ? `smtp://${config.smtp.host}:${config.smtp.port}` : outbox,
    close: async () => {
      await email.close();
      await http.close();
    },
  };
}

async function post(
  { recipient, message }: StoredDelivery,
  subscriber: Subscriber | null,
  means: PostMeans,
): Promise<SendOutcome> {
  const address = subscriber?.channels.find((each) => recipientOf(subscriber.id, each) === recipient);
  if (!address || address.kind === 'email') {
    return { outcome: 'rejected', reason: `${recipient} is no longer in subscribers.yaml` };
  }
  return sendPost(postTo(address), parsePost(message), means);
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
