/** Views to messages that wait in the outbox: rendered once, so that every try sends the same bytes. */
import { senderOf } from '../channels/index.ts';
import { messageIdOf, type ComposedMail } from '../channels/message.ts';
import { domainOf } from '../channels/mime.ts';
import { renderAlert } from './render/alert.ts';
import { renderDigest } from './render/digest.ts';
import { renderBurst } from './render/burst.ts';
import { renderTestMessage } from './render/test-message.ts';
import type { AlertView, BurstView, DigestView, TestView } from './views.ts';

/** The digest's message; its id names subscriber, edition, local day and slot. */
export function digestMessage(view: DigestView, mailFrom: string): ComposedMail {
  const { subscriber, edition, localDate, slot } = view;
  const key = ['digest', subscriber.id, edition, localDate, slot];
  return {
    kind: 'digest',
    messageId: messageIdOf(key, domainOf(senderOf(mailFrom))),
    date: view.generatedAt,
    ...renderDigest(view),
    unsubscribe: view.unsubscribe,
    references: [],
  };
}

/** The alert's message; alerts about one event form a thread. */
export function alertMessage(view: AlertView, mailFrom: string): ComposedMail {
  const domain = domainOf(senderOf(mailFrom));
  const kind = view.escalation ? 'escalation' : 'alert';
  const idOf = (revision: number) =>
    messageIdOf([kind, view.subscriber.id, view.event.id, String(revision)], domain);
  const earlier = Array.from({ length: view.revision - 1 }, (_, index) => idOf(index + 1));
  return {
    kind: 'alert',
    messageId: idOf(view.revision),
    date: view.generatedAt,
    ...renderAlert(view),
    unsubscribe: view.unsubscribe,
    references: earlier,
  };
}

/** The message of several alerts; its id names the first of them. */
export function burstMessage(view: BurstView, mailFrom: string): ComposedMail {
  return {
    kind: 'alert',
    messageId: messageIdOf(['burst', view.subscriber.id, view.id], domainOf(senderOf(mailFrom))),
    date: view.generatedAt,
    ...renderBurst(view),
    unsubscribe: view.unsubscribe,
    references: [],
  };
}

/** A test message; every test is a message of its own. */
export function testMessage(view: TestView, mailFrom: string): ComposedMail {
  return {
    kind: 'test',
    messageId: messageIdOf(['test', view.subscriber.id, view.generatedAt], domainOf(senderOf(mailFrom))),
    date: view.generatedAt,
    ...renderTestMessage(view),
    unsubscribe: view.unsubscribe,
    references: [],
  };
}
