import {
  messageIdOf,
  type ComposedMail,
  type OutgoingMessage,
  type OutgoingPost,
} from '../channels/message.ts';
import { postTo, recipientOf, type Address, type EmailAddress } from '../channels/posts.ts';
import type { StoryView } from '../channels/post.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import type { DeliveryKind } from '../store/tables.ts';
import type { Subscriber } from './subscribers.ts';

/** What the deliveries are about, and when they may go out. */
export interface Subject {
  kind: DeliveryKind;
  id: string;
  revision: number;
  /** Not before: the end of quiet hours, or now. */
  sendAt: Date;
}

/**
 * One delivery for each of the subscriber's addresses that takes this kind of message, so that none waits for another. `mail` is the
 * view as a mail; every other channel makes its own message of the view. Pure; nothing in it is secret.
 */
export function deliveriesFor(view: StoryView, mail: ComposedMail, subject: Subject): NewDelivery[] {
  const { subscriber } = view;
  const wanted = mail.kind === 'alert' ? 'alerts' : 'digests';
  return subscriber.channels
    .filter((address) => address.for.includes(wanted))
    .map((address) => {
      const message = messageFor(address, view, mail);
      return {
        kind: subject.kind,
        subjectId: subject.id,
        subjectRevision: subject.revision,
        subscriberId: subscriber.id,
        channel: address.kind,
        recipient: recipientOf(subscriber.id, address),
        message,
        messageId: message.messageId,
        sendAt: subject.sendAt.toISOString(),
      };
    });
}

/** The message that one address of the view's subscriber gets. */
export function messageFor(
  address: Address,
  view: StoryView,
  mail: ComposedMail,
): OutgoingMessage | OutgoingPost {
  if (address.kind === 'email') return mailTo(address, view.subscriber, mail);
  const { kind, date } = mail;
  const messageId = idFor(mail.messageId, recipientOf(view.subscriber.id, address));
  return { kind, messageId, date, body: postTo(address).render(view) };
}

/** The first address keeps the message's own ids, a further one has ids and threads of its own. */
function mailTo({ address }: EmailAddress, { name, email }: Subscriber, mail: ComposedMail): OutgoingMessage {
  const own = (id: string) => (address === email ? id : idFor(id, address));
  return {
    ...mail,
    messageId: own(mail.messageId),
    to: { name, address },
    references: mail.references.map(own),
  };
}

function idFor(messageId: string, recipient: string): string {
  const domain = messageId.slice(messageId.indexOf('@') + 1, -1);
  return messageIdOf([messageId, recipient], domain);
}
