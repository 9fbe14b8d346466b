import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { protectEvent, isWithheld } from '../publish/render/protect.ts';
import type { Subscriber } from '../publish/subscribers.ts';
import type { EventView } from '../publish/event-view.ts';
import type { AlertView, BurstView, DigestView } from '../publish/views.ts';
import { addressFields, type Post, type StoryView } from './post.ts';
import { secret, webAddressMistake } from './secret.ts';

const SECRET_PREFIX = 'whsec_';
const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

export const webhookSettings = z.strictObject({
  ...addressFields('webhook'),
  url: secret(webAddressMistake),
  /** Signs what is sent. Two while one takes the other's place: the receiver may check by either. */
  secret: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z
      .array(
        secret((text) =>
          keyOf(text)
            ? null
            : `must be "${SECRET_PREFIX}" and ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} bytes in base64`,
        ),
      )
      .min(1)
      .max(2),
  ),
});

/**
 * A program of one's own, by the Standard Webhooks specification: the event or digest as JSON, with its id, the time of the try and
 * an HMAC-SHA256 over both and the body.
 */
export function webhookPost({ url, secret: secrets }: z.output<typeof webhookSettings>): Post {
  return {
    render: (view) => JSON.stringify(payloadOf(view), wellFormed),
    request: (body, { id, now, reveal }) => {
      const timestamp = Math.floor(now.getTime() / 1000);
      const content = `${id}.${timestamp}.${body}`;
      return {
        url: reveal(url),
        json: body,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': secrets.map((each) => signature(reveal(each), content)).join(' '),
        },
      };
    },
  };
}

function signature(secretText: string, content: string): string {
  const key = keyOf(secretText);
  if (!key) throw new Error('a revealed secret has passed its check');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

function keyOf(text: string): Buffer | null {
  const encoded = text.startsWith(SECRET_PREFIX) ? text.slice(SECRET_PREFIX.length) : '';
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(encoded)) return null;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= MIN_KEY_BYTES && key.length <= MAX_KEY_BYTES ? key : null;
}

function payloadOf(view: StoryView) {
  if ('event' in view) return alertPayload(view);
  if ('isTest' in view)
    return { type: 'test', timestamp: view.generatedAt, data: { subscriber: view.subscriber.id } };
  return 'alerts' in view ? burstPayload(view) : digestPayload(view);
}

/** Programs get every alert by itself (src/join-alerts.ts); this is for those who ask for a burst's rendering all the same. */
function burstPayload({ alerts, generatedAt }: BurstView) {
  return { type: 'alerts', timestamp: generatedAt, data: alerts.map((alert) => alertPayload(alert).data) };
}

function alertPayload(view: AlertView) {
  const { id, subscriber, event, revision, reason, why, escalation, generatedAt, archiveUrl, actions } = view;
  return {
    type: `alert.${reason}`,
    timestamp: generatedAt,
    data: {
      id,
      subscriber: subscriber.id,
      revision,
      reason,
      why: isWithheld(event, subscriber.role) ? { ...why, words: [] } : why,
      escalation,
      event: eventFor(event, subscriber),
      url: archiveUrl,
      actions,
    },
  };
}

function digestPayload(view: DigestView) {
  const { id, subscriber, edition, localDate, slot, zone, since, generatedAt, archiveUrl } = view;
  const { categories, recalled, related, corrections, coverage } = view;
  return {
    type: `digest.${edition}`,
    timestamp: generatedAt,
    data: {
      id,
      subscriber: subscriber.id,
      localDate,
      slot,
      zone,
      since,
      categories: categories.map(({ category, events }) => ({
        category,
        events: events.map((event) => eventFor(event, subscriber)),
      })),
      recalled,
      related,
      corrections,
      coverage,
      url: archiveUrl,
    },
  };
}

function eventFor(event: EventView, subscriber: Subscriber): EventView {
  return protectEvent(event, subscriber.role);
}

/** Half characters and NUL are legal in JSON, but break the databases of those who keep it. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\p{Cs}|\0/gu, '\ufffd') : value;
}
