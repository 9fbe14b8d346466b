import { z } from 'zod';
import type { HttpOutcome } from '../http/index.ts';
import type { SendOutcome } from './channel.ts';
import { fitNote } from './fit.ts';
import { noteOf } from './note.ts';
import { plainItem, plainText } from './plain.ts';
import { addressFields, bodyOf, withFields, type Post } from './post.ts';
import { secret, webAddressMistake, type Secret } from './secret.ts';

export const appriseSettings = z
  .strictObject({
    ...addressFields('apprise'),
    /** Of the Apprise API server. */
    server: secret(webAddressMistake),
    /** A configuration that the server keeps, with the tag of the services in it that are meant. */
    key: secret((text) =>
      /^[\w-]{1,64}$/u.test(text) ? null : 'must be 1 to 64 letters, digits, "_" and "-"',
    )
      .nullable()
      .default(null),
    tag: z
      .string()
      .regex(/^[\w-]{1,64}$/u, 'must be letters, digits, "_" and "-"')
      .nullable()
      .default(null),
    /** One service in Apprise's own notation, where the server keeps none. */
    service: secret((text) =>
      /^[a-z][a-z0-9+.-]*:\/\/[^\s,]+$/iu.test(text)
        ? null
        : 'must be one Apprise address such as "signal://..."',
    )
      .nullable()
      .default(null),
  })
  .refine(({ key, service }) => (key === null) !== (service === null), 'must have either key or service')
  .refine(({ key, tag }) => tag === null || key !== null, { path: ['tag'], error: 'goes with key only' });

/** Short enough for most of the services behind Apprise; those with less cut or split it. */
const MAX_TEXT = 3_800;
const MAX_ITEM = 1_500;

/** Any service that an Apprise API server reaches. */
export function apprisePost({ server, key, tag, service }: z.output<typeof appriseSettings>): Post {
  return {
    render: (view) => {
      const note = noteOf(view);
      const body = fitNote(note, plainText, {
        sizeOf: (item) => plainItem(item).length,
        maxItem: MAX_ITEM,
        fits: (text) => text.length <= MAX_TEXT,
      });
      const type = note.kind === 'alert' ? 'warning' : 'info';
      return JSON.stringify({ title: note.title, body, type, format: 'text' });
    },
    request: (body, { reveal }) => ({
      url: `${reveal(server).replace(/\/+$/u, '')}/notify${key ? `/${reveal(key)}` : ''}`,
      json: withFields(body, { ...(service && { urls: reveal(service) }), ...(tag && { tag }) }),
    }),
    judge: (answer) => judge(answer, service),
  };
}

/**
 * 204 means that nothing is configured under the key. 424 means that a service behind the server failed: with one service we try
 * again; with several, those that were reached would get the message twice.
 */
function judge(answer: HttpOutcome, service: Secret | null): SendOutcome | null {
  if (answer.outcome === 'ok' && answer.status === 204) {
    return { outcome: 'rejected', reason: 'HTTP 204: the server has no service under that key and tag' };
  }
  if (answer.outcome !== 'httpError' || answer.status !== 424) return null;
  const reason = `HTTP 424: a service behind Apprise failed: ${bodyOf(answer)}`;
  return service ? { outcome: 'retryLater', reason, delayMs: null } : { outcome: 'rejected', reason };
}
