import { z } from 'zod';
import { fitNote } from './fit.ts';
import { noteOf, type NoteLink } from './note.ts';
import { plainItem, plainText } from './plain.ts';
import { addressFields, withFields, type Post } from './post.ts';
import { secret, webAddressMistake } from './secret.ts';

export const ntfySettings = z.strictObject({
  ...addressFields('ntfy'),
  server: secret(webAddressMistake).prefault('https://ntfy.sh'),
  /** Whoever knows a topic can read it and write to it. */
  topic: secret((text) =>
    /^[\w-]{1,64}$/u.test(text) ? null : 'must be 1 to 64 letters, digits, "_" and "-"',
  ),
  /** Of an account, where the topic is protected. */
  token: secret((text) => (/^tk_\w{1,100}$/u.test(text) ? null : 'must be an access token such as "tk_..."'))
    .nullable()
    .default(null),
});

/** A longer message becomes an attached file. */
const MAX_BYTES = 4_096;
const MAX_ITEM_BYTES = 1_500;
/** Of 5: alerts are "high" (sound and pop-up), digests "default". */
const PRIORITY = { alert: 4, digest: 3 };

/** What ntfy shows below a message at most. */
const MAX_BUTTONS = 3;

function button({ label, url }: NoteLink) {
  return { action: 'view', label, url };
}

/** ntfy: notifications on phones, by ntfy.sh or a server of one's own. */
export function ntfyPost({ server, topic, token }: z.output<typeof ntfySettings>): Post {
  return {
    render: (view) => {
      const { actions, ...note } = noteOf(view);
      const message = fitNote({ ...note, actions: [] }, plainText, {
        sizeOf: (item) => Buffer.byteLength(plainItem(item)),
        maxItem: MAX_ITEM_BYTES,
        fits: (text) => Buffer.byteLength(text) <= MAX_BYTES,
      });
      const click = note.page?.url ?? (note.kind === 'alert' ? note.items[0]?.url : null);
      return JSON.stringify({
        title: note.title,
        message,
        priority: PRIORITY[note.kind],
        ...(click && { click }),
        ...(actions.length > 0 && { actions: actions.slice(0, MAX_BUTTONS).map(button) }),
      });
    },
    request: (body, { reveal }) => ({
      url: reveal(server),
      json: withFields(body, { topic: reveal(topic) }),
      ...(token && { headers: { authorization: `Bearer ${reveal(token)}` } }),
    }),
  };
}
