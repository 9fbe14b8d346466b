import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/channels/index.ts';
import { parsePost } from '../../src/channels/message.ts';
import { deliveriesFor } from '../../src/publish/addressing.ts';
import { alertMessage, digestMessage } from '../../src/publish/messages.ts';
import type { AlertView, DigestView } from '../../src/publish/views.ts';
import { subscriberOf } from './fixtures.ts';
import { alertOf, digestOf } from './sample.ts';

const FROM = 'Tumen <tumen@tumen.example.org>';
const SUBJECT = { kind: 'alert', id: '9', revision: 2, sendAt: new Date('2026-11-24T07:00:00Z') } as const;
const SECRET_URL = 'https://hooks.example.org/services/T0/B0/in-the-file';

const SUBSCRIBER = subscriberOf({
  channels: [
    { kind: 'email', address: 'team@example.org', for: 'alerts' },
    { kind: 'slack', url: SECRET_URL, for: ['alerts'] },
    { kind: 'slack', name: 'digests', url: SECRET_URL, for: 'digests' },
    { kind: 'ntfy', topic: 'secret-topic-in-the-file', token: 'tk_inthefile' },
  ],
});

const deliveriesOf = (view: AlertView | DigestView) =>
  deliveriesFor(view, 'event' in view ? alertMessage(view, FROM) : digestMessage(view, FROM), SUBJECT);

describe('deliveriesFor', () => {
  it('makes one delivery for each address that takes this kind of message', () => {
    const alert = deliveriesOf(alertOf({ subscriber: SUBSCRIBER }));
    expect(alert.map(({ channel, recipient }) => `${channel} ${recipient}`)).toEqual([
      'email j.doe@example.org',
      'email team@example.org',
      'slack j-doe/slack',
      'ntfy j-doe/ntfy',
    ]);
    const digest = deliveriesOf(digestOf({ subscriber: SUBSCRIBER }));
    expect(digest.map(({ recipient }) => recipient)).toEqual([
      'j.doe@example.org',
      'j-doe/digests',
      'j-doe/ntfy',
    ]);
    for (const delivery of [...alert, ...digest]) {
      expect(delivery).toMatchObject({ subscriberId: 'j-doe', subjectId: '9', subjectRevision: 2 });
      expect(delivery.sendAt).toBe('2026-11-24T07:00:00.000Z');
      const parse = delivery.channel === 'email' ? parseMessage : parsePost;
      expect(parse(delivery.message).messageId).toBe(delivery.messageId);
    }
  });

  it('gives each its own message id, the same at every making', () => {
    const view = alertOf({ subscriber: SUBSCRIBER });
    const ids = deliveriesOf(view).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(4);
    expect(deliveriesOf(view).map(({ messageId }) => messageId)).toEqual(ids);
    expect(ids[0]).toBe(alertMessage(view, FROM).messageId);
  });

  it('keeps the thread of an event together in each mailbox', () => {
    const mails = [1, 2].map((revision) =>
      deliveriesOf(alertOf({ subscriber: SUBSCRIBER, revision })).slice(0, 2).map(({ message }) => parseMessage(message)),
    ); // prettier-ignore
    const [first = [], second = []] = mails;
    expect(second.map(({ references }) => references)).toEqual(first.map(({ messageId }) => [messageId]));
    expect(second.map(({ to }) => to.address)).toEqual(['j.doe@example.org', 'team@example.org']);
  });

  it('lets nothing secret into what is stored: messages, or the view that a digest is kept by', () => {
    const view = digestOf({ subscriber: SUBSCRIBER });
    const stored = JSON.stringify([
      deliveriesOf(view),
      deliveriesOf(alertOf({ subscriber: SUBSCRIBER })),
      view,
    ]);
    for (const secret of [SECRET_URL, 'secret-topic-in-the-file', 'tk_inthefile'])
      expect(stored).not.toContain(secret);
    expect(JSON.stringify(view.subscriber)).toContain('[secret]');
  });
});
