import { z } from 'zod';
import { fitNote, type FittedNote } from './fit.ts';
import { noteOf, type NoteItem, type NoteLink } from './note.ts';
import { addressFields, type Post } from './post.ts';
import { secret, webAddressMistake } from './secret.ts';

/** An incoming webhook; whoever knows its address can post, so it is a secret. */
export const slackSettings = z.strictObject({ ...addressFields('slack'), url: secret(webAddressMistake) });

/** Block Kit takes 50 blocks and 3,000 characters a section; together Slack refuses somewhat above 13,000. */
const MAX_BLOCKS = 50;
const MAX_SECTION = 2_900;
const MAX_TEXT = 12_000;

interface SlackMessage {
  /** What a notification shows. */
  text: string;
  blocks: readonly SlackBlock[];
  unfurl_links: false;
  unfurl_media: false;
}

type SlackBlock =
  | { type: 'header'; text: { type: 'plain_text'; text: string; emoji: false } }
  | { type: 'section'; text: Mrkdwn }
  | { type: 'context'; elements: Mrkdwn[] };

/** `verbatim`: Slack must not turn "@here", names of channels and bare addresses into mentions and links. */
interface Mrkdwn {
  type: 'mrkdwn';
  text: string;
  verbatim: true;
}

/** Slack, by an incoming webhook. */
export function slackPost({ url }: z.output<typeof slackSettings>): Post {
  return {
    render: (view) =>
      JSON.stringify(
        fitNote(noteOf(view), slackMessage, {
          sizeOf: (item) => itemText(item).length,
          maxItem: MAX_SECTION,
          fits: ({ blocks }) => blocks.length <= MAX_BLOCKS && JSON.stringify(blocks).length <= MAX_TEXT,
        }),
      ),
    request: (body, { reveal }) => ({ url: reveal(url), json: body }),
  };
}

function slackMessage(note: FittedNote): SlackMessage {
  const { title, lead, items, more, tail, page, actions } = note;
  const [first] = items;
  const ending = [more && escapeMrkdwn(more), page && link(page.url, page.label)].filter(Boolean).join(': ');
  return {
    text: escapeMrkdwn([title, note.kind === 'alert' && first?.headline].filter(Boolean).join(': ')),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
      ...(lead.length > 0 ? [section(lead.map(escapeMrkdwn).join('\n'))] : []),
      ...items.map((item) => section(itemText(item))),
      ...(actions.length > 0 ? [section(linksText(actions))] : []),
      ...(ending ? [section(ending)] : []),
      ...(tail.length > 0 ? [context(tail)] : []),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

function itemText({ heading, status, headline, details, url, actions }: NoteItem): string {
  const name = url === null ? escapeMrkdwn(headline) : link(url, headline);
  return [
    heading && `*${escapeMrkdwn(heading)}*`,
    status === null ? name : `*${escapeMrkdwn(status)}* · ${name}`,
    ...details.map(escapeMrkdwn),
    linksText(actions),
  ]
    .filter(Boolean)
    .join('\n');
}

/**
 * What Slack wants escaped, and all that it lets be escaped. A "*" or "_" in a name has no escape: it may change how the name
 * looks, never whom it mentions or where it leads.
 */
function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function link(url: string, text: string): string {
  return `<${escapeMrkdwn(url.replaceAll('|', '%7C'))}|${escapeMrkdwn(text)}>`;
}

function linksText(links: readonly NoteLink[]): string {
  return links.map(({ label, url }) => link(url, label)).join(' · ');
}

function context(lines: readonly string[]): SlackBlock {
  return { type: 'context', elements: lines.map((text) => mrkdwn(escapeMrkdwn(text))) };
}

function section(text: string): SlackBlock {
  return { type: 'section', text: mrkdwn(text) };
}

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}
