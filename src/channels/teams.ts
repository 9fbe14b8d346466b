import { z } from 'zod';
import { fitNote, type FittedNote } from './fit.ts';
import { noteOf, type NoteItem, type NoteLink } from './note.ts';
import { addressFields, type Post } from './post.ts';
import { secret, webAddressMistake } from './secret.ts';

/** The address of a flow that posts what it is sent to a channel or chat. */
export const teamsSettings = z.strictObject({ ...addressFields('teams'), url: secret(webAddressMistake) });

/** Teams takes messages of 28 KB; the flow wraps the card once more. */
const MAX_BYTES = 26_000;
const MAX_ITEM_BYTES = 6_000;

/**
 * Text runs, not text blocks: those read Markdown, in which a name could become a link. A run is shown as it is written.
 */
interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Large';
  isSubtle?: true;
  selectAction?: OpenUrl;
}

interface OpenUrl {
  type: 'Action.OpenUrl';
  title: string;
  url: string;
}

interface RichText {
  type: 'RichTextBlock';
  inlines: TextRun[];
  separator?: true;
  spacing?: 'None';
}

/** Microsoft Teams, by a Workflows webhook: an Adaptive Card. */
export function teamsPost({ url }: z.output<typeof teamsSettings>): Post {
  return {
    render: (view) =>
      JSON.stringify(
        fitNote(noteOf(view), cardMessage, {
          sizeOf: (item) => Buffer.byteLength(JSON.stringify(itemBlocks(item))),
          maxItem: MAX_ITEM_BYTES,
          fits: (message) => Buffer.byteLength(JSON.stringify(message)) <= MAX_BYTES,
        }),
      ),
    request: (body, { reveal }) => ({ url: reveal(url), json: body }),
  };
}

function cardMessage({ title, lead, items, more, tail, page, actions }: FittedNote) {
  const buttons = [...actions, ...(page ? [page] : [])].map(openUrl);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: title,
          msteams: { width: 'Full' },
          body: [
            block({ text: title, weight: 'Bolder', size: 'Large' }),
            ...lead.map((text) => block({ text })),
            ...items.flatMap(itemBlocks),
            ...(more ? [block({ text: more, weight: 'Bolder' })] : []),
            ...tail.map((text) => block({ text, isSubtle: true })),
          ],
          actions: buttons,
        },
      },
    ],
  };
}

function itemBlocks({ heading, status, headline, details, url, actions }: NoteItem): RichText[] {
  const name: TextRun = {
    type: 'TextRun',
    text: headline,
    ...(url !== null && { selectAction: openUrl({ label: headline, url }) }),
  };
  const label: TextRun[] =
    status === null ? [] : [{ type: 'TextRun', text: `${status} · `, weight: 'Bolder' }];
  return [
    ...(heading ? [block({ text: heading, weight: 'Bolder' })] : []),
    { type: 'RichTextBlock', inlines: [...label, name], separator: true },
    ...details.map((text): RichText => ({ ...block({ text, isSubtle: true }), spacing: 'None' })),
    ...(actions.length > 0 ? [linksBlock(actions)] : []),
  ];
}

function linksBlock(links: readonly NoteLink[]): RichText {
  const runs = links.flatMap((link, index): TextRun[] => [
    ...(index > 0 ? [{ type: 'TextRun' as const, text: ' · ' }] : []),
    { type: 'TextRun', text: link.label, selectAction: openUrl(link) },
  ]);
  return { type: 'RichTextBlock', inlines: runs, spacing: 'None' };
}

function openUrl({ label, url }: NoteLink): OpenUrl {
  return { type: 'Action.OpenUrl', title: label, url };
}

function block(run: Omit<TextRun, 'type'>): RichText {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', ...run }] };
}
