import type { FittedNote } from './fit.ts';
import type { NoteItem } from './note.ts';

/** A note as plain text below its title, for services that show text as it is. */
export function plainText({ lead, items, more, tail, page }: FittedNote): string {
  const ending = [more, page && `${page.label}: ${page.url}`].filter(Boolean).join('\n');
  return [lead.join('\n'), ...items.map(plainItem), ending, tail.join('\n')].filter(Boolean).join('\n\n');
}

export function plainItem({ heading, status, headline, details, url }: NoteItem): string {
  return [heading?.toUpperCase(), status === null ? headline : `[${status}] ${headline}`, ...details, url]
    .filter(Boolean)
    .join('\n');
}
