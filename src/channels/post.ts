/** A channel that is one JSON request to a service's address: what all of these have in common. */
import { z } from 'zod';
import { describeFailure, type HttpOutcome, type PostRequest } from '../http/index.ts';
import { toPlainLine } from '../publish/address.ts';
import type { AlertView, BurstView, DigestView, TestView } from '../publish/views.ts';
import type { SendOutcome } from './channel.ts';
import type { Secret } from './secret.ts';

export type StoryView = AlertView | BurstView | DigestView | TestView;

/** What one service makes of a message. One file each in this folder, with its own settings. */
export interface Post {
  /** The body without anything secret: it is stored, and every try sends it again. */
  render(view: StoryView): string;
  /** The request that brings a rendered body to its address. */
  request(body: string, moment: Moment): PostRequest;
  /** What the service's answer means, where it says it in a way of its own; null leaves it to `outcomeOf`. */
  judge?(answer: HttpOutcome): SendOutcome | null;
}

export interface Moment {
  /** Fixed for the delivery, of letters, digits and "_": by it the other side recognises a second try. */
  id: string;
  now: Date;
  /** The readable text of a setting; a setting that cannot be read ends the try. */
  reveal(secret: Secret): string;
}

const KINDS = ['digests', 'alerts'] as const;

/** What every entry below `channels:` may say, whatever its kind. */
export function addressFields<K extends string>(kind: K) {
  return {
    kind: z.literal(kind),
    /** Tells entries of one kind apart; deliveries are kept under it, so that what it stands for may change. */
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, 'must be 1 to 40 of a-z, 0-9 and "-", such as "night-desk"')
      .default(kind),
    /** What goes there. */
    for: z
      .preprocess(
        (value) => (typeof value === 'string' ? [value] : value),
        z.array(z.enum(KINDS)).min(1, 'must name digests, alerts or both'),
      )
      .default([...KINDS]),
  };
}

/** Statuses of the moment; every other 4xx is the service's last word about this message or its address. */
const PASSING = new Set([408, 409, 423, 425, 429]);

/**
 * What an answer means unless a service has words of its own. Redirects, a refused private address and whatever the network did
 * may be the operator's mistake or the moment's, and are tried again.
 */
export function outcomeOf(answer: HttpOutcome): SendOutcome {
  if (answer.outcome === 'ok' || isUnreadableSuccess(answer)) return { outcome: 'sent', providerId: null };
  if (answer.outcome === 'paced') {
    return { outcome: 'retryLater', reason: describeFailure(answer), delayMs: answer.waitMs };
  }
  if (answer.outcome !== 'httpError') {
    return { outcome: 'retryLater', reason: describeFailure(answer), delayMs: null };
  }
  const { status, challenge, retryAfterMs } = answer;
  const said = bodyOf(answer);
  const reason = `${describeFailure(answer)}${said ? `: ${said}` : ''}`;
  const isFinal = status >= 400 && status < 500 && !PASSING.has(status) && !challenge;
  return isFinal ? { outcome: 'rejected', reason } : { outcome: 'retryLater', reason, delayMs: retryAfterMs };
}

/** Only a 2xx has its body read to the end: one too large or wrongly packed still says that the message was taken. */
function isUnreadableSuccess(answer: HttpOutcome): boolean {
  return (
    answer.outcome === 'tooLarge' || (answer.outcome === 'networkError' && answer.code === 'CONTENT_ENCODING')
  );
}

/** What a service answered, as one line of plain text; empty where it sent none. */
export function bodyOf(answer: HttpOutcome): string {
  return 'bytes' in answer ? toPlainLine(Buffer.from(answer.bytes).toString('utf8')) : '';
}

/** A rendered body with the fields that are added at sending, because they are secret. */
export function withFields(body: string, fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(body)), ...fields });
}
