import { z } from 'zod';
import type { HttpOutcome } from '../http/index.ts';
import type { SendOutcome } from './channel.ts';
import { fitNote, type FittedNote } from './fit.ts';
import { noteOf, type NoteItem, type NoteLink } from './note.ts';
import { addressFields, bodyOf, outcomeOf, withFields, type Post } from './post.ts';
import { secret, webAddressMistake } from './secret.ts';

export const telegramSettings = z.strictObject({
  ...addressFields('telegram'),
  /** Of the bot that posts, from @BotFather. */
  token: secret((text) =>
    /^\d{1,20}:[\w-]{20,100}$/u.test(text) ? null : 'must be a bot token such as "123456:ABC..."',
  ),
  /** A channel's "@name" or the number of a chat. */
  chat: secret((text) =>
    /^(?:@[a-z]\w{3,31}|-?\d{1,20})$/iu.test(text)
      ? null
      : 'must be "@channel" or the number of a chat, in quotes',
  ),
  /** Topic of a forum group. */
  thread: z.coerce.number('must be a number').int().positive().nullable().default(null),
  /** A Bot API server of one's own. */
  server: secret(webAddressMistake).prefault('https://api.telegram.org'),
});

/** Telegram counts 4,096 characters without the markup and takes 100 entities; with the markup counted we are safe on both. */
const MAX_HTML = 4_096;
const MAX_ENTITIES = 100;
const MAX_ITEM_HTML = 2_000;

const answerSchema = z.object({
  ok: z.boolean(),
  description: z.string().default(''),
  result: z.object({ message_id: z.number() }).optional(),
  parameters: z
    .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .default({}),
});

/** Telegram, by a bot. */
export function telegramPost(settings: z.output<typeof telegramSettings>): Post {
  const { token, chat, thread, server } = settings;
  return {
    render: (view) => {
      const text = fitNote(noteOf(view), htmlOf, {
        sizeOf: (item) => itemHtml(item).length,
        maxItem: MAX_ITEM_HTML,
        fits: (html) => html.length <= MAX_HTML && html.split('</').length - 1 <= MAX_ENTITIES,
      });
      return JSON.stringify({ text, parse_mode: 'HTML', link_preview_options: { is_disabled: true } });
    },
    request: (body, { reveal }) => ({
      url: `${reveal(server).replace(/\/+$/u, '')}/bot${reveal(token)}/sendMessage`,
      json: withFields(body, {
        chat_id: reveal(chat),
        ...(thread !== null && { message_thread_id: thread }),
      }),
    }),
    judge,
  };
}

/** Telegram says in the body whether it worked, how long to wait, and where a group has moved. */
function judge(answer: HttpOutcome): SendOutcome | null {
  if (answer.outcome !== 'ok' && answer.outcome !== 'httpError') return null;
  const said = answerOf(answer);
  if (!said) {
    const reason = 'the answer is not the Bot API’s';
    return answer.outcome === 'ok' ? { outcome: 'retryLater', reason, delayMs: null } : null;
  }
  if (said.ok) return { outcome: 'sent', providerId: said.result ? String(said.result.message_id) : null };
  const { retry_after: seconds, migrate_to_chat_id: chat } = said.parameters;
  if (chat !== undefined) {
    return { outcome: 'rejected', reason: `the group is now chat ${chat}: set chat to that` };
  }
  const usual = answer.outcome === 'httpError' ? outcomeOf(answer) : null;
  if (usual?.outcome === 'retryLater' && seconds !== undefined)
    return { ...usual, delayMs: usual.delayMs ?? seconds * 1_000 };
  return usual ?? { outcome: 'retryLater', reason: said.description, delayMs: null };
}

function answerOf(answer: HttpOutcome): z.output<typeof answerSchema> | null {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(bodyOf(answer)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function htmlOf({ title, lead, items, more, tail, page, actions }: FittedNote): string {
  const ending = [more && escapeHtml(more), page && link(page.url, page.label)].filter(Boolean).join(': ');
  const head = [`<b>${escapeHtml(title)}</b>`, ...lead.map(escapeHtml)].join('\n');
  const foot = [linksHtml(actions), ending, ...tail.map((text) => `<i>${escapeHtml(text)}</i>`)]
    .filter(Boolean)
    .join('\n');
  return [head, ...items.map(itemHtml), foot].join('\n\n');
}

function itemHtml({ heading, status, headline, details, url, actions }: NoteItem): string {
  const name = url === null ? escapeHtml(headline) : link(url, headline);
  return [
    heading && `<b>${escapeHtml(heading)}</b>`,
    status === null ? name : `<b>${escapeHtml(status)}</b> · ${name}`,
    ...details.map(escapeHtml),
    linksHtml(actions),
  ]
    .filter(Boolean)
    .join('\n');
}

function linksHtml(links: readonly NoteLink[]): string {
  return links.map(({ label, url }) => link(url, label)).join(' · ');
}

function link(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
