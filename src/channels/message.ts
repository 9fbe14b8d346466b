import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isMailAddress, isPlainLine } from '../publish/address.ts';

const plainLine = z.string().refine(isPlainLine, 'must be on one line, without control characters');
const mailAddress = z.string().refine(isMailAddress, 'must be exactly one plain mail address');
const messageId = z.string().regex(/^<[\w.-]+@[\w.-]+>$/u, 'must be a message id in angle brackets');

const outgoingMessage = z.strictObject({
  kind: z.enum(['digest', 'alert', 'test']),
  /** Fixed for the delivery: a message that was sent twice is recognised by it. */
  messageId,
  /** When the message was made, not when it was sent: a retry is the same message. */
  date: z.iso.datetime(),
  to: z.strictObject({ name: plainLine, address: mailAddress }),
  subject: plainLine,
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.strictObject({ filename: plainLine, contentType: plainLine, content: z.string() })),
  unsubscribe: z.strictObject({ mailto: mailAddress.nullable(), url: z.url().nullable() }),
  /** Ids of the earlier messages of the thread, oldest first. */
  references: z.array(messageId),
});

/** One message for one recipient, ready to send by any channel. Plain data: it waits in the outbox as JSON. */
export type OutgoingMessage = z.output<typeof outgoingMessage>;

/** A stored message, checked again before it reaches a server. Throws a ZodError that names what is wrong. */
export function parseMessage(stored: unknown): OutgoingMessage {
  return outgoingMessage.parse(stored);
}

/** A mail that still lacks its recipient. */
export type ComposedMail = Omit<OutgoingMessage, 'to'>;

const outgoingPost = z.strictObject({
  kind: outgoingMessage.shape.kind,
  messageId,
  date: outgoingMessage.shape.date,
  /** As the service takes it, JSON, without what is secret. */
  body: z.string(),
});

/** One message for a service; where it goes stays in subscribers.yaml until the moment of sending. */
export type OutgoingPost = z.output<typeof outgoingPost>;

/** A stored post, checked again. Throws a ZodError that names what is wrong. */
export function parsePost(stored: unknown): OutgoingPost {
  return outgoingPost.parse(stored);
}

/** The message id of whatever `key` names, always the same: "<32 hex digits@domain>". */
export function messageIdOf(key: readonly string[], domain: string): string {
  const digest = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
  return `<${digest}@${domain}>`;
}
