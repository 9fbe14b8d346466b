import type { Channels, SendOutcome } from '../channels/index.ts';
import { problemsOf, recipientOf, type Address } from '../channels/posts.ts';
import type { Environment } from '../channels/secret.ts';
import { messageFor } from './addressing.ts';
import { testMessage } from './messages.ts';
import type { Subscriber } from './subscribers.ts';
import type { TestView } from './views.ts';

/**
 * Sends a message that says that it is a test to one address, past outbox and database. A setting that cannot be read is an
 * outcome too; nothing in it is secret.
 */
export async function sendTest(
  { channels, environment, mailFrom }: { channels: Channels; environment: Environment; mailFrom: string },
  subscriber: Subscriber,
  address: Address,
  now: Date,
): Promise<SendOutcome> {
  const [problem] = problemsOf(address, environment);
  if (problem) return { outcome: 'rejected', reason: problem };
  const unsubscribe = channels.unsubscribe(subscriber);
  const view: TestView = { isTest: true, subscriber, generatedAt: now.toISOString(), unsubscribe };
  const message = messageFor(address, view, testMessage(view, mailFrom));
  return channels.send(
    { channel: address.kind, recipient: recipientOf(subscriber.id, address), message },
    subscriber,
  );
}
