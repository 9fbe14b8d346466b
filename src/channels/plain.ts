import type { FittedNote } from './fit.ts';
import type { NoteItem, NoteLink } from './note.ts';

/** A note as plain text below its title, for services that show text as it is. */
export function plainText({ lead, items, more, tail, page, actions }: FittedNote): string {
  const ending = [more, ...actions.map(plainLink), page && plainLink(page)].filter(Boolean).join('\n');
  return [lead.join('\n'), ...items.map(plainItem), ending, tail.join('\n')].filter(Boolean).join('\n\n');
}

export function plainItem({ heading, status, headline, details, url, actions }: NoteItem): string {
  return [
    heading?.toUpperCase(),
    status === null ? headline : `[${status}] ${headline}`,
    ...details,
    url,
    ...actions.map(plainLink),
  ]
    .filter(Boolean)
    .join('\n');
}

function plainLink({ label, url }: NoteLink): string {
  return `${label}: ${url}`;
}
