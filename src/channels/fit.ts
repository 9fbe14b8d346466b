import { slimmerItems, type Note, type NoteItem } from './note.ts';

/** A note of which the last items may have become a count. */
export interface FittedNote extends Omit<Note, 'more'> {
  /** "12 more", or null where all are there. */
  more: string | null;
}

export interface Limits<T> {
  /** The size of one item as the service counts it, and the most that one may take. */
  sizeOf: (item: NoteItem) => number;
  maxItem: number;
  /** Whether a rendered note is within the service's limits. With no item or one it must be. */
  fits: (rendered: T) => boolean;
}

/** Steps of `slimmerItems` beyond the item as it is. */
const SLIMMER = [1, 2, 3] as const;
type Slimness = 0 | (typeof SLIMMER)[number];

/**
 * Renders as many items of a note as a service takes, in their order, and counts the rest. An item that is too large by itself
 * loses its details, then its links: it must not push out the others. Of a note that keeps all, every item loses them first.
 */
export function fitNote<T>(note: Note, render: (note: FittedNote) => T, limits: Limits<T>): T {
  const fitted = (slimness: Slimness) => {
    const items = note.items.map((item) => slimEnough(slimmerItems(item)[slimness], limits));
    return fitItems(note, items, render, limits);
  };
  let best = fitted(0);
  for (const slimness of note.keepsAll ? SLIMMER : []) if (best.leftOut > 0) best = fitted(slimness);
  return best.rendered;
}

function fitItems<T>(
  note: Note,
  items: readonly NoteItem[],
  render: (note: FittedNote) => T,
  limits: Limits<T>,
): { rendered: T; leftOut: number } {
  const withItems = (count: number): T =>
    render({
      ...note,
      items: items.slice(0, count),
      more: count < items.length ? note.more(items.length - count) : null,
    });
  let [fitting, tooMany] = [0, items.length + 1];
  let best = withItems(0);
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    const rendered = withItems(middle);
    if (limits.fits(rendered)) [fitting, best] = [middle, rendered];
    else tooMany = middle;
  }
  return { rendered: best, leftOut: items.length - fitting };
}

function slimEnough<T>(item: NoteItem, { sizeOf, maxItem }: Limits<T>): NoteItem {
  const [full, ...slimmer] = slimmerItems(item);
  return [full, ...slimmer].find((each) => sizeOf(each) <= maxItem) ?? slimmer.at(-1) ?? full;
}
